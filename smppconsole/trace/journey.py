"""A message on its way, as values: its parts, their answers, their receipts, and the state in a word."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING

from smppconsole.smpp.said import joined, said
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.smpp.receipt import ReceiptReading


class Fate(IntEnum):
    """What became of a part, or of a message; the later of two in a row of events counts."""

    WAITING = 0
    ACCEPTED = 1
    ON_ITS_WAY = 2
    DELIVERED = 3
    REFUSED = 4
    UNDELIVERED = 5
    EXPIRED = 6
    DELETED = 7
    REJECTED = 8
    UNKNOWN = 9
    UNANSWERED = 10
    PARTLY = 11

    @property
    def words(self) -> str:
        """ "delivered", "on its way", ..."""
        return _WORDS[self]

    @property
    def failed(self) -> bool:
        """Whether the recipient does not get it."""
        return Fate.REFUSED <= self <= Fate.UNANSWERED and self is not Fate.UNKNOWN


_WORDS = {
    Fate.WAITING: "waiting",
    Fate.ACCEPTED: "accepted",
    Fate.ON_ITS_WAY: "on its way",
    Fate.DELIVERED: "delivered",
    Fate.REFUSED: "refused",
    Fate.UNDELIVERED: "undelivered",
    Fate.EXPIRED: "expired",
    Fate.DELETED: "deleted",
    Fate.REJECTED: "rejected",
    Fate.UNKNOWN: "unknown",
    Fate.UNANSWERED: "no answer",
    Fate.PARTLY: "partly",
}
BY_STATE = {  # message_state (SMPP 5.0, 4.7.15)
    0: Fate.ON_ITS_WAY,
    1: Fate.ON_ITS_WAY,
    2: Fate.DELIVERED,
    3: Fate.EXPIRED,
    4: Fate.DELETED,
    5: Fate.UNDELIVERED,
    6: Fate.ACCEPTED,
    7: Fate.UNKNOWN,
    8: Fate.REJECTED,
    9: Fate.UNDELIVERED,
}
"""What a message_state says became of a message."""


def fate_of(receipt: ReceiptReading) -> Fate:
    """What a receipt says became of the message."""
    return BY_STATE.get(receipt.state, Fate.UNKNOWN) if receipt.state is not None else Fate.UNKNOWN


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """A receipt of a part: its row, by which rule its id is the part's, and what it says.

    ``doubt`` tells what speaks against it ("the addresses are others"), "" where nothing does; ``source`` whose it is.
    """

    row: int
    rule: str
    fate: Fate
    state_word: str
    error: str
    time_ns: int
    doubt: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A query_sm, cancel_sm or replace_sm about a part, and what came of it. ``answer_row`` is -1 for none, and
    ``lost`` tells whether none is waited for any more; ``fate`` and ``final_date`` are what a query learnt, ``text`` is
    what a replace_sm puts in place of the text."""

    row: int
    command: str
    answer_row: int
    status: int
    lost: bool
    fate: Fate | None = None
    state_word: str = ""
    final_date: str = ""
    text: str = ""

    @property
    def done(self) -> bool:
        """Whether the centre did what was asked."""
        return self.answer_row >= 0 and not self.status


@dataclass(frozen=True, slots=True)
class Destination:
    """One of several that a message is for: its address, or the name of a list; ``status`` refused it, 0 for none."""

    address: str
    status: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part as it was sent: its row, ``number`` of ``total``, and what came back. ``answer_row`` is -1 for none;
    ``destinations`` are those of a submit_multi; ``follow_ups`` is what was asked about it since."""

    row: int
    number: int
    total: int
    text: str
    answer_row: int
    status: int
    message_id: str
    fate: Fate
    receipts: tuple[ReceiptSeen, ...]
    destinations: tuple[Destination, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def text_now(self) -> str:
        """The text that the centre holds: as sent, or as it was replaced since."""
        replaced = (one.text for one in reversed(self.follow_ups) if one.command == "replace_sm" and one.done)
        return next(replaced, self.text)


@dataclass(frozen=True, slots=True)
class Journey:
    """A message: what was sent as one, whole or in parts. ``total`` are the parts it should have, ``text`` is what the
    centre holds of it."""

    number: int
    session: int
    source: str
    destination: str
    text: str
    time_ns: int
    total: int
    parts: tuple[PartSeen, ...]

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What became of each part, and of a message to several of each destination."""
        each = ([one.fate for one in part.destinations] or [part.fate] for part in self.parts)
        return tuple(fate for fates in each for fate in fates)

    @property
    def count(self) -> int:
        """How many ``fates`` there should be."""
        return max(self.total - len(self.parts), 0) + len(self.fates)

    @property
    def fate(self) -> Fate:
        """What became of the message: PARTLY where its parts fared differently or some are missing."""
        fates = set(self.fates)
        return fates.pop() if len(fates) == 1 and len(self.parts) == self.total else Fate.PARTLY

    @property
    def words(self) -> str:
        """ "delivered", "2 of 3 accepted, 1 refused", ..."""
        if self.fate is not Fate.PARTLY:
            return self.fate.words
        counts = Counter(self.fates)
        ranked = sorted(counts.items(), key=_most_telling)
        told = [said("{count} {fate}", count=count, fate=said(fate.words)) for fate, count in ranked]
        fate, first = ranked[0]
        missing = self.count - len(self.fates)
        rest = [*told[1:], *([said("{missing} not sent", missing=missing)] if missing else [])]
        lead = said("{count} of {total} {fate}", count=first, total=self.count, fate=said(fate.words))
        return joined(", ", [lead, *rest])

    @property
    def receipts(self) -> tuple[ReceiptSeen, ...]:
        """The receipts of all parts, as they came."""
        return tuple(sorted((one for part in self.parts for one in part.receipts), key=lambda one: one.row))

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows of the message: parts, what was asked about them, answers, receipts."""
        requests = [(part.row, part.answer_row) for part in self.parts]
        requests += [(one.row, one.answer_row) for part in self.parts for one in part.follow_ups]
        found = {row for pair in requests for row in pair if row >= 0}
        return tuple(sorted(found | {receipt.row for receipt in self.receipts}))


def _most_telling(item: tuple[Fate, int]) -> tuple[bool, int]:
    """Successes first, the furthest of them in front; then failures."""
    fate = item[0]
    return fate.failed, -fate
