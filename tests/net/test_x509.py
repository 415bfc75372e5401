"""The facts of a certificate, read without checking it."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.net.x509 import Certificate, read_certificate
from tests.kit.wires import certificate


def der(name: str) -> bytes:
    return ssl.PEM_cert_to_DER_cert(Path(certificate(name)).read_text())


def test_names_and_dates_are_read() -> None:
    read = read_certificate(der("centre"))
    assert read.subject == "C=DE, O=smppconsole tests, CN=localhost"
    assert read.issuer == "C=DE, O=smppconsole tests, CN=Authority for tests"
    assert read.names == ("localhost", "127.0.0.1", "::1")
    assert read.not_before == datetime(2020, 1, 1, tzinfo=UTC)
    assert read.not_after == datetime(2119, 1, 1, tzinfo=UTC)


def test_a_certificate_without_other_names_has_none() -> None:
    assert read_certificate(der("client")).names == ()


def test_octets_that_are_no_certificate_give_an_empty_one() -> None:
    assert read_certificate(b"") == Certificate()
    assert read_certificate(b"\x30\x82\xff\xff") == Certificate()


@given(st.binary(max_size=64))
def test_reading_is_total(octets: bytes) -> None:
    assert isinstance(read_certificate(octets), Certificate)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_certificate_with_a_wrong_octet_is_read_or_left_empty(at: int, value: int) -> None:
    octets = bytearray(der("centre"))
    octets[at % len(octets)] = value
    assert isinstance(read_certificate(bytes(octets)), Certificate)
