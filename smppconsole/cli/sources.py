"""Where octets come from: files and standard input, as captures, as hex in any dress, or as they are."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import BinaryIO

from smppconsole.cli.output import say
from smppconsole.cli.status import CommandError
from smppconsole.smpp.paste import read_paste
from smppconsole.values import dataclass

STANDARD_INPUT = "-"
_GZIP = b"\x1f\x8b"
_PCAPNG = b"\x0a\x0d\x0d\x0a"
_PCAPS = ("a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "a1b2cd34", "34cdb2a1")
_CAPTURES = (_GZIP, _PCAPNG, *(bytes.fromhex(magic) for magic in _PCAPS))
_MARKED_TEXTS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a capture where it lies, anything else whole."""

    name: str
    octets: bytes = b""
    capture: Path | BinaryIO | None = None

    @property
    def words(self) -> str:
        """The name for people."""
        return "standard input" if self.name == STANDARD_INPUT else self.name

    @property
    def text(self) -> str | None:
        """The text, or None where the octets are no text: SMPP in the raw has NULs, and no text has."""
        for mark, encoding in _MARKED_TEXTS:
            if self.octets.startswith(mark):
                return self.octets.decode(encoding, "replace")
        if b"\0" in self.octets:
            return None
        return self.octets.decode("utf-8", "replace")

    def blocks(self) -> tuple[bytes, ...]:
        """The octets, those of each block of hex on their own; what is no hex is told on standard error."""
        text = self.text
        if text is None:
            return (self.octets,)
        paste = read_paste(text)
        for note in paste.notes:
            say(f"{self.words}: {note}")
        return tuple(paste.blocks)


def read_source(name: str) -> Source:
    """The file of that name, standard input for "-"; raises CommandError."""
    try:
        return _standard_input() if name == STANDARD_INPUT else _file(name)
    except OSError as error:
        raise CommandError(f"{name} could not be read: {(error.strerror or str(error)).lower()}") from error


def _file(name: str) -> Source:
    with Path(name).open("rb") as file:
        head = file.read(4)
        if head.startswith(_CAPTURES):
            return Source(name, capture=Path(name))
        return Source(name, head + file.read())


def _standard_input() -> Source:
    if sys.stdin is None:
        raise CommandError("there is no standard input; name a file")
    if sys.stdin.isatty():
        say("reading standard input; Ctrl-D on a line of its own ends it (Ctrl-Z and Enter on Windows)")
    octets = sys.stdin.buffer.read()
    if octets.startswith(_CAPTURES):
        return Source(STANDARD_INPUT, capture=io.BytesIO(octets))
    return Source(STANDARD_INPUT, octets)
