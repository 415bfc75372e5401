"""TLS as people need it: checked by default, each way of checking less named aloud, and what was negotiated told."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from smppconsole.net.x509 import Certificate, read_certificate
from smppconsole.smpp.said import said
from smppconsole.values import dataclass


class Check(StrEnum):
    """How much of the peer's certificate is checked."""

    VERIFY = "verify"
    NO_HOSTNAME = "no-hostname"
    INSECURE = "insecure"


@dataclass(frozen=True, slots=True)
class TlsOptions:
    """What to ask of TLS. ``ca``, ``cert`` and ``key`` are paths of PEM files, empty for the system's own authorities
    and for no client certificate; ``server_name`` replaces the host name in the greeting and in the check;
    ``minimum`` is one of ``MINIMUMS``.
    """

    check: Check = Check.VERIFY
    ca: str = ""
    cert: str = ""
    key: str = ""
    server_name: str = ""
    minimum: str = "1.2"


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """What was negotiated. ``checked`` says in words how far the certificate was checked."""

    version: str
    cipher: str
    bits: int
    certificate: Certificate
    checked: str

    @property
    def is_unchecked(self) -> bool:
        """Whether the peer may be anybody."""
        return self.checked == _CHECK_WORDS[Check.INSECURE]

    def days_left(self, now: datetime | None = None) -> int | None:
        """Whole days until the certificate runs out, negative after that; ``None`` where it could not be read."""
        end = self.certificate.not_after
        return None if end is None else (end - (now or datetime.now(UTC))).days

    def by_name(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        certificate = self.certificate
        return {
            "version": self.version,
            "cipher": self.cipher,
            "bits": self.bits,
            "subject": certificate.subject,
            "issuer": certificate.issuer,
            "names": list(certificate.names),
            "not_after": certificate.not_after.isoformat() if certificate.not_after is not None else None,
            "days_left": self.days_left(),
            "checked": self.checked,
        }


class TlsFileError(ValueError):
    """A certificate, key or authority file that cannot be used; the words say which and why."""


MINIMUMS = {
    "1.0": ssl.TLSVersion.TLSv1,
    "1.1": ssl.TLSVersion.TLSv1_1,
    "1.2": ssl.TLSVersion.TLSv1_2,
    "1.3": ssl.TLSVersion.TLSv1_3,
}

_CHECK_WORDS = {
    Check.VERIFY: "the certificate and its host name were checked",
    Check.NO_HOSTNAME: "the certificate was checked, its host name was not",
    Check.INSECURE: "NOTHING was checked: anybody between here and there could read and change this connection",
}


def client_context(options: TlsOptions) -> ssl.SSLContext:
    """A context for connecting; raises ``TlsFileError`` for files that cannot be used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _lowest(context, options.minimum)
    context.check_hostname = options.check is Check.VERIFY
    context.verify_mode = ssl.CERT_NONE if options.check is Check.INSECURE else ssl.CERT_REQUIRED
    if options.ca:
        _load(lambda: context.load_verify_locations(cafile=options.ca), said("authority (CA) file"), options.ca)
    else:
        context.load_default_certs()
    if options.cert:
        _own_certificate(context, options.cert, options.key)
    return context


def server_context(cert: str, key: str = "", client_ca: str = "") -> ssl.SSLContext:
    """A context for serving; with ``client_ca`` it asks every client for a certificate of that authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    _own_certificate(context, cert, key)
    if client_ca:
        _load(lambda: context.load_verify_locations(cafile=client_ca), said("authority (CA) file"), client_ca)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def tls_facts(transport: asyncio.BaseTransport, options: TlsOptions | None = None) -> TlsFacts | None:
    """What TLS settled on for ``transport``, or ``None`` for a connection in clear."""
    tls = transport.get_extra_info("ssl_object")
    if tls is None:
        return None
    name, _, bits = tls.cipher() or ("", "", 0)
    certificate = read_certificate(tls.getpeercert(binary_form=True) or b"")
    checked = said(_CHECK_WORDS[options.check if options else Check.VERIFY])
    return TlsFacts(tls.version() or "", name, bits, certificate, checked)


def _lowest(context: ssl.SSLContext, minimum: str) -> None:
    if minimum not in MINIMUMS:
        raise TlsFileError(
            said(
                "the lowest TLS version is one of {minimums}, not {minimum!r}",
                minimums=", ".join(MINIMUMS),
                minimum=minimum,
            )
        )
    if minimum in ("1.0", "1.1"):
        # OpenSSL 3 refuses the old versions' signatures at its usual security level, whatever the version says.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # asked for by name, for a peer that knows no better
        context.minimum_version = MINIMUMS[minimum]


def _own_certificate(context: ssl.SSLContext, cert: str, key: str) -> None:
    _load(
        lambda: context.load_cert_chain(cert, key or None, password=_no_password), said("certificate or key file"), cert
    )


def _no_password() -> str:
    raise TlsFileError(said("the key file is locked with a pass phrase; give a key without one"))


def _load(action: Callable[[], Any], what: str, path: str) -> None:
    try:
        action()
    except FileNotFoundError as error:
        raise TlsFileError(
            said("{what}: there is no file {filename}", what=what, filename=error.filename or path)
        ) from error
    except ssl.SSLError as error:
        raise TlsFileError(
            said("{what} {path}: {file_words}", what=what, path=path, file_words=_file_words(error))
        ) from error
    except OSError as error:
        raise TlsFileError(
            said("{what} {path}: {strerror}", what=what, path=path, strerror=error.strerror or error)
        ) from error


def _file_words(error: ssl.SSLError) -> str:
    reason = error.reason or str(error)
    if reason == "KEY_VALUES_MISMATCH":
        return said("the key does not belong to the certificate")
    if "NO_CERTIFICATE" in reason or "NO_START_LINE" in reason or "PEM" in str(error):
        return said("this is not a PEM file with what is needed here (BEGIN CERTIFICATE, BEGIN PRIVATE KEY)")
    return said("cannot be used ({replace})", replace=reason.lower().replace("_", " "))
