"""The TCP connections of a capture: frames in, PDUs out, each connection a session.

Most segments of a capture hold whole PDUs of a stream that is known and in step. They take a short way, without the
objects of the long one: a *lane* is what such a segment must look like, and what its PDUs get.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from struct import Struct

from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Sender
from smppconsole.trace import link_layers
from smppconsole.trace.batch import LOST, OUTGOING, Batch
from smppconsole.trace.fragments import Fragment, Fragments
from smppconsole.trace.frames import Frame
from smppconsole.trace.link_layers import SYN, TcpSegment
from smppconsole.trace.record import Ends
from smppconsole.trace.streams import Piece, Stream

_PORT = 2775
_MOST_CONNECTIONS = 1 << 16
_A_STEP = 512
_ACK = 0x10
_RESPONSE = 0x80000000
_COMMAND = Struct(">xxxxI").unpack_from
_LENGTH = Struct(">I").unpack_from
_IP_AND_TCP = Struct(">BxHxxHxB2x12sI4xBB").unpack_from  # IPv4 without options; from version to flags
_IP_AT = {0: 4, 1: 14, 12: 0, 14: 0, 101: 0, 108: 4, 113: 16, 228: 0, 276: 20}
_WORD = (1 << 32) - 1
_APART = 1 << 60
"""Taken from the place of octets that stand in the file in pieces, so that nobody reads them there in one."""
_FROM_CLIENT = {
    row.id: (row.sender is Sender.ESME) != row.is_response
    for row in STANDARD.commands
    if row.sender is not Sender.BOTH and not row.is_response
}


class Sessions:
    """The sessions met in a capture, numbered from ``first`` on."""

    def __init__(self, first: int) -> None:
        self.ends: dict[int, Ends] = {}
        self._next = first

    def open(self, ends: Ends) -> int:
        """The number of a new session, which is its title where it has none."""
        session = self._next
        self._next += 1
        self.ends[session] = ends if ends.title else ends._replace(title=str(session))
        return session


class _Lane:
    """A direction of a connection whose PDUs are known to be SMPP."""

    __slots__ = ("flags", "session", "stream")

    def __init__(self, stream: Stream, session: int, flags: int) -> None:
        self.stream, self.session, self.flags = stream, session, flags


class Connection:
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

    def decide(self, octets: bytes, is_forward: bool) -> None:
        """Which end is the client, by what the first PDU is, else by who opened, else by the ports."""
        command = _COMMAND(octets)[0] if len(octets) >= 16 else 0
        asked_by_client = _FROM_CLIENT.get(command & ~_RESPONSE)
        if asked_by_client is not None:
            sent_by_client = asked_by_client != bool(command & _RESPONSE)
            self.client_forward = sent_by_client == is_forward
        elif self.syn_forward is not None:
            self.client_forward = self.syn_forward
        else:
            ports = [int(end.rpartition(":")[2]) for end in self.ends]
            self.client_forward = ports[1] == _PORT or (ports[0] != _PORT and ports[0] >= ports[1])


class Connections:
    """All connections of a capture. What comes out goes into ``batch``, which the owner changes."""

    def __init__(self, sessions: Sessions) -> None:
        self.batch = Batch()
        self._sessions = sessions
        self._connections: OrderedDict[bytes, Connection] = OrderedDict()  # a dict finds its oldest but slowly
        self._lanes: dict[bytes, _Lane] = {}
        self._fragments = Fragments()
        self._crowded = self._encrypted = self._skipped = self._gaps = self._late = 0
        self._strange_links: set[int] = set()

    def take(self, frame: Frame) -> None:
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

    def finish(self) -> Iterator[None]:
        """The capture ended: what waits in the streams comes out, some connections a step."""
        for number, connection in enumerate(dict.fromkeys(self._connections.values())):
            self._finish(connection)
            if number % _A_STEP == _A_STEP - 1:
                yield
        self._connections.clear()
        self._fragments.finish()

    def _take_payload(self, lane: _Lane, buffer: bytes, start: int, stop: int, base: int, time_ns: int) -> None:
        """Payload that begins with a PDU: whole ones into the batch, the rest to the stream."""
        place, session, flags, stream = start, lane.session, lane.flags, lane.stream
        rows = self.batch.rows
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
            self._take_piece(found, data, base + start, time_ns)
        elif not link_layers.knows(link_type):
            self._strange_links.add(link_type)

    def _take_piece(self, piece: Fragment, data: bytes, at: int, time_ns: int) -> None:
        """A piece of an IP packet; with the last one the segment in it."""
        whole = self._fragments.take(piece, data, at)
        found = link_layers.rest_of(whole.addresses, whole.octets) if whole is not None else None
        if whole is not None and found is not None:
            self._take_segment(found, whole.addresses + whole.octets, whole.at - len(whole.addresses) - _APART, time_ns)

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

    def _connect(self, path: bytes) -> Connection:
        connection = Connection(path)
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

    def _opens_again(self, connection: Connection, segment: TcpSegment) -> bool:
        """Whether the same ports begin a new connection: a SYN with another number than the one before."""
        return connection.openings.get(segment.path, segment.sequence) != segment.sequence

    def _open(self, connection: Connection, segment: TcpSegment) -> None:
        is_forward = segment.path == connection.forward
        if not segment.flags & _ACK:
            connection.syn_forward = is_forward
        if segment.path not in connection.openings:
            connection.openings[segment.path] = segment.sequence
            (connection.forth if is_forward else connection.back).begin(segment.sequence)

    def _put(self, connection: Connection, piece: Piece, is_forward: bool) -> None:
        """A piece of a connection into the batch; with the first one the connection becomes a session."""
        if connection.session < 0:
            connection.decide(piece.octets, is_forward)
            client, server = connection.ends if connection.client_forward else connection.ends[::-1]
            connection.session = self._sessions.open(Ends("", client, server))
            self._open_lanes(connection)
        self._add(piece, connection.session, OUTGOING if is_forward == connection.client_forward else 0)

    def _open_lanes(self, connection: Connection) -> None:
        """Let segments of the connection take the short way, where it is IPv4."""
        if len(connection.forward) != 12:
            return
        for stream, is_forward in ((connection.forth, True), (connection.back, False)):
            flags = OUTGOING if is_forward == connection.client_forward else 0
            self._lanes[connection.lane_key(is_forward)] = _Lane(stream, connection.session, flags)

    def _add(self, piece: Piece, session: int, flags: int) -> None:
        at = piece.at if piece.whole else ~piece.at
        if piece.at < 0:
            at = ~(piece.at + _APART)
        flags |= LOST if piece.lost else 0
        self.batch.rows.append((piece.octets, at, piece.time_ns, session, flags))

    def _finish(self, connection: Connection) -> None:
        for stream, is_forward in ((connection.forth, True), (connection.back, False)):
            for piece in stream.finish():
                self._put(connection, piece, is_forward)
            self._skipped += stream.skipped if stream.spoken else 0
            self._gaps += stream.gaps if stream.spoken else 0
            self._late += stream.joined_late and stream.spoken
            self._encrypted += stream.encrypted
            self._lanes.pop(connection.lane_key(is_forward), None)

    def notes(self) -> Iterator[str]:
        """What was left out, and why, in words."""
        if self._late:
            yield said("{late} streams were joined in the middle.", late=self._late)
        if self._gaps:
            yield said(
                "{gaps} gaps: packets are missing in the capture, PDUs around them are incomplete.", gaps=self._gaps
            )
        if self._skipped:
            yield said("{skipped} octets of SMPP streams are no whole PDU.", skipped=self._skipped)
        if self._encrypted:
            yield said(
                "{encrypted} streams are TLS; what is inside cannot be read from a capture.", encrypted=self._encrypted
            )
        if self._fragments.left_out:
            yield said(
                "{fragments} IP fragments were left out: the others of their packets are missing.",
                fragments=self._fragments.left_out,
            )
        if self._strange_links:
            kinds = ", ".join(map(str, sorted(self._strange_links)))
            yield said("Packets of link type {kinds} cannot be read.", kinds=kinds)
        if self._crowded:
            yield said(
                "More than {most_connections} connections at once: the {crowded} oldest were let go.",
                most_connections=_MOST_CONNECTIONS,
                crowded=self._crowded,
            )
