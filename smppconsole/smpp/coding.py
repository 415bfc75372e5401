"""Octets of a message to text and back, under every alphabet that data_coding can name.

Reading is total: what cannot be read becomes U+FFFD and is told in ``Text.problems``. Writing raises ``Unencodable``
at the first character that the alphabet does not have; nothing is replaced in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from smppconsole.smpp import gsm7
from smppconsole.smpp.dcs import DEFAULT, read_data_coding
from smppconsole.smpp.said import said
from smppconsole.values import dataclass

_REPLACEMENT = "\ufffd"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Unencodable(ValueError):  # noqa: N818 - says what the text is, as callers name it
    """``character`` at ``position`` (0 based) of a text is not in ``alphabet``."""

    def __init__(self, character: str, position: int, alphabet: str) -> None:
        point = f"U+{ord(character):04X} " if character else ""
        super().__init__(
            said(
                "character {position}, {point}{character!r}, is not in {words}",
                position=position + 1,
                point=point,
                character=character,
                words=said(ALPHABETS[alphabet].words),
            )
        )
        self.character = character
        self.position = position
        self.alphabet = alphabet


@dataclass(frozen=True, slots=True)
class Text:
    """Octets read under an alphabet; ``problems`` says in words what did not fit. Binary reads as hex digits."""

    text: str
    alphabet: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlphabetSpec:
    """One alphabet: its name here, its words for people, the Python codec (empty for those with a reader of their own).

    ``unit_octets`` is the size of one code unit on the wire.
    """

    name: str
    words: str
    codec: str = ""
    unit_octets: int = 1


ALPHABETS: Mapping[str, AlphabetSpec] = {
    spec.name: spec
    for spec in (
        AlphabetSpec("gsm7", "GSM 7-bit"),
        AlphabetSpec("gsm7-packed", "GSM 7-bit, packed"),
        AlphabetSpec("ascii", "ASCII", "ascii"),
        AlphabetSpec("latin1", "Latin-1", "latin-1"),
        AlphabetSpec("ucs2", "UCS-2", unit_octets=2),
        AlphabetSpec("ucs2-le", "UCS-2, little-endian", unit_octets=2),
        AlphabetSpec("utf8", "UTF-8", "utf-8"),
        AlphabetSpec("cyrillic", "Cyrillic (ISO 8859-5)", "iso8859-5"),
        AlphabetSpec("hebrew", "Hebrew (ISO 8859-8)", "iso8859-8"),
        AlphabetSpec("jis", "JIS (ISO-2022-JP)", "iso2022_jp"),
        AlphabetSpec("shift-jis", "Shift JIS", "shift_jis"),
        AlphabetSpec("jis-x0212", "extended Kanji (EUC-JP)", "euc_jp"),
        AlphabetSpec("ks-c-5601", "KS C 5601 (EUC-KR)", "euc_kr"),
        AlphabetSpec("binary", "binary"),
    )
}


READ = "read"
"""The word of a row that says how texts are read, and by which none is sent."""


class CodingRow(NamedTuple):
    """One row of an account's table: what a data_coding value means, and whether texts are ``sent`` so."""

    data_coding: int
    alphabet: str
    sent: bool = True


@lru_cache(maxsize=64)
def alphabet_rows(told: str) -> tuple[CodingRow, ...]:
    """What an account tells of data_coding values, in its order: ``4 gsm7, 1 ascii, 0xF5 latin1 read``.

    What cannot be read is left out; ``table_problem`` says what that is.
    """
    rows = (_ROW(row) for row in told.split(","))
    return tuple(
        CodingRow(_value(row), row[2], not row[3]) for row in rows if row is not None and not _row_problem(row)
    )


@lru_cache(maxsize=64)
def alphabet_table(told: str) -> Mapping[int, str]:
    """The alphabets of such a table by value. That of 0 has a setting of its own: its row only says when it is sent."""
    return {row.data_coding: row.alphabet for row in alphabet_rows(told) if row.data_coding}


def sent_codings(default: str = "gsm7", told: str = "") -> tuple[CodingRow, ...]:
    """The rows by which a text may be sent, the first that holds it before all others: 0 first, unless the table says
    when it is its turn."""
    rows = tuple(row._replace(alphabet=row.alphabet if row.data_coding else default) for row in alphabet_rows(told))
    usual = () if any(row.data_coding == 0 for row in rows) else (CodingRow(0, default),)
    return (*usual, *(row for row in rows if row.sent))


def table_problem(told: str, default: str = "") -> str:
    """Why such a table cannot be read as a whole, or not beside a ``default`` that 0 means; "" where it can."""
    seen: set[int] = set()
    for part in filter(str.strip, told.split(",")):
        row = _ROW(part)
        if row is None:
            return said(
                "{part!r} is not a value and an alphabet, such as 4 gsm7; commas stand between the rows",
                part=part.strip(),
            )
        if problem := _row_problem(row):
            return problem
        if _value(row) in seen:
            return said("data_coding {value} stands there twice", value=_value(row))
        if default and not _value(row) and row[2] != default:
            return said("data_coding 0 is {name} here and {default} above", name=row[2], default=default)
        seen.add(_value(row))
    return ""


_ROW = re.compile(r"\s*(0x[0-9a-f]{1,8}|[0-9]{1,8})[\s=:]+([a-z0-9-]+)(\s+read)?\s*", re.IGNORECASE).fullmatch


def _row_problem(row: re.Match[str]) -> str:
    if _value(row) > _LARGEST_CODING:
        return said("data_coding {value} does not fit into an octet", value=_value(row))
    if row[2] not in ALPHABETS:
        return said("{name!r} is no alphabet; there are {known}", name=row[2], known=", ".join(ALPHABETS))
    return ""


def _value(row: re.Match[str]) -> int:
    return int(row[1], 16 if row[1][:2] in ("0x", "0X") else 10)


_LARGEST_CODING = 0xFF


def alphabet_of(data_coding: int, default: str = "gsm7", told: str = "") -> str:
    """The alphabet data_coding names; ``default`` is what the account says 0 means, ``told`` what it says of others
    (``alphabet_table``).

    An account whose default is packed has the other 7-bit values packed too: the centre copies one way.
    """
    if told:
        own = alphabet_table(told).get(data_coding)
        if own is not None:
            return own
    alphabet = read_data_coding(data_coding & 0xFF).alphabet
    if alphabet == DEFAULT or (alphabet == "gsm7" and default == "gsm7-packed"):
        return default
    return alphabet


def read_text(octets: bytes, alphabet: str, *, locking: int = 0, single: int = 0, fill_bits: int = 0) -> Text:
    """Read ``octets`` under ``alphabet``; the shift tables matter for GSM 7-bit, ``fill_bits`` where it is packed."""
    if alphabet == "gsm7":
        return Text(gsm7.decode(octets, locking, single), alphabet, gsm7.problems(octets, locking, single))
    if alphabet == "gsm7-packed":
        return _read_packed(octets, locking, single, fill_bits)
    reader = _READERS.get(alphabet)
    if reader is not None:
        return reader(octets)
    return _read_codec(octets, ALPHABETS[alphabet])


@lru_cache(maxsize=8)  # who counts, cuts and sends a text asks for the same octets
def write_text(text: str, alphabet: str, *, locking: int = 0, single: int = 0, fill_bits: int = 0) -> bytes:
    """The octets of ``text``; raises Unencodable. For "binary" the text is hex digits, blanks allowed."""
    try:
        if alphabet == "gsm7":
            return gsm7.encode(text, locking, single)
        if alphabet == "gsm7-packed":
            return gsm7.pack(gsm7.encode(text, locking, single), fill_bits)
        if alphabet == "binary":
            return _write_hex(text)
        return text.encode(_WRITE_CODECS.get(alphabet) or ALPHABETS[alphabet].codec)
    except UnicodeEncodeError as error:
        raise Unencodable(text[error.start], error.start, alphabet) from None


def _write_hex(text: str) -> bytes:
    digits = "".join(text.split())
    for position, character in enumerate(text):
        if character not in "0123456789abcdefABCDEF" and not character.isspace():
            raise Unencodable(character, position, "binary")
    if len(digits) % 2:
        raise Unencodable("", len(text), "binary")
    return bytes.fromhex(digits)


def _read_packed(octets: bytes, locking: int, single: int, fill_bits: int) -> Text:
    septets = gsm7.unpack(octets, fill_bits)
    told = gsm7.problems(septets, locking, single)
    if gsm7.has_spare_zero(octets, fill_bits):
        told += (said("the last seven bits are zero: @, or the filling of a sender that does not fill with a return"),)
    return Text(gsm7.decode(septets, locking, single), "gsm7-packed", told)


def _read_binary(octets: bytes) -> Text:
    return Text(octets.hex(), "binary")


def _read_codec(octets: bytes, spec: AlphabetSpec) -> Text:
    try:
        return Text(octets.decode(spec.codec), spec.name)
    except UnicodeDecodeError as error:
        wrong = octets[error.start : error.end].hex(" ")
        problem = said(
            "octet {start} (0x{wrong}) is not {words}", start=error.start + 1, wrong=wrong, words=said(spec.words)
        )
        return Text(octets.decode(spec.codec, "replace"), spec.name, (problem,))


def _read_ucs2(octets: bytes) -> Text:
    text, told = _utf16(octets, "utf-16-be")
    if text.startswith("\ufffe"):
        text, told = _utf16(octets, "utf-16-le")
        told = (said("begins with a little-endian byte order mark (FF FE); read as little-endian"), *told)
        return Text(text[1:], "ucs2", told)
    if text.startswith("\ufeff"):
        return Text(text[1:], "ucs2", (said("begins with a byte order mark (FE FF), which phones may show"), *told))
    if looks_little_endian(octets):
        told = (said("looks little-endian: the second octet of each pair is zero"), *told)
    return Text(text, "ucs2", told)


def _read_ucs2_little(octets: bytes) -> Text:
    text, told = _utf16(octets, "utf-16-le")
    return Text(text.removeprefix("\ufeff"), "ucs2-le", told)


def looks_little_endian(octets: bytes) -> bool:
    """Whether the second octet of most pairs is zero and the first hardly ever: Latin text in the wrong order."""
    pairs = len(octets) // 2
    high, low = octets[0 : 2 * pairs : 2].count(0), octets[1 : 2 * pairs : 2].count(0)
    return pairs > 0 and 2 * low > pairs and 4 * high < pairs


def _utf16(octets: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    whole = octets[: len(octets) & ~1]
    told: tuple[str, ...] = ()
    try:
        text = whole.decode(codec)
    except UnicodeDecodeError as error:
        text = _LONE_SURROGATE.sub(_REPLACEMENT, whole.decode(codec, "surrogatepass"))
        told = (said("half of a surrogate pair stands alone at octet {start}", start=error.start + 1),)
    if len(octets) & 1:
        return text + _REPLACEMENT, (
            *told,
            said("odd number of octets ({octets}): the last one is half a character", octets=len(octets)),
        )
    return text, told


_READERS: Mapping[str, Callable[[bytes], Text]] = {
    "ucs2": _read_ucs2,
    "ucs2-le": _read_ucs2_little,
    "binary": _read_binary,
}
_WRITE_CODECS: Mapping[str, str] = {"ucs2": "utf-16-be", "ucs2-le": "utf-16-le"}


@dataclass(frozen=True, slots=True)
class Lens:
    """One reading of some octets. Exactly one of a row of lenses is ``likely``; its ``reason`` says why."""

    alphabet: str
    text: str
    problems: tuple[str, ...]
    likely: bool
    reason: str


def lens(
    octets: bytes,
    data_coding: int,
    default: str = "gsm7",
    told: str = "",
    *,
    locking: int = 0,
    single: int = 0,
    fill_bits: int = 0,
) -> tuple[Lens, ...]:
    """The same octets under every alphabet, in the order of ALPHABETS, the likeliest marked.

    The last three are what a user data header says of the text behind it.
    """
    declared = alphabet_of(data_coding, default, told)
    texts = [read_text(octets, name, locking=locking, single=single, fill_bits=fill_bits) for name in ALPHABETS]
    best = list(ALPHABETS).index(declared)
    if octets:
        scores = [_score(octets, text, declared) for text in texts]
        best = scores.index(max(scores))
    return tuple(
        Lens(
            text.alphabet,
            text.text,
            text.problems,
            place == best,
            _reason(text, declared, data_coding) if place == best else "",
        )
        for place, text in enumerate(texts)
    )


_DECLARED_BONUS, _DECLARED_SHORT = 0.15, 0.5
_RARE = frozenset(("gsm7-packed", "ucs2-le", "jis-x0212", "ks-c-5601"))
_RARE_COST, _RARE_SHORT = 0.05, 0.5
_PROBLEM_COST = (0.3, 0.1)
_UTF8_BONUS = _BLOCK_BONUS = 0.25
_FEW = 3
_BLOCKS_END = "\u3100"
_ZEROS_COST = 0.5
_BINARY_WORTH = (0.25, 0.8)


def _score(octets: bytes, text: Text, declared: str) -> float:
    """How likely a reading is: how plain its text is, less what is wrong with it, more where data_coding says so."""
    from smppconsole.smpp.plausibility import plausibility  # noqa: PLC0415 - when an alphabet is in doubt

    is_declared = text.alphabet == declared
    if text.alphabet == "binary":
        return _BINARY_WORTH[is_declared]
    score = plausibility(text.text)
    if is_declared:
        score += _DECLARED_BONUS + _DECLARED_SHORT / len(octets)
    elif text.alphabet in _RARE:
        score -= _RARE_COST + _RARE_SHORT / len(octets)
    if text.problems:
        score -= _PROBLEM_COST[is_declared]
    elif text.alphabet == "utf8" and not octets.isascii():
        score += _UTF8_BONUS
    elif ALPHABETS[text.alphabet].unit_octets > 1 and _is_of_one_block(text.text):
        score += _BLOCK_BONUS
    if ALPHABETS[text.alphabet].unit_octets == 1 and 3 * octets.count(0) > len(octets):
        score -= _ZEROS_COST
    return score


def _is_of_one_block(text: str) -> bool:
    """Whether the letters of a text in code units are of one block of an alphabet, or surrogates pair, which octets
    hardly do by chance; blocks of ideographs and of Hangul are too large to say anything."""
    if any(character > "\uffff" for character in text):
        return True
    high = [ord(character) >> 8 for character in text if character > "\xff" and character.isalpha()]
    return len(high) >= _FEW and len(set(high)) == 1 and high[0] < ord(_BLOCKS_END) >> 8


_REASONS: Mapping[str, str] = {
    "gsm7": "every octet is a septet of the GSM table and the text is plain",
    "gsm7-packed": "eight septets in seven octets give plain text",
    "ascii": "all octets are plain ASCII",
    "ucs2": "two octets a character give plain text",
    "ucs2-le": "two octets a character, low octet first, give plain text",
    "utf8": "the octets above 0x7F form valid UTF-8 sequences, which hardly happens by chance",
    "binary": "no alphabet gives plain text",
}


def _reason(text: Text, declared: str, data_coding: int) -> str:
    spoken = said("data_coding 0x{data_coding:02X}", data_coding=data_coding)
    if text.alphabet == declared:
        return said("{spoken} says so", spoken=spoken) + (
            said(", although {problems}", problems=text.problems[0])
            if text.problems
            else said(", and nothing speaks against it")
        )
    why = _REASONS.get(
        text.alphabet, said("{words} gives the plainest text", words=said(ALPHABETS[text.alphabet].words))
    )
    return said("{why}; {spoken} says {words}", why=why, spoken=spoken, words=said(ALPHABETS[declared].words))
