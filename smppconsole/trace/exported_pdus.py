"""Packets of link type 252, which are PDUs already: our own captures, and what Wireshark exports."""

from __future__ import annotations

from smppconsole.trace import exported, pcapng
from smppconsole.trace.batch import LOST, OUTGOING, Batch
from smppconsole.trace.connections import Connection, Sessions
from smppconsole.trace.frames import Frame, Interface, packet_options
from smppconsole.trace.record import Ends

_MOST_LANES = 4096
_ONE_OPTION = 12  # octets of the direction and the end of the options

NO_PDU = "These octets are no PDU: framing was lost before them."
"""The comment by which octets without framing are known again in our own files."""


class ExportedPdus:
    """The PDUs of such packets. What comes out goes into ``batch``, which the owner changes."""

    def __init__(self, sessions: Sessions) -> None:
        self.batch = Batch()
        self._sessions = sessions
        self._known: dict[tuple[int, str, str], tuple[int, bool]] = {}
        self._lanes: dict[tuple[int, bytes, int], tuple[int, int]] = {}  # by interface, tags and direction
        self._latest: dict[int, tuple[bytes, int, int, int]] = {}  # tags, their size, session, flags
        self._tag_octets: dict[int, int] = {}

    def take(self, frame: Frame) -> None:
        """A packet that is a PDU with tags before it. Tags and options seen before take a short way, those seen last on
        the interface in that direction the shortest."""
        interface, time_ns, buffer, start, stop, options_stop, base = frame
        number, tail = interface[0], options_stop - stop
        told = buffer[options_stop - 8] if tail >= _ONE_OPTION else 0  # the direction, where it is the only option
        if tail <= _ONE_OPTION + 3:
            latest = self._latest.get(number << 8 | told)
            if latest is not None and buffer.startswith(latest[0], start):
                _, size, session, flags = latest
                place = start + size
                if place < stop:
                    self.batch.rows.append((buffer[place:stop], base + place, time_ns, session, flags))
                    return
            place = start + self._tag_octets.get(number, 0)
            head = buffer[start:place]
            known = self._lanes.get((number, head, told))
            if known is not None and place < stop:
                self._latest[number << 8 | told] = (head, len(head), *known)
                self.batch.rows.append((buffer[place:stop], base + place, time_ns, *known))
                return
        self._take_new(frame, told)

    def _take_new(self, frame: Frame, told: int) -> None:
        """A packet whose tags were not seen before, or which has comments."""
        interface, time_ns, buffer, start, stop, _, base = frame
        number = interface.number
        tags = exported.read_tags(buffer[start:stop])
        if tags is None or tags.protocol != "smpp" or start + tags.start >= stop:
            return
        place = start + tags.start
        octets = buffer[place:stop]
        direction, comments = packet_options(frame)
        session, outgoing = self._session(interface, direction, tags, octets)
        flags = OUTGOING if outgoing else 0
        if not comments and len(self._lanes) < _MOST_LANES:
            self._tag_octets[number] = tags.start
            self._lanes[number, buffer[start:place], told] = (session, flags)
        if comments:
            self.batch.comments[len(self.batch.rows)] = comments
            flags |= LOST if NO_PDU in comments else 0
        self.batch.rows.append((octets, base + place, time_ns, session, flags))

    def _session(
        self, interface: Interface, direction: int, tags: exported.Exported, octets: bytes
    ) -> tuple[int, bool]:
        """The session and direction: as we wrote them, else by the addresses and what the first PDU is."""
        ours = interface.application.startswith("smppconsole")
        number = interface.number if ours else -1
        outgoing = direction == pcapng.OUTBOUND
        key = (number, tags.sender, tags.receiver)
        known = self._known.get(key)
        if known is not None:
            return known[0], outgoing if direction else known[1]
        if not direction:
            outgoing = _is_from_client(octets, tags)
        ends = (tags.sender, tags.receiver) if outgoing else (tags.receiver, tags.sender)
        title, account = (interface.name, interface.description) if ours else ("", "")
        session = self._sessions.open(Ends(title, *ends, account))
        self._known[key] = (session, outgoing)
        self._known[number, tags.receiver, tags.sender] = (session, not outgoing)
        return session, outgoing


def _is_from_client(octets: bytes, tags: exported.Exported) -> bool:
    connection = Connection(_path(tags))
    connection.decide(octets, True)
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
