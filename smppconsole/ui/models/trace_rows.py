"""One row of the trace as it is painted: words, icons and tones, made when somebody looks. Qt-free."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from smppconsole.smpp.decode import decode
from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.finding import Finding, Severity, worst_of
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.values import MS_AVAILABILITY_STATUS
from smppconsole.trace.several import refused_by
from smppconsole.trace.store import Mark, Store
from smppconsole.ui.models.short_words import STATES, status_words
from smppconsole.ui.words import tr, tr_many

if TYPE_CHECKING:
    from smppconsole.smpp.summary import Summary
    from smppconsole.trace.verdicts import Worst

RESPONSE = 0x80000000
KEEPALIVE = 0x15
_ALERT, _AVAILABILITY = 0x102, 0x0422
_QUERY_ANSWER = 0x80000003
_NACK, _MULTI_ANSWER = 0x80000000, 0x80000021
_LENGTH_SIZE = 4
_MOST_CHARACTERS = 60
_ALIVE = frozenset({KEEPALIVE.to_bytes(4, "big"), (KEEPALIVE | RESPONSE).to_bytes(4, "big")})
_BINDS = frozenset({0x01, 0x02, 0x09})
_LATE_NS = 5_000_000_000
_DELIVERED = 2
_ON_THE_WAY = frozenset({0, 1, 6})


class SessionTag(NamedTuple):
    """How a session is marked in a row: its letters ("NL TX") and the token of its colour."""

    text: str
    colour: str


class StatusCell(NamedTuple):
    """An icon, its token, the words, and whether they stand out."""

    icon: str = ""
    token: str = "text2"
    words: str = ""
    strong: bool = False


class TraceRow(NamedTuple):
    """What the table paints. ``tone`` is request, response or keepalive; ``alarm`` the icon after the summary."""

    row: int
    number: str
    time: str
    outgoing: bool
    tag: SessionTag
    command: str
    tone: str
    sequence: str
    status: StatusCell
    failed: bool
    route: str
    to: str
    chip: str
    text: str
    alarm: str
    round_trip: str
    marked: bool
    waiting: bool
    comment: str = ""
    length: str = ""
    gap: str = ""


class RowMaker:
    """Makes rows of one store. ``tag_of`` tells how a session is marked, ``reading_of`` how its text is read,
    ``book_of`` by which tables."""

    def __init__(
        self,
        store: Store,
        tag_of: Callable[[int], SessionTag],
        reading_of: Callable[[int], Reading],
        book_of: Callable[[int], Book] = lambda _session: STANDARD,
        now_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._store = store
        self._tag_of, self._reading_of = tag_of, reading_of
        self._book_of, self._now_ns = book_of, now_ns

    @cached_property
    def _worst(self) -> Worst:
        from smppconsole.trace.verdicts import Worst  # noqa: PLC0415 - once there is a row

        return Worst()

    def row(self, row: int) -> TraceRow:
        """The row as it is now."""
        from smppconsole.smpp.summary import summarise  # noqa: PLC0415 - once there is a row

        store = self._store
        octets, flags, command = store.octets(row), store.flags(row), store.command(row)
        session = store.session(row)
        reading, book = self._reading_of(session), self._book_of(session)
        summary = summarise(octets, book, reading)
        waiting = store.is_open(row) and not flags & Mark.ABANDONED
        status = self._status(row, command, flags, summary, waiting)
        failed = bool(store.status(row)) and bool(command & RESPONSE)
        return TraceRow(
            row=row,
            number=str(row + 1),
            time=clock(store.time_ns(row)),
            outgoing=store.outgoing(row),
            tag=self._tag_of(store.session(row)),
            command=self._command(command, flags, octets),
            tone=_tone(command, status),
            sequence="" if flags & (Mark.HEADLESS | Mark.LOST) else str(store.sequence(row)),
            status=status,
            failed=failed,
            route=route(summary),
            to=summary.destination,
            chip=_chip(summary),
            text=self._text(row, command, octets, summary, waiting),
            alarm=self._alarm(octets, book, reading, store.judged.get(row, ())),
            round_trip=self._round_trip(row, command),
            marked=bool(flags & Mark.MARKED),
            waiting=waiting,
            comment=store.comments.get(row, ""),
            length=str(len(octets)),
            gap=gap_words((store.time_ns(row) - store.time_ns(row - 1)) / 1e9) if row else "",
        )

    def _command(self, command: int, flags: Mark, octets: bytes) -> str:
        if flags & Mark.LOST:
            return tr("cut off") if _is_cut_off(octets) else tr("lost framing")
        if flags & Mark.HEADLESS:
            return tr("too short")
        spec = STANDARD.command(command)
        return spec.name if spec else f"0x{command:08X}"

    def _status(self, row: int, command: int, flags: Mark, summary: Summary, waiting: bool) -> StatusCell:
        if flags & (Mark.HEADLESS | Mark.LOST):
            return StatusCell("error", "err", tr("Unreadable"), True)
        if flags & Mark.FOREIGN and not self._is_nack_of_nothing(row, command):
            wrong = any(one.id == "wrong-answer" for one in self._store.judged.get(row, ()))
            return StatusCell("warning", "warn", tr("Answers another") if wrong else tr("Answers nothing"), True)
        if flags & Mark.DUPLICATE:
            return StatusCell("warning", "warn", tr("Answered twice"), True)
        if command & RESPONSE:
            answer = self._answer(row) if command != _MULTI_ANSWER else self._answer_to_several(row)
            late = any(one.id == "answer-late" for one in self._store.judged.get(row, ()))
            return answer._replace(words=tr("{status}, late", status=answer.words)) if late else answer
        if summary.receipt is not None:
            return _receipt(summary.receipt.state)
        if waiting:
            return self._wait(row)
        if flags & Mark.ABANDONED:
            return StatusCell("warning", "warn", tr("No answer"), True)
        return StatusCell()

    def _is_nack_of_nothing(self, row: int, command: int) -> bool:
        """A generic_nack without a number is how octets are refused in which none could be read (SMPP 3.4, 4.3)."""
        return command == _NACK and self._store.sequence(row) == 0

    def _answer(self, row: int) -> StatusCell:
        code = self._store.status(row)
        if code == 0:
            return StatusCell("check", "ok", "OK")
        return StatusCell("error", "err", status_words(code, self._book_of(self._store.session(row))), True)

    def _answer_to_several(self, row: int) -> StatusCell:
        """The status of a submit_multi_resp says OK where some of the destinations were refused."""
        refused = 0 if self._store.status(row) else len(refused_by(self._store.octets(row)))
        words = tr_many("1 refused", "{count} refused", refused)
        return StatusCell("warning", "warn", words, True) if refused else self._answer(row)

    def _wait(self, row: int) -> StatusCell:
        waited = max(0, self._now_ns() - self._store.mono_ns(row))
        if waited < 1_000_000_000:
            return StatusCell()
        seconds = waited // 1_000_000_000
        if waited < _LATE_NS:
            return StatusCell("clock", "text2", tr("Waiting, {seconds} s", seconds=seconds))
        return StatusCell("warning", "warn", tr("Late, {seconds} s", seconds=seconds), True)

    def _text(self, row: int, command: int, octets: bytes, summary: Summary, waiting: bool) -> str:
        code = self._store.status(row)
        if self._store.flags(row) & Mark.LOST:
            return _lost_words(octets)
        if command & RESPONSE and code:
            return f"0x{code:02X}  {tr(self._book_of(self._store.session(row)).status(code).words)}"
        if command & ~RESPONSE in _BINDS:
            return _bind_words(octets)
        if command == _MULTI_ANSWER:
            ids = tr("id {message_id}", message_id=summary.message_id) if summary.message_id else ""
            return ", ".join(filter(None, (ids, *(f"{who} 0x{code:02X}" for who, code in refused_by(octets)))))
        if command == _ALERT:
            return _available(octets)
        if command == _QUERY_ANSWER:
            return _queried(octets, summary.message_id)
        if summary.receipt is not None:
            return tr("id {message_id}", message_id=summary.message_id) if summary.message_id else summary.text
        if waiting and command == KEEPALIVE and self._wait(row).icon == "warning":
            return tr("No answer yet")
        return summary.text or (tr("id {message_id}", message_id=summary.message_id) if summary.message_id else "")

    def _alarm(self, octets: bytes, book: Book, reading: Reading, judged: tuple[Finding, ...]) -> str:
        """The icon of the worst finding; the octets of keep-alives are not looked into."""
        alive = octets[4:8] in _ALIVE and len(octets) == HEADER_SIZE
        both = worst_of(judged), None if alive else self._worst.of(octets, reading, book)
        worst = min(filter(None, both), key=lambda severity: severity.rank, default=None)
        return _ALARMS.get(worst, "") if worst is not None else ""

    def _round_trip(self, row: int, command: int) -> str:
        """In milliseconds, beside the response."""
        trip = self._store.round_trip_ns(row)
        return milliseconds(trip / 1e6) if command & RESPONSE and trip >= 0 else ""


def _available(octets: bytes) -> str:
    """What an alert_notification says of the phone (SMPP 3.4, 5.3.2.30); without a status, that it is there again."""
    status = decode(octets).tlv(_AVAILABILITY)
    return tr("The phone is {availability}", availability=tr(MS_AVAILABILITY_STATUS.word(status[0] if status else 0)))


def _queried(octets: bytes, message_id: str) -> str:
    """What a query_sm_resp says: the state first, it is what was asked for."""
    state = decode(octets).field("message_state")
    told = tr(STATES.get(state, "Unknown state")) if isinstance(state, int) else ""
    ids = tr("id {message_id}", message_id=message_id) if message_id else ""
    return ", ".join(filter(None, (told, ids)))


def _is_cut_off(octets: bytes) -> bool:
    """Whether these are the first octets of a PDU whose rest never came, not octets that begin none."""
    return len(octets) < _LENGTH_SIZE or len(octets) < int.from_bytes(octets[:_LENGTH_SIZE]) <= LONGEST


def _lost_words(octets: bytes) -> str:
    """What there is: so much of a PDU, or the characters of what is none."""
    from smppconsole.console.strangers import characters  # noqa: PLC0415 - when asked for

    if not _is_cut_off(octets):
        return characters(octets, _MOST_CHARACTERS)
    if len(octets) < _LENGTH_SIZE:
        return tr_many("1 octet of a PDU came", "{count} octets of a PDU came", len(octets))
    total = int.from_bytes(octets[:_LENGTH_SIZE])
    return tr("{count} of {total} octets of a PDU came", count=len(octets), total=total)


_ALARMS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def clock(time_ns: int) -> str:
    """Wall time in the zone of this machine, to the millisecond."""
    seconds, rest = divmod(time_ns, 1_000_000_000)
    return f"{time.strftime('%H:%M:%S', time.localtime(seconds))}.{rest // 1_000_000:03d}"


def gap_words(seconds: float) -> str:
    """Seconds between two PDUs, to the millisecond, or in whole ones where they are many; clocks may go back."""
    return f"{seconds:.3f}" if abs(seconds) < 1000 else f"{seconds:.0f}"


def milliseconds(value: float) -> str:
    """Milliseconds with a digit behind the point only below ten."""
    return f"{value:.1f}" if value < 9.95 else f"{value:.0f}"


def route(summary: Summary) -> str:
    """ "Orbit → 491713920012", or what there is of it."""
    if summary.source and summary.destination:
        return f"{summary.source} → {summary.destination}"
    return f"→ {summary.destination}" if summary.destination else summary.source


def _tone(command: int, status: StatusCell) -> str:
    if command & ~RESPONSE == KEEPALIVE:
        return "request" if status.strong else "keepalive"
    return "response" if command & RESPONSE else "request"


def _chip(summary: Summary) -> str:
    segment = summary.segment
    return f"{segment.number}/{segment.total}" if segment is not None else ""


def _receipt(state: int | None) -> StatusCell:
    words = tr(STATES.get(state, tr("Receipt")) if state is not None else tr("Receipt"))
    if state == _DELIVERED:
        return StatusCell("receipt", "ok", words, True)
    token = "text2" if state in _ON_THE_WAY or state is None else "err"
    return StatusCell("receipt", token, words, state is not None)


def _bind_words(octets: bytes) -> str:
    """Whom a bind names, and the version it speaks; a password is nothing for a list."""
    decoded = decode(octets)
    who, version = decoded.field("system_id"), decoded.field("interface_version")
    words = tr("system_id {who}", who=who) if isinstance(who, str) and who else ""
    if isinstance(version, int):
        words += tr(", version {version}.{version_2}", version=version >> 4, version_2=version & 15)
    return words
