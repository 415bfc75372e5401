"""Every reader of strange octets behind one door: the first octet of an input says which, the rest is for it.

A fuzzer drives this door, and what it found is kept and replayed: inputs as lines of hex, ``read_inputs`` unpacks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from smppconsole.smpp.coding import ALPHABETS, lens, read_text
from smppconsole.smpp.decode import decode
from smppconsole.smpp.framing import cut
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.library import opinion
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import read_receipt, read_receipt_date
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.commands import COMMANDS
from smppconsole.smpp.summary import summarise, summarise_decoded
from smppconsole.smpp.udh import concatenation, read_udh

CORPUS = Path(__file__).parents[1] / "vectors" / "corpus" / "readers.hex"

_NAMES = tuple(ALPHABETS)


def _pdu(octets: bytes) -> None:
    """Octets as they are: spans and leaves tile them, findings lie inside."""
    decoded = decode(octets)
    assert sum(end - start for _, start, end, _ in decoded.spans) == len(octets)
    reading = Reading(default_alphabet=_NAMES[len(octets) % len(_NAMES)])
    seen = inspect(octets, reading=reading)
    position = 0
    for leaf in chain.from_iterable(node.leaves() for node in seen.nodes):
        assert leaf.offset == position
        position += leaf.length
    assert position == len(octets)
    assert all(0 <= f.offset <= f.offset + f.length <= max(len(octets), 4) for f in seen.findings)
    assert summarise(octets, reading=reading) == summarise_decoded(decoded, reading)
    assert len(mask_password(octets)) == len(octets)


def _body(octets: bytes) -> None:
    """A body behind a header that is right: the first octet chooses the command."""
    if octets:
        body = octets[1:]
        command = COMMANDS[octets[0] % len(COMMANDS)].id
        _pdu((16 + len(body)).to_bytes(4) + command.to_bytes(4) + b"\0\0\0\0\0\0\0\1" + body)


def _stream(octets: bytes) -> None:
    assert b"".join(piece.octets for piece in cut(octets)) == octets


def _text(octets: bytes) -> None:
    """The first octet is data_coding, its low bits choose the alphabet and its national tables too."""
    if octets:
        choice, held = octets[0], octets[1:]
        alphabet = _NAMES[choice % len(_NAMES)]
        read_text(held, alphabet, locking=choice % 14, single=choice // 14 % 14, fill_bits=choice % 7)
        lens(held, choice, alphabet)


def _header(octets: bytes) -> None:
    header = read_udh(octets)
    concatenation(header)


def _receipt(octets: bytes) -> None:
    text = octets.decode("latin-1")
    read_receipt(text)
    read_receipt(text, r"(?P<id>\w+) (?P<stat>[A-Z]+)")


def _time(octets: bytes) -> None:
    text = octets.decode("latin-1")
    read_time(text).words_in(None)
    read_receipt_date(text)


def _paste(octets: bytes) -> None:
    read_paste(octets.decode("utf-8", "replace"))


def _opinion(octets: bytes) -> None:
    opinion(octets)


READERS: tuple[Callable[[bytes], None], ...] = (
    _body,
    _pdu,
    _stream,
    _text,
    _header,
    _receipt,
    _time,
    _paste,
    _opinion,
)


def read_with_any(octets: bytes) -> None:
    """Hand an input to the reader that its first octet chooses; a reader that raises is broken."""
    if octets:
        READERS[octets[0] % len(READERS)](octets[1:])


def read_inputs(path: Path) -> Iterator[bytes]:
    """The inputs of a corpus: a line of hex each."""
    for line in path.read_text("ascii").splitlines():
        yield bytes.fromhex(line)


def write_inputs(path: Path, inputs: list[bytes]) -> None:
    """The same the other way, in an order that keeps differences small."""
    lines = sorted({octets.hex() for octets in inputs}, key=lambda line: (len(line), line))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "ascii")
