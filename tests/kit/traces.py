"""Stores and PDUs for tests of the trace, in a line each."""

from __future__ import annotations

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
