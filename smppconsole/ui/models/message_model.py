"""Messages and what became of them as Qt's table of one column, the newest on top."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from smppconsole.smpp.decode import decode
from smppconsole.trace.journey import Fate, Journey
from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_lines import Line, lines_of
from smppconsole.ui.words import tip, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_CACHED = 2000
_WANTS_RECEIPT = 0x03


class Step(NamedTuple):
    """A station of a message: icon, token, word."""

    icon: str
    token: str
    words: str


class MessageRow(NamedTuple):
    """What the delegate paints of one message."""

    number: int
    row: int
    text: str
    destination: str
    steps: tuple[Step, ...]
    time: str
    waiting: bool
    words: str
    lines: tuple[Line, ...]


class MessageModel(QAbstractTableModel):
    """Shows ``Journeys``; messages are numbered from the oldest, rows from the newest."""

    def __init__(self, journeys: Journeys, now_ns: Callable[[], int] = time.time_ns) -> None:
        super().__init__()
        self.journeys = journeys
        self._count = len(journeys)
        self._cache: dict[int, MessageRow] = {}
        self._now_ns = now_ns

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Messages."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The message in words; by which rule its receipts were tied to it, on hover."""
        if not index.isValid():
            return None
        row = self.message(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return tr(
                "{text}, to {destination}: {steps}",
                text=row.text,
                destination=row.destination,
                steps=", ".join(step.words for step in row.steps),
            )
        return tip(row.words) if role == Qt.ItemDataRole.ToolTipRole else None

    def message(self, position: int) -> MessageRow:
        """What is painted at a position; made once, and again when it changed."""
        number = self._count - 1 - position
        made = self._cache.get(number)
        if made is None:
            if len(self._cache) > _MOST_CACHED:
                self._cache.clear()
            made = self._cache[number] = self._make(self.journeys.journey(number))
        return made

    def update(self, changed: Iterable[int]) -> None:
        """Messages that are new or changed."""
        for number in changed:
            self._cache.pop(number, None)
        count = len(self.journeys)
        if count > self._count:
            self.beginInsertRows(QModelIndex(), 0, count - self._count - 1)
            self._count = count
            self.endInsertRows()

    def forget_waiting(self, first: int, last: int) -> bool:
        """Make the waiting messages among these positions anew; whether there are any."""
        numbers = [self._count - 1 - position for position in range(first, min(last + 1, self._count))]
        waiting = [number for number in numbers if number in self._cache and self._cache[number].waiting]
        for number in waiting:
            del self._cache[number]
        return bool(waiting)

    def _make(self, journey: Journey) -> MessageRow:
        store = self.journeys.store
        flags = decode(store.octets(journey.parts[0].row)).field("registered_delivery")
        wanted = isinstance(flags, int) and bool(flags & _WANTS_RECEIPT)
        steps = steps_of(journey, wanted)
        waiting = any(step.icon == "ring" for step in steps)
        row = journey.parts[0].row
        text = journey.text.replace("\n", " ") or tr("no text")
        words = _tooltip(journey)
        took = self._time(journey, waiting)
        lines = lines_of(journey, store, wanted, self._now_ns(), duration)
        return MessageRow(journey.number, row, text, journey.destination, steps, took, waiting, words, lines)

    def _time(self, journey: Journey, waiting: bool) -> str:
        """How long it took, how long it waits, or the status that refused it; nothing where nobody answered."""
        refused = next((part.status for part in journey.parts if part.status), 0)
        if refused and journey.fate is Fate.REFUSED:
            return f"0x{refused:02X}"
        if journey.fate is Fate.UNANSWERED:
            return ""
        last = self._now_ns()
        if not waiting:
            rows = journey.rows
            last = self.journeys.store.time_ns(rows[-1])
        return duration((last - journey.time_ns) / 1e9)


def steps_of(journey: Journey, wanted: bool) -> tuple[Step, ...]:
    """The stations: what the centre said, then what the receipts say, where any were asked for or came."""
    answered = _answers(journey)
    accepted = [part for part in journey.parts if part.message_id or part.receipts]
    if not accepted or not (wanted or journey.receipts):
        return (answered,)
    return answered, _receipts(journey, len(accepted))


def _answers(journey: Journey) -> Step:
    total = max(journey.total, len(journey.parts))
    fates = [part.fate for part in journey.parts]
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
    fates = [part.fate for part in journey.parts]
    delivered = fates.count(Fate.DELIVERED)
    failed = [fate for fate in fates if fate.failed and fate not in {Fate.REFUSED, Fate.UNANSWERED}]
    if delivered == accepted:
        return Step("tick-disc", "ok", tr("delivered"))
    if failed and len(failed) == accepted:
        return Step("cross", "err", tr(failed[0].words))
    if delivered + len(failed) >= accepted:
        return Step(
            "triangle", "warn", tr("{delivered} of {total} delivered", delivered=delivered, total=journey.total)
        )
    if delivered + len(failed) + fates.count(Fate.UNKNOWN) >= accepted:
        return Step("triangle", "warn", tr("state unknown"))
    told = tr(next((fate.words for fate in fates if fate is Fate.ON_ITS_WAY), "waiting"))
    return Step(
        "ring",
        "text2",
        tr("{delivered} of {total} delivered", delivered=delivered, total=journey.total) if delivered else told,
    )


def duration(seconds: float) -> str:
    """3 ms, 0.2 s, 1.5 s, 42 s, 3 min, 24 h: never more than it is worth."""
    if seconds < 0.0995:
        return f"{max(0.0, seconds) * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return tr("{seconds:.0f} min", seconds=seconds / 60) if seconds < 7200 else f"{seconds / 3600:.0f} h"


def _tooltip(journey: Journey) -> str:
    lines = [f"{journey.source or tr('no sender')} → {journey.destination}: {tr(journey.words)}"]
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
