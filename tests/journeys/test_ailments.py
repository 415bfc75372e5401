"""Every ailment that the doctor knows, provoked by a peer that has it, and the advice that comes first.

Peers here are plain sockets and TLS contexts: no message centre would do most of this.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable
from typing import Any

import pytest

from smppconsole.console.binding import _CLOSED_ADVICE, closed_early
from smppconsole.console.centre_rules import BindRules, CentreRules, LinkRules
from smppconsole.console.doctor import Examined, examine
from smppconsole.console.refusals import REFUSALS
from smppconsole.console.strangers import STRANGERS
from smppconsole.net.causes import CAUSES
from smppconsole.net.tls import server_context
from smppconsole.session.events import Closed, CloseReason
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from tests.kit import island
from tests.kit.sessions import account_for, running
from tests.kit.wires import StrictTls, Talk, bind_resp, certificate, peer, read_pdu, saying, silence

AUTHORITY = {"tls": "verify", "tls_ca": certificate("authority"), "host": "localhost"}


async def last_step(port: int, **changes: Any) -> Examined:
    """Where the examination of an account ended."""
    quick = {"bind_timeout": 0.3, "connect_timeout": 2.0, "enquire_link_response": 0.2, "unbind_timeout": 0.1}
    steps = await examine(account_for(port, **{**quick, **changes}), "secret")
    assert all(step.ok for step in steps[:-1])
    return steps[-1]


def judge(step: Examined, ended_at: str, cause: str, advice: str) -> None:
    assert (step.step, step.ok, step.cause) == (ended_at, False, cause), step
    assert step.finding
    assert advice in step.advice[0], step.advice


# Before a peer is reached.


def refusing(error: OSError) -> Callable[..., Any]:
    async def connect(*_arguments: object, **_options: object) -> Any:
        raise error

    return connect


OUR_SIDE: list[Any] = [
    ({"host": "smsc.invalid"}, "resolve", "name-unknown", "spelling"),
    ({"host": "smpp://smsc.example.com"}, "resolve", "name-malformed", "no smpp://"),
    ({"host": "smsc.example.com:2775"}, "resolve", "name-malformed", "no port"),
    ({"host": "smsc..example.com"}, "resolve", "name-malformed", "no empty part"),
    ({"local_address": "192.0.2.1"}, "connect", "local-address", "Leave the local address empty"),
    ({"tls": "verify", "tls_ca": "no-such-file.pem"}, "tls", "tls-file", "Check the paths"),
    ({"system_id": "x" * 17}, "bind", "encode", ""),
]


@pytest.mark.parametrize(
    ("changes", "ended_at", "cause", "advice"),
    OUR_SIDE,
)
async def test_what_is_wrong_on_our_side(changes: dict[str, Any], ended_at: str, cause: str, advice: str) -> None:
    async with peer(silence) as port:
        step = await last_step(port, **changes)
    if cause == "name-unknown" and step.cause == "name-service":
        pytest.skip("there is no name service here that could say so")
    assert (step.step, step.cause, step.ok) == (ended_at, cause, False)
    assert not advice or advice in step.advice[0]


async def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    judge(await last_step(port), "connect", "refused", "Check the port")


BARRED: list[Any] = [
    (TimeoutError(), "timeout", "allow-list"),
    (OSError(errno.ENETUNREACH, "network is unreachable"), "network-unreachable", "network and VPN"),
    (OSError(errno.EHOSTUNREACH, "no route to host"), "host-unreachable", "VPN and routes"),
    (OSError(errno.ECONNRESET, "reset"), "reset", "allow-list"),
    (OSError(errno.EACCES, "permission denied"), "forbidden", "local firewall"),
    (OSError(errno.EIO, "input/output error"), "network", "network, VPN and address"),
]


@pytest.mark.parametrize(
    ("error", "cause", "advice"),
    BARRED,
)
async def test_the_way_to_the_peer_is_barred(
    monkeypatch: pytest.MonkeyPatch, error: OSError, cause: str, advice: str
) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", refusing(error))
    judge(await last_step(2775), "connect", cause, advice)


@pytest.mark.skipif(not island.can_be_entered(), reason="no name spaces for an ordinary user here")
def test_ways_that_are_barred_in_earnest() -> None:
    told = island.visit()
    assert {host: one["cause"] for host, one in told.items()} == island.HOSTS
    assert {one["cause"]: one["advice"][0].removesuffix(" silently.") for one in told.values()} == {
        "name-unknown": "Check the spelling of the host name.",
        "name-no-address": "Ask the provider which name or address to use.",
        "name-service": "Check this machine's network and VPN.",
        "network-unreachable": "Check this machine's network and VPN.",
        "host-unreachable": "Check VPN and routes.",
        "forbidden": "Check the local firewall.",
        "timeout": "Check whether your own public address is on the provider's allow-list; most drop strangers",
    }


# Peers that are something else.


SPEAKING: list[Any] = [
    (bytes.fromhex("15030300020246"), "tls-alert", "Switch TLS on"),
    (bytes.fromhex("160303004a02000046"), "tls", "Switch TLS on"),
    (b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n", "http", "80, 443 and 8080"),
    (b"HTTP/1.1 400 Bad Request\r\n\r\nplain HTTP request was sent to HTTPS port", "http-tls", "host and port"),
    (bytes.fromhex("00001204000000000000030000008000"), "http", "80, 443 and 8080"),
    (b"E\0\0\0\x8aSFATAL\0VFATAL\0C0A000\0", "database", "host and port"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", "ssh", "22 is SSH's"),
    (b"220 mail.example.com ESMTP\r\n", "mail", "not a message centre"),
    (b"220 FTP server ready.\r\n", "ftp", "host and port"),
    (b"\xff\xfd\x18\xff\xfd\x20\xff\xfd\x23\xff\xfd\x27", "telnet", "host and port"),
    (b"\x05\xff", "socks", "the message centre itself"),
    (b"-ERR unknown command\r\n", "redis", "host and port"),
    (b"\x4a\x00\x00\x00\x0a8.0.36\x00\x08\x00\x00\x00mysql_native", "database", "host and port"),
    (b"\x0200/00089/R/51/A//491701234567:1/A7\x03", "ucp", "SMPP port"),
    (b"\x0201:001\t010:user\t\x03", "cimd", "SMPP port"),
    (bytes.fromhex("11000000090000800000000001000000"), "little-endian", "high octet first"),
    (b"Welcome to the terminal server\r\n", "text", "first characters"),
    (bytes.fromhex("00000003"), "framing", "first octets"),
    (bytes.fromhex("7fffffff8000000900000000"), "framing", "first octets"),
]


@pytest.mark.parametrize(
    ("words", "cause", "advice"),
    SPEAKING,
)
async def test_the_peer_speaks_something_else(words: bytes, cause: str, advice: str) -> None:
    async with peer(saying(words)) as port:
        judge(await last_step(port), "bind", cause, advice)


# Peers that speak SMPP in their own way, or hold their tongue.


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_pdu(reader)
    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def unbind(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_pdu(reader)
    writer.write(bytes.fromhex("00000010000000060000000000000001"))
    await reader.read()


async def foreign_number(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(bind_resp(await read_pdu(reader), sequence=77))
    await reader.read()


async def answering_another_command(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    asked = await read_pdu(reader)
    writer.write(bytes.fromhex("000000118000000100000000") + asked[12:16] + b"\0")
    await reader.read()


async def nack_without_the_number(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_pdu(reader)
    writer.write(bytes.fromhex("00000010800000000000000200000000"))
    await reader.read()


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await read_pdu(reader))
    await reader.read()


async def inviting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_pdu(reader)
    writer.write(encode(Pdu("outbind", {"system_id": "CENTRE"}, sequence=1)))
    await reader.read()


async def only_binding(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(bind_resp(await read_pdu(reader)))
    await silence(reader, writer)


async def closing_after_the_bind(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(bind_resp(await read_pdu(reader)))


def answering_enquire_link(status: int) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader)))
        asked = await read_pdu(reader)
        writer.write(asked[:4] + b"\x80" + asked[5:8] + status.to_bytes(4) + asked[12:])
        await reader.read()

    return talk


HABITS: list[Any] = [
    (silence, "bind", "bind-timeout", "ask the provider whether the centre saw you"),
    (inviting, "bind", "outbind", "ask whether it sends outbind"),
    (only_binding, "enquire_link", "link-silent", "A firewall or balancer in between"),
    (saying(b""), "bind", "fin", "allow-list"),
    (reset, "bind", "reset", "allow-list"),
    (unbind, "bind", "unbind-them", "shutting down"),
    (foreign_number, "bind", "foreign-sequence", "numbers its answers wrongly"),
    (answering_another_command, "bind", "foreign-command", "wrong command"),
    (nack_without_the_number, "bind", "nack", "misread our bind"),
    (echo, "bind", "echo", "not a message centre"),
    (closing_after_the_bind, "enquire_link", "closed-after-bind", "in favour of this one"),
    (answering_enquire_link(8), "enquire_link", "enquire-refused", "its refusal is a sign of life"),
    (answering_enquire_link(0), "unbind", "unbind", "stale sessions"),
]


@pytest.mark.parametrize(
    ("talk", "ended_at", "cause", "advice"),
    HABITS,
)
async def test_the_peer_has_habits_of_its_own(talk: Talk, ended_at: str, cause: str, advice: str) -> None:
    async with peer(talk) as port:
        step = await last_step(port)
    judge(step, ended_at, cause, advice)


async def test_a_centre_that_is_deaf_to_enquire_link() -> None:
    async with running(CentreRules(link=LinkRules(deaf=True))) as centre:
        judge(await last_step(centre.port), "enquire_link", "enquire-silent", "set it to 0")


# Centres that refuse.

FIRST_ADVICE = {
    0x01: "Compare system_id and password",
    0x02: "misread the length of our bind",
    0x03: "may not know bind_transceiver",
    0x04: "connect anew and bind once",
    0x05: "old session may still stand",
    0x08: "trouble of its own",
    0x0D: "Compare system_id and password",
    0x0E: "Type the password anew",
    0x0F: "Compare the system_id",
    0x14: "busy",
    0x53: "system_type of the account sheet",
    0x58: "Too many binds",
    0x66: "own rules said no",
    0xFF: "Compare system_id and password",
}


def test_each_refusal_that_is_known_is_provoked() -> None:
    assert FIRST_ADVICE.keys() == REFUSALS.keys()


@pytest.mark.parametrize(("status", "advice"), [*FIRST_ADVICE.items(), (0x0401, "not the standard's own")])
async def test_a_refusal_names_its_code_and_what_to_check_first(status: int, advice: str) -> None:
    async with running(CentreRules(bind=BindRules(refuse=-1, status=status))) as centre:
        step = await last_step(centre.port)
    judge(step, "bind", "refused", advice)
    assert step.detail["status"] == status
    assert f"0x{status:08X}" in step.finding


@pytest.mark.parametrize("status", [0x0D, 0x0E])
async def test_behind_a_refusal_may_be_the_version(status: int) -> None:
    async with running(CentreRules(bind=BindRules(refuse=-1, status=status))) as centre:
        step = await last_step(centre.port, interface_version="5.0")
    assert "interface version 3.4" in step.advice[0]


async def test_a_bind_answered_with_generic_nack_is_a_refusal() -> None:
    async def nack(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await read_pdu(reader)
        writer.write(bytes.fromhex("000000108000000000000003") + asked[12:16])
        await reader.read()

    async with peer(nack) as port:
        judge(await last_step(port), "bind", "refused", "may not know bind_transceiver")


@pytest.mark.parametrize(
    ("rules", "changes", "words"),
    [
        (BindRules(say_version=False), {}, "did not say its version"),
        (BindRules(), {"interface_version": "5.0"}, "speaks 3.4"),
    ],
)
async def test_a_good_bind_may_still_deserve_a_word(rules: BindRules, changes: dict[str, Any], words: str) -> None:
    async with running(CentreRules(bind=rules)) as centre:
        steps = await examine(account_for(centre.port, **changes), "secret")
    assert all(step.ok for step in steps)
    assert words in steps[2].finding


# TLS.


def context(name: str = "centre", **options: Any) -> ssl.SSLContext:
    return server_context(certificate(name), certificate(f"{name}-key"), **options)


def until_12(made: ssl.SSLContext) -> ssl.SSLContext:
    made.maximum_version = ssl.TLSVersion.TLSv1_2
    return made


def one_cipher(made: ssl.SSLContext) -> ssl.SSLContext:
    made.set_ciphers("ECDHE-ECDSA-AES256-CCM")
    return until_12(made)


_Alert = ssl.AlertDescription


def refusing_names(alert: ssl.AlertDescription) -> ssl.SSLContext:
    """A TLS port that answers every server name with an alert."""
    made = context()
    made.sni_callback = lambda *_greeting: alert
    return made


TLS_PORTS: list[Any] = [
    (lambda: context("expired"), {}, "certificate-expired", "date"),
    (lambda: context("not-yet"), {}, "certificate-not-yet", "date"),
    (lambda: context("other-name"), {}, "certificate-name", "by the name in the certificate"),
    (lambda: context("self-signed"), {}, "certificate-self-signed", "save its certificate"),
    (context, {"tls_ca": certificate("stranger-authority")}, "certificate-issuer", "own CA"),
    (lambda: until_12(context()), {"tls_minimum": "1.3"}, "tls-version", "Ask which TLS versions"),
    (lambda: one_cipher(context()), {}, "tls-cipher", "versions and ciphers"),
    (
        lambda: until_12(context(client_ca=certificate("authority"))),
        {"tls_cert": certificate("stranger"), "tls_key": certificate("stranger-key")},
        "tls-client-certificate",
        "Set the client certificate",
    ),
    (lambda: refusing_names(_Alert.ALERT_DESCRIPTION_UNRECOGNIZED_NAME), {}, "tls-name-unknown", "Set the server name"),
    (lambda: refusing_names(_Alert.ALERT_DESCRIPTION_INTERNAL_ERROR), {}, "tls-alert", "Give the provider this text"),
    (
        lambda: context("wrong-purpose"),
        {"tls_ca": certificate("wrong-purpose")},
        "certificate-purpose",
        "made for another purpose",
    ),
]


@pytest.mark.parametrize(
    ("made", "changes", "cause", "advice"),
    TLS_PORTS,
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
async def test_tls_is_not_agreed(
    made: Callable[[], ssl.SSLContext], changes: dict[str, Any], cause: str, advice: str
) -> None:
    strict = StrictTls(made())
    try:
        step = await last_step(strict.port, **{**AUTHORITY, **changes})
    finally:
        strict.close()
    judge(step, "tls", cause, advice)


def answering(words: bytes) -> Talk:
    """A peer that answers the greeting, whatever it is."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(16)
        writer.write(words)
        await reader.read()

    return talk


async def leave(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read(1)


TLS_AT_PLAIN: list[Any] = [
    (answering(bytes.fromhex("00000010800000000000000200000000")), "tls-plain-peer", "Switch TLS off"),
    (leave, "tls-closed", "try with TLS off"),
    (silence, "tls-timeout", "try with TLS off"),
    (answering(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "tls-plain-peer", "Switch TLS off"),
    (answering(bytes.fromhex("16030300060200000203030000")), "tls", "Check that this port speaks TLS"),
]


@pytest.mark.parametrize(
    ("talk", "cause", "advice"),
    TLS_AT_PLAIN,
    ids=["nack", "leaves", "silent", "http", "junk"],
)
async def test_tls_meets_a_plain_port(talk: Talk, cause: str, advice: str) -> None:
    async with peer(talk) as port:
        judge(await last_step(port, tls="verify", connect_timeout=0.4), "tls", cause, advice)


def cutting_tls_off(_tls: ssl.SSLSocket) -> None:
    return


def ending_tls(tls: ssl.SSLSocket) -> None:
    tls.unwrap()


TLS_ENDS: list[Any] = [
    (context, cutting_tls_off, "tls-broken", "may want a client certificate"),
    (context, ending_tls, "tls-closed", "allow-list"),
    (
        lambda: context(client_ca=certificate("authority")),
        cutting_tls_off,
        "tls-client-certificate",
        "Set the client certificate",
    ),
]


@pytest.mark.parametrize(("made", "leaving", "cause", "advice"), TLS_ENDS, ids=["cut", "closed", "client-certificate"])
async def test_tls_is_agreed_and_the_bind_gets_no_answer(
    made: Callable[[], ssl.SSLContext], leaving: Callable[[ssl.SSLSocket], None], cause: str, advice: str
) -> None:
    strict = StrictTls(made(), leaving)
    try:
        step = await last_step(strict.port, **AUTHORITY, bind_timeout=3.0)
    finally:
        strict.close()
    judge(step, "bind", cause, advice)
    assert not any("want TLS" in line for line in step.advice)


async def test_a_reset_within_tls_makes_one_think_of_the_client_certificate_first() -> None:
    early = closed_early(Closed(CloseReason.RESET, "the peer reset the connection (RST)"), b"", b"", tls=True)
    assert "client certificate" in early.advice[0]
    assert "allow-list" in early.advice[1]


async def test_a_certificate_nobody_checks_is_a_finding() -> None:
    strict = StrictTls(context("self-signed"))
    try:
        steps = await examine(account_for(strict.port, tls="insecure", bind_timeout=0.2), "secret")
    finally:
        strict.close()
    tls = next(step for step in steps if step.step == "tls")
    assert (tls.ok, tls.finding.startswith("NOTHING was checked")) == (True, True)


# All of them.


def test_every_ailment_that_is_known_is_provoked() -> None:
    closing = {str(reason) for reason in _CLOSED_ADVICE}
    known = {*CAUSES, *closing, *(stranger.id for stranger in STRANGERS)}
    provoked = {row[-2] for row in (*SPEAKING, *HABITS, *OUR_SIDE, *BARRED, *TLS_PORTS, *TLS_AT_PLAIN, *TLS_ENDS)}
    assert known - provoked - set(island.HOSTS.values()) == {"refused", "overtaken"}  # the one alone, the other no ill
    assert len(known) > 45
