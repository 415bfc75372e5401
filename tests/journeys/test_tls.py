"""TLS as people need it: ``send`` and ``doctor`` at centres with every kind of certificate, both ends in the open."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smppconsole.net.tls import server_context
from tests.kit.programs import Program, StartProgram
from tests.kit.terminal import Ran, Terminal
from tests.kit.wires import StrictTls, certificate

Send = Callable[..., Ran]
OWN_CA = ("--tls", "verify", "--tls-ca", certificate("authority"))
OURS = ("--tls-cert", certificate("client"), "--tls-key", certificate("client-key"))


@pytest.fixture
def centre(start_program: StartProgram) -> Callable[..., int]:
    """The port of ``simulate`` with a certificate."""

    def start(name: str = "centre", *more: str) -> int:
        files = ("--tls-cert", certificate(name), "--tls-key", certificate(f"{name}-key"))
        running: Program = start_program(
            "simulate", "--port", 0, "--seconds", 60, "--json", *(files if name else ()), *more
        )
        return int(running.until("listening")["port"])

    return start


@pytest.fixture
def send(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Send:
    monkeypatch.setenv("SECRET", "password")

    def run(port: int, *more: str, host: str = "localhost") -> Ran:
        where = ("--host", host, "--port", port, "--system-id", "me", "--password-env", "SECRET")
        quick = ("--connect-timeout", "3", "--response-timeout", "2")
        return terminal("send", *where, *quick, "--to", "491701234567", "--text", "over TLS", "--json", *more)

    return run


def failed_at(ran: Ran) -> tuple[int, str]:
    return ran.status, ran.of("error")[0]["step"]


def test_a_full_check_with_an_own_authority_tells_what_was_settled(centre: Any, send: Send) -> None:
    ran = send(centre(), *OWN_CA)
    (facts,) = ran.of("tls")
    assert ran.status == 0
    assert (facts["version"], "localhost" in facts["names"], facts["days_left"] > 1000) == ("TLSv1.3", True, True)
    assert facts["cipher"]
    assert "certificate and its host name were checked" in facts["checked"]
    assert "CN=Authority for tests" in facts["issuer"]
    assert ran.kinds[:3] == ["connected", "tls", "bound"]


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("centre", ("--tls", "verify"), "authority is unknown here"),
        ("other-name", OWN_CA, "the certificate is not for localhost"),
        ("expired", OWN_CA, "has run out"),
        ("not-yet", OWN_CA, "not valid yet"),
        ("self-signed", OWN_CA, "signed by itself"),
        ("expired", ("--tls", "no-hostname", "--tls-ca", certificate("authority")), "has run out"),
    ],
)
def test_a_certificate_that_does_not_hold_ends_it_before_the_bind(
    centre: Any, send: Send, name: str, options: tuple[str, ...], words: str
) -> None:
    ran = send(centre(name), *options)
    assert failed_at(ran) == (3, "tls")
    assert words in ran.of("error")[0]["words"]
    assert ran.of("error")[0]["advice"]
    assert "sent" not in ran.kinds


@pytest.mark.parametrize(
    ("name", "options", "checked"),
    [
        ("other-name", ("--tls", "no-hostname", "--tls-ca", certificate("authority")), "its host name was not"),
        ("other-name", (*OWN_CA, "--server-name", "smsc.example.com"), "and its host name were checked"),
        ("self-signed", ("--tls", "verify", "--tls-ca", certificate("self-signed")), "were checked"),
        ("centre", (*OWN_CA, "--tls-minimum", "1.3"), "were checked"),
    ],
)
def test_what_is_checked_can_be_chosen(
    centre: Any, send: Send, name: str, options: tuple[str, ...], checked: str
) -> None:
    ran = send(centre(name), *options)
    assert (ran.status, checked in ran.of("tls")[0]["checked"]) == (0, True), ran
    assert "NOTHING" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["expired", "self-signed", "other-name"])
def test_accepting_anything_is_loud(centre: Any, send: Send, name: str) -> None:
    ran = send(centre(name), "--tls", "insecure")
    assert ran.status == 0
    assert ran.of("tls")[0]["checked"].startswith("NOTHING was checked")
    assert "insecure" in ran.err.lower()


def test_a_client_certificate_opens_what_is_closed_without_it(centre: Any, send: Send) -> None:
    port = centre("centre", "--tls-client-ca", certificate("authority"))
    assert send(port, *OWN_CA, *OURS).status == 0
    without = send(port, *OWN_CA)
    assert without.status == 3
    assert "client certificate" in " ".join(without.of("error")[0]["advice"])


@pytest.fixture
def old_centre() -> Iterator[int]:
    """A TLS port that knows no 1.3."""
    context = server_context(certificate("centre"), certificate("centre-key"))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    strict = StrictTls(context)
    yield strict.port
    strict.close()


def test_a_peer_below_the_lowest_version_is_left_alone(old_centre: int, send: Send) -> None:
    ran = send(old_centre, *OWN_CA, "--tls-minimum", "1.3")
    assert failed_at(ran) == (3, "tls")
    assert "no TLS version both sides accept" in ran.of("error")[0]["words"]


def test_tls_at_a_plain_port_and_a_plain_bind_at_a_tls_port_are_told_apart(centre: Any, send: Send) -> None:
    to_plain = send(centre(""), "--tls", "insecure", "--connect-timeout", "1")
    assert failed_at(to_plain) == (3, "tls")
    assert "TLS off" in to_plain.of("error")[0]["advice"][0]
    to_tls = send(centre())
    assert failed_at(to_tls) == (3, "bind")
    assert "TLS" in " ".join(to_tls.of("error")[0]["advice"])


def test_files_that_cannot_be_used_are_told_before_anybody_is_connected(
    centre: Any, send: Send, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.pem"
    junk.write_text("no certificate")
    for options in (("--tls-ca", str(junk)), ("--tls-cert", str(junk), "--tls-key", str(junk))):
        ran = send(1, "--tls", "verify", *options)
        assert (ran.status in (2, 3), "connected" not in ran.kinds) == (True, True)
        assert "junk.pem" in ran.out + ran.err


def test_a_trace_over_tls_is_in_clear(centre: Any, send: Send, tmp_path: Path) -> None:
    path = tmp_path / "tls.pcapng"
    assert send(centre(), *OWN_CA, "--capture", str(path)).status == 0
    assert b"over TLS" in path.read_bytes()
    assert b"\0password\0" not in path.read_bytes()


def test_the_doctor_shows_what_tls_settled_on(centre: Any, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "password")
    where = ("--host", "localhost", "--port", centre(), "--system-id", "me", "--password-env", "SECRET", *OWN_CA)
    ran = terminal("doctor", *where, "--json")
    assert ran.status == 0
    detail = next(step["detail"] for step in ran.events if step["step"] == "tls")
    assert {"version", "cipher", "subject", "issuer", "names", "not_after", "checked"} <= detail.keys()
