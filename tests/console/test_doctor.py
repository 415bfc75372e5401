"""The doctor: each step with its evidence, and for each ailment the right first advice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, replace
from typing import Any

import pytest

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import BindRules, CentreRules, LinkRules
from smppconsole.console.doctor import Examined, examine, suggest
from smppconsole.console.scenarios import scenario
from smppconsole.console.simulator import Centre
from smppconsole.net.tls import server_context
from tests.kit.sessions import account_for, running
from tests.kit.wires import Talk, bind_resp, certificate, peer, read_pdu, saying, silence


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def last_step(account: Account, password: str = "secret") -> Examined:
    steps = await examine(account, password)
    assert all(step.ok for step in steps[:-1])
    return steps[-1]


async def facing(talk: Talk, **changes: Any) -> Examined:
    async with peer(talk) as port:
        return await last_step(account_for(port, bind_timeout=0.3, **changes))


async def at_centre(rules: CentreRules, **changes: Any) -> Examined:
    async with running(rules) as centre:
        return await last_step(account_for(centre.port, bind_timeout=0.3, **changes))


@contextlib.asynccontextmanager
async def tls_centre(name: str = "centre") -> AsyncIterator[int]:
    centre = Centre()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    port = await centre.start(tls=server_context(certificate(name), certificate(f"{name}-key")))
    try:
        yield port
    finally:
        await centre.stop()


async def test_a_good_bind_is_five_good_steps_each_with_its_time() -> None:
    told: list[Examined] = []
    async with running() as centre:
        steps = await examine(account_for(centre.port), "secret", told.append)
    assert [step.step for step in steps] == ["resolve", "connect", "bind", "enquire_link", "unbind"]
    assert all(step.ok and step.ms >= 0 and not step.cause for step in steps)
    assert tuple(told) == steps
    assert steps[2].detail["centre"] == "SMPPCONSOLE"
    assert steps[2].detail["sc_interface_version"] == 0x34


async def test_steps_can_be_written_as_json_and_hold_no_password() -> None:
    async with running() as centre:
        steps = await examine(account_for(centre.port), "hunter2")
    text = json.dumps([asdict(step) for step in steps])
    assert b"hunter2".hex() not in text
    assert ("*" * 7).encode().hex() in text


async def test_tls_has_a_step_of_its_own_with_all_that_was_settled() -> None:
    async with tls_centre() as port:
        account = account_for(port, host="localhost", tls="verify", tls_ca=certificate("authority"))
        steps = await examine(account, "secret")
    tls = next(step for step in steps if step.step == "tls")
    assert tls.ok
    assert tls.detail["names"] == ["localhost", "127.0.0.1", "::1"]
    assert tls.detail["version"].startswith("TLSv1")
    assert tls.detail["days_left"] > 30_000


async def test_an_unchecked_certificate_is_said_aloud() -> None:
    async with tls_centre("expired") as port:
        steps = await examine(account_for(port, tls="insecure"), "secret")
    tls = next(step for step in steps if step.step == "tls")
    assert tls.ok
    assert "NOTHING was checked" in tls.finding
    assert tls.detail["days_left"] < 0


async def test_a_name_nobody_knows_ends_at_the_first_step() -> None:
    step = await last_step(Account(host="smsc.invalid", system_id="me", connect_timeout=5))
    assert (step.step, step.ok) == ("resolve", False)
    assert "spelling" in step.advice[0] or "VPN" in step.advice[0]


async def test_a_closed_port_ends_at_connect_with_all_addresses_tried() -> None:
    step = await last_step(account_for(closed_port()))
    assert (step.step, step.cause) == ("connect", "refused")
    assert step.detail["tried"][0]["ok"] is False
    assert "Check the port" in step.advice[0]


@pytest.fixture
def smsc_example(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``smsc_example(...)`` lets the name service give these ends for every name."""

    def names(*ends: tuple[str, int]) -> None:
        async def resolve(*_: object, **__: object) -> object:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", end) for end in ends]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)

    return names


async def test_every_address_is_told_with_its_time_also_those_behind_the_one_that_is_used(
    smsc_example: Callable[..., None],
) -> None:
    async with running(CentreRules()) as centre, running(CentreRules()) as other:
        used, dead, spare = centre.port, closed_port(), other.port
        smsc_example(("127.0.0.1", used), ("127.0.0.2", dead), ("127.0.0.1", spare))
        steps = await examine(account_for(used, host="smsc.example"), "secret")
    assert [step.ok for step in steps] == [True] * 5
    connect = steps[1]
    assert [(one["address"], one["ok"]) for one in connect.detail["tried"]] == [
        (f"127.0.0.2:{dead}", False),
        (f"127.0.0.1:{spare}", True),
        (f"127.0.0.1:{used}", True),
    ]
    assert all(one["ms"] > 0 for one in connect.detail["tried"])
    assert connect.detail["address"] == f"127.0.0.1:{used}"
    assert connect.finding == "1 of 3 addresses did not answer"
    assert "in service" in connect.advice[0]


async def test_after_a_failure_the_other_addresses_are_worth_a_try(smsc_example: Callable[..., None]) -> None:
    async with peer(saying(b"")) as port, running(CentreRules()) as other:
        spare = other.port
        smsc_example(("127.0.0.1", port), ("127.0.0.1", spare))
        account = account_for(port, host="smsc.example")
        *_, failed = await examine(account, "secret")
    assert (failed.step, failed.cause) == ("bind", "fin")
    (at,) = [one.account for one in suggest(account, failed) if one.words == f"at 127.0.0.1:{spare}"]
    assert (at.host, at.port, at.server_name) == ("127.0.0.1", spare, "")
    secured = replace(account, tls="verify")
    (at,) = [one.account for one in suggest(secured, failed) if one.words.startswith("at ")]
    assert (at.host, at.server_name) == ("127.0.0.1", "smsc.example")


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("expired", "certificate-expired"),
        ("not-yet", "certificate-not-yet"),
        ("other-name", "certificate-name"),
        ("self-signed", "certificate-self-signed"),
    ],
)
async def test_a_bad_certificate_ends_at_tls(name: str, cause: str) -> None:
    async with tls_centre(name) as port:
        step = await last_step(account_for(port, host="localhost", tls="verify", tls_ca=certificate("authority")))
    assert (step.step, step.cause) == ("tls", cause)


async def test_a_certificate_of_an_unknown_authority_ends_at_tls() -> None:
    async with tls_centre() as port:
        step = await last_step(account_for(port, host="localhost", tls="verify"))
    assert step.cause in ("certificate-issuer", "certificate-self-signed")


async def test_tls_to_a_plain_centre_suggests_to_leave_it_out() -> None:
    async with running() as centre:
        account = account_for(centre.port, tls="insecure", connect_timeout=1)
        step = await last_step(account)
    assert step.step == "tls"
    assert step.cause in ("tls-plain-peer", "tls-closed", "tls-timeout")
    assert [suggestion.account.tls for suggestion in suggest(account, step)][:1] == ["off"]


async def test_a_plain_bind_to_a_tls_port_suggests_tls() -> None:
    alert = saying(bytes.fromhex("15030300020246"))
    async with peer(alert) as port:
        account = account_for(port)
        step = await last_step(account)
    assert step.cause == "tls-alert"
    assert "Switch TLS on" in step.advice[0]
    assert suggest(account, step)[0].account.tls == "verify"


@pytest.mark.parametrize(
    ("talk", "cause", "advice"),
    [
        (saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "http", "web service"),
        (saying(b"SSH-2.0-OpenSSH_9.2\r\n"), "ssh", "SSH"),
        (saying(b"220 mail ESMTP\r\n"), "mail", "not a message centre"),
        (saying(b""), "fin", "allow-list"),
        (silence, "bind-timeout", "whether the centre saw you"),
        (saying(bytes.fromhex("00000003")), "framing", "first octets"),
        (saying(bytes.fromhex("ffffffff8000000900000000")), "framing", "first octets"),
    ],
)
async def test_a_peer_that_is_no_centre_is_told_by_what_it_is(talk: Talk, cause: str, advice: str) -> None:
    step = await facing(talk)
    assert (step.step, step.cause) == ("bind", cause)
    assert advice in step.advice[0]
    assert step.detail["octets"][0]["direction"] == "sent"


async def test_text_of_the_peer_is_shown_as_characters() -> None:
    step = await facing(saying(b"SSH-2.0-OpenSSH_9.2\r\n"))
    assert {"direction": "characters", "text": "SSH-2.0-OpenSSH_9.2.."} in step.detail["octets"]


async def test_an_answer_under_a_foreign_number_is_told() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader), sequence=77))
        await reader.read()

    step = await facing(talk)
    assert step.cause == "foreign-sequence"
    assert "numbers its answers wrongly" in step.advice[0]


@pytest.mark.parametrize(
    ("changes", "status", "advice"),
    [
        ({"system_id": "nobody"}, 0x0F, "system_id"),
        ({"system_type": ""}, 0x53, "system_type"),
        ({"interface_version": "5.0"}, 0x0E, "3.4"),
        ({"bind_as": "rx"}, 0x0D, "system_id and password"),
    ],
)
async def test_a_refusal_says_what_to_check_first(changes: dict[str, Any], status: int, advice: str) -> None:
    good = {"system_id": "company", "system_type": "VMS"}
    step = await at_centre(scenario("strict-login"), **{**good, **changes})
    assert step.detail["status"] == status
    assert advice in step.advice[0]


async def test_a_wrong_password_says_so() -> None:
    async with running(scenario("strict-login")) as centre:
        step = await last_step(account_for(centre.port, system_id="company", system_type="VMS"), "wrong")
    assert step.detail["status_name"] == "ESME_RINVPASWD"
    assert "password anew" in step.advice[0]


async def test_an_account_bound_already_points_to_the_old_session() -> None:
    step = await at_centre(CentreRules(bind=BindRules(refuse=-1, status=5)))
    assert "old session" in step.advice[0]


async def test_an_old_centre_without_transceiver_suggests_the_other_binds() -> None:
    step = await at_centre(scenario("no-transceiver"))
    assert step.detail["status_name"] == "ESME_RINVCMDID"
    tries = {suggestion.words for suggestion in suggest(Account(), step)}
    assert tries >= {"as transmitter", "as receiver"}


@pytest.mark.parametrize("status", [0x08, 0x0D, 0x53, 0xFF])
def test_a_centre_may_insist_on_a_system_type(status: int) -> None:
    refused = Examined("bind", False, 1.0, {"status": status}, cause="refused")
    tries = {one.words: one.account.system_type for one in suggest(Account(), refused)}
    assert (tries["with system_type SMPP"], tries["with system_type VMA"]) == ("SMPP", "VMA")
    assert "without system_type" in [one.words for one in suggest(Account(system_type="X"), refused)]


@pytest.mark.parametrize(("version", "others"), [("3.4", {"3.3", "5.0"}), ("5.0", {"3.4"}), ("3.3", {"3.4"})])
def test_behind_a_refusal_may_be_the_version_so_the_others_are_worth_a_try(version: str, others: set[str]) -> None:
    account = Account(interface_version=version)
    refused = Examined("bind", False, 1.0, {"status": 0x0D}, cause="refused")
    assert {one.account.interface_version for one in suggest(account, refused)} - {version} == others


async def test_a_missing_version_of_the_centre_is_a_finding() -> None:
    async with running(CentreRules(bind=BindRules(say_version=False))) as centre:
        steps = await examine(account_for(centre.port), "x")
    assert "sc_interface_version" in steps[2].finding
    assert steps[2].ok


async def test_a_centre_that_answers_no_enquire_link_fails_there() -> None:
    step = await at_centre(CentreRules(link=LinkRules(deaf=True)), enquire_link_response=0.1)
    assert (step.step, step.cause) == ("enquire_link", "enquire-silent")
    assert "set it to 0" in step.advice[0]


async def test_a_centre_that_closes_after_the_bind_fails_there() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader)))

    step = await facing(talk)
    assert step.step == "enquire_link"
    assert not step.ok


async def test_a_centre_that_does_not_answer_unbind_fails_there() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader)))
        enquire = await read_pdu(reader)
        writer.write(enquire[:4] + b"\x80" + enquire[5:])
        await reader.read()

    step = await facing(talk, unbind_timeout=0.05)
    assert (step.step, step.ok) == ("unbind", False)
    assert "stale sessions" in step.advice[0]


async def test_a_wrong_field_is_told_before_anything_is_sent() -> None:
    step = await facing(silence, system_id="x" * 20)
    assert step.cause == "encode"
    assert "system_id" in step.finding
    assert step.detail["octets"] == []


def test_suggestions_never_repeat_what_is_set_already() -> None:
    refused = Examined("bind", False, 1.0, {"status": 0x0D}, cause="refused")
    account = Account(system_type="T", interface_version="5.0", bind_ton=1)
    words = [suggestion.words for suggestion in suggest(account, refused)]
    assert words == [
        "with interface version 3.4",
        "without system_type",
        "with TON 0, NPI 0 and no address_range",
        "as transmitter",
        "as receiver",
    ]
    assert "as transmitter of 3.3" in [one.words for one in suggest(Account(), refused)]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("timeout", "with three times the patience"),
        ("certificate-name", "without checking the host name, for this once"),
        ("local-address", "from any local address"),
        ("fin", "with TLS"),
    ],
)
def test_each_cause_has_its_own_suggestion(cause: str, words: str) -> None:
    account = Account(tls="verify" if cause == "certificate-name" else "off", local_address="192.0.2.1")
    assert words in [one.words for one in suggest(account, Examined("x", False, 1.0, cause=cause))]
