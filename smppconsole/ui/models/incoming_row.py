"""A message that came in, as a row of the list: what came of it, what we answered. Qt-free."""

from __future__ import annotations

from smppconsole.trace.inbox import Incoming, IncomingPart
from smppconsole.trace.store import Store
from smppconsole.ui.models.message_lines import Line, clock
from smppconsole.ui.models.message_row import MessageRow, Step, duration, incoming_key
from smppconsole.ui.models.short_words import status_words
from smppconsole.ui.words import tr, tr_many

_DONE = ("tick-disc", "ok")
_OPEN = ("ring", "text2")
_FAILED = ("cross", "err")
_TOLD = 400


def incoming_row(came: Incoming, store: Store) -> MessageRow:
    """The row of a message that came in."""
    steps, text = incoming_steps(came), came.text.replace("\n", " ") or tr("no text")
    says = tr(
        "{text}, from {source}: {steps}",
        text=text,
        source=came.source or tr("no sender"),
        steps=", ".join(step.words for step in steps),
    )
    lines = tuple(_lines(came, store))
    words = f"{came.source or tr('no sender')} → {came.destination}\n{came.text[:_TOLD]}"
    row = came.parts[0].row if came.parts else 0
    key, when = incoming_key(came.number), clock(came.time_ns)
    return MessageRow(key, row, text, came.source or tr("no sender"), steps, when, False, says, words, lines)


def incoming_steps(came: Incoming) -> tuple[Step, ...]:
    """The stations: what came of it, and what we answered."""
    if came.missing:
        there = came.total - len(came.missing)
        whole = Step("triangle", "warn", tr("{there} of {total} parts came", there=there, total=came.total))
    else:
        whole = Step(*_DONE, tr("received"))
    if came.refused:
        status = next(part.status for part in came.parts if part.status)
        return whole, Step(*_FAILED, tr("refused by us: {words}", words=status_words(status)))
    if came.unanswered:
        return whole, Step(*_OPEN, tr("not answered"))
    return whole, Step(*_DONE, tr("answered"))


def _lines(came: Incoming, store: Store) -> list[Line]:
    told = [_line(came, part, store) for part in came.parts]
    if came.missing:
        count = tr_many("1 part did not come", "{count} parts did not come", len(came.missing))
        told.append(Line("triangle", "warn", count, "", came.parts[0].row))
    return told


def _line(came: Incoming, part: IncomingPart, store: Store) -> Line:
    at = store.time_ns(part.row)
    if part.answer_row < 0:
        words, (icon, token), took = tr("not answered"), _OPEN, ""
    else:
        took = duration((store.time_ns(part.answer_row) - at) / 1e9)
        words, (icon, token) = tr("answered"), _DONE
        if part.status:
            words = tr("refused by us: {words}", words=f"{status_words(part.status)} (0x{part.status:02X})")
            icon, token = _FAILED
    title = tr("Part {number} of {total}", number=part.number, total=came.total) if came.total > 1 else ""
    head = title or tr("Received")
    return Line(icon, token, tr("{head} at {clock}, {words}", head=head, clock=clock(at), words=words), took, part.row)
