"""Makes the certificates of this folder anew (needs ``cryptography``): keys for tests alone, they guard nothing."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = Path(__file__).parent
LONG = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2119, 1, 1, tzinfo=UTC))
PAST = (datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
FUTURE = (datetime(2110, 1, 1, tzinfo=UTC), datetime(2119, 1, 1, tzinfo=UTC))
LOCAL = (
    x509.DNSName("localhost"),
    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    x509.IPAddress(ipaddress.ip_address("::1")),
)


def name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "smppconsole tests"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def make(file: str, common: str, span=LONG, names=LOCAL, signer=None, authority=False, purpose=None):
    key = ec.generate_private_key(ec.SECP256R1())
    issuer_key, issuer = (key, name(common)) if signer is None else signer
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(span[0])
        .not_valid_after(span[1])
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if authority:
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
    elif names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    certificate = builder.sign(issuer_key, hashes.SHA256())
    (HERE / f"{file}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    octets = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (HERE / f"{file}-key.pem").write_bytes(octets)
    return key, certificate.subject


if __name__ == "__main__":
    authority = make("authority", "Authority for tests", authority=True)
    make("centre", "localhost", signer=authority)
    make("expired", "localhost", span=PAST, signer=authority)
    make("not-yet", "localhost", span=FUTURE, signer=authority)
    make("other-name", "smsc.example.com", names=(x509.DNSName("smsc.example.com"),), signer=authority)
    make("self-signed", "localhost")
    make("wrong-purpose", "localhost", purpose=ExtendedKeyUsageOID.CLIENT_AUTH)
    make("client", "An ESME of tests", names=(), signer=authority)
    stranger = make("stranger-authority", "Another authority", authority=True)
    make("stranger", "A stranger", names=(), signer=stranger)
    for file in ("authority-key", "stranger-authority-key"):
        (HERE / f"{file}.pem").unlink()
