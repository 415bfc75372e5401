"""What is inside a message, a line each: its parts with their answers, its receipts with the rule that tied them, and
what still waits since when. Qt-free."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from smppconsole.smpp.smpptime import read_time
from smppconsole.trace.journey import Destination, Fate, FollowUp, Journey, PartSeen, ReceiptSeen
from smppconsole.trace.store import Store
from smppconsole.ui.models.short_words import status_words
from smppconsole.ui.words import tr, tr_many


class Line(NamedTuple):
    """An icon in the colour of a token, words, a time at the right, and the store's row it speaks of."""

    icon: str
    token: str
    words: str
    remark: str
    row: int


_LOOKS = {
    Fate.WAITING: ("clock", "text2"),
    Fate.ON_ITS_WAY: ("ring", "text2"),
    Fate.UNKNOWN: ("triangle", "warn"),
    Fate.DELIVERED: ("tick-disc", "ok"),
    Fate.ACCEPTED: ("tick-disc", "ok"),
}
_FAILED = ("cross", "err")
_UNSURE = ("triangle", "warn")
_UNDER_WAY = frozenset({Fate.ACCEPTED, Fate.ON_ITS_WAY})


def lines_of(
    journey: Journey, store: Store, wanted: bool, now_ns: int, tell: Callable[[float], str]
) -> tuple[Line, ...]:
    """The lines of a message; ``wanted`` tells whether receipts were asked for, ``tell`` says seconds in words."""
    lines: list[Line] = []
    for part in journey.parts:
        sent = store.time_ns(part.row)
        lines.append(_part_line(part, store, now_ns, tell))
        lines += [_refused_line(one, part.answer_row) for one in part.destinations if one.status]
        later = [(one.row, _receipt_line(one, sent, tell, bool(part.destinations))) for one in part.receipts]
        later += [(one.row, _follow_up_line(one, store, sent, tell)) for one in part.follow_ups]
        lines += [line for _, line in sorted(later)]
        lines += _waiting_line(part, store, now_ns, tell) if wanted and part.answer_row >= 0 else []
    missing = journey.total - len(journey.parts)
    if missing > 0:
        count = tr_many("1 part was not seen", "{count} parts were not seen", missing)
        lines.append(Line(*_UNSURE, count, "", journey.parts[0].row))
    return tuple(lines)


def _part_line(part: PartSeen, store: Store, now_ns: int, tell: Callable[[float], str]) -> Line:
    sent = store.time_ns(part.row)
    title = tr("Part {number} of {total}: ", number=part.number, total=part.total) if part.total > 1 else ""
    if part.answer_row < 0:
        lost = part.fate is Fate.UNANSWERED
        words = tr("no answer came") if lost else tr("waits for its answer since {clock}", clock=clock(sent))
        icon, token = _FAILED if lost else _LOOKS[Fate.WAITING]
        return Line(icon, token, _capital(title + words), "" if lost else tell((now_ns - sent) / 1e9), part.row)
    took = tell((store.time_ns(part.answer_row) - sent) / 1e9)
    if part.status:
        words = tr(
            "refused: {status_words} (0x{status:02X})", status_words=status_words(part.status), status=part.status
        )
        return Line(*_FAILED, _capital(title + words), took, part.answer_row)
    words = (
        tr("accepted, id {message_id}", message_id=part.message_id) if part.message_id else tr("accepted without an id")
    )
    refused = sum(bool(one.status) for one in part.destinations)
    if refused:
        taken, asked = len(part.destinations) - refused, len(part.destinations)
        words = tr("{words}, for {taken} of {asked} destinations", words=words, taken=taken, asked=asked)
        return Line(*_UNSURE, _capital(title + words), took, part.answer_row)
    return Line(*_LOOKS[Fate.ACCEPTED], _capital(title + words), took, part.answer_row)


def _waiting_line(part: PartSeen, store: Store, now_ns: int, tell: Callable[[float], str]) -> list[Line]:
    """Since when a receipt is waited for; that none came, where the centre told by other ways how it ended."""
    if part.fate in _UNDER_WAY:
        since = tr("Waits for its receipt since {clock}", clock=clock(store.time_ns(part.answer_row)))
        return [Line("clock", "text2", since, tell((now_ns - store.time_ns(part.row)) / 1e9), part.answer_row)]
    told = part.follow_ups and not part.receipts and not part.status
    return [Line("clock", "text2", tr("No receipt came so far"), "", part.answer_row)] if told else []


def _follow_up_line(one: FollowUp, store: Store, sent: int, tell: Callable[[float], str]) -> Line:
    """What was asked about a part later, and what came of it."""
    if one.answer_row < 0:
        since = clock(store.time_ns(one.row))
        words = tr("no answer came") if one.lost else tr("waits for its answer since {clock}", clock=since)
        icon, token = _UNSURE if one.lost else _LOOKS[Fate.WAITING]
        return Line(icon, token, f"{one.command}: {words}", "", one.row)
    after = tell((store.time_ns(one.answer_row) - sent) / 1e9)
    if one.status:
        told = {"command": one.command, "status_words": status_words(one.status), "status": one.status}
        words = tr("{command} refused: {status_words} (0x{status:02X})", **told)
        return Line(*_UNSURE, words, after, one.answer_row)
    icon, token = _LOOKS.get(one.fate, _FAILED) if one.fate is not None else _LOOKS[Fate.ACCEPTED]
    return Line(icon, token, f"{one.command}: {_outcome(one)}", after, one.answer_row)


def _outcome(one: FollowUp) -> str:
    """What the centre did, or the state that it told."""
    if one.command == "cancel_sm":
        return tr("cancelled")
    if one.command == "replace_sm":
        return tr("the text is “{text}” now", text=one.text.replace("\n", " "))
    words = tr(one.fate.words) if one.fate is not None else tr("unknown")
    at = tr(" at {words}", words=read_time(one.final_date).words) if one.final_date else ""
    return f"{words} ({one.state_word}){at}"


def _refused_line(one: Destination, row: int) -> Line:
    """One of several that was not taken."""
    words = tr(
        "{address} refused: {status_words} (0x{status:02X})",
        address=one.address,
        status_words=status_words(one.status),
        status=one.status,
    )
    return Line(*_FAILED, words, "", row)


def _receipt_line(receipt: ReceiptSeen, sent: int, tell: Callable[[float], str], of_several: bool) -> Line:
    icon, token = _LOOKS.get(receipt.fate, _FAILED)
    pieces = [f"{receipt.source} {tr(receipt.fate.words)}" if of_several else tr(receipt.fate.words)]
    if receipt.error.strip("0"):
        pieces.append(tr("error {error}", error=receipt.error))
    pieces.append(tr("tied by: {rule}", rule=tr(receipt.rule)))
    if receipt.doubt:
        pieces.append(receipt.doubt)
    return Line(icon, token, _capital(", ".join(pieces)), tell((receipt.time_ns - sent) / 1e9), receipt.row)


def clock(time_ns: int) -> str:
    """The wall clock of this machine: 10:42:06."""
    return f"{datetime.fromtimestamp(time_ns / 1e9):%H:%M:%S}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
