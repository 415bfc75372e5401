"""Rules about addresses: type of number, numbering plan, and what is written in the address itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from smppconsole.smpp import gsm7
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import submit
from smppconsole.smpp.lint_rule import Address, Case, LintRule, Spot
from smppconsole.smpp.receipt import is_receipt
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.values import NPI, TON

_INTERNATIONAL, _NATIONAL, _ALPHANUMERIC = 1, 2, 5
_INTERNET, _MOST_DIGITS, _MOST_LETTERS, _FEWEST_DIGITS = 14, 15, 11, 7
_DOTTED = re.compile(r"\d{1,3}(\.\d{1,3}){3}", re.ASCII)
_LETTER = re.compile(r"[A-Za-z]")

_Judge = Callable[[Address], str]


def _each(judge: _Judge) -> Callable[[Case], Iterator[Spot]]:
    """A check that asks ``judge`` about every address; empty words mean that nothing is wrong."""

    def check(case: Case) -> Iterator[Spot]:
        for address in case.addresses:
            words = judge(address)
            if words:
                yield address.spot(words)

    return check


def _plus(address: Address) -> str:
    if address.text.startswith("+") and address.ton != _ALPHANUMERIC:
        return said(
            "The {role} address {text} begins with a plus sign; TON 1 says that already.",
            role=address.role,
            text=address.text,
        )
    return ""


def _double_zero(address: Address) -> str:
    if address.ton == _INTERNATIONAL and address.text.startswith("00"):
        return said(
            "The {role} address {text} begins with 00 although TON says international.",
            role=address.role,
            text=address.text,
        )
    return ""


def _not_digits(address: Address) -> str:
    rest = address.text.removeprefix("+")
    if address.ton in (_INTERNATIONAL, _NATIONAL) and rest and not (rest.isascii() and rest.isdigit()):
        return said(
            "The {role} address {text!r} has other characters than digits, with TON {ton}.",
            role=address.role,
            text=address.text,
            ton=address.ton,
        )
    return ""


def _blank(address: Address) -> str:
    if address.text != address.text.strip() or (address.ton != _ALPHANUMERIC and " " in address.text):
        return said("The {role} address {text!r} has a blank in it.", role=address.role, text=address.text)
    return ""


def _too_many_digits(address: Address) -> str:
    digits = address.text.removeprefix("+")
    if address.ton == _INTERNATIONAL and digits.isdigit() and len(digits) > _MOST_DIGITS:
        return said(
            "The {role} number has {digits} digits; E.164 allows {most_digits}.",
            role=address.role,
            digits=len(digits),
            most_digits=_MOST_DIGITS,
        )
    return ""


def _short_international(address: Address) -> str:
    digits = address.text.removeprefix("+")
    if address.ton == _INTERNATIONAL and digits.isdigit() and len(digits) < _FEWEST_DIGITS:
        return said(
            "The {role} number {text} is short for an international one: a short code?",
            role=address.role,
            text=address.text,
        )
    return ""


def _alpha_too_long(address: Address) -> str:
    if address.ton == _ALPHANUMERIC and len(address.text) > _MOST_LETTERS:
        return said(
            "The {role} name {text!r} has {text_2} characters; phones get {most_letters}.",
            role=address.role,
            text=address.text,
            text_2=len(address.text),
            most_letters=_MOST_LETTERS,
        )
    return ""


def _alpha_empty(address: Address) -> str:
    if address.ton == _ALPHANUMERIC and not address.text:
        return said("TON of the {role} says alphanumeric, and the address is empty.", role=address.role)
    return ""


def _alpha_plan(address: Address) -> str:
    if address.ton == _ALPHANUMERIC and address.npi != 0:
        return said(
            "The {role} is alphanumeric with NPI {npi}; a name belongs to no numbering plan.",
            role=address.role,
            npi=address.npi,
        )
    return ""


def _alpha_characters(address: Address) -> str:
    if address.ton == _ALPHANUMERIC and gsm7.first_outside(address.text) is not None:
        strange = address.text[gsm7.first_outside(address.text) or 0]
        return said(
            "The {role} name has {strange!r}, which the GSM 7-bit alphabet has not.", role=address.role, strange=strange
        )
    return ""


def _letters(address: Address) -> str:
    if address.ton not in (_INTERNATIONAL, _NATIONAL, _ALPHANUMERIC) and _LETTER.search(address.text):
        return said(
            "The {role} address {text!r} has letters, and TON is {ton}.",
            role=address.role,
            text=address.text,
            ton=address.ton,
        )
    return ""


def _empty_with_type(address: Address) -> str:
    if not address.text and address.ton != _ALPHANUMERIC and (address.ton or address.npi):
        return said(
            "The {role} address is empty with TON {ton} and NPI {npi}; both should be 0.",
            role=address.role,
            ton=address.ton,
            npi=address.npi,
        )
    return ""


def _ton_reserved(address: Address) -> str:
    return (
        ""
        if TON.knows(address.ton)
        else said("TON {ton} of the {role} is reserved.", ton=address.ton, role=address.role)
    )


def _npi_reserved(address: Address) -> str:
    return (
        ""
        if NPI.knows(address.npi)
        else said("NPI {npi} of the {role} is reserved.", npi=address.npi, role=address.role)
    )


def _not_dotted(address: Address) -> str:
    if address.npi == _INTERNET and address.text and not _DOTTED.fullmatch(address.text):
        return said(
            "NPI says Internet, and the {role} address {text!r} is not of the form 192.0.2.1.",
            role=address.role,
            text=address.text,
        )
    return ""


def _beyond_ascii(address: Address) -> str:
    if address.ton != _ALPHANUMERIC and not address.text.isascii():
        return said("The {role} address has octets above 0x7F; addresses are ASCII.", role=address.role)
    return ""


def _alpha_destination(case: Case) -> Iterator[Spot]:
    if case.name == "data_sm" and is_receipt(case.decoded):
        return  # it goes back to the sender
    for address in case.addresses:
        if address.role == "destination" and address.ton == _ALPHANUMERIC:
            yield address.spot(
                said("The destination {text!r} is alphanumeric: no phone has such a number.", text=address.text)
            )


def _destination_empty(case: Case) -> Iterator[Spot]:
    for address in case.addresses:
        if address.role == "destination" and not address.text:
            yield address.spot(said("The destination address is empty."))


_SUBMITS = frozenset(("submit_sm", "submit_multi"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[LintRule, ...] = (
    LintRule(
        "address-plus",
        _WARNING,
        "SMPP 3.4, 5.2.8",
        "No plus sign stands before a number: TON 1 says international.",
        "Send the digits alone with TON 1 and NPI 1.",
        _each(_plus),
        submit(destination_addr="+491701234567"),
        submit(destination_addr="491701234567"),
    ),
    LintRule(
        "address-double-zero",
        _WARNING,
        "SMPP 3.4, 5.2.5",
        "An international number begins with its country code, not with 00.",
        "Take the 00 away.",
        _each(_double_zero),
        submit(destination_addr="00491701234567"),
        submit(destination_addr="491701234567"),
    ),
    LintRule(
        "address-digits",
        _WARNING,
        "SMPP 3.4, 5.2.8",
        "An international or national number has digits only.",
        "Take blanks, dashes and brackets away; a name needs TON 5, NPI 0.",
        _each(_not_digits),
        submit(destination_addr="49-170-1234567"),
        submit(destination_addr="491701234567"),
    ),
    LintRule(
        "address-blank",
        _WARNING,
        "SMPP 3.4, 5.2.8",
        "An address has no blanks, but for those inside a name.",
        "Take the blank away.",
        _each(_blank),
        submit(source_addr=" MyShop"),
        submit(source_addr="My Shop"),
    ),
    LintRule(
        "address-e164",
        _WARNING,
        "ITU-T E.164, 6",
        "An international number has 15 digits at most.",
        "Look whether two numbers or a prefix got into one field.",
        _each(_too_many_digits),
        submit(destination_addr="4917012345671234"),
        submit(destination_addr="491701234567123"),
    ),
    LintRule(
        "address-short-code",
        _NOTE,
        "SMPP 3.4, 5.2.5",
        "A short code is not an international number.",
        "Send it with TON 0, 3 or 6, as the provider says.",
        _each(_short_international),
        submit(source_addr_ton=1, source_addr_npi=1, source_addr="12345"),
        submit(source_addr_ton=3, source_addr_npi=0, source_addr="12345"),
    ),
    LintRule(
        "alpha-too-long",
        _WARNING,
        "3GPP TS 23.040, 9.1.2.5",
        "A name as sender has 11 characters at most.",
        "Shorten it: centres refuse it (ESME_RINVSRCADR) or cut it.",
        _each(_alpha_too_long),
        submit(source_addr="MyLittleShop"),
        submit(source_addr="MyShop"),
    ),
    LintRule(
        "alpha-empty",
        _WARNING,
        "SMPP 3.4, 5.2.5",
        "An alphanumeric address has characters.",
        "Fill in the sender, or send it empty with TON 0 and NPI 0 for the centre's own.",
        _each(_alpha_empty),
        submit(source_addr=""),
        submit(source_addr_ton=0, source_addr=""),
    ),
    LintRule(
        "alpha-plan",
        _NOTE,
        "SMPP 3.4, 5.2.6",
        "An alphanumeric address has NPI 0.",
        "Send NPI 0 with TON 5.",
        _each(_alpha_plan),
        submit(source_addr_npi=1),
        submit(source_addr_npi=0),
    ),
    LintRule(
        "alpha-characters",
        _WARNING,
        "3GPP TS 23.040, 9.1.2.5",
        "An alphanumeric sender is made of GSM 7-bit characters.",
        "Use letters and digits; what else arrives depends on the centre.",
        _each(_alpha_characters),
        submit(source_addr="Shop\u00b5"),
        submit(source_addr="Shop-1"),
    ),
    LintRule(
        "address-letters",
        _NOTE,
        "SMPP 3.4, 5.2.5",
        "An address with letters has TON 5.",
        "Send it with TON 5 and NPI 0, unless the provider says otherwise.",
        _each(_letters),
        submit(source_addr_ton=0),
        submit(source_addr_ton=5),
    ),
    LintRule(
        "address-empty-type",
        _NOTE,
        "SMPP 3.4, 5.2.8",
        "An empty address has TON 0 and NPI 0.",
        "Send 0 and 0: the centre fills in its own.",
        _each(_empty_with_type),
        submit(source_addr_ton=1, source_addr_npi=1, source_addr=""),
        submit(source_addr_ton=0, source_addr_npi=0, source_addr=""),
    ),
    LintRule(
        "ton-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.5",
        "TON is one of the standard's values, 0 to 6.",
        "Send 1 for international numbers, 5 for names, 0 where unsure.",
        _each(_ton_reserved),
        submit(dest_addr_ton=9),
        submit(dest_addr_ton=1),
    ),
    LintRule(
        "npi-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.6",
        "NPI is one of the standard's values.",
        "Send 1 with numbers, 0 with names.",
        _each(_npi_reserved),
        submit(dest_addr_npi=2),
        submit(dest_addr_npi=1),
    ),
    LintRule(
        "address-internet",
        _WARNING,
        "SMPP 3.4, 5.2.8",
        "With NPI 14 the address is an IPv4 address with dots.",
        "Write it as 192.0.2.1, or send another NPI.",
        _each(_not_dotted),
        submit(dest_addr_npi=14, dest_addr_ton=0),
        submit(dest_addr_npi=14, dest_addr_ton=0, destination_addr="192.0.2.1"),
    ),
    LintRule(
        "address-beyond-ascii",
        _WARNING,
        "SMPP 3.4, 3.1",
        "Addresses are ASCII.",
        "Look whether the octets are of another field, or of another alphabet.",
        _each(_beyond_ascii),
        submit(source_addr_ton=0, source_addr="Caf\u00e9"),
        submit(source_addr_ton=0, source_addr="12345"),
    ),
    LintRule(
        "alpha-destination",
        _WARNING,
        "SMPP 3.4, 5.2.9",
        "A message goes to a number, not to a name.",
        "Send TON 1 and NPI 1 with the number in international form.",
        _alpha_destination,
        submit(dest_addr_ton=5, dest_addr_npi=0, destination_addr="Bob"),
        submit(),
        _SUBMITS | {"data_sm"},
    ),
    LintRule(
        "destination-empty",
        _ERROR,
        "SMPP 3.4, 5.2.9",
        "A message has a destination.",
        "Fill it in; centres answer ESME_RINVDSTADR.",
        _destination_empty,
        submit(destination_addr=""),
        submit(),
        _SUBMITS,
    ),
)
