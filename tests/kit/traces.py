"""Stores and PDUs for tests of the trace, in a line each."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator

from smppconsole.trace.batch import OUTGOING, pile
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store
from tests.kit.pdus import octets

START = 1_800_000_000 * 10**9
MS = 1_000_000
ENDS = Ends("NL TX", "127.0.0.1:51000", "10.0.0.1:2775", "Nordlink")


def submit(
    sequence: int, text: str = "hello", source: str = "Orbit", to: str = "491713920012", **more: object
) -> bytes:
    """A submit_sm with a text of Latin letters."""
    fields = {"source_addr_ton": 5, "dest_addr_ton": 1, "dest_addr_npi": 1, "registered_delivery": 1, **more}
    said = text.encode("latin-1")
    return octets("submit_sm", sequence, source_addr=source, destination_addr=to, short_message=said, **fields)  # type: ignore[arg-type]


def answer(sequence: int, message_id: str = "", status: int = 0) -> bytes:
    """A submit_sm_resp."""
    return octets("submit_sm_resp", sequence, status, message_id=message_id)


def receipt(
    sequence: int, message_id: str, stat: str = "DELIVRD", source: str = "491713920012", to: str = "Orbit"
) -> bytes:
    """A deliver_sm that reports on a message."""
    text = (
        f"id:{message_id} sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:{stat} err:000 text:hello"
    )
    return octets(
        "deliver_sm",
        sequence,
        source_addr=source,
        destination_addr=to,
        esm_class=4,
        short_message=text.encode("latin-1"),
    )


def deliver(
    sequence: int, text: str = "STOP", source: str = "491713920012", to: str = "80123", **more: object
) -> bytes:
    """A deliver_sm with a text from a phone."""
    fields = {"source_addr_ton": 1, "source_addr_npi": 1, **more}
    said = text.encode("latin-1")
    return octets("deliver_sm", sequence, source_addr=source, destination_addr=to, short_message=said, **fields)  # type: ignore[arg-type]


def deliver_parts(text: str = "abc", reference: int = 7, first: int = 1) -> list[bytes]:
    """A long message from a phone, one letter a part."""
    return [
        octets(
            "deliver_sm",
            first + at,
            source_addr="491713920012",
            destination_addr="80123",
            esm_class=0x40,
            short_message=bytes((5, 0, 3, reference, len(text), at + 1)) + letter.encode("latin-1"),
        )
        for at, letter in enumerate(text)
    ]


def pairs(count: int) -> Iterator[tuple[bytes, bytes]]:
    """Requests of 216 octets and answers of 64: 140 on the average."""
    text = "Your code is {:06}. It is valid for ten minutes; nobody will ever ask you for it." + "." * 83
    request, response = submit(1, text.format(0), to="4917100000000"), answer(1, "0" * 47)
    assert len(request) + len(response) == 280, (len(request), len(response))
    to, code = request.index(b"4917100000000"), request.index(b"000000.")
    for number in range(1, count + 1):
        sequence = number.to_bytes(4, "big")
        head = request[:12] + sequence + request[16:to] + b"49171%08d" % (number % 100_000_000)
        yield (
            head + request[to + 13 : code] + b"%06d" % (number % 1_000_000) + request[code + 6 :],
            (
                response[:8]
                + (b"\0\0\0\x58" if number % 17 == 0 else b"\0\0\0\0")
                + sequence
                + b"%08X" % number
                + response[24:]
            ),
        )


def fill(store: Store, rows: int, session: int = 99) -> None:
    """Put so many rows of messages and their answers into a store, a millisecond apart, and publish them."""
    octets = [pdu for pair in pairs(rows // 2) for pdu in pair]
    times = array("q", range(0, len(octets) * MS // 2, MS // 2))
    store.take(pile(session, octets, times, bytes((OUTGOING, 0)) * (rows // 2)), time.time_ns())
    store.publish()


class Tape:
    """A store that is written a row at a time, a millisecond between two."""

    def __init__(self, session: int = 0, ends: Ends = ENDS) -> None:
        self.store = Store()
        self.session = session
        self.now = START
        self.store.describe(session, ends)

    def out(self, pdu: bytes, session: int | None = None, lost: bool = False) -> int:
        """Something sent; its row."""
        return self._add(pdu, True, session, lost)

    def into(self, pdu: bytes, session: int | None = None, lost: bool = False) -> int:
        """Something received; its row."""
        return self._add(pdu, False, session, lost)

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds * MS

    def _add(self, pdu: bytes, outgoing: bool, session: int | None, lost: bool) -> int:
        number = self.session if session is None else session
        row = self.store.append(
            pdu, time_ns=self.now, mono_ns=self.now - START, outgoing=outgoing, session=number, lost=lost
        )
        self.now += MS
        return row

    def published(self) -> Store:
        """The store, with all rows told to observers."""
        self.store.publish()
        return self.store
