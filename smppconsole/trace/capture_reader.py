"""Captures to PDUs: our own files and those of others, whatever their link layer.

Frames come from ``frames``; ``connections`` puts TCP streams together, ``exported_pdus`` takes packets that are PDUs
already. Each TCP connection is a session; *outgoing* is what the client (the ESME) sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from smppconsole.smpp.said import said
from smppconsole.trace.batch import LOST, OUTGOING, Batch
from smppconsole.trace.connections import Connections, Sessions
from smppconsole.trace.exported import LINK_TYPE
from smppconsole.trace.exported_pdus import ExportedPdus
from smppconsole.trace.frames import FrameReader
from smppconsole.trace.record import Ends

_EVERY_FRAMES = 4096


class CapturedPdu(NamedTuple):
    """A PDU of a capture. ``sender`` and ``receiver`` are "address:port" or ""; ``lost`` says that it is none, but
    octets between gaps. ``at`` is the octet of the (unpacked) file where it begins.
    """

    time_ns: int
    sender: str
    receiver: str
    outgoing: bool
    session: int
    octets: bytes
    at: int
    lost: bool
    comments: tuple[str, ...] = ()


class CaptureReader:
    """The PDUs of one file, once, in the order of the file: as values by iterating, in bulk by ``batches``.

    ``notes`` tells, at the latest at the end, what could not be read and what was left out; ``ends`` the two ends of
    each session met so far. Raises CaptureError where the file is no capture.
    """

    def __init__(self, source: Path | str | BinaryIO, first_session: int = 1) -> None:
        self._frames = FrameReader(source)
        self._sessions = Sessions(first_session)
        self._connections = Connections(self._sessions)
        self._exported = ExportedPdus(self._sessions)
        self.count = 0

    @property
    def ends(self) -> dict[int, Ends]:
        """The two ends of each session."""
        return self._sessions.ends

    @property
    def notes(self) -> list[str]:
        """What is worth telling about the file, in words."""
        nothing = [] if self.count else [said("No SMPP was found.")]
        return [*self._frames.notes, *self._connections.notes(), *nothing]

    @property
    def size(self) -> int:
        """Octets of the file."""
        return self._frames.size

    @property
    def position(self) -> int:
        """Octets of the file that were read."""
        return self._frames.position

    @property
    def zipped(self) -> bool:
        """Whether the file is packed, so that nothing can be read from it by its place."""
        return self._frames.zipped

    def __enter__(self) -> CaptureReader:
        return self

    def __exit__(self, *error: object) -> None:
        self._frames.__exit__(*error)

    def __iter__(self) -> Iterator[CapturedPdu]:
        for batch in self.batches(64):
            for index, (octets, at, time_ns, session, flags) in enumerate(batch.rows):
                outgoing, ends = bool(flags & OUTGOING), self.ends[session]
                sender, receiver = (ends.local, ends.remote) if outgoing else (ends.remote, ends.local)
                told, lost = batch.comments.get(index, ()), bool(flags & LOST)
                yield CapturedPdu(time_ns, sender, receiver, outgoing, session, octets, max(at, ~at), lost, told)

    def batches(self, rows: int = 512) -> Iterator[Batch]:
        """The PDUs, some ``rows`` at a time; now and then an empty batch where long nothing comes."""
        quiet, batch = 0, self._new_batch()
        exported, connected = self._exported.take, self._connections.take
        with self._frames as frames:
            for frame in frames:
                if frame[0][1] == LINK_TYPE:
                    exported(frame)
                else:
                    connected(frame)
                quiet += 1
                if len(batch.rows) >= rows or quiet >= _EVERY_FRAMES:
                    self.count += len(batch.rows)
                    yield batch
                    quiet, batch = 0, self._new_batch()
            for _ in self._connections.finish():
                self.count += len(batch.rows)
                yield batch
                batch = self._new_batch()
        self.count += len(batch.rows)
        yield batch

    def _new_batch(self) -> Batch:
        self._connections.batch = self._exported.batch = batch = Batch()
        return batch
