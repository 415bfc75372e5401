"""What the console proposes where the user left something open: TON and NPI of an address, alphabet and data_coding.

A proposal is never a rule: whatever the draft names wins (SMPP 3.4, 5.2.5, 5.2.6, 5.2.19).
"""

from __future__ import annotations

import re
from functools import lru_cache

from smppconsole.compose.draft import Alphabet, Draft
from smppconsole.smpp.coding import (
    ALPHABETS,
    Unencodable,
    alphabet_of,
    alphabet_rows,
    alphabet_table,
    sent_codings,
    write_text,
)
from smppconsole.values import dataclass

SHORT_CODE_DIGITS = 6
"""A number of up to this many digits is taken for a short code; numbers of the international plan are longer."""

_NUMBER = re.compile(r"\+?[0-9(][0-9 ().\-/\u00a0]*")
_NOT_DIGIT = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class TonNpi:
    """Type of number and numbering plan, with the reason in words."""

    ton: int
    npi: int
    words: str


_EMPTY = TonNpi(0, 0, "empty: the centre fills it in")
_SHORT_CODE = TonNpi(3, 0, "short code: network specific")
_INTERNATIONAL = TonNpi(1, 1, "number: international, ISDN")
_ALPHANUMERIC = TonNpi(5, 0, "alphanumeric")


@lru_cache(maxsize=64)
def propose_address(address: str) -> TonNpi:
    """TON and NPI for an address as typed; blanks, brackets and a plus do not make a number alphanumeric."""
    if not address:
        return _EMPTY
    if not is_number(address):
        return _ALPHANUMERIC
    return _SHORT_CODE if is_short(address) else _INTERNATIONAL


def is_number(address: str) -> bool:
    """Whether an address is a number in some dress: ``+49 (170) 123-4567`` is, ``Test-SM`` is not."""
    return _NUMBER.fullmatch(address) is not None and any(character.isdigit() for character in address)


def is_short(address: str) -> bool:
    """Whether an address is a number of so few digits that it is taken for a short code."""
    prefixed = address.startswith(("+", "00"))
    return is_number(address) and not prefixed and len(digits_of(address)) <= SHORT_CODE_DIGITS


def digits_of(address: str) -> str:
    """The digits alone, without an international prefix: what TON 1 wants on the wire."""
    digits = _NOT_DIGIT.sub("", address)
    return digits[2:] if not address.startswith("+") and digits.startswith("00") else digits


@dataclass(frozen=True, slots=True)
class Wording:
    """How a text becomes octets: an alphabet of ``coding.ALPHABETS`` and the data_coding that says so."""

    alphabet: str
    data_coding: int


def propose_alphabet(draft: Draft) -> Wording:
    """The alphabet and data_coding of a draft, its own choices first.

    Left open, a text goes out by the first of the account's codings that holds it: in what data_coding 0 means (GSM
    7-bit on most), then by its table; what fits into none is UCS-2. A data_coding that names an alphabet of characters
    decides when only the alphabet is open.
    """
    if draft.alphabet is Alphabet.AUTO and draft.data_coding is None:
        return _automatic(draft)
    alphabet = draft.alphabet.value if draft.alphabet is not Alphabet.AUTO else _named(draft)
    if draft.data_coding is not None:
        return Wording(alphabet, draft.data_coding)
    return Wording(alphabet, data_coding_of(alphabet, draft.default_alphabet, draft.alphabets))


def _automatic(draft: Draft) -> Wording:
    default, told = draft.default_alphabet, draft.alphabets
    own = (row for row in sent_codings(default, told) if row.alphabet != Alphabet.BINARY)
    fitting = (Wording(row.alphabet, row.data_coding) for row in own if fits(draft.text, row.alphabet))
    return next(fitting, Wording(Alphabet.UCS2.value, data_coding_of(Alphabet.UCS2, default, told)))


def _named(draft: Draft) -> str:
    """The alphabet that the draft's data_coding names, where that is one of characters."""
    named = alphabet_of(draft.data_coding or 0, draft.default_alphabet, draft.alphabets)
    return named if named in ALPHABETS and named != Alphabet.BINARY else _automatic(draft).alphabet


def data_coding_of(alphabet: str, default: str = "gsm7", told: str = "") -> int:
    """The data_coding that says ``alphabet`` on an account whose 0 means ``default``; of others, what it ``told``.

    UTF-8 has no value of its own: 4, octets, is the nearest thing to saying so, unless the account means something else
    by it; so it is with every usual value.
    """
    own = (*sent_codings(default, told), *alphabet_rows(told))
    usual = _DATA_CODINGS.get(alphabet, 0)
    for row in own:
        if row.alphabet == alphabet:
            return row.data_coding
    if alphabet_table(told).get(usual, alphabet) == alphabet:
        return usual
    return next((value for value in range(256) if alphabet_of(value, default, told) == alphabet), usual)


def fits(text: str, alphabet: str) -> bool:
    """Whether every character of ``text`` is in ``alphabet``."""
    try:
        write_text(text, alphabet)
    except Unencodable:
        return False
    return True


_DATA_CODINGS = {
    "gsm7": 0,
    "gsm7-packed": 0,
    "ascii": 1,
    "latin1": 3,
    "binary": 4,
    "utf8": 4,
    "jis": 5,
    "cyrillic": 6,
    "hebrew": 7,
    "ucs2": 8,
    "shift-jis": 9,
    "jis-x0212": 13,
    "ks-c-5601": 14,
}
