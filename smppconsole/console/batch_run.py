"""One message to many, at a rate: sends the rows of a plan through an engine, and knows what became of each.

It can be paused, resumed and cancelled at any moment. What the centre refuses for speed (0x58, 0x14) makes it rest and
go slower, and is sent again; what was unanswered when a link was lost is told and never sent again on its own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from smppconsole.compose.batch import BatchEncoder, BatchMessage
from smppconsole.console.batch_progress import BatchProgress, Stage
from smppconsole.console.batch_row import FINAL, BatchRow, Fate
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import Happening
from smppconsole.console.outcomes import Outcome
from smppconsole.console.pace import Pace
from smppconsole.console.watchers import Watchers
from smppconsole.session.events import Answered, Unanswered, Why
from smppconsole.session.state import StateError
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.spec.book import Book
from smppconsole.values import dataclass

TOO_FAST = frozenset({0x58, 0x14})
"""ESME_RTHROTTLED and ESME_RMSGQFUL."""
_AT_ONCE = 32
_LOOK_AGAIN = 0.5


@dataclass(slots=True)
class _Job:
    """A message on its way: the parts still to be sent, and how many answers are out."""

    row: BatchRow
    parts: deque[Pdu]
    waiting: int = 0
    again: bool = False


class BatchRun(BatchProgress):
    """One batch. ``total`` messages come out of ``messages``; ``rate`` is PDUs a second (0: no limit), ``most_tries``
    how often one is sent that the centre refuses for speed."""

    def __init__(
        self,
        engine: Engine,
        messages: Iterable[BatchMessage],
        total: int,
        *,
        rate: float = 0.0,
        most_tries: int = 5,
    ) -> None:
        super().__init__(total)
        self.engine = engine
        self.pace = Pace(rate)
        self._messages: Iterator[BatchMessage] = iter(messages)
        self._most_tries = most_tries
        self._encoder = BatchEncoder(engine.book)
        self._job: _Job | None = None
        self._again: deque[_Job] = deque()
        self._waiting: dict[int, tuple[_Job, Pdu]] = {}
        self._leave: Callable[[], None] = _nothing
        self._changed = asyncio.Event()
        self._watchers: Watchers[BatchRun, BatchRow | None] = Watchers()

    def observe(self, observer: Callable[[BatchRun, BatchRow | None], object]) -> Callable[[], None]:
        """Have ``observer(run, row)`` called after each change (row ``None``: of the whole); returns what ends it."""
        return self._watchers.add(observer)

    # What the user does.

    def pause(self, words: str = "") -> None:
        """Send no more until ``resume``; answers still come."""
        if self.stage is Stage.RUNNING:
            self._turn(Stage.PAUSED, words)

    def resume(self) -> None:
        """Go on."""
        if self.stage is Stage.PAUSED:
            self._turn(Stage.RUNNING)
            self._changed.set()

    def cancel(self) -> None:
        """Send no more at all; answers to what is out still come."""
        if not self.is_over:
            self._end(Stage.CANCELLED)
            self._changed.set()

    async def run(self) -> None:
        """Send everything and wait for the answers, or until cancelled."""
        self.begun_at = self._now()
        self._turn(Stage.RUNNING)
        self._leave = self.engine.observe(self._on_happenings)
        while await self._room():
            if self._send_some() or not self._is_at_its_end:
                await asyncio.sleep(0)
            elif self._waiting:
                await self._wait_for_change()
            else:
                self._end(Stage.DONE)
        self._leave_when_all_is_heard()

    @property
    def _is_at_its_end(self) -> bool:
        """Whether nothing is left to be sent, as far as is known now."""
        begun = self._job is not None and self._job.parts
        return not begun and not self._again and self.stage is Stage.RUNNING

    # One message.

    def _next(self) -> _Job | None:
        """The message to send now: one that is to be sent again, else the next of the plan."""
        if self._again:
            return self._again.popleft()
        for message in self._messages:
            row = BatchRow(len(self.rows) + 1, message.draft.destination, len(message.pdus))
            self.rows.append(row)
            self.counts[row.fate] += 1
            if not message.problem:
                return _Job(row, deque(message.pdus))
            self._change(row, Fate.BAD, message.problem)
        return None

    def _send_some(self) -> int:
        """Send parts while window, rate and user let it, but not for long; how many went out."""
        before = self.sent_parts
        with self.engine.joined():
            for _ in range(_AT_ONCE):
                if self._job is None or not self._job.parts:
                    self._job = self._next()
                if self._job is None or self._is_full or self.pace.wait(self._now()) > 0:
                    break
                self._send_part(self._job)
                if self.stage is not Stage.RUNNING:
                    break
        return self.sent_parts - before

    @property
    def _is_full(self) -> bool:
        engine = self.engine
        return engine.is_bound and engine.outstanding + engine.queued >= engine.account.window

    async def _room(self) -> bool:
        """Wait until the user, the rate and the window let one more out; False where the batch is over."""
        while not self.is_over:
            if self.stage is Stage.PAUSED or self._is_full:
                await self._wait_for_change()
                continue
            wait = self.pace.wait(self._now())
            if wait <= 0:
                return True
            await self._wait_for_change(wait)
        if self._job is not None and self._job.parts and not self._job.waiting:
            self._change(self._job.row, Fate.WAITING, said("not sent: the batch was cancelled"))
        return False

    def _send_part(self, job: _Job) -> None:
        """Send one part; where the session is not bound, the batch rests."""
        pdu = job.parts[0]
        try:
            sequence = self.engine.send(self._encoder.octets(pdu))
        except EncodeError as error:
            job.parts.clear()
            self._change(job.row, Fate.BAD, str(error))
            return
        except StateError:
            self.pause(said("the session is not bound: bind it, then go on"))
            return
        job.parts.popleft()
        job.waiting += 1
        self._waiting[sequence] = (job, pdu)
        now = self._now()
        self.sent_parts += 1
        self._stamps.append(now)
        self.pace.took(1, now)
        if job.row.fate is not Fate.SENT:
            job.row.tries += 1
            self._change(job.row, Fate.SENT)

    # What comes back.

    def _on_happenings(self, _engine: Engine, happenings: tuple[Happening, ...]) -> None:
        out = len(self._waiting)
        for happening in happenings:
            if isinstance(happening, Answered | Unanswered) and happening.sequence in self._waiting:
                self._take(happening, *self._waiting.pop(happening.sequence))
        if len(self._waiting) < out:
            self._go_on()
        self._leave_when_all_is_heard()

    def _go_on(self) -> None:
        """Fill the places that answers left, at once: a turn of the task for each would cost more than the message. The
        task is woken where anything but the window is in the way."""
        if self.stage is Stage.RUNNING and not self._is_full:
            self._send_some()
        if not self._is_full:
            self._changed.set()

    def _leave_when_all_is_heard(self) -> None:
        if self.is_over and not self._waiting:
            self._leave()

    def _take(self, outcome: Outcome, job: _Job, pdu: Pdu) -> None:
        """What became of one part."""
        job.waiting -= 1
        if isinstance(outcome, Answered):
            self._heard(job, pdu, outcome)
        elif outcome.why is Why.UNSENT:
            job.again = True
            job.parts.append(pdu)
        else:
            self._change(job.row, Fate.UNANSWERED, _NO_ANSWER[outcome.why])
        self._look_at(job)

    def _heard(self, job: _Job, pdu: Pdu, answer: Answered) -> None:
        row = job.row
        row.round_trip = answer.round_trip
        if answer.status in TOO_FAST:
            self._slow_down(answer.status)
            if row.tries < self._most_tries and not self.is_over:
                job.again = True
                job.parts.append(pdu)
                row.status = answer.status
                return
        message_id = decode(answer.octets).field("message_id")
        if answer.status:
            row.status = answer.status
            row.words = self.engine.book.status(answer.status).words
            self._change(row, Fate.REFUSED, row.words)
        elif isinstance(message_id, str):
            row.message_ids.append(message_id)

    def _look_at(self, job: _Job) -> None:
        """All answers of a message are in: it is over, or is to be sent again."""
        row = job.row
        if job.waiting or row.fate in FINAL:
            self._watchers.tell(self, row)
        elif job.again:
            job.again = False
            self._change(row, Fate.WAITING, said("refused for speed: it is sent again"))
            self._again.append(job)
        elif not job.parts:
            row.status = 0
            self._change(row, Fate.ACCEPTED, "")

    def _slow_down(self, status: int) -> None:
        now = self._now()
        if not self.pace.slow_down(now, self.measured):
            return
        self.words = _slow_words(self.pace, status, self.pace.rests_until - now, self.engine.book)
        self._watchers.tell(self, None)

    # Bookkeeping.

    def _change(self, row: BatchRow, fate: Fate, words: str = "") -> None:
        self.counts[row.fate] -= 1
        self.counts[fate] += 1
        row.fate, row.words = fate, words
        self._watchers.tell(self, row)

    def _turn(self, stage: Stage, words: str = "") -> None:
        self.stage, self.words = stage, words
        self._watchers.tell(self, None)

    def _end(self, stage: Stage) -> None:
        self.ended_at = self._now()
        self._turn(stage, self.words if self.pace.times_slowed and stage is Stage.DONE else "")

    async def _wait_for_change(self, seconds: float = _LOOK_AGAIN) -> None:
        self._changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            pass


def _nothing() -> None:
    """Nobody listens yet."""


_NO_ANSWER = {
    Why.TIMEOUT: "no answer in time: the centre may have taken it",
    Why.CLOSED: "the link was lost before the answer: the centre may have taken it",
}


def _slow_words(pace: Pace, status: int, rest: float, book: Book) -> str:
    """Why it goes slower now, and how slow."""
    often = counted("once", "{count} times", pace.times_slowed)
    return said(
        "slowed down to {rate:.3g} PDUs a second after {rest:.0f} s of rest: the centre answered "
        "{name} (0x{status:02X}), {often} so far",
        rate=pace.rate,
        rest=rest,
        name=book.status(status).name,
        status=status,
        often=often,
    )
