"""Messages and what became of them as Qt's table of one column, the newest on top."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from heapq import merge
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from smppconsole.smpp.decode import decode
from smppconsole.trace.journey import Fate, Journey, PartSeen
from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_row import (
    NONE,
    MessageRow,
    Step,
    duration,
    incoming_key,
    is_incoming,
    number_of,
    sent_key,
)
from smppconsole.ui.words import tip, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_CACHED = 2000
_WANTS_RECEIPT = 0x03
_ENDS = frozenset(Fate) - {Fate.WAITING, Fate.ACCEPTED, Fate.ON_ITS_WAY, Fate.UNKNOWN}
ALL, SENT, RECEIVED = "all", "sent", "received"
"""Which messages are shown."""


class MessageModel(QAbstractTableModel):
    """Shows the messages of ``Journeys``, and of its inbox: all of them in the order in which they began, or those that
    went one way. Rows are numbered from the newest; a message is named by its key (``message_row``)."""

    def __init__(self, journeys: Journeys, now_ns: Callable[[], int] = time.time_ns) -> None:
        super().__init__()
        self.journeys = journeys
        self._order = array("q")
        self._sent = self._came = 0
        self._kind = ALL
        self._cache: dict[int, MessageRow] = {}
        self._now_ns = now_ns
        self._take_new()

    @property
    def kind(self) -> str:
        """Which messages are shown."""
        return self._kind

    def show_kind(self, kind: str) -> None:
        """Show all messages, those sent, or those received."""
        self.beginResetModel()
        self._kind = kind
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Messages."""
        if parent.isValid():
            return 0
        return {ALL: len(self._order), SENT: self._sent, RECEIVED: self._came}[self._kind]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The message in words; by which rule its receipts were tied to it, on hover."""
        if not index.isValid():
            return None
        row = self.message(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.says
        return tip(row.words) if role == Qt.ItemDataRole.ToolTipRole else None

    def key(self, position: int) -> int:
        """The key of the message at a position."""
        at = self.rowCount() - 1 - position
        if self._kind == ALL:
            return self._order[at]
        return sent_key(at) if self._kind == SENT else incoming_key(at)

    def position_of(self, key: int) -> int:
        """Where a message stands, -1 where it is not shown."""
        if key == NONE or number_of(key) >= (self._came if is_incoming(key) else self._sent):
            return -1
        if self._kind == ALL:
            at = bisect_left(self._order, self._first_row(key), key=self._first_row)
        else:
            at = number_of(key) if is_incoming(key) == (self._kind == RECEIVED) else self.rowCount()
        return self.rowCount() - 1 - at if at < self.rowCount() else -1

    def message(self, position: int) -> MessageRow:
        """What is painted at a position; made once, and again when it changed."""
        key = self.key(position)
        made = self._cache.get(key)
        if made is None:
            if len(self._cache) > _MOST_CACHED:
                self._cache.clear()
            made = self._cache[key] = self._make(key)
        return made

    def update(self, sent: Iterable[int], incoming: Iterable[int] = ()) -> None:
        """Messages that are new or changed, by their numbers."""
        for key in (*map(sent_key, sent), *map(incoming_key, incoming)):
            self._cache.pop(key, None)
        more = {
            ALL: len(self.journeys) + len(self.journeys.inbox) - len(self._order),
            SENT: len(self.journeys) - self._sent,
            RECEIVED: len(self.journeys.inbox) - self._came,
        }[self._kind]
        if more > 0:
            self.beginInsertRows(QModelIndex(), 0, more - 1)
        self._take_new()
        if more > 0:
            self.endInsertRows()

    def _take_new(self) -> None:
        """Messages that began since, in the order of their first rows."""
        sent, came = len(self.journeys), len(self.journeys.inbox)
        fresh = (map(sent_key, range(self._sent, sent)), map(incoming_key, range(self._came, came)))
        self._order.extend(merge(*fresh, key=self._first_row))
        self._sent, self._came = sent, came

    def _first_row(self, key: int) -> int:
        told = self.journeys.inbox if is_incoming(key) else self.journeys
        return told.first_row(number_of(key))

    def forget_waiting(self, first: int, last: int) -> bool:
        """Make the waiting messages among these positions anew; whether there are any."""
        keys = [self.key(position) for position in range(first, min(last + 1, self.rowCount()))]
        waiting = [key for key in keys if key in self._cache and self._cache[key].waiting]
        for key in waiting:
            del self._cache[key]
        return bool(waiting)

    def _make(self, key: int) -> MessageRow:
        from smppconsole.ui.models.incoming_row import incoming_row  # noqa: PLC0415 - once there is a row
        from smppconsole.ui.models.message_lines import lines_of  # noqa: PLC0415 - once there is a row

        number, store = number_of(key), self.journeys.store
        if is_incoming(key):
            return incoming_row(self.journeys.inbox.message(number), store)
        journey = self.journeys.journey(number)
        flags = decode(store.octets(journey.parts[0].row)).field("registered_delivery")
        wanted = isinstance(flags, int) and bool(flags & _WANTS_RECEIPT)
        steps = steps_of(journey, wanted)
        waiting = any(step.icon == "ring" for step in steps)
        text = journey.text.replace("\n", " ") or tr("no text")
        says = tr(
            "{text}, to {destination}: {steps}",
            text=text,
            destination=journey.destination,
            steps=", ".join(step.words for step in steps),
        )
        took = self._time(journey, waiting)
        lines = lines_of(journey, store, wanted, self._now_ns(), duration)
        row, words = journey.parts[0].row, _tooltip(journey, self._over(journey.session))
        return MessageRow(key, row, text, journey.destination, steps, took, waiting, says, words, lines)

    def _over(self, session: int) -> str:
        """The title of a session, where there is more than one; "" else."""
        ends = self.journeys.store.ends
        return ends[session].title if len(ends) > 1 and session in ends else ""

    def _time(self, journey: Journey, waiting: bool) -> str:
        """How long it took, how long it waits, or the status that refused it; nothing where nobody answered."""
        each = (status for part in journey.parts for status in (part.status, *(to.status for to in part.destinations)))
        refused = next(filter(None, each), 0)
        if refused and journey.fate is Fate.REFUSED:
            return f"0x{refused:02X}"
        if journey.fate is Fate.UNANSWERED:
            return ""
        last = self._now_ns()
        if not waiting:
            last = self.journeys.store.time_ns(_last_row(journey))
        return duration((last - journey.time_ns) / 1e9)


def steps_of(journey: Journey, wanted: bool) -> tuple[Step, ...]:
    """The stations: what the centre said, then what the receipts say, where any were asked for or came."""
    answered = _answers(journey)
    taken = [part for part in journey.parts if part.message_id or part.receipts]
    accepted = sum(_taken_by(part) for part in taken)
    if not accepted or not (wanted or journey.receipts or _told(journey)):
        return (answered,)
    return answered, _receipts(journey, accepted)


def _last_row(journey: Journey) -> int:
    """With which row a message ended: the last receipt, else what the centre told when asked, else the last answer."""
    receipts = [one.row for one in journey.receipts]
    asked = [one.answer_row for part in journey.parts for one in part.follow_ups if one.done and one.fate in _ENDS]
    return max(receipts or asked or [max(part.row, part.answer_row) for part in journey.parts])


def _told(journey: Journey) -> bool:
    """Whether the centre told how a part ended without a receipt: asked by query_sm, or as it was cancelled."""
    return any(one.done and one.fate in _ENDS for part in journey.parts for one in part.follow_ups)


def _taken_by(part: PartSeen) -> int:
    """How many receipts may come of a part that was accepted."""
    return sum(one.fate is not Fate.REFUSED for one in part.destinations) if part.destinations else 1


def _answers(journey: Journey) -> Step:
    total, fates = journey.count, journey.fates
    refused = fates.count(Fate.REFUSED)
    waiting, lost = fates.count(Fate.WAITING), fates.count(Fate.UNANSWERED)
    accepted = len(fates) - refused - waiting - lost
    if accepted == total:
        return Step("tick-disc", "ok", tr("accepted"))
    if refused == total:
        return Step("cross", "err", tr("refused"))
    if lost == total:
        return Step("cross", "err", tr("no answer"))
    if waiting:
        return Step(
            "ring",
            "text2",
            tr("{accepted} of {total} accepted", accepted=accepted, total=total) if accepted else tr("sent"),
        )
    return Step("triangle", "warn", tr("{accepted} of {total} accepted", accepted=accepted, total=total))


def _receipts(journey: Journey, accepted: int) -> Step:
    fates = journey.fates
    delivered = fates.count(Fate.DELIVERED)
    failed = [fate for fate in fates if fate.failed and fate not in {Fate.REFUSED, Fate.UNANSWERED}]
    if delivered == accepted:
        return Step("tick-disc", "ok", tr("delivered"))
    if failed and len(failed) == accepted:
        cancelled = failed[0] is Fate.DELETED and any(
            one.done and one.command == "cancel_sm" for part in journey.parts for one in part.follow_ups
        )
        return Step("cross", "err", tr("cancelled") if cancelled else tr(failed[0].words))
    if delivered + len(failed) >= accepted:
        return Step(
            "triangle", "warn", tr("{delivered} of {total} delivered", delivered=delivered, total=journey.count)
        )
    if delivered + len(failed) + fates.count(Fate.UNKNOWN) >= accepted:
        return Step("triangle", "warn", tr("state unknown"))
    told = tr(next((fate.words for fate in fates if fate is Fate.ON_ITS_WAY), "waiting"))
    return Step(
        "ring",
        "text2",
        tr("{delivered} of {total} delivered", delivered=delivered, total=journey.count) if delivered else told,
    )


def _tooltip(journey: Journey, over: str) -> str:
    lines = [f"{journey.source or tr('no sender')} → {journey.destination}: {tr(journey.words)}"]
    lines += [tr("over {session}", session=over)] if over else []
    for part in journey.parts:
        ids = tr("id {message_id}", message_id=part.message_id) if part.message_id else tr(part.fate.words)
        rules = ", ".join(
            tr("{state_word} (id matched: {rule})", state_word=one.state_word or tr(one.fate.words), rule=tr(one.rule))
            for one in part.receipts
        )
        lines.append(
            tr("part {number} of {total}: {ids}", number=part.number, total=part.total, ids=ids)
            + (f", {rules}" if rules else "")
        )
    return "\n".join(lines[:12])
