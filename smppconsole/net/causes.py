"""Why a connection was not made: one row a cause, with what to look at first; and errors turned into causes."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable

from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause. ``words`` may hold ``{host}``, ``{port}``, ``{seconds}`` and ``{detail}``; ``advice`` is in order."""

    id: str
    words: str
    advice: tuple[str, ...]


_ROWS = (
    Cause(
        "name-unknown",
        "the name {host} is unknown to the name service",
        (
            "Check the spelling of the host name.",
            "Try the IP address from the account sheet; some names exist only inside a VPN.",
        ),
    ),
    Cause(
        "name-service",
        "the name service did not answer for {host}",
        ("Check this machine's network and VPN.", "Try the IP address from the account sheet."),
    ),
    Cause(
        "name-no-address",
        "the name {host} exists, but has no address",
        ("Ask the provider which name or address to use.", "Check the spelling of the host name."),
    ),
    Cause(
        "name-malformed",
        "{host} is not a host name or an IP address",
        ("Give a bare name or address: no smpp://, no port, no spaces, no empty part between dots.",),
    ),
    Cause(
        "refused",
        "the connection was refused: nothing listens on port {port}",
        (
            "Check the port; a provider's TLS port differs from its plain one.",
            "Check that the message centre runs and listens on this address, not on 127.0.0.1 alone.",
            "A firewall may answer in its place.",
            "A centre that connects by itself (outbind) may not listen at all: ask the provider.",
        ),
    ),
    Cause(
        "timeout",
        "no answer in {seconds} s: the packets are lost on the way or thrown away",
        (
            "Check whether your own public address is on the provider's allow-list; most drop strangers silently.",
            "Check VPN and firewall, and that the address is right.",
            "A centre far away may need a longer connect time-out.",
        ),
    ),
    Cause(
        "network-unreachable",
        "there is no way to the network of {host} from here",
        ("Check this machine's network and VPN.", "An IPv6 address needs IPv6 on this machine: try the IPv4 one."),
    ),
    Cause(
        "host-unreachable",
        "a router on the way says that {host} cannot be reached",
        ("Check VPN and routes.", "Check the address; the machine may be switched off."),
    ),
    Cause(
        "reset",
        "the peer reset the connection while it was made",
        (
            "A firewall or balancer may refuse your address: ask for the allow-list.",
            "Try again in a minute; the centre may be starting.",
        ),
    ),
    Cause(
        "local-address",
        "the local address {detail} is not one of this machine's",
        (
            "Leave the local address empty, or take one that this machine has.",
            "An IPv4 local address cannot reach an IPv6 peer, nor the reverse.",
        ),
    ),
    Cause(
        "overtaken",
        "not waited for: another address answered first",
        ("Nothing to do: the doctor tries every address to its end.",),
    ),
    Cause("forbidden", "this machine does not allow the connection ({detail})", ("Check the local firewall.",)),
    Cause("network", "the connection failed: {detail}", ("Check network, VPN and address.",)),
    Cause("tls-file", "{detail}", ("Check the paths and contents of the TLS files of the account.",)),
    Cause(
        "tls-plain-peer",
        "the peer does not speak TLS on port {port}: its answer was not TLS",
        ("Switch TLS off for this port, or take the provider's TLS port (often 3550, 2776 or 8775).",),
    ),
    Cause(
        "tls-closed",
        "the peer closed the connection in the middle of the TLS greeting",
        (
            "This is often a plain SMPP port: try with TLS off.",
            "The peer may demand a client certificate, or know only other TLS versions.",
            "Check the server name: some gateways close on a name they do not know.",
        ),
    ),
    Cause(
        "tls-timeout",
        "connected, but no answer to the TLS greeting in {seconds} s",
        (
            "This is often a plain SMPP port that waits for a bind: try with TLS off.",
            "Otherwise the peer is too busy or a firewall inspects the connection.",
        ),
    ),
    Cause(
        "tls-version",
        "no TLS version both sides accept ({detail})",
        ("Ask which TLS versions the provider offers; lower the lowest version only for that.",),
    ),
    Cause(
        "tls-cipher",
        "no cipher both sides accept ({detail})",
        (
            "Ask which versions and ciphers the provider offers.",
            "An old server may need the lowest version 1.0 or 1.1 here.",
        ),
    ),
    Cause(
        "tls-client-certificate",
        "the peer refuses us without a client certificate it trusts ({detail})",
        ("Set the client certificate and key that the provider gave out or signed.", "Check that it has not run out."),
    ),
    Cause(
        "tls-name-unknown",
        "the peer does not know the server name ({detail})",
        ("Set the server name of the account sheet; connecting by IP address sends none.",),
    ),
    Cause("tls-alert", "the peer ended the TLS greeting: {detail}", ("Give the provider this text and the time.",)),
    Cause("tls", "the TLS greeting failed: {detail}", ("Check that this port speaks TLS.",)),
    Cause(
        "certificate-expired",
        "the certificate of the peer has run out",
        ("Check this machine's date.", "Tell the provider. To test nevertheless: TLS 'insecure', for this once."),
    ),
    Cause(
        "certificate-not-yet",
        "the certificate of the peer is not valid yet",
        ("Check this machine's date.", "Tell the provider."),
    ),
    Cause(
        "certificate-name",
        "the certificate is not for {host}: {detail}",
        (
            "Connect by the name in the certificate, or set it as server name.",
            "If the provider says the name cannot match: TLS 'no-hostname'.",
        ),
    ),
    Cause(
        "certificate-self-signed",
        "the certificate is signed by itself, not by an authority",
        (
            "If the provider says so: save its certificate and set it as own CA.",
            "Otherwise somebody may be in between: ask the provider.",
        ),
    ),
    Cause(
        "certificate-issuer",
        "the certificate's authority is unknown here, or the peer left out the ones in between",
        ("Set the provider's CA file as own CA.", "Ask the provider to send the whole chain."),
    ),
    Cause(
        "certificate-purpose",
        "the certificate cannot be used for this ({detail})",
        ("Ask the provider; the certificate was made for another purpose or with too weak a key.",),
    ),
)

CAUSES = {row.id: row for row in _ROWS}

_ERRNO = {
    errno.ECONNREFUSED: "refused",
    errno.ETIMEDOUT: "timeout",
    errno.ENETUNREACH: "network-unreachable",
    errno.EHOSTUNREACH: "host-unreachable",
    errno.ECONNRESET: "reset",
    errno.ECONNABORTED: "reset",
    errno.EADDRNOTAVAIL: "local-address",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
}
_NO_ADDRESS = {getattr(socket, name) for name in ("EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)}
_NO_ADDRESS.discard(socket.EAI_NONAME)  # Windows has one number for both

# OpenSSL's numbers of what is wrong with a certificate (X509_V_ERR_...).
_VERIFY = {
    10: "certificate-expired",
    9: "certificate-not-yet",
    62: "certificate-name",
    64: "certificate-name",
    18: "certificate-self-signed",
    19: "certificate-issuer",
    2: "certificate-issuer",
    20: "certificate-issuer",
    21: "certificate-issuer",
    26: "certificate-purpose",
    66: "certificate-purpose",
    67: "certificate-purpose",
    68: "certificate-purpose",
    79: "certificate-purpose",
}

_TLS_REASONS = (
    ("WRONG_VERSION_NUMBER", "tls-plain-peer"),
    ("RECORD_LAYER_FAILURE", "tls-plain-peer"),
    ("PACKET_LENGTH_TOO_LONG", "tls-plain-peer"),
    ("HTTP_REQUEST", "tls-plain-peer"),
    ("BAD_RECORD_TYPE", "tls-plain-peer"),
    ("UNEXPECTED_MESSAGE", "tls-plain-peer"),
    ("ALERT_PROTOCOL_VERSION", "tls-version"),
    ("UNSUPPORTED_PROTOCOL", "tls-version"),
    ("NO_PROTOCOLS_AVAILABLE", "tls-version"),
    ("HANDSHAKE_FAILURE", "tls-cipher"),
    ("NO_SHARED_CIPHER", "tls-cipher"),
    ("NO_CIPHERS_AVAILABLE", "tls-cipher"),
    ("CERTIFICATE_REQUIRED", "tls-client-certificate"),
    ("ALERT_BAD_CERTIFICATE", "tls-client-certificate"),
    ("ALERT_UNKNOWN_CA", "tls-client-certificate"),
    ("ALERT_CERTIFICATE_EXPIRED", "tls-client-certificate"),
    ("ALERT_CERTIFICATE_UNKNOWN", "tls-client-certificate"),
    ("UNRECOGNIZED_NAME", "tls-name-unknown"),
    ("EOF", "tls-closed"),
    ("ALERT", "tls-alert"),
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A cause and the detail that fills its words."""

    cause: str
    detail: str = ""


def of_name(error: OSError) -> Diagnosis:
    """Why a name could not be resolved."""
    if isinstance(error, socket.gaierror) and error.errno in _NO_ADDRESS:
        return Diagnosis("name-no-address")
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
        return Diagnosis("name-unknown")
    return Diagnosis("name-service", str(error))


def of_connect(error: OSError) -> Diagnosis:
    """Why an address could not be reached."""
    if isinstance(error, TimeoutError):
        return Diagnosis("timeout")
    return Diagnosis(_ERRNO.get(error.errno or 0, "network"), error.strerror or str(error))


def of_tls(error: Exception) -> Diagnosis:
    """Why the TLS greeting failed."""
    for kind, tell in _TLS_KINDS:
        if isinstance(error, kind):
            return tell(error)
    return Diagnosis("tls", str(error) or type(error).__name__)


def cause_of_alert(words: str) -> Cause | None:
    """The cause that an alert of TLS names, which came after the greeting (a client certificate that TLS 1.3 misses);
    ``None`` for other words."""
    told = words.upper().replace(" ", "_")
    if "ALERT" not in told:
        return None
    return CAUSES[next(cause for part, cause in _TLS_REASONS if part in told)]


def _of_certificate(error: Exception) -> Diagnosis:
    code = getattr(error, "verify_code", 0)
    words = getattr(error, "verify_message", "") or str(error)
    return Diagnosis(_VERIFY.get(code, "certificate-purpose"), words)


def _of_ssl(error: Exception) -> Diagnosis:
    reason = getattr(error, "reason", "") or str(error)
    for part, cause in _TLS_REASONS:
        if part in reason.upper():
            return Diagnosis(cause, reason.lower().replace("_", " "))
    return Diagnosis("tls", reason.lower().replace("_", " "))


def _of_abort(error: Exception) -> Diagnosis:
    # asyncio says ConnectionAbortedError both for its own time-out of the greeting and for a peer that left.
    return Diagnosis("tls-timeout" if "longer than" in str(error) else "tls-closed", str(error))


_TLS_KINDS: tuple[tuple[type[Exception], Callable[[Exception], Diagnosis]], ...] = (
    (ssl.SSLCertVerificationError, _of_certificate),
    (ssl.SSLEOFError, lambda error: Diagnosis("tls-closed", str(error))),
    (ssl.SSLZeroReturnError, lambda error: Diagnosis("tls-closed", str(error))),
    (ssl.SSLError, _of_ssl),
    (TimeoutError, lambda error: Diagnosis("tls-timeout", str(error))),
    (ConnectionAbortedError, _of_abort),
    (ConnectionError, lambda error: Diagnosis("tls-closed", str(error))),
)
