"""Contexts as the account asks for them, files refused in words, and what was negotiated."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smppconsole.net.tls import Check, TlsFacts, TlsFileError, TlsOptions, client_context, server_context
from smppconsole.net.x509 import Certificate
from tests.kit.wires import certificate


def test_everything_is_checked_unless_told_otherwise() -> None:
    context = client_context(TlsOptions())
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_the_host_name_can_be_left_unchecked() -> None:
    context = client_context(TlsOptions(Check.NO_HOSTNAME))
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert not context.check_hostname


def test_insecure_checks_nothing() -> None:
    context = client_context(TlsOptions(Check.INSECURE))
    assert context.verify_mode is ssl.CERT_NONE
    assert not context.check_hostname


@pytest.mark.parametrize("minimum", ["1.0", "1.1", "1.2", "1.3"])
def test_the_lowest_version_is_settable(minimum: str) -> None:
    wanted = {"1.0": "TLSv1", "1.1": "TLSv1_1", "1.2": "TLSv1_2", "1.3": "TLSv1_3"}[minimum]
    assert client_context(TlsOptions(minimum=minimum)).minimum_version.name == wanted


def test_a_version_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(TlsFileError, match=r"one of 1\.0, 1\.1, 1\.2, 1\.3, not '2'"):
        client_context(TlsOptions(minimum="2"))


def test_an_own_authority_is_taken() -> None:
    context = client_context(TlsOptions(ca=certificate("authority")))
    assert context.cert_store_stats()["x509_ca"] == 1


def test_files_that_cannot_be_used_are_told_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing here")
    with pytest.raises(TlsFileError, match=r"there is no file .*missing\.pem"):
        client_context(TlsOptions(ca=str(tmp_path / "missing.pem")))
    with pytest.raises(TlsFileError, match=r"empty\.pem: this is not a PEM file"):
        client_context(TlsOptions(ca=str(empty)))
    with pytest.raises(TlsFileError, match="the key does not belong to the certificate"):
        client_context(TlsOptions(cert=certificate("client"), key=certificate("centre-key")))


def test_a_server_asks_for_client_certificates_when_told_whose() -> None:
    plain = server_context(certificate("centre"), certificate("centre-key"))
    assert plain.verify_mode is ssl.CERT_NONE
    asking = server_context(certificate("centre"), certificate("centre-key"), certificate("authority"))
    assert asking.verify_mode is ssl.CERT_REQUIRED


def test_days_left_count_from_now_to_the_end() -> None:
    end = Certificate(not_after=datetime(2026, 3, 1, tzinfo=UTC))
    facts = TlsFacts("TLSv1.3", "X", 256, end, "")
    assert facts.days_left(datetime(2026, 2, 1, tzinfo=UTC)) == 28
    assert facts.days_left(datetime(2026, 3, 3, tzinfo=UTC)) == -2
    assert TlsFacts("TLSv1.3", "X", 256, Certificate(), "").days_left() is None
