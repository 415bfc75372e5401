"""The capture file: written as traffic arrives, mended where its end was torn off, read and opened into a store.

pcapng with link type 252 (``exported``): one interface a session, one packet a PDU, with direction, time in
nanoseconds and comments. What was written stands in the file as soon as ``write`` or ``flush`` returns: a kill loses at
most the block being written, and ``mend`` cuts that off. The password of a bind is masked at its length, with a packet
comment that says so, unless the account keeps it.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator
from io import FileIO
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import BinaryIO, NamedTuple

from smppconsole import __version__
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.said import said
from smppconsole.trace import exported, pcapng
from smppconsole.trace.batch import LOST, NOWHERE, OUTGOING, Pile
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.capture_reader import CapturedPdu, CaptureReader
from smppconsole.trace.exported_pdus import NO_PDU
from smppconsole.trace.in_use import hold
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store

__all__ = ["CaptureError", "CaptureReader", "CaptureWriter", "CapturedPdu", "Loaded", "load", "mend", "read_capture"]

APPLICATION = "smppconsole"
MASKED = "The password was masked by smppconsole; its length is as sent."
_SECRETIVE = frozenset({1, 2, 9, 11})
"""The commands that carry a password: the binds and outbind."""
_HOLD = 1 << 18
_AT_ONCE = 4096


class _Path(NamedTuple):
    """What is written before and behind each PDU of one session and direction."""

    interface: int
    prefix: bytes
    tail: bytes
    form: pcapng.PacketForm


class CaptureWriter:
    """One capture file, open for writing. An existing file is mended and gone on with, in a section of its own.

    The first failure raises CaptureError and is kept in ``failed``; from then on nothing is written and ``lost``
    counts the PDUs that are not in the file, so that nobody believes them saved.
    """

    def __init__(self, path: Path | str, *, keep_passwords: bool = False) -> None:
        self.path = Path(path)
        self.keep_passwords = keep_passwords
        self.mended = ""
        self.failed = ""
        self.written = 0
        self.lost = 0
        self._paths: dict[tuple[int, Ends, bool], _Path] = {}
        self._interfaces: dict[tuple[int, Ends], int] = {}
        self._held: list[bytes] = []
        self._held_octets = 0
        self._held_pdus = 0
        self._size = 0
        self._file = self._open()
        self._put([pcapng.section(f"{APPLICATION} {__version__}")], 0)

    @property
    def size(self) -> int:
        """Octets in the file, and those held back for the next flush."""
        return self._size + self._held_octets

    def write(
        self,
        octets: bytes,
        *,
        time_ns: int,
        outgoing: bool,
        session: int,
        ends: Ends,
        comments: tuple[str, ...] = (),
        lost: bool = False,
        hold: bool = False,
    ) -> None:
        """Write one PDU, with ``hold`` only at the next write without it, ``flush`` or a quarter of a megabyte.

        ``lost`` says that the octets are no PDU, but what followed a loss of framing.
        """
        if self.failed:
            self.lost += 1
            return
        path = self._path(session, ends, outgoing)
        tail = path.tail
        if len(octets) >= HEADER_SIZE and not self.keep_passwords and int.from_bytes(octets[4:8]) in _SECRETIVE:
            masked = mask_password(octets)
            comments = (*comments, MASKED) if masked != octets else comments
            octets = masked
        if lost:
            comments = (*comments, NO_PDU)
        if comments:
            tail = pcapng.packet_options(outgoing, comments)
        block = pcapng.packet(path.interface, time_ns, path.prefix, octets, tail)
        self._held.append(block)
        self._held_octets += len(block)
        self._held_pdus += 1
        if not hold or self._held_octets > _HOLD:
            self.flush()

    def write_all(self, pile: Pile, *, wall_ns: int, ends: Ends, most: int = 0) -> int:
        """Hold PDUs for the next ``flush``, and return how many: those that fit until the file has ``most`` octets
        (0: all), one at least. ``wall_ns`` is what the wall clock is ahead of the clock of their times.
        """
        done, count = 0, len(pile)
        if self.failed:
            self.lost += count
            return count
        try:
            while done < count and (not done or not 0 < most <= self.size):
                done += self._hold_all(pile.part(done, done + _AT_ONCE), wall_ns, ends, most)
                if self._held_octets > _HOLD:
                    self.flush()
        except CaptureError:
            self.lost += count - done
            raise
        return done

    def _hold_all(self, pile: Pile, wall_ns: int, ends: Ends, most: int) -> int:
        """Hold PDUs until the file has ``most`` octets (0: no matter how many), and return how many."""
        if not _is_ordinary(pile):
            return self._hold_each(pile, wall_ns, ends, most)
        forms = (self._path(pile.session, ends, False).form, self._path(pile.session, ends, True).form)
        pieces, sizes = pcapng.packets(forms, pile, wall_ns)
        done, used = len(sizes), sum(sizes)
        if most and self.size + used > most:
            done = bisect_left(list(accumulate(sizes, initial=self.size))[1:], most) + 1
            pieces, used = pieces[: done * pcapng.PIECES], sum(sizes[:done])
        self._held += pieces
        self._held_octets += used
        self._held_pdus += done
        return done

    def _hold_each(self, pile: Pile, wall_ns: int, ends: Ends, most: int) -> int:
        """As ``_hold_all``, where some are out of the ordinary: binds, or what is no PDU."""
        done = 0
        for octets, time, flags in zip(pile.octets, pile.times, pile.flags, strict=True):
            self.write(
                octets,
                time_ns=time + wall_ns,
                outgoing=bool(flags & OUTGOING),
                session=pile.session,
                ends=ends,
                lost=bool(flags & LOST),
                hold=True,
            )
            done += 1
            if 0 < most <= self.size:
                break
        return done

    def flush(self) -> None:
        """Have what was held back in the file."""
        if self._held and not self.failed:
            held, pdus = self._held, self._held_pdus
            self._held, self._held_octets, self._held_pdus = [], 0, 0
            self._put(held, pdus)

    def close(self) -> None:
        """Flush and close; closing twice does nothing."""
        if self._file.closed:
            return
        try:
            self.flush()
        finally:
            self._file.close()

    def __enter__(self) -> CaptureWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> FileIO:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size:
                self.mended = mend(self.path)
            file = FileIO(self.path, "ab")
            hold(file.fileno())
            self._size = os.fstat(file.fileno()).st_size
        except OSError as error:
            raise CaptureError(_words(self.path, error)) from error
        return file

    def _path(self, session: int, ends: Ends, outgoing: bool) -> _Path:
        return self._paths.get((session, ends, outgoing)) or self._make_path(session, ends, outgoing)

    def _make_path(self, session: int, ends: Ends, outgoing: bool) -> _Path:
        number = self._interfaces.get((session, ends))
        if number is None:
            number = self._interfaces[session, ends] = len(self._interfaces)
            told = pcapng.interface(
                exported.LINK_TYPE, ends.title or said("session {session}", session=session), ends.account
            )
            self._held.append(told)
            self._held_octets += len(told)
        sender, receiver = (ends.local, ends.remote) if outgoing else (ends.remote, ends.local)
        prefix, tail = exported.write_tags(sender, receiver), pcapng.packet_options(outgoing)
        path = _Path(number, prefix, tail, pcapng.PacketForm(number, prefix, tail))
        self._paths[session, ends, outgoing] = path
        return path

    def _put(self, blocks: list[bytes], pdus: int) -> None:
        """Write whole blocks; where that fails, take back what was written of them."""
        data = memoryview(b"".join(blocks))
        try:
            if not os.fstat(self._file.fileno()).st_nlink:
                raise FileNotFoundError(2, said("the file was removed"))
            done = 0
            while done < len(data):
                done += self._file.write(data[done:]) or 0
        except OSError as error:
            self._give_up(error, pdus)
            raise CaptureError(self.failed) from error
        self._size += len(data)
        self.written += pdus

    def _give_up(self, error: OSError, pdus: int) -> None:
        self.failed = _words(self.path, error)
        self.lost += pdus
        try:
            self._file.truncate(self._size)
        except OSError:  # the torn end is mended when the file is opened
            return


def _is_ordinary(pile: Pile) -> bool:
    """Whether each is a PDU with a header and without a password."""
    if max(pile.flags) & LOST or min(pile.lengths) < HEADER_SIZE:
        return False
    return _SECRETIVE.isdisjoint(pile.words[0::3])


def read_capture(source: Path | str | BinaryIO) -> CaptureReader:
    """The PDUs of a pcap or pcapng file, ours or of others, in the order of the file; see ``CaptureReader``."""
    return CaptureReader(source)


class Loaded(NamedTuple):
    """How far a capture is loaded: octets of the file, rows so far, and what is worth telling about it."""

    position: int
    size: int
    rows: int
    notes: tuple[str, ...]


def load(store: Store, source: Path | str | BinaryIO, *, rows: int = 512) -> Iterator[Loaded]:
    """Add a capture to a store, ``rows`` PDUs a step; stop asking for steps and the rest stays unread.

    Octets that stand whole in a file with a name stay there: it is kept open and read when somebody looks. Nothing is
    published. Raises CaptureError where the file is no capture.
    """
    session = max(store.ends, default=0) + 1
    with CaptureReader(source, session) as reader:
        base, described = NOWHERE, session
        for batch in reader.batches(rows):
            if base == NOWHERE and isinstance(source, Path | str) and not reader.zipped:
                base = store.adopt(_open_again(source), reader.size)
            while described < session + len(reader.ends):
                store.ends[described] = reader.ends[described]
                described += 1
            first = store.extend(batch.rows, base)
            for index, words in batch.comments.items():
                store.comment(first + index, " ".join(told for told in words if told != NO_PDU))
            yield Loaded(reader.position, reader.size, reader.count, ())
        yield Loaded(reader.size, reader.size, reader.count, tuple(reader.notes))


def _open_again(path: Path | str) -> FileIO:
    try:
        file = FileIO(path, "rb")
        hold(file.fileno())
        return file
    except OSError as error:
        raise CaptureError(
            said("{path} cannot be read: {strerror}.", path=path, strerror=(error.strerror or str(error)).lower())
        ) from error


def mend(path: Path | str) -> str:
    """Cut a torn end off a pcapng file; returns what was done in words, "" where nothing was torn.

    Raises CaptureError where the file is no pcapng file, and touches nothing then.
    """
    path = Path(path)
    try:
        with path.open("r+b") as file:
            size = os.fstat(file.fileno()).st_size
            sound = _sound_octets(file.fileno(), path, size)
            if sound < size:
                file.truncate(sound)
    except OSError as error:
        raise CaptureError(_words(path, error)) from error
    if sound == size:
        return ""
    return said(
        "{name} ended inside a block. Its last {size} octets were cut off; all PDUs before are kept.",
        name=path.name,
        size=size - sound,
    )


def _sound_octets(descriptor: int, path: Path, size: int) -> int:
    """How many octets of the file are whole blocks."""
    offset, order = 0, "<"
    with os.fdopen(os.dup(descriptor), "rb", buffering=1 << 20) as file:
        file.seek(0)
        while offset + 12 <= size:
            head = file.read(12)
            if len(head) < 12:
                break
            if head[:4] == b"\x0a\x0d\x0d\x0a":
                order = "<" if head[8:12] == b"\x4d\x3c\x2b\x1a" else ">"
            elif not offset:
                raise CaptureError(
                    said("{path} is no pcapng file, so nothing is written behind it. Choose another name.", path=path)
                )
            total = Struct(order + "I").unpack_from(head, 4)[0]
            if total < 12 or total % 4 or offset + total > size:
                break
            file.seek(total - 16, 1)
            if file.read(4) != head[4:8]:
                break
            offset += total
    return offset


def _words(path: Path, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    if error.errno == 28:
        reason = said("the disk is full")
    return said(
        "The capture {path} could not be written: {reason}. PDUs stay in memory; choose another place.",
        path=path,
        reason=reason,
    )
