"""The messages a centre has taken: found by id for query, cancel and replace, forgotten oldest first."""

from __future__ import annotations

import random
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import datetime

from smppconsole.console.agenda import Entry
from smppconsole.console.centre_rules import IdStyle, ReceiptId
from smppconsole.values import dataclass, field

KEPT = 50_000
"""Messages that are remembered."""

STATES = {
    "SCHEDULED": 0,
    "ENROUTE": 1,
    "DELIVRD": 2,
    "EXPIRED": 3,
    "DELETED": 4,
    "UNDELIV": 5,
    "ACCEPTD": 6,
    "UNKNOWN": 7,
    "REJECTD": 8,
    "SKIPPED": 9,
}
"""The words of receipts and the message_state of each (SMPP 3.4, 5.2.28)."""

FINAL = frozenset({"DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "REJECTD", "SKIPPED"})


@dataclass(slots=True)
class Message:
    """One message of the centre, to one destination. ``ton`` and ``npi`` pairs are (TON, NPI)."""

    id: str
    system_id: str
    source: str
    source_type: tuple[int, int]
    destination: str
    destination_type: tuple[int, int]
    text: str
    wanted: int
    taken_at: datetime
    service_type: str = ""
    state: str = "ENROUTE"
    done_at: datetime | None = None
    error: str = "000"
    outcome: str = ""
    due: Entry | None = field(default=None, repr=False)

    @property
    def is_pending(self) -> bool:
        """Whether it can still be cancelled or replaced."""
        return self.state not in FINAL


class Ids:
    """Message ids in one style. ``chance`` makes the unpredictable ones repeatable."""

    def __init__(self, style: IdStyle, first: int, chance: random.Random) -> None:
        self._style, self._next, self._chance = style, first, chance

    def new(self) -> str:
        """The next id."""
        number, self._next = self._next, self._next + 1
        if self._style is IdStyle.UUID:
            return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
        return _WRITERS[self._style](number)


_WRITERS: dict[IdStyle, Callable[[int], str]] = {
    IdStyle.DECIMAL: str,
    IdStyle.HEX: lambda number: f"{number:x}",
    IdStyle.HEX_CAPITALS: lambda number: f"{number:X}",
    IdStyle.PADDED: lambda number: f"{number:020d}",
    IdStyle.LONG: lambda number: f"{number:064d}",
    IdStyle.EMPTY: lambda _number: "",
}


def receipt_id(style: ReceiptId, message_id: str) -> str:
    """``message_id`` as the receipt says it; an id that is no number stays as it is."""
    try:
        return _RECEIPT_WRITERS[style](message_id)
    except ValueError:
        return message_id


_RECEIPT_WRITERS: dict[ReceiptId, Callable[[str], str]] = {
    ReceiptId.SAME: str,
    ReceiptId.HEX_TO_DECIMAL: lambda text: str(int(text, 16)),
    ReceiptId.DECIMAL_TO_HEX: lambda text: f"{int(text):X}",
    ReceiptId.PADDED: lambda text: text.rjust(10, "0") if len(text) < 10 else f"{text:0>20}",
}


class Ledger:
    """All messages, newest last; those of a list share one id."""

    def __init__(self) -> None:
        self._messages: OrderedDict[str, list[Message]] = OrderedDict()
        self.taken = 0

    def __len__(self) -> int:
        return len(self._messages)

    def __iter__(self) -> Iterator[Message]:
        return (message for messages in tuple(self._messages.values()) for message in messages)

    def add(self, message: Message) -> None:
        """Remember a message."""
        self.taken += 1
        self._messages.setdefault(message.id or f"#{self.taken}", []).append(message)
        while len(self._messages) > KEPT:
            self._messages.popitem(last=False)

    def find(self, message_id: str, source: str) -> Message | None:
        """The message of that id and source; the standard asks for both."""
        return next((message for message in self._messages.get(message_id, ()) if message.source == source), None)

    def pending(self, source: str, destination: str, service_type: str = "") -> list[Message]:
        """The messages between two addresses that are not final yet."""
        return [
            message
            for message in self
            if message.is_pending
            and (message.source, message.destination) == (source, destination)
            and service_type in ("", message.service_type)
        ]
