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

from smppconsole.smpp.said import counted, said
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
_LAST_TIME = (1 << 63) - 1


class Interface(NamedTuple):
    """Where frames were captured. ``application`` is the program that wrote the section, "" where it does not say."""

    number: int
    link_type: int
    name: str = ""
    description: str = ""
    application: str = ""
    units: int = 1_000_000  # a second in units of the time stamps
    offset_s: int = 0
    order: str = "<"
    is_plain: bool = False  # its stamps are nanoseconds of the epoch; the last field, so that it is found fast

    def time_ns(self, stamp: int) -> int:
        """A time stamp as nanoseconds of the epoch."""
        return min(max(stamp * 1_000_000_000 // self.units + self.offset_s * 1_000_000_000, 0), _LAST_TIME)


Frame = tuple[Interface, int, bytes, int, int, int, int]
"""A frame where it lies, plain because there are millions: interface, time in nanoseconds, a buffer, where in it the
frame begins and ends, where its pcapng options end (where the frame does, if it has none), and the octet of the
(unpacked) file with which the buffer begins.
"""


class FrameReader:
    """The frames of one file, once, forward. Raises CaptureError where it is no capture; use as context manager."""

    def __init__(self, source: Path | str | BinaryIO) -> None:
        self.name = str(source) if isinstance(source, Path | str) else "the input"
        self.notes: list[str] = []
        self.zipped = False
        self._raw, self.size = self._open(source)
        self._file: BinaryIO = self._raw
        self._buffer = b""
        self._place = 0  # in the buffer
        self._passed = 0  # octets of the file before the buffer

    @property
    def position(self) -> int:
        """Octets of the file that are read (of the packed file, where it is one)."""
        return self.size if self._raw.closed else self._raw.tell()

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
        raise CaptureError(said("{name} is neither pcap nor pcapng{guess}.", name=self.name, guess=_guess(magic)))

    # --- the octets

    def _open(self, source: Path | str | BinaryIO) -> tuple[BinaryIO, int]:
        try:
            file = open(source, "rb") if isinstance(source, Path | str) else source  # noqa: SIM115 (closed by __exit__)
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
        except OSError as error:
            raise CaptureError(
                said("{path} cannot be read: {strerror}.", path=self.name, strerror=_reason(error))
            ) from error
        return file, size

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
            self.notes.append(
                said("The gzip file is damaged or cut short: {error}. What stands before is shown.", error=str(error))
            )
        except OSError as error:
            self.notes.append(said("Reading stopped: {reason}. What stands before is shown.", reason=_reason(error)))
        if self.zipped and self._is_bomb(sum(map(len, parts))):
            self.notes.append(
                said("The file grows more than {times} times when unpacked; reading stopped there.", times=_MOST_GROWTH)
            )
            return b""
        return b"".join(parts)

    def _is_bomb(self, more: int) -> bool:
        unpacked = self._passed + len(self._buffer) + more
        return unpacked > _GROWTH_FROM and unpacked > _MOST_GROWTH * max(1, self.size)

    def _torn(self, at: int) -> None:
        rest = len(self._buffer) - self._place
        if rest:
            self.notes.append(
                said(
                    "The file ends inside a packet: its last {rest} octets, from octet {at}, are left out.",
                    rest=rest,
                    at=at,
                )
            )

    # --- pcap

    def _pcap(self, magic: bytes) -> Iterator[Frame]:
        order, factor = _PCAP_ORDERS[magic]
        extra = 8 if magic in _KUZNETZOV else 0
        if not self._have(24):
            raise CaptureError(said("{name} ends inside its first header.", name=self.name))
        link_type = Struct(order + "I").unpack_from(self._buffer, 20)[0] & 0x0FFFFFFF
        interface = Interface(0, link_type)
        self._place = 24
        unpack, head = Struct(order + "III").unpack_from, 16 + extra
        while self._have(head):
            buffer, place, size, base = self._buffer, self._place, len(self._buffer), self._passed
            while place + head <= size:
                seconds, fraction, length = unpack(buffer, place)
                start = place + head
                stop = start + length
                if stop > size:
                    break
                place = stop
                yield interface, seconds * 1_000_000_000 + fraction * factor, buffer, start, stop, stop, base
            self._place = place
            if not self._have_packet(unpack, head):
                return
        self._torn(self._passed + self._place)

    def _have_packet(self, unpack: Callable[[bytes, int], tuple[int, ...]], head: int) -> bool:
        """Whether the next packet, if there is one, stands in the buffer now; where it cannot, that is noted."""
        if not self._have(head):
            return True
        length = unpack(self._buffer, self._place)[2]
        if length > _LARGEST_PACKET:
            self.notes.append(_claims(said("packet"), self._passed + self._place, length))
            return False
        if self._have(head + length):
            return True
        self._torn(self._passed + self._place)
        return False

    # --- pcapng

    def _pcapng(self) -> Iterator[Frame]:
        section = _Section("<", "")
        while self._have(12):
            if self._peek(4) == _SECTION:
                section = self._new_section(section)
            total = section.head(self._buffer, self._place)[1]
            if total < 12 or total % 4 or total > _LARGEST_PACKET + 4096:
                self.notes.append(_claims(said("block"), self._passed + self._place, total))
                break
            if not self._have(total):
                self._torn(self._passed + self._place)
                break
            yield from section.frames(self._buffer, self._place, self._passed)
            self._place = section.reached
        else:
            self._torn(self._passed + self._place)
        if section.left_out:
            self.notes.append(
                counted(
                    "1 packet is damaged, or of an interface that the file does not describe; it is left out.",
                    "{count} packets are damaged, or of interfaces that the file does not describe; they are left out.",
                    section.left_out,
                )
            )

    def _new_section(self, before: _Section) -> _Section:
        mark = self._peek(12)[8:]
        order = "<" if mark == b"\x4d\x3c\x2b\x1a" else ">" if mark == b"\x1a\x2b\x3c\x4d" else ""
        if not order:
            if not self._passed and not self._place:
                raise CaptureError(said("{name} begins like pcapng, but its byte order is damaged.", name=self.name))
            return before
        total = Struct(order + "I").unpack_from(self._buffer, self._place + 4)[0]
        application = ""
        if 28 <= total <= _PIECE and self._have(total):
            options = self._buffer[self._place + 24 : self._place + total - 4]
            for code, value in pcapng.read_options(options, order):
                if code == pcapng.APPLICATION:
                    application = value.decode("utf-8", "replace")
        return _Section(order, application, before.next_interface, before.left_out)


class _Section:
    """A section of a pcapng file: its byte order and interfaces. Interface numbers go on across sections."""

    def __init__(self, order: str, application: str, first_interface: int = 0, left_out: int = 0) -> None:
        self.order = order
        self.application = application
        self.reached = 0
        self.left_out = left_out  # packets of interfaces that are not described, those of the sections before too
        self.head = Struct(order + "II").unpack_from
        self.interfaces: list[Interface] = []
        self._first = first_interface
        self._packet = Struct(order + "IIIIIII").unpack_from
        self._old_packet = Struct(order + "HHIIII").unpack_from

    @property
    def next_interface(self) -> int:
        return self._first + len(self.interfaces)

    def frames(self, buffer: bytes, place: int, base: int) -> Iterator[Frame]:
        """The frames in the blocks of this section from ``place`` on, up to ``reached``.

        The first block stands whole in the buffer; stops before one that does not, or that this section cannot read.
        """
        size, packet, interfaces, packet_kind = len(buffer), self._packet, self.interfaces, pcapng.PACKET
        self.reached = first = place
        while place + 28 <= size:
            kind, total, number, high, low, length, _ = packet(buffer, place)
            stop, data = place + total, place + 28
            if stop > size or total < 12 or total & 3 or (kind == pcapng.SECTION and place != first):
                return
            self.reached = stop
            if kind != packet_kind:
                frame = self._other(kind, buffer, place, stop, base)
                if frame is not None:
                    yield frame
            elif number < len(interfaces) and data + length <= stop - 4:
                interface, stamp = interfaces[number], high << 32 | low
                if not interface[-1] or stamp > _LAST_TIME:
                    stamp = interface.time_ns(stamp)
                yield interface, stamp, buffer, data, data + length, stop - 4, base
            else:
                self.left_out += 1
            place = stop
        if place + 12 <= size:
            yield from self._last(buffer, place, base)

    def _last(self, buffer: bytes, place: int, base: int) -> Iterator[Frame]:
        """A block near the end of the buffer that is shorter than the head of a packet."""
        kind, total = self.head(buffer, place)
        stop = place + total
        if stop > len(buffer) or total < 12 or total & 3 or (kind == pcapng.SECTION and place != self.reached):
            return
        self.reached = stop
        frame = self._other(kind, buffer, place, stop, base)
        if frame is not None:
            yield frame

    def _other(self, kind: int, buffer: bytes, place: int, stop: int, base: int) -> Frame | None:
        if kind == pcapng.INTERFACE:
            self._read_interface(buffer[place:stop])
        elif kind == pcapng.OLD_PACKET and stop - place >= 32:
            number, _, high, low, length, _ = self._old_packet(buffer, place + 8)
            return self._frame(buffer, stop, number, high << 32 | low, place + 28, length, base)
        elif kind == pcapng.SIMPLE and stop - place >= 16:
            whole = Struct(self.order + "I").unpack_from(buffer, place + 8)[0]
            return self._frame(buffer, stop, 0, 0, place + 12, min(whole, stop - place - 16), base)
        return None

    def _frame(
        self, buffer: bytes, block_stop: int, number: int, stamp: int, start: int, length: int, base: int
    ) -> Frame | None:
        stop = start + length
        if number >= len(self.interfaces) or stop > block_stop - 4:
            self.left_out += 1
            return None
        interface = self.interfaces[number]
        return interface, interface.time_ns(stamp), buffer, start, stop, max(stop, block_stop - 4), base

    def _read_interface(self, block: bytes) -> None:
        if len(block) < 20 or len(self.interfaces) >= _MOST_INTERFACES:
            return
        link_type = Struct(self.order + "H").unpack_from(block, 8)[0]
        told = dict(pcapng.read_options(block[16:-4], self.order))
        resolution = told.get(pcapng.RESOLUTION, b"\x06")[:1] or b"\x06"
        offset = told.get(pcapng.TIME_OFFSET, b"")
        units = 2 ** (resolution[0] & 127) if resolution[0] & 128 else 10 ** min(resolution[0], 30)
        offset_s = Struct(self.order + "q").unpack(offset)[0] if len(offset) == 8 else 0
        name, words = (told.get(code, b"").decode("utf-8", "replace") for code in (pcapng.NAME, pcapng.DESCRIPTION))
        is_plain = units == 1_000_000_000 and not offset_s
        interface = Interface(
            self.next_interface, link_type, name, words, self.application, units, offset_s, self.order, is_plain
        )
        self.interfaces.append(interface)


def packet_options(frame: Frame) -> tuple[int, tuple[str, ...]]:
    """What stands behind a frame in pcapng: its direction (1 in, 2 out, 0 not told) and its comments."""
    interface, _, buffer, start, stop, options_stop, _ = frame
    direction, comments = 0, []
    for code, value in pcapng.read_options(buffer[stop + (start - stop) % 4 : options_stop], interface.order):
        if code == pcapng.FLAGS and len(value) == 4:
            direction = Struct(interface.order + "I").unpack(value)[0] & 3
        elif code == pcapng.COMMENT:
            comments.append(value.decode("utf-8", "replace"))
    return direction, tuple(comments)


def _claims(what: str, at: int, length: int) -> str:
    return said(
        "The {what} at octet {at} claims {length} octets: the file is damaged from there on and read up to there.",
        what=what,
        at=at,
        length=length,
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _guess(magic: bytes) -> str:
    """ ": it is empty", ": it looks like a zip file; unpack it first", or ""."""
    if not magic:
        return said(": it is empty")
    known = {
        b"PK\x03\x04": said("a zip file; unpack it first"),
        b"\x28\xb5\x2f\xfd": said("zstd; unpack it first"),
        b"\x04\x22\x4d\x18": said("lz4; unpack it first"),
        b"BZh9": said("bzip2; unpack it first"),
    }
    return said(": it looks like {what}", what=known[magic]) if magic in known else ""
