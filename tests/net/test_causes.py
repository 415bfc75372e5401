"""Errors of the system and of OpenSSL as causes with words and advice."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest

from smppconsole.net import causes
from smppconsole.net.causes import CAUSES, Diagnosis


def ssl_error(reason: str, kind: type[ssl.SSLError] = ssl.SSLError) -> ssl.SSLError:
    error = kind(1, f"[SSL: {reason}] {reason.lower()} (_ssl.c:1)")
    error.reason = reason
    return error


def test_every_cause_has_words_and_advice() -> None:
    for cause in CAUSES.values():
        assert cause.words.format(host="h", port=1, seconds="10", detail="d")
        assert cause.advice
        assert all(line.endswith((".", "this once.")) for line in cause.advice), cause.id


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ECONNREFUSED, "refused"),
        (errno.ETIMEDOUT, "timeout"),
        (errno.ENETUNREACH, "network-unreachable"),
        (errno.EHOSTUNREACH, "host-unreachable"),
        (errno.ECONNRESET, "reset"),
        (errno.EADDRNOTAVAIL, "local-address"),
        (errno.EACCES, "forbidden"),
        (errno.EIO, "network"),
    ],
)
def test_an_address_that_cannot_be_reached_has_its_cause(number: int, cause: str) -> None:
    assert causes.of_connect(OSError(number, "words")).cause == cause


def test_a_time_out_is_told_as_one() -> None:
    assert causes.of_connect(TimeoutError()) == Diagnosis("timeout")


def test_a_name_is_unknown_or_its_service_is_silent() -> None:
    assert causes.of_name(socket.gaierror(socket.EAI_NONAME, "unknown")).cause == "name-unknown"
    assert causes.of_name(socket.gaierror(socket.EAI_AGAIN, "later")).cause == "name-service"


@pytest.mark.skipif(socket.EAI_NODATA == socket.EAI_NONAME, reason="one number for both here")
def test_a_name_that_is_known_may_lead_nowhere() -> None:
    assert causes.of_name(socket.gaierror(socket.EAI_NODATA, "no address")).cause == "name-no-address"


def test_an_alert_after_the_greeting_has_its_cause() -> None:
    cause = causes.cause_of_alert("TLS broke: tlsv13 alert certificate required")
    assert cause is not None
    assert cause.id == "tls-client-certificate"
    assert causes.cause_of_alert("the peer reset the connection (RST)") is None


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("WRONG_VERSION_NUMBER", "tls-plain-peer"),
        ("TLSV1_ALERT_PROTOCOL_VERSION", "tls-version"),
        ("UNSUPPORTED_PROTOCOL", "tls-version"),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", "tls-cipher"),
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", "tls-client-certificate"),
        ("TLSV1_ALERT_UNKNOWN_CA", "tls-client-certificate"),
        ("TLSV1_UNRECOGNIZED_NAME", "tls-name-unknown"),
        ("TLSV1_ALERT_INTERNAL_ERROR", "tls-alert"),
        ("UNEXPECTED_EOF_WHILE_READING", "tls-closed"),
        ("SOMETHING_NEW", "tls"),
    ],
)
def test_a_tls_greeting_that_fails_has_its_cause(reason: str, cause: str) -> None:
    assert causes.of_tls(ssl_error(reason)).cause == cause


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (10, "certificate-expired"),
        (9, "certificate-not-yet"),
        (62, "certificate-name"),
        (18, "certificate-self-signed"),
        (20, "certificate-issuer"),
        (26, "certificate-purpose"),
        (999, "certificate-purpose"),
    ],
)
def test_a_certificate_that_fails_has_its_cause(code: int, cause: str) -> None:
    error = ssl_error("CERTIFICATE_VERIFY_FAILED", ssl.SSLCertVerificationError)
    error.verify_code, error.verify_message = code, "words of OpenSSL"  # type: ignore[attr-defined]
    assert causes.of_tls(error) == Diagnosis(cause, "words of OpenSSL")


def test_asyncio_says_the_same_error_for_its_own_time_out_and_for_a_peer_that_left() -> None:
    slow = ConnectionAbortedError("SSL handshake is taking longer than 10 seconds: aborting the connection")
    assert causes.of_tls(slow).cause == "tls-timeout"
    assert causes.of_tls(ConnectionAbortedError("SSL handshake aborted")).cause == "tls-closed"
    assert causes.of_tls(ConnectionResetError()).cause == "tls-closed"
    assert causes.of_tls(ValueError("odd")) == Diagnosis("tls", "odd")
