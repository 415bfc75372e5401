"""Captures to PDUs: our own files and those of others, whatever their link layer.

Frames come from ``frames``, TCP segments from ``link_layers``, PDUs from ``streams``; packets of link type 252 are PDUs
already. Each TCP connection is a session; *outgoing* is what the client (the ESME) sent.

Most segments of a capture hold whole PDUs of a stream that is known and in step. They take a short way, without the
objects of the long one: a *lane* is what such a segment must look like, and what its PDUs get.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import Struct
from typing import BinaryIO, NamedTuple

from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Sender
from smppconsole.trace import exported, link_layers, pcapng
from smppconsole.trace.batch import LOST, OUTGOING, Batch
from smppconsole.trace.frames import Frame, FrameReader, Interface, packet_options
from smppconsole.trace.link_layers import SYN, Fragment, TcpSegment
from smppconsole.trace.record import Ends
from smppconsole.trace.streams import Piece, Stream

_PORT = 2775
_MOST_CONNECTIONS = 1 << 16
_ACK = 0x10
_MOST_OWN_LANES = 4096
_RESPONSE = 0x80000000
_COMMAND = Struct(">xxxxI").unpack_from
_LENGTH = Struct(">I").unpack_from
_IP_AND_TCP = Struct(">BxHxxHxB2x12sI4xBB").unpack_from  # IPv4 without options; from version to flags
_IP_AT = {0: 4, 1: 14, 12: 0, 14: 0, 101: 0, 108: 4, 113: 16, 228: 0, 276: 20}
_WORD = (1 << 32) - 1
_EVERY_FRAMES = 4096
_FROM_CLIENT = {
    row.id: (row.sender is Sender.ESME) != row.is_response
    for row in STANDARD.commands
    if row.sender is not Sender.BOTH and not row.is_response
}


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


class _Lane:
    """A direction of a connection whose PDUs are known to be SMPP."""

    __slots__ = ("flags", "session", "stream")

    def __init__(self, stream: Stream, session: int, flags: int) -> None:
        self.stream, self.session, self.flags = stream, session, flags


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

    def lane_key(self, is_forward: bool) -> bytes:
        """Addresses and ports as they stand in an IPv4 packet of that direction."""
        path = self.forward if is_forward else link_layers.turned(self.forward)
        return path[:4] + path[6:10] + path[4:6] + path[10:]

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
    """The PDUs of one file, once, in the order of the file: as values by iterating, in bulk by ``batches``.

    ``notes`` tells, at the latest at the end, what could not be read and what was left out; ``ends`` the two ends of
    each session met so far. Raises CaptureError where the file is no capture.
    """

    def __init__(self, source: Path | str | BinaryIO, first_session: int = 0) -> None:
        self._frames = FrameReader(source)
        self.ends: dict[int, Ends] = {}
        self.count = 0
        self._next_session = first_session
        self._connections: dict[bytes, _Connection] = {}
        self._lanes: dict[bytes, _Lane] = {}
        self._own_lanes: dict[tuple[int, bytes], tuple[int, int]] = {}
        self._own_tags: dict[int, int] = {}
        self._batch = Batch()
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
        for batch in self.batches(64):
            for index, (octets, at, time_ns, session, flags) in enumerate(batch.rows):
                outgoing, ends = bool(flags & OUTGOING), self.ends[session]
                sender, receiver = (ends.local, ends.remote) if outgoing else (ends.remote, ends.local)
                said, lost = batch.comments.get(index, ()), bool(flags & LOST)
                yield CapturedPdu(time_ns, sender, receiver, outgoing, session, octets, max(at, ~at), lost, said)

    def batches(self, rows: int = 512) -> Iterator[Batch]:
        """The PDUs, some ``rows`` at a time; now and then an empty batch where long nothing comes."""
        quiet = 0
        with self._frames as frames:
            for frame in frames:
                if frame[0].link_type == exported.LINK_TYPE:
                    self._take_exported(frame)
                else:
                    self._take_frame(frame)
                quiet += 1
                if len(self._batch.rows) >= rows or quiet >= _EVERY_FRAMES:
                    quiet = 0
                    yield self._full_batch()
            for connection in dict.fromkeys(self._connections.values()):
                self._finish(connection)
            self._connections.clear()
        yield self._full_batch()

    def _full_batch(self) -> Batch:
        batch, self._batch = self._batch, Batch()
        self.count += len(batch.rows)
        return batch

    # --- TCP

    def _take_frame(self, frame: Frame) -> None:
        """A frame of any link layer: the short way for what is usual, else the long one."""
        interface, time_ns, buffer, start, stop, _, base = frame
        place = start + _IP_AT.get(interface.link_type, _WORD)
        if place + 40 <= stop:
            version, total, fragment, protocol, path, sequence, offset, flags = _IP_AND_TCP(buffer, place)
            if version == 0x45 and protocol == 6 and not flags & 7 and not fragment & 0x3FFF:
                lane = self._lanes.get(path)
                payload, end = place + 20 + (offset >> 4) * 4, place + total
                if lane is not None and lane.stream.expects == sequence and end <= stop:
                    if end > payload:
                        self._take_payload(lane, buffer, payload, end, base, time_ns)
                    return
        self._take_the_long_way(frame)

    def _take_payload(self, lane: _Lane, buffer: bytes, start: int, stop: int, base: int, time_ns: int) -> None:
        """Payload that begins with a PDU: whole ones into the batch, the rest to the stream."""
        place, session, flags, stream = start, lane.session, lane.flags, lane.stream
        rows = self._batch.rows
        while stop - place >= 16:
            end = place + _LENGTH(buffer, place)[0]
            if end > stop or not 16 <= end - place <= LONGEST:
                break
            rows.append((buffer[place:end], base + place, time_ns, session, flags))
            place = end
        reached = stream.expects + place - start & _WORD
        stream.next = stream.expects = reached
        if place < stop:
            for piece in stream.feed(reached, buffer[place:stop], stop - place, base + place, time_ns):
                self._add(piece, session, flags)

    def _take_the_long_way(self, frame: Frame) -> None:
        interface, time_ns, buffer, start, stop, _, base = frame
        link_type, data = interface.link_type, buffer[start:stop]
        found = link_layers.segment(link_type, data)
        if isinstance(found, TcpSegment):
            self._take_segment(found, data, base + start, time_ns)
        elif isinstance(found, Fragment):
            self._fragments += 1
        elif not link_layers.knows(link_type):
            self._strange_links.add(link_type)

    def _take_segment(self, segment: TcpSegment, data: bytes, at: int, time_ns: int) -> None:
        connection = self._connections.get(segment.path)
        if connection is None:
            self._make_room()
            connection = self._connect(segment.path)
        if segment.flags & SYN:
            if self._opens_again(connection, segment):
                self._finish(connection)
                connection = self._connect(segment.path)
            self._open(connection, segment)
        is_forward = segment.path == connection.forward
        stream = connection.forth if is_forward else connection.back
        if segment.stop > segment.start and not stream.hopeless:
            payload = data[segment.start : segment.stop]
            sequence = segment.sequence + bool(segment.flags & SYN) & _WORD
            claimed = segment.stop - segment.start
            for piece in stream.feed(sequence, payload, claimed, at + segment.start, time_ns):
                self._put(connection, piece, is_forward)

    def _connect(self, path: bytes) -> _Connection:
        connection = _Connection(path)
        self._connections[path] = self._connections[link_layers.turned(path)] = connection
        return connection

    def _make_room(self) -> None:
        """With too many connections at once the oldest is finished and forgotten."""
        if len(self._connections) < 2 * _MOST_CONNECTIONS:
            return
        oldest = next(iter(self._connections.values()))
        self._crowded += 1
        self._finish(oldest)
        self._connections.pop(oldest.forward, None)
        self._connections.pop(link_layers.turned(oldest.forward), None)

    def _opens_again(self, connection: _Connection, segment: TcpSegment) -> bool:
        """Whether the same ports begin a new connection: a SYN with another number than the one before."""
        return connection.openings.get(segment.path, segment.sequence) != segment.sequence

    def _open(self, connection: _Connection, segment: TcpSegment) -> None:
        is_forward = segment.path == connection.forward
        if not segment.flags & _ACK:
            connection.syn_forward = is_forward
        if segment.path not in connection.openings:
            connection.openings[segment.path] = segment.sequence
            (connection.forth if is_forward else connection.back).begin(segment.sequence)

    def _put(self, connection: _Connection, piece: Piece, is_forward: bool) -> None:
        """A piece of a connection into the batch; with the first one the connection becomes a session."""
        if connection.session < 0:
            connection.decide(piece, is_forward)
            client, server = connection.ends if connection.client_forward else connection.ends[::-1]
            connection.session = self._new_session(Ends(f"{len(self.ends) + 1}", client, server))
            self._open_lanes(connection)
        self._add(piece, connection.session, OUTGOING if is_forward == connection.client_forward else 0)

    def _open_lanes(self, connection: _Connection) -> None:
        """Let segments of the connection take the short way, where it is IPv4."""
        if len(connection.forward) != 12:
            return
        for stream, is_forward in ((connection.forth, True), (connection.back, False)):
            flags = OUTGOING if is_forward == connection.client_forward else 0
            self._lanes[connection.lane_key(is_forward)] = _Lane(stream, connection.session, flags)

    def _add(self, piece: Piece, session: int, flags: int) -> None:
        at = piece.at if piece.whole else ~piece.at
        flags |= LOST if piece.lost else 0
        self._batch.rows.append((piece.octets, at, piece.time_ns, session, flags))

    def _finish(self, connection: _Connection) -> None:
        for stream, is_forward in ((connection.forth, True), (connection.back, False)):
            for piece in stream.finish():
                self._put(connection, piece, is_forward)
            self._skipped += stream.skipped if stream.spoken else 0
            self._gaps += stream.gaps if stream.spoken else 0
            self._late += stream.joined_late and stream.spoken
            self._encrypted += stream.encrypted
            self._lanes.pop(connection.lane_key(is_forward), None)

    def _new_session(self, ends: Ends) -> int:
        session = self._next_session
        self._next_session += 1
        self.ends[session] = ends
        return session

    # --- exported PDUs

    def _take_exported(self, frame: Frame) -> None:
        """A packet that is a PDU with tags before it. Tags and options seen before take the short way."""
        interface, time_ns, buffer, start, stop, options_stop, base = frame
        place = start + self._own_tags.get(interface.number, 0)
        key = (interface.number, buffer[start:place] + buffer[stop:options_stop])
        known = self._own_lanes.get(key)
        if known is not None and place < stop:
            self._batch.rows.append((buffer[place:stop], base + place, time_ns, *known))
            return
        tags = exported.read_tags(buffer[start:stop])
        if tags is None or tags.protocol != "smpp" or start + tags.start >= stop:
            return
        place = start + tags.start
        octets = buffer[place:stop]
        direction, comments = packet_options(frame)
        session, outgoing = self._exported_session(interface, direction, tags, octets)
        flags = OUTGOING if outgoing else 0
        if not comments and len(self._own_lanes) < _MOST_OWN_LANES:
            self._own_tags[interface.number] = tags.start
            self._own_lanes[interface.number, buffer[start:place] + buffer[stop:options_stop]] = (session, flags)
        if comments:
            self._batch.comments[len(self._batch.rows)] = comments
            flags |= LOST if NO_PDU in comments else 0
        self._batch.rows.append((octets, base + place, time_ns, session, flags))

    def _exported_session(
        self, interface: Interface, direction: int, tags: exported.Exported, octets: bytes
    ) -> tuple[int, bool]:
        """The session and direction: as we wrote them, else by the addresses and what the first PDU is."""
        ours = interface.application.startswith("smppconsole")
        number = interface.number if ours else -1
        outgoing = direction == pcapng.OUTBOUND
        key = (number, tags.sender, tags.receiver)
        known = self._exported.get(key)
        if known is not None:
            return known[0], outgoing if direction else known[1]
        if not direction:
            outgoing = _is_from_client(octets, tags)
        ends = (tags.sender, tags.receiver) if outgoing else (tags.receiver, tags.sender)
        title = interface.name if ours else f"{len(self.ends) + 1}"
        session = self._new_session(Ends(title, *ends, interface.description if ours else ""))
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


NO_PDU = "These octets are no PDU: framing was lost before them."
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
