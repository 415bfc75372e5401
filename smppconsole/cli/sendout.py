"""Messages on their way over one bind: which part each answer and receipt belongs to, and what it all comes to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from smppconsole.cli.conversation import NO_MESSAGES, Conversation
from smppconsole.cli.status import Status, worst
from smppconsole.compose.batch import BatchEncoder
from smppconsole.console.happenings import Happening
from smppconsole.session.events import Answered, Closed, PduSent, Unanswered, Why
from smppconsole.session.state import StateError
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import is_response, read_header
from smppconsole.smpp.message_ids import bare, forms, matching_rule
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.receipt import FINAL_STATES, ReceiptReading
from smppconsole.values import dataclass

_MOST_QUEUED = 100
"""Requests that wait for room in the window before another message is made."""

_TAKEN_WELL = (2, 6)
"""message_state DELIVERED, and ACCEPTED, which some centres mean as an end and others as a beginning."""


@dataclass(slots=True)
class Part:
    """One PDU of a message, and what became of it."""

    message: int
    number: int
    total: int
    destination: str
    answer: Status | None = None
    message_id: str = ""
    state: int | None = None

    @property
    def words(self) -> str:
        """ " part 2 of 3", empty for a message in one piece."""
        return f" part {self.number} of {self.total}" if self.total > 1 else ""

    @property
    def place(self) -> dict[str, int]:
        """Where the part stands, for JSON."""
        return {"part": self.number, "parts": self.total, "message": self.message}

    @property
    def awaits_receipt(self) -> bool:
        """Whether it was taken and has no final word yet."""
        return self.answer is Status.DONE and self.state not in FINAL_STATES


class Sendout:
    """Sends over ``talk`` and ties what comes back."""

    def __init__(self, talk: Conversation, *, anyway: bool = False) -> None:
        self._talk = talk
        self._anyway = anyway
        self._encoder = BatchEncoder(talk.report.book)
        self._rules = talk.account.id_rules
        self._parts: list[Part] = []
        self._unanswered = 0
        self._awaited = 0
        self._by_sequence: dict[int, Part] = {}
        self._by_id: dict[str, list[Part]] = {}
        self._unclaimed: dict[int, bytes] = {}
        self._early: list[tuple[ReceiptReading, bytes]] = []
        self._news = asyncio.Event()
        self._closed = False
        talk.on_receipt = self._take_receipt
        talk.watch = self._watch

    async def send(self, messages: Iterable[Sequence[Pdu]], rate: float = 0.0) -> None:
        """Send all parts of ``messages``, at most ``rate`` messages a second where one is given; a message is taken
        when there is room for it and somebody reads what became of those before, and none any more once the connection
        is gone."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        for number, pdus in enumerate(messages):
            if rate:
                await asyncio.sleep(begin + number / rate - loop.time())
            if self._closed:
                words = f"message {number + 1} and all after it were not sent: the connection is gone"
                self._talk.report.error(words, message=number + 1)
                self._parts.append(Part(number + 1, 1, len(pdus), "", Status.NO_CONNECTION))
                return
            for place, pdu in enumerate(pdus):
                self._send_one(pdu, Part(number + 1, place + 1, len(pdus), str(pdu.fields.get("destination_addr", ""))))
            await self._talk.engine.writable()
            await self._talk.report.output.caught_up()
            await self._until(lambda: self._talk.engine.queued < _MOST_QUEUED)

    async def settle(self, seconds: float) -> Status:
        """Wait for all answers, then up to ``seconds`` for the receipts; what it all comes to."""
        await self._until(lambda: not self._unanswered)
        if seconds:
            await self._wait_for_receipts(seconds)
        for receipt, octets in self._early:
            self._talk.report.receipt(receipt, octets, "")
        return self._outcome(waited=bool(seconds))

    def _send_one(self, pdu: Pdu, part: Part) -> None:
        self._parts.append(part)
        self._unanswered += 1
        try:
            sequence = self._talk.engine.send(self._encoded(pdu), anyway=self._anyway)
        except StateError as error:
            self._settle(part, Status.NO_CONNECTION)
            self._talk.report.error(f"not sent{part.words}: {error}", **part.place)
            return
        self._by_sequence[sequence] = part
        if sequence in self._unclaimed:
            self._talk.report.sent(self._unclaimed.pop(sequence), part.words, **part.place)

    def _encoded(self, pdu: Pdu) -> Pdu | bytes:
        """The octets of a PDU that the session is to number: those after the first of their kind cost little."""
        return pdu if self._anyway or pdu.sequence else self._encoder.octets(pdu)

    def _settle(self, part: Part, answer: Status) -> None:
        """An answer came, or none will; a late one may still come after that."""
        self._unanswered -= part.answer is None
        before, part.answer = part.awaits_receipt, answer
        self._awaited += part.awaits_receipt - before

    async def _wait_for_receipts(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._until(lambda: not self._awaited)
        except TimeoutError:
            words = f"{self._awaited} of {len(self._parts)} receipts did not come within {seconds:g} s"
            self._talk.report.error(words, cause="receipt")

    async def _until(self, reached: Callable[[], bool]) -> None:
        while not reached() and not self._closed:
            self._news.clear()
            await self._news.wait()

    def _outcome(self, *, waited: bool) -> Status:
        found = [Status.NO_ANSWER if part.answer is None else part.answer for part in self._parts]
        if waited:
            taken = [part for part in self._parts if part.answer is Status.DONE]
            found += [Status.NOT_DELIVERED for part in taken if part.state not in _TAKEN_WELL]
        return worst(*found)

    def _watch(self, happening: Happening) -> None:
        if isinstance(happening, PduSent):
            self._take_sent(happening.octets)
        elif isinstance(happening, Answered):
            self._take_answer(happening)
        elif isinstance(happening, Unanswered):
            self._take_silence(happening)
        elif isinstance(happening, Closed):
            self._closed = True
        self._news.set()

    def _take_sent(self, octets: bytes) -> None:
        """A request is on the wire; one that needs no place in the window is so before its number is told."""
        header = read_header(octets)
        part = self._by_sequence.get(header.sequence)
        if is_response(header.command_id) or header.command_id in NO_MESSAGES:
            return
        if part is None:
            self._unclaimed[header.sequence] = octets
        else:
            self._talk.report.sent(octets, part.words, **part.place)

    def _take_answer(self, event: Answered) -> None:
        part = self._by_sequence.get(event.sequence)
        if part is None:
            return
        decoded = decode(event.octets, self._talk.report.book)
        self._settle(part, Status.REFUSED if event.status or decoded.field("unsuccess_sme") else Status.DONE)
        part.message_id = str(decoded.field("message_id") or "")
        self._talk.report.response(event, decoded, part.words, **part.place)
        self._by_id.setdefault(bare(part.message_id), []).append(part)
        self._early = [early for early in self._early if not self._tie(*early)]

    def _take_silence(self, event: Unanswered) -> None:
        part = self._by_sequence.get(event.sequence)
        if part is not None:
            self._settle(part, Status.NO_ANSWER if event.why is Why.TIMEOUT else Status.NO_CONNECTION)
            self._talk.report.unanswered(event, part.words, **part.place)

    def _take_receipt(self, receipt: ReceiptReading, octets: bytes) -> None:
        """A receipt may come before the answer that names its id: then it waits for it."""
        if self._tie(receipt, octets):
            return
        if self._unanswered:
            self._early.append((receipt, octets))
        else:
            self._talk.report.receipt(receipt, octets, "")

    def _tie(self, receipt: ReceiptReading, octets: bytes) -> bool:
        for form in forms(receipt.message_id, self._rules):
            for part in self._by_id.get(form, ()):
                rule = matching_rule(part.message_id, receipt.message_id, self._rules)
                if rule:
                    before, part.state = part.awaits_receipt, receipt.state
                    self._awaited += part.awaits_receipt - before
                    self._talk.report.receipt(receipt, octets, rule, part.words, **part.place)
                    return True
        return False
