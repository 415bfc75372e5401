"""Rules about binds, their answers and outbind, and about text fields of any command that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import bind, made, submit, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.model import Kind
from smppconsole.smpp.spec.values import INTERFACE_VERSION

_BINDS = frozenset(("bind_receiver", "bind_transmitter", "bind_transceiver"))
_BIND_ANSWERS = frozenset(f"{name}_resp" for name in _BINDS)
_SC_INTERFACE_VERSION = 0x0210
_OLD = range(0x34)


def _system_id_empty(case: Case) -> Iterator[Spot]:
    if not case.text("system_id"):
        yield case.spot("system_id", said("system_id is empty: nobody is named."))


def _field_too_long(case: Case) -> Iterator[Spot]:
    for row, start, end, _ in case.decoded.spans:
        kind = getattr(row, "kind", None)
        if kind is Kind.CSTRING and row is not None and end - start > row.maximum and row.name != "password":
            text = said(
                "{name} has {end} characters; {maximum} are the most.",
                name=row.name,
                end=end - start - 1,
                maximum=row.maximum - 1,
            )
            yield Spot(start, end - start, text)


def _password_long(case: Case) -> Iterator[Spot]:
    size = len(case.text("password"))
    if size > 8:
        yield case.spot("password", said("password has {size} characters; the standard allows 8.", size=size))


def _password_empty(case: Case) -> Iterator[Spot]:
    if case.has("password") and not case.text("password"):
        yield case.spot("password", said("password is empty."))


def _blank_at_ends(case: Case) -> Iterator[Spot]:
    for name in ("system_id", "password", "system_type", "address_range"):
        value = case.text(name)
        if value != value.strip():
            yield case.spot(name, said("{name} begins or ends with a blank, which is part of it.", name=name))


def _version_reserved(case: Case) -> Iterator[Spot]:
    version = case.number("interface_version")
    if version >= 0x34 and not INTERFACE_VERSION.knows(version):
        yield case.spot(
            "interface_version",
            said("interface_version 0x{version:02X} is reserved; 0x34 and 0x50 are not.", version=version),
        )


def _version_old(case: Case) -> Iterator[Spot]:
    version = case.number("interface_version")
    if version in _OLD:
        words = said(
            "interface_version 0x{version:02X} means 3.3 or older: the centre will send no TLVs and short ids.",
            version=version,
        )
        yield case.spot("interface_version", words)


def _range_on_transmitter(case: Case) -> Iterator[Spot]:
    if case.text("address_range"):
        yield case.spot(
            "address_range", said("address_range has no meaning for a transmitter, which receives nothing.")
        )


def _range_pattern(case: Case) -> Iterator[Spot]:
    try:
        re.compile(case.text("address_range"))
    except (re.error, RecursionError, OverflowError) as error:
        yield case.spot("address_range", said("address_range is not a regular expression: {error}.", error=error))


def _no_centre_version(case: Case) -> Iterator[Spot]:
    if case.header.status == 0 and case.tlv(_SC_INTERFACE_VERSION) is None:
        yield Spot(
            0, 16, said("The answer has no sc_interface_version: by the letter the centre speaks 3.3, without TLVs.")
        )


_WARNING, _NOTE, _ERROR = Severity.WARNING, Severity.NOTE, Severity.ERROR

RULES: tuple[LintRule, ...] = (
    LintRule(
        "field-too-long",
        _ERROR,
        "SMPP 3.4, 4",
        "A text field has no more characters than the standard gives it.",
        "Shorten it: peers cut it, or read on with the rest as the next field.",
        _field_too_long,
        submit(source_addr="123456789012345678901"),
        submit(source_addr="MyShop"),
    ),
    LintRule(
        "system-id-empty",
        _WARNING,
        "SMPP 3.4, 5.2.1",
        "system_id names the account.",
        "Fill in the system_id of the contract.",
        _system_id_empty,
        bind(system_id=""),
        bind(),
        _BINDS | {"outbind"},
    ),
    LintRule(
        "password-long",
        _WARNING,
        "SMPP 3.4, 5.2.2",
        "password has 8 characters at most.",
        "Ask for a shorter one, or make sure that the centre takes it whole; many compare the first 8.",
        _password_long,
        bind(password="secret0815"),  # noqa: S106 - an example
        bind(),
        _BINDS | {"outbind"},
    ),
    LintRule(
        "password-empty",
        _NOTE,
        "SMPP 3.4, 5.2.2",
        "password is empty only where the centre asks for none.",
        "Fill in the password, unless the centre knows you by your address.",
        _password_empty,
        bind(password=""),
        bind(),
        _BINDS | {"outbind"},
    ),
    LintRule(
        "blank-at-ends",
        _WARNING,
        "SMPP 3.4, 5.2",
        "The texts of a bind neither begin nor end with a blank.",
        "Take the blank away; it comes with copying and makes the login another one.",
        _blank_at_ends,
        bind(system_id="shop "),
        bind(),
        _BINDS,
    ),
    LintRule(
        "interface-version-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.4",
        "interface_version is one of the standard: 0x33, 0x34, 0x50 (or 0x00).",
        "Send 0x34; centres refuse others, some with a misleading status such as a wrong password.",
        _version_reserved,
        bind(interface_version=0x40),
        bind(interface_version=0x34),
        _BINDS,
    ),
    LintRule(
        "interface-version-old",
        _NOTE,
        "SMPP 3.4, 5.2.4",
        "interface_version below 0x34 makes the session one of SMPP 3.3.",
        "Send 0x34 unless 3.3 is meant.",
        _version_old,
        bind(interface_version=0x33),
        bind(interface_version=0x34),
        _BINDS,
    ),
    LintRule(
        "range-on-transmitter",
        _NOTE,
        "SMPP 3.4, 4.1.1",
        "bind_transmitter leaves address_range empty.",
        "Leave it empty; it serves to choose what a receiver gets.",
        _range_on_transmitter,
        bind("bind_transmitter", address_range="^49"),
        bind("bind_receiver", address_range="^49"),
        frozenset(("bind_transmitter",)),
    ),
    LintRule(
        "range-pattern",
        _WARNING,
        "SMPP 3.4, 5.2.7",
        "address_range is a regular expression in the notation of UNIX.",
        "Write for example ^4917 or 12345$, or leave it empty.",
        _range_pattern,
        bind(address_range="^49("),
        bind(address_range="^49"),
        _BINDS,
    ),
    LintRule(
        "no-centre-version",
        _NOTE,
        "SMPP 3.4, 4.1.2",
        "An answer to a bind says the centre's version in sc_interface_version.",
        "Nothing as a rule: most centres that leave it out take TLVs all the same. If TLVs are refused, this is why.",
        _no_centre_version,
        made("bind_transceiver_resp", system_id="centre"),
        made("bind_transceiver_resp", tlv(0x0210, "34"), system_id="centre"),
        _BIND_ANSWERS,
    ),
)
