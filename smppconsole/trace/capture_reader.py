"""Captures to PDUs: our own files and those of others, whatever their link layer, one PDU at a time.

Frames come from ``frames``, TCP segments from ``link_layers``, PDUs from ``streams``; packets of link type 252 are PDUs
already. Each TCP connection is a session; *outgoing* is what the client (the ESME) sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Sender
from smppconsole.trace import exported, link_layers, pcapng
from smppconsole.trace.frames import Frame, FrameReader
from smppconsole.trace.link_layers import SYN, Fragment, TcpSegment
from smppconsole.trace.record import Ends
from smppconsole.trace.streams import Piece, Stream

_PORT = 2775
_MOST_CONNECTIONS = 1 << 16
_RESPONSE = 0x80000000
_COMMAND = Struct(">xxxxI").unpack_from
_FROM_CLIENT = {
    row.id: (row.sender is Sender.ESME) != row.is_response
    for row in STANDARD.commands
    if row.sender is not Sender.BOTH and not row.is_response
}


class CapturedPdu(NamedTuple):
    """A PDU of a capture. ``sender`` and ``receiver`` are "address:port" or ""; ``lost`` says that it is none, but
    octets between gaps. ``at`` is the octet of the (unpacked) file where it begins; where ``whole``, all of it stands
    there in one piece.
    """

    time_ns: int
    sender: str
    receiver: str
    outgoing: bool
    session: int
    octets: bytes
    at: int
    whole: bool
    lost: bool
    comments: tuple[str, ...] = ()


class _Connection:
    """A TCP connection: a stream each way. ``forward`` is the path of its first segment."""

    __slots__ = ("back", "client_forward", "ends", "forth", "forward", "openings", "session", "syn_forward")

    def __init__(self, forward: bytes) -> None:
        ends = link_layers.ends_of(forward)
        trusted = any(int(end.rpartition(":")[2]) == _PORT for end in ends)
        self.forward = forward
        self.forth, self.back = Stream(trusted), Stream(trusted)
        self.ends = ends
        self.session = -1  # none as long as there is no PDU
        self.client_forward = False
        self.syn_forward: bool | None = None
        self.openings: dict[bytes, int] = {}

    def decide(self, piece: Piece, is_forward: bool) -> None:
        """Which end is the client, by what the first PDU is, else by who opened, else by the ports."""
        command = _COMMAND(piece.octets)[0] if len(piece.octets) >= 16 else 0
        asked_by_client = _FROM_CLIENT.get(command & ~_RESPONSE)
        if asked_by_client is not None:
            sent_by_client = asked_by_client != bool(command & _RESPONSE)
            self.client_forward = sent_by_client == is_forward
        elif self.syn_forward is not None:
            self.client_forward = self.syn_forward
        else:
            ports = [int(end.rpartition(":")[2]) for end in self.ends]
            self.client_forward = ports[1] == _PORT or (ports[0] != _PORT and ports[0] >= ports[1])


class CaptureReader:
    """The PDUs of one file, once, in the order of the file. Raises CaptureError where it is no capture.

    ``notes`` tells, at the latest at the end, what could not be read and what was left out; ``ends`` the two ends of
    each session met so far.
    """

    def __init__(self, path: Path | str, first_session: int = 0) -> None:
        self._frames = FrameReader(path)
        self.ends: dict[int, Ends] = {}
        self.count = 0
        self._next_session = first_session
        self._connections: dict[bytes, _Connection] = {}
        self._fragments = self._crowded = self._encrypted = self._skipped = self._gaps = self._late = 0
        self._strange_links: set[int] = set()
        self._exported: dict[tuple[int, str, str], tuple[int, bool]] = {}

    @property
    def notes(self) -> list[str]:
        """What is worth telling about the file, in words."""
        return [*self._frames.notes, *self._own_notes()]

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
        with self._frames as frames:
            for frame in frames:
                if frame.interface.link_type == exported.LINK_TYPE:
                    yield from self._exported_frame(frame)
                else:
                    yield from self._frame(frame)
            for connection in list(self._connections.values()):
                yield from self._finish(connection)
            self._connections.clear()

    # --- TCP

    def _frame(self, frame: Frame) -> Iterator[CapturedPdu]:
        link_type = frame.interface.link_type
        found = link_layers.segment(link_type, frame.data)
        if isinstance(found, TcpSegment):
            yield from self._segment(found, frame)
        elif isinstance(found, Fragment):
            self._fragments += 1
        elif not link_layers.knows(link_type):
            self._strange_links.add(link_type)

    def _segment(self, segment: TcpSegment, frame: Frame) -> Iterator[CapturedPdu]:
        connection = self._connections.get(segment.path)
        if connection is None:
            yield from self._make_room()
            connection = self._connect(segment.path)
        if segment.flags & SYN:
            if self._opens_again(connection, segment):
                yield from self._finish(connection)
                connection = self._connect(segment.path)
            self._open(connection, segment)
        is_forward = segment.path == connection.forward
        stream = connection.forth if is_forward else connection.back
        if segment.stop > segment.start and not stream.hopeless:
            data = frame.data[segment.start : segment.stop]
            sequence = segment.sequence + bool(segment.flags & SYN) & 0xFFFFFFFF
            claimed = segment.stop - segment.start
            for piece in stream.feed(sequence, data, claimed, frame.at + segment.start, frame.time_ns):
                yield self._pdu(connection, piece, is_forward)

    def _connect(self, path: bytes) -> _Connection:
        connection = _Connection(path)
        self._connections[path] = self._connections[link_layers.turned(path)] = connection
        return connection

    def _make_room(self) -> Iterator[CapturedPdu]:
        """With too many connections at once the oldest is finished and forgotten."""
        if len(self._connections) < 2 * _MOST_CONNECTIONS:
            return
        oldest = next(iter(self._connections.values()))
        self._crowded += 1
        yield from self._finish(oldest)
        self._connections.pop(oldest.forward, None)
        self._connections.pop(link_layers.turned(oldest.forward), None)

    def _opens_again(self, connection: _Connection, segment: TcpSegment) -> bool:
        """Whether the same ports begin a new connection: a SYN with another number than the one before."""
        return connection.openings.get(segment.path, segment.sequence) != segment.sequence

    def _open(self, connection: _Connection, segment: TcpSegment) -> None:
        is_forward = segment.path == connection.forward
        if not segment.flags & 0x10:
            connection.syn_forward = is_forward
        if segment.path not in connection.openings:
            connection.openings[segment.path] = segment.sequence
            (connection.forth if is_forward else connection.back).begin(segment.sequence)

    def _pdu(self, connection: _Connection, piece: Piece, is_forward: bool) -> CapturedPdu:
        ends = connection.ends
        if connection.session < 0:
            connection.decide(piece, is_forward)
            client, server = ends if connection.client_forward else ends[::-1]
            connection.session = self._new_session(Ends(f"{len(self.ends) + 1}", client, server))
        sender, receiver = ends if is_forward else ends[::-1]
        self.count += 1
        outgoing = is_forward == connection.client_forward
        return CapturedPdu(
            piece.time_ns,
            sender,
            receiver,
            outgoing,
            connection.session,
            piece.octets,
            piece.at,
            piece.whole,
            piece.lost,
        )

    def _finish(self, connection: _Connection) -> Iterator[CapturedPdu]:
        for stream, is_forward in ((connection.forth, True), (connection.back, False)):
            for piece in stream.finish():
                yield self._pdu(connection, piece, is_forward)
            self._skipped += stream.skipped if stream.spoken else 0
            self._gaps += stream.gaps if stream.spoken else 0
            self._late += stream.joined_late and stream.spoken
            self._encrypted += stream.encrypted
        connection.forth = connection.back = Stream()

    def _new_session(self, ends: Ends) -> int:
        session = self._next_session
        self._next_session += 1
        self.ends[session] = ends
        return session

    # --- exported PDUs

    def _exported_frame(self, frame: Frame) -> Iterator[CapturedPdu]:
        tags = exported.read_tags(frame.data)
        if tags is None or tags.protocol != "smpp" or tags.start >= len(frame.data):
            return
        octets = frame.data[tags.start :]
        session, outgoing = self._exported_session(frame, tags, octets)
        self.count += 1
        yield CapturedPdu(
            frame.time_ns,
            tags.sender,
            tags.receiver,
            outgoing,
            session,
            octets,
            frame.at + tags.start,
            True,
            LOST in frame.comments,
            frame.comments,
        )

    def _exported_session(self, frame: Frame, tags: exported.Exported, octets: bytes) -> tuple[int, bool]:
        """The session and direction: as we wrote them, else by the addresses and what the first PDU is."""
        ours = frame.interface.application.startswith("smppconsole")
        number = frame.interface.number if ours else -1
        outgoing = frame.direction == pcapng.OUTBOUND
        key = (number, tags.sender, tags.receiver)
        known = self._exported.get(key)
        if known is not None:
            return known[0], outgoing if frame.direction else known[1]
        if not frame.direction:
            outgoing = _is_from_client(octets, tags)
        ends = (tags.sender, tags.receiver) if outgoing else (tags.receiver, tags.sender)
        title = frame.interface.name if ours else f"{len(self.ends) + 1}"
        session = self._new_session(Ends(title, *ends, frame.interface.description if ours else ""))
        self._exported[key] = (session, outgoing)
        self._exported[number, tags.receiver, tags.sender] = (session, not outgoing)
        return session, outgoing

    # --- words

    def _own_notes(self) -> Iterator[str]:
        if self._late:
            yield f"{self._late} streams were joined in the middle."
        if self._gaps:
            yield f"{self._gaps} gaps: packets are missing in the capture, PDUs around them are incomplete."
        if self._skipped:
            yield f"{self._skipped} octets of SMPP streams are no whole PDU."
        if self._encrypted:
            yield f"{self._encrypted} streams are TLS; what is inside cannot be read from a capture."
        if self._fragments:
            yield f"{self._fragments} IP fragments were left out; they are not put together."
        if self._strange_links:
            kinds = ", ".join(map(str, sorted(self._strange_links)))
            yield f"Packets of link type {kinds} cannot be read."
        if self._crowded:
            yield f"More than {_MOST_CONNECTIONS} connections at once: the {self._crowded} oldest were let go."
        if not self.count:
            yield "No SMPP was found."


LOST = "These octets are no PDU: framing was lost before them."
"""The comment by which octets without framing are known again in our own files."""


def _is_from_client(octets: bytes, tags: exported.Exported) -> bool:
    connection = _Connection(_path(tags))
    connection.decide(Piece(0, octets, 0, True, False), True)
    return connection.client_forward


def _path(tags: exported.Exported) -> bytes:
    halves = []
    for end in (tags.sender, tags.receiver):
        address, port = exported.split_end(end)
        packed = address.packed if address is not None else bytes(4)
        halves.append(packed + port.to_bytes(2, "big"))
    return (
        b"".join(halves) if len(halves[0]) == len(halves[1]) else bytes(4) + halves[0][-2:] + bytes(4) + halves[1][-2:]
    )
