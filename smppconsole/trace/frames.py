"""The file layer of captures: pcap and pcapng, either byte order, micro- or nanoseconds, gzip or plain, to frames.

Reads forward in pieces of a megabyte, so memory is bounded whatever the file claims. A file that is no capture raises
CaptureError; what is wrong further in ends the reading and is told in ``notes``, so what stands before it is shown.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from struct import Struct
from typing import BinaryIO, NamedTuple

from smppconsole.trace import pcapng
from smppconsole.trace.capture_error import CaptureError

_PIECE = 1 << 20
_LARGEST_PACKET = 1 << 24
_MOST_GROWTH, _GROWTH_FROM = 300, 1 << 28  # a gzip file beyond both is a bomb
_MOST_INTERFACES = 1 << 16
_PCAP_ORDERS = {  # magic: byte order, nanoseconds per unit
    b"\xd4\xc3\xb2\xa1": ("<", 1000),
    b"\xa1\xb2\xc3\xd4": (">", 1000),
    b"\x4d\x3c\xb2\xa1": ("<", 1),
    b"\xa1\xb2\x3c\x4d": (">", 1),
    b"\x34\xcd\xb2\xa1": ("<", 1000),  # Kuznetzov's: 8 more octets a packet
    b"\xa1\xb2\xcd\x34": (">", 1000),
}
_KUZNETZOV = (b"\x34\xcd\xb2\xa1", b"\xa1\xb2\xcd\x34")
_SECTION = b"\x0a\x0d\x0d\x0a"
_NO_COMMENTS: tuple[str, ...] = ()


class Interface(NamedTuple):
    """Where frames were captured. ``application`` is the program that wrote the section, "" where it does not say."""

    number: int
    link_type: int
    name: str = ""
    description: str = ""
    application: str = ""
    units: int = 1_000_000  # a second in units of the time stamps
    offset_s: int = 0


class Frame(NamedTuple):
    """One frame. ``at`` is the octet of the (unpacked) file where ``data`` begins; ``cut`` says it was cut short.

    ``direction`` is 1 in, 2 out, 0 not told.
    """

    interface: Interface
    time_ns: int
    data: bytes
    at: int
    cut: bool
    direction: int = 0
    comments: tuple[str, ...] = ()


class FrameReader:
    """The frames of one file, once, forward. Raises CaptureError where it is no capture; use as context manager."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.notes: list[str] = []
        self.zipped = False
        self._raw, self.size = self._open()
        self._file: BinaryIO = self._raw
        self._buffer = b""
        self._place = 0  # in the buffer
        self._passed = 0  # octets of the file before the buffer

    @property
    def position(self) -> int:
        """Octets of the file that are read (of the packed file, where it is one)."""
        return self._raw.tell()

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._raw.close()

    def __iter__(self) -> Iterator[Frame]:
        if self._peek(2) == b"\x1f\x8b":
            self._unzip()
        magic = self._peek(4)
        if magic in _PCAP_ORDERS:
            return self._pcap(magic)
        if magic == _SECTION:
            return self._pcapng()
        raise CaptureError(f"{self.path} is neither pcap nor pcapng{_guess(magic)}.")

    # --- the octets

    def _open(self) -> tuple[BinaryIO, int]:
        try:
            file = self.path.open("rb")
            return file, os.fstat(file.fileno()).st_size
        except OSError as error:
            raise CaptureError(f"{self.path} cannot be read: {(error.strerror or str(error)).lower()}.") from error

    def _unzip(self) -> None:
        self.zipped = True
        self._raw.seek(0)
        self._file = gzip.GzipFile(fileobj=self._raw)  # type: ignore[assignment]
        self._buffer, self._place = b"", 0

    def _peek(self, count: int) -> bytes:
        self._have(count)
        return self._buffer[self._place : self._place + count]

    def _have(self, count: int) -> bool:
        """Whether ``count`` more octets stand in the buffer, after reading on where needed."""
        if len(self._buffer) - self._place >= count:
            return True
        rest = self._buffer[self._place :]
        self._passed += self._place
        more = self._read(max(_PIECE, count - len(rest)))
        self._buffer, self._place = rest + more, 0
        return len(self._buffer) >= count

    def _read(self, count: int) -> bytes:
        """More octets; what cannot be read or unpacked ends the file and is noted."""
        parts: list[bytes] = []
        try:
            while count > 0 and (part := self._file.read(min(count, _PIECE))):
                parts.append(part)
                count -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.notes.append(f"The gzip file is damaged or cut short: {error}. What stands before is shown.")
        except OSError as error:
            self.notes.append(
                f"Reading stopped: {(error.strerror or str(error)).lower()}. What stands before is shown."
            )
        if self.zipped and self._is_bomb(sum(map(len, parts))):
            self.notes.append(f"The file grows more than {_MOST_GROWTH} times when unpacked; reading stopped there.")
            return b""
        return b"".join(parts)

    def _is_bomb(self, more: int) -> bool:
        unpacked = self._passed + len(self._buffer) + more
        return unpacked > _GROWTH_FROM and unpacked > _MOST_GROWTH * max(1, self.size)

    def _torn(self, at: int) -> None:
        rest = len(self._buffer) - self._place
        if rest:
            self.notes.append(f"The file ends inside a packet: its last {rest} octets, from octet {at}, are left out.")

    # --- pcap

    def _pcap(self, magic: bytes) -> Iterator[Frame]:
        order, factor = _PCAP_ORDERS[magic]
        extra = 8 if magic in _KUZNETZOV else 0
        if not self._have(24):
            raise CaptureError(f"{self.path} ends inside its first header.")
        link_type = Struct(order + "I").unpack_from(self._buffer, 20)[0] & 0x0FFFFFFF
        interface = Interface(0, link_type)
        self._place = 24
        unpack, head = Struct(order + "IIII").unpack_from, 16 + extra
        while self._have(head):
            place = self._place
            seconds, fraction, length, whole = unpack(self._buffer, place)
            at = self._passed + place
            if length > _LARGEST_PACKET:
                self.notes.append(_claims("packet", at, length))
                return
            if not self._have(head + length):
                break
            start = self._place + head
            self._place = start + length
            data = self._buffer[start : start + length]
            yield Frame(interface, seconds * 10**9 + fraction * factor, data, at + head, length < whole)
        self._torn(self._passed + self._place)

    # --- pcapng

    def _pcapng(self) -> Iterator[Frame]:
        section = _Section("<", "")
        while self._have(12):
            at = self._passed + self._place
            if self._peek(4) == _SECTION:
                section = self._new_section(section)
            kind, total = section.head(self._buffer, self._place)
            if total < 12 or total % 4 or total > _LARGEST_PACKET + 4096:
                self.notes.append(_claims("block", at, total))
                return
            if not self._have(total):
                break
            read = section.readers.get(kind)
            if read is not None:
                frame = read(self._buffer[self._place : self._place + total], at)
                if frame is not None:
                    yield frame
            self._place += total
        self._torn(self._passed + self._place)

    def _new_section(self, before: _Section) -> _Section:
        mark = self._peek(12)[8:]
        order = "<" if mark == b"\x4d\x3c\x2b\x1a" else ">" if mark == b"\x1a\x2b\x3c\x4d" else ""
        if not order:
            if not self._passed and not self._place:
                raise CaptureError(f"{self.path} begins like pcapng, but its byte order is damaged.")
            return before
        total = Struct(order + "I").unpack_from(self._buffer, self._place + 4)[0]
        application = ""
        if 28 <= total <= _PIECE and self._have(total):
            options = self._buffer[self._place + 24 : self._place + total - 4]
            for code, value in pcapng.read_options(options, order):
                if code == pcapng.APPLICATION:
                    application = value.decode("utf-8", "replace")
        return _Section(order, application, before.next_interface)


class _Section:
    """A section of a pcapng file: its byte order and interfaces. Interface numbers go on across sections."""

    def __init__(self, order: str, application: str, first_interface: int = 0) -> None:
        self.order = order
        self.application = application
        self.head = Struct(order + "II").unpack_from
        self.interfaces: list[Interface] = []
        self._first = first_interface
        self._packet = Struct(order + "IIIII").unpack_from
        self._old_packet = Struct(order + "HHIIII").unpack_from
        self.readers: dict[int, Callable[[bytes, int], Frame | None]] = {
            pcapng.INTERFACE: self._read_interface,
            pcapng.PACKET: self._read_packet,
            pcapng.OLD_PACKET: self._read_old_packet,
            pcapng.SIMPLE: self._read_simple,
        }

    @property
    def next_interface(self) -> int:
        return self._first + len(self.interfaces)

    def _read_interface(self, block: bytes, at: int) -> None:
        if len(block) < 20 or len(self.interfaces) >= _MOST_INTERFACES:
            return
        link_type = Struct(self.order + "H").unpack_from(block, 8)[0]
        said = dict(pcapng.read_options(block[16:-4], self.order))
        resolution = said.get(pcapng.RESOLUTION, b"\x06")[:1] or b"\x06"
        offset = said.get(pcapng.TIME_OFFSET, b"")
        self.interfaces.append(
            Interface(
                self.next_interface,
                link_type,
                said.get(pcapng.NAME, b"").decode("utf-8", "replace"),
                said.get(pcapng.DESCRIPTION, b"").decode("utf-8", "replace"),
                self.application,
                2 ** (resolution[0] & 127) if resolution[0] & 128 else 10 ** min(resolution[0], 30),
                Struct(self.order + "q").unpack(offset)[0] if len(offset) == 8 else 0,
            )
        )

    def _read_packet(self, block: bytes, at: int) -> Frame | None:
        if len(block) < 32:
            return None
        number, high, low, length, whole = self._packet(block, 8)
        return self._frame(block, at, number, high << 32 | low, 28, length, whole)

    def _read_old_packet(self, block: bytes, at: int) -> Frame | None:
        if len(block) < 32:
            return None
        number, _, high, low, length, whole = self._old_packet(block, 8)
        return self._frame(block, at, number, high << 32 | low, 28, length, whole)

    def _read_simple(self, block: bytes, at: int) -> Frame | None:
        if len(block) < 16:
            return None
        whole = Struct(self.order + "I").unpack_from(block, 8)[0]
        return self._frame(block, at, 0, 0, 12, min(whole, len(block) - 16), whole)

    def _frame(
        self, block: bytes, at: int, number: int, stamp: int, start: int, length: int, whole: int
    ) -> Frame | None:
        stop = start + length
        if number >= len(self.interfaces) or stop > len(block) - 4:
            return None
        interface = self.interfaces[number]
        time_ns = stamp if interface.units == 10**9 else stamp * 10**9 // interface.units
        time_ns = min(time_ns + interface.offset_s * 10**9, (1 << 63) - 1)
        tail = stop + (-length % 4)
        direction, comments = 0, _NO_COMMENTS
        if len(block) - 4 - tail >= 4:
            direction, comments = self._packet_options(block[tail:-4])
        return Frame(interface, max(time_ns, 0), block[start:stop], at + start, length < whole, direction, comments)

    def _packet_options(self, data: bytes) -> tuple[int, tuple[str, ...]]:
        direction, comments = 0, []
        for code, value in pcapng.read_options(data, self.order):
            if code == pcapng.FLAGS and len(value) == 4:
                direction = Struct(self.order + "I").unpack(value)[0] & 3
            elif code == pcapng.COMMENT:
                comments.append(value.decode("utf-8", "replace"))
        return direction, tuple(comments)


def _claims(what: str, at: int, length: int) -> str:
    return f"The {what} at octet {at} claims {length} octets: the file is damaged from there on and read up to there."


def _guess(magic: bytes) -> str:
    if not magic:
        return ": it is empty"
    known = {b"PK\x03\x04": "a zip file; unpack it first", b"\x28\xb5\x2f\xfd": "zstd; unpack it first"}
    known |= {b"\x04\x22\x4d\x18": "lz4; unpack it first", b"BZh9": "bzip2; unpack it first"}
    return f": it looks like {known[magic]}" if magic in known else ""
