"""Numbers and texts made unreadable for others to see, octet for octet, so that masked PDUs still decode the same.

The password of a bind is always masked (``smpp.mask``). Digits of numbers from seven on become zeros, but for the first
three and the last two; short codes and names stay. A text becomes "xxxx" in its own alphabet, behind its user data
header; of a receipt only what it quotes of the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smppconsole.smpp.decode import TLV_HEAD, Decoded, decode
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import FieldSpec
from smppconsole.values import dataclass

_ADDRESSES = frozenset({"source_addr", "destination_addr", "esme_addr"})
_CALLBACK_NUMBER = 0x0381
_DIGITS = re.compile(rb"[0-9]{7,}")
_QUOTED = re.compile(rb"text:", re.IGNORECASE)
_KEPT_FRONT, _KEPT_BACK = 3, 2


@dataclass(frozen=True, slots=True)
class Masking:
    """What is masked beside passwords."""

    numbers: bool = False
    text: bool = False

    @property
    def words(self) -> str:
        """ "passwords, numbers, text"."""
        return ", ".join(["passwords", *["numbers"] * self.numbers, *["text"] * self.text])


PASSWORDS_ONLY = Masking()


def read_masking(words: str) -> Masking:
    """ "numbers,text" as a Masking; ValueError names a word that is none of the two."""
    said = {word.strip().lower() for word in words.split(",")} - {""}
    strange = sorted(said - {"numbers", "text"})
    if strange:
        raise ValueError(f"{strange[0]!r} cannot be masked; numbers and text can, passwords always are")
    return Masking("numbers" in said, "text" in said)


def mask(octets: bytes, masking: Masking, book: Book = STANDARD, reading: Reading = AS_USUAL) -> bytes:
    """The same PDU, as long as before, with the password and what ``masking`` names made unreadable. Never raises."""
    octets = mask_password(octets)
    if not masking.numbers and not masking.text:
        return octets
    decoded = decode(octets, book)
    masked = bytearray(octets)
    if masking.numbers:
        for start, stop in _number_spans(decoded):
            masked[start:stop] = mask_number(octets[start:stop])
    if masking.text:
        for start, filler in _text_spans(decoded, reading):
            masked[start : start + len(filler)] = filler
    return bytes(masked)


def mask_number(digits: bytes) -> bytes:
    """ "491713920012" as "491000000012"; shorter numbers and names as they are."""
    return _DIGITS.sub(_zeros, digits)


def _zeros(hit: re.Match[bytes]) -> bytes:
    digits = hit[0]
    return digits[:_KEPT_FRONT] + b"0" * (len(digits) - _KEPT_FRONT - _KEPT_BACK) + digits[-_KEPT_BACK:]


def _number_spans(decoded: Decoded) -> Iterator[tuple[int, int]]:
    for row, start, stop, _ in decoded.spans:
        if isinstance(row, FieldSpec):
            if row.name in _ADDRESSES:
                yield start, stop
        elif row is not None and row.tag == _CALLBACK_NUMBER:
            yield start + TLV_HEAD, stop


def _text_spans(decoded: Decoded, reading: Reading) -> Iterator[tuple[int, bytes]]:
    """Where texts begin, and what stands there instead."""
    from smppconsole.smpp.content import content_of  # noqa: PLC0415 - once there is a text
    from smppconsole.smpp.receipt import receipt_of  # noqa: PLC0415 - once there is a text

    content = content_of(decoded, reading)
    if content is None:
        return
    octets = content.text_octets
    start = content.offset + len(content.octets) - len(octets)
    coding = decoded.field("data_coding")
    alphabet = reading.alphabet_of(coding)
    if receipt_of(decoded, reading) is not None:
        quoted = _QUOTED.search(octets)
        if quoted is None:
            return
        start, octets = start + quoted.end(), octets[quoted.end() :]
    yield start, _filler(alphabet, len(octets))


def _filler(alphabet: str, length: int) -> bytes:
    """So many octets that read as "xxx…" in the alphabet, as far as there is such a thing."""
    unit = {"ucs2": b"\0x", "ucs2-le": b"x\0", "gsm7-packed": bytes.fromhex("783c1e8fc7e3f1")}.get(alphabet, b"x")
    return (unit * (length // len(unit) + 1))[:length]
