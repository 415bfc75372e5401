"""Where octets come from: files and standard input, as captures, as hex in any dress, or as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smppconsole.cli.status import CommandError

STANDARD_INPUT = "-"
_CAPTURES = (b"\x0a\x0d\x0d\x0a", b"\xa1\xb2\xc3\xd4", b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\x3c\x4d", b"\x4d\x3c\xb2\xa1")
_MARKED_TEXTS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read, whole."""

    name: str
    octets: bytes

    @property
    def is_capture(self) -> bool:
        """Whether this is a pcap or pcapng file."""
        return self.octets.startswith(_CAPTURES)

    @property
    def text(self) -> str | None:
        """The text, or None where the octets are no text: SMPP in the raw has NULs, and no text has."""
        for mark, encoding in _MARKED_TEXTS:
            if self.octets.startswith(mark):
                return self.octets.decode(encoding, "replace")
        if b"\0" in self.octets:
            return None
        return self.octets.decode("utf-8", "replace")


def read_sources(names: list[str]) -> Iterator[Source]:
    """The named files, standard input for "-" or where nothing is named; raises CommandError."""
    for name in names or [STANDARD_INPUT]:
        try:
            octets = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        except OSError as error:
            raise CommandError(f"{name} could not be read: {(error.strerror or str(error)).lower()}") from error
        yield Source(name, octets)
