"""One bind from the terminal: an engine whose happenings are printed, and which unbinds however it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any

from smppconsole.cli.options import open_capture
from smppconsole.cli.output import Output
from smppconsole.cli.report import Report, shown
from smppconsole.cli.status import Status
from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult
from smppconsole.console.door import Door
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import BindDone, GaveUp, Happening, StepTaken, Trouble, TurnedAway
from smppconsole.session.events import (
    Answered,
    Closed,
    CloseReason,
    PduReceived,
    PeerFault,
    Stray,
    Throttled,
    Unanswered,
    Unexpected,
    apart,
)
from smppconsole.session.state import OUTBIND
from smppconsole.smpp.header import read_header
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.summary import summarise
from smppconsole.trace.batch import Pile
from smppconsole.trace.store import Store

NO_MESSAGES = frozenset({0x01, 0x02, 0x06, 0x09, 0x15})
"""Requests that belong to the session: binds, unbind, enquire_link."""

_ENQUIRE_LINK = 0x15
_FROM_THE_PEER = frozenset({0x05, 0x102, 0x103})
_SESSION = 1


class _Told(Store):
    """Keeps nothing of what is printed as it happens: a bind that listens for days must not grow."""

    def take(self, pile: Pile, wall_ns: int = 0) -> int:
        """Let them go."""
        return 0

    def append(
        self, octets: bytes, *, time_ns: int, mono_ns: int, outgoing: bool, session: int, lost: bool = False
    ) -> int:
        """Let it go."""
        return 0


class Conversation:
    """Used as ``async with``. ``watch`` hears of each happening before it is printed; ``on_receipt`` prints a receipt,
    and may know whose it is.

    A lost link is not bound again: whoever runs the command decides about that.
    """

    def __init__(self, account: Account, output: Output, capture: str | None, book: Book) -> None:
        self.account = account
        self.report = Report(output, book, account.reading)
        self.watch: Callable[[Happening], None] = _ignore
        self.on_receipt: Callable[[ReceiptReading, bytes], None] = self._unknown_receipt
        self._capture = open_capture(capture, account)
        self.engine = Engine(replace(account, reconnect=False), _Told(), _SESSION, capture=self._capture, book=book)
        self.engine.observe(self._on_happenings)

    async def __aenter__(self) -> Conversation:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        try:
            if self.engine.is_bound:
                await self.engine.unbind()
            await self.engine.close()
        finally:
            if self._capture is not None:
                self._capture.close()

    async def bind(self, password: str, door: Door | None = None) -> Status:
        """Connect and bind, or wait at a door for an outbind; everything is printed on the way."""
        return bind_status(await self.engine.start(password, door))

    def _on_happenings(self, _engine: Engine, happenings: tuple[Happening, ...]) -> None:
        for happening in apart(happenings):
            self.watch(happening)
            tell = _TELLERS.get(type(happening))
            if tell is not None:
                tell(self, happening)

    def _on_received(self, event: PduReceived) -> None:
        command = read_header(event.octets).command_id
        if command == _ENQUIRE_LINK:
            self.report.alive("peer")
        elif command in _FROM_THE_PEER:
            self._take_message(event.octets)
        elif command == OUTBIND:
            self.report.outbind(event.octets)

    def _take_message(self, octets: bytes) -> None:
        seen = summarise(octets, self.report.book, self.report.reading)
        if seen.is_receipt and seen.receipt is not None:
            self.on_receipt(seen.receipt, octets)
        else:
            self.report.message(seen, octets)

    def _unknown_receipt(self, receipt: ReceiptReading, octets: bytes) -> None:
        self.report.receipt(receipt, octets, "")

    def _on_answer(self, event: Answered) -> None:
        if event.request_id == _ENQUIRE_LINK:
            self.report.alive("us", event.round_trip)

    def _on_unanswered(self, event: Unanswered) -> None:
        if event.request_id == _ENQUIRE_LINK:
            self.report.error("an enquire_link of ours was not answered in time", cause="enquire_link")

    def _on_stray(self, event: Unexpected) -> None:
        header = read_header(event.octets)
        words = f"{self.report.name(header.command_id)} with sequence number {header.sequence}: {_STRAY[event.kind]}"
        self.report.error(words, cause=event.kind, hex=shown(event.octets))

    def _on_fault(self, event: PeerFault) -> None:
        self.report.error(event.words, cause=event.id, hex=shown(event.octets))


_TELLERS: dict[type, Callable[[Conversation, Any], None]] = {
    StepTaken: lambda talk, taken: talk.report.step(taken.step),
    BindDone: lambda talk, done: talk.report.bound(done.result),
    TurnedAway: lambda talk, event: talk.report.turned_away(event),
    GaveUp: lambda talk, event: talk.report.error(event.words),
    PduReceived: Conversation._on_received,
    Answered: Conversation._on_answer,
    Unanswered: Conversation._on_unanswered,
    Unexpected: Conversation._on_stray,
    PeerFault: Conversation._on_fault,
    Throttled: lambda talk, event: talk.report.slowed(event, talk.account.throttle_pause),
    Closed: lambda talk, event: talk.report.closed(event),
    Trouble: lambda talk, trouble: talk.report.error(trouble.words),
}

_STRAY = {
    Stray.DUPLICATE: "a second answer; its request has been answered before",
    Stray.FOREIGN: "no request of ours has that number",
    Stray.WRONG_COMMAND: "our request of that number is of another command",
}
_SILENT = frozenset({CloseReason.BIND_TIMEOUT, "foreign-sequence", "foreign-command", "nack", "outbind"})


def _ignore(_happening: Happening) -> None:
    return


def bind_status(result: BindResult) -> Status:
    """The exit status that a try to bind comes to."""
    if result.ok:
        return Status.DONE
    if result.status is not None:
        return Status.REFUSED
    if result.cause == "encode":
        return Status.WRONG_INPUT
    return Status.NO_ANSWER if result.cause in _SILENT else Status.NO_CONNECTION
