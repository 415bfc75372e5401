"""The bind that is sent, and every way it can come out."""

from __future__ import annotations

import pytest

from smppconsole.console.account import Account
from smppconsole.console.binding import BindWatch, answered, closed_early, make_bind, unreached
from smppconsole.net.connect import ConnectFailure
from smppconsole.session.events import Answered, Closed, CloseReason
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.spec.book import STANDARD

ACCOUNT = Account(name="x", host="h", system_id="me", system_type="T", bind_ton=1, bind_npi=2, address_range="^49")
GOOD = bytes.fromhex("00000019800000090000000000000001") + b"SCT\x00" + bytes.fromhex("0210000134")


def response(status: int) -> bytes:
    return bytes.fromhex("0000001080000009") + status.to_bytes(4) + bytes.fromhex("00000001")


def test_the_bind_says_what_the_account_says() -> None:
    octets = encode(make_bind(ACCOUNT, "secret").with_sequence(7))
    assert octets[16:] == b"me\x00secret\x00T\x00\x34\x01\x02^49\x00"
    assert octets[4:8] == bytes.fromhex("00000009")


@pytest.mark.parametrize(("bind_as", "command"), [("tx", 2), ("rx", 1), ("trx", 9)])
def test_each_kind_of_bind_has_its_command(bind_as: str, command: int) -> None:
    octets = encode(make_bind(Account(system_id="me", bind_as=bind_as), "").with_sequence(1))
    assert int.from_bytes(octets[4:8]) == command


def test_a_password_too_long_is_refused_by_name_and_limit_before_sending() -> None:
    with pytest.raises(EncodeError) as refused:
        encode(make_bind(ACCOUNT, "123456789").with_sequence(1))
    assert refused.value.field == "password"
    assert "8" in refused.value.rule or "9" in refused.value.rule


def test_a_good_answer_tells_who_and_which_version() -> None:
    result = answered(GOOD, 0.01, ACCOUNT)
    assert (result.ok, result.step, result.system_id, result.centre_version) == (True, "bound", "SCT", 0x34)
    assert result.words == "bound as transceiver to SCT"
    assert result.advice == ()


def test_a_centre_that_does_not_say_its_version_gets_a_hint() -> None:
    octets = (20).to_bytes(4) + GOOD[4:20]
    result = answered(octets, 0.01, ACCOUNT)
    assert result.ok
    assert result.centre_version is None
    assert "sc_interface_version" in result.advice[0]


def test_a_centre_of_a_lower_version_gets_a_hint() -> None:
    result = answered(GOOD, 0.01, Account(interface_version="5.0"))
    assert "The centre speaks 3.4" in result.advice[0]
    assert answered(GOOD, 0.01, Account(interface_version="3.3")).advice == ()


def test_a_refusal_is_explained() -> None:
    result = answered(response(0x0E), 0.01, ACCOUNT)
    assert (result.ok, result.step, result.status, result.status_name) == (False, "bind", 0x0E, "ESME_RINVPASWD")
    assert not result.repeat
    assert result.cause == "refused"


def test_no_connection_keeps_step_words_and_advice() -> None:
    failure = ConnectFailure("connect", "refused", "refused it", ("check",), ())
    result = unreached([failure], repeat=True)
    assert (result.step, result.words, result.advice, result.cause) == ("connect", "refused it", ("check",), "refused")


def test_of_several_hosts_each_is_told() -> None:
    failures = [ConnectFailure("connect", "refused", f"{host} refused it", (), ()) for host in "ab"]
    result = unreached(failures, repeat=True)
    assert result.words == "none of 2 hosts could be reached: a refused it; b refused it"


@pytest.mark.parametrize(
    ("reason", "words", "advice"),
    [
        (CloseReason.BIND_TIMEOUT, "the peer is silent", "whether the centre saw you"),
        (CloseReason.FIN, "closed it without answering", "allow-list"),
        (CloseReason.RESET, "reset the connection", "allow-list"),
        (CloseReason.TLS_CLOSED, "ended TLS", "allow-list"),
        (CloseReason.TLS_BROKEN, "TLS broke off", "client certificate"),
        (CloseReason.FRAMING, "not SMPP", "first octets"),
        (CloseReason.UNBIND_THEM, "unbind", "shutting down"),
    ],
)
def test_an_end_before_the_answer_is_explained(reason: CloseReason, words: str, advice: str) -> None:
    result = closed_early(Closed(reason, "evidence"), b"", b"")
    assert words in result.words
    assert "evidence" in result.words
    assert advice in result.advice[0]


def test_a_stranger_is_called_by_its_name() -> None:
    result = closed_early(Closed(CloseReason.FRAMING, ""), b"", b"HTTP/1.1 400 Bad Request")
    assert result.cause == "http"
    assert not result.repeat


def test_an_answer_under_a_foreign_number_is_told_with_it() -> None:
    stray = bytes.fromhex("00000010800000090000000000000063")
    result = closed_early(Closed(CloseReason.BIND_TIMEOUT, ""), stray, b"")
    assert result.cause == "foreign-sequence"
    assert "sequence number 99" in result.words


async def test_the_first_outcome_of_a_bind_stands() -> None:
    watch = BindWatch(ACCOUNT, STANDARD)
    watch.answer(Answered(1, 9, GOOD, 0, 0.01, False))
    assert watch.close(Closed(CloseReason.FIN, "")) is True
    assert (await watch.result).ok


async def test_a_close_before_the_answer_is_the_outcome() -> None:
    watch = BindWatch(ACCOUNT, STANDARD)
    assert watch.close(Closed(CloseReason.FIN, "")) is False
    watch.answer(Answered(1, 9, GOOD, 0, 0.01, False))
    assert not (await watch.result).ok


def test_who_sends_an_outbind_instead_of_an_answer_wants_to_be_waited_for() -> None:
    result = closed_early(Closed(CloseReason.BIND_TIMEOUT, ""), b"", b"", invited=True)
    assert (result.cause, "wait for it" in result.advice[0]) == ("outbind", True)


def test_where_tls_was_agreed_it_is_not_what_is_missing() -> None:
    for reason in (CloseReason.BIND_TIMEOUT, CloseReason.FIN, CloseReason.RESET):
        early = Closed(reason, "evidence")
        assert any("want TLS" in line for line in closed_early(early, b"", b"").advice)
        assert not any("want TLS" in line for line in closed_early(early, b"", b"", tls=True).advice)


def test_a_wanted_proxy_header_is_named_beside_the_allow_list() -> None:
    for reason in (CloseReason.FIN, CloseReason.RESET, CloseReason.TLS_CLOSED):
        advice = closed_early(Closed(reason, "evidence"), b"", b"").advice
        assert "allow-list" in advice[0]
        assert any("PROXY protocol" in line for line in advice)
