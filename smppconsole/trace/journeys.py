"""Messages from their parts to their receipts, worked out of the store as rows come in.

A submission opens a part; parts of one long text (same session, addresses, reference) are one message. The response
gives the part its message id, a receipt finds the part by that id, by a rule that has a name (``smpp.message_ids``), on
whichever session of the account it arrives; one that comes before the response waits for it.

All is kept in typed columns, about 40 octets a message; a ``Journey`` is made when somebody looks. ``step`` works
through new rows in slices, reading of each PDU no more than it must.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from smppconsole.smpp.message_ids import RULES, SAFE_RULES, bare, forms, matching_rule
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.trace.id_index import IdIndex
from smppconsole.trace.journey import Fate, Journey, PartSeen, ReceiptSeen, fate_of
from smppconsole.trace.record import Ends
from smppconsole.trace.store import MASK, SHIFT, Mark, Store

_SUBMIT, _DELIVER, _MULTI, _DATA, _NACK = 0x04, 0x05, 0x21, 0x103, 0x80000000
_OUTWARD = frozenset({_SUBMIT, _MULTI, _DATA})
_ANSWERS = frozenset({_NACK, 0x80000004, 0x80000021, 0x80000103})
_UDHI, _TYPE = 0x40, 0x3C
_MOST_OPEN = 4096  # long texts whose parts are still coming
_MOST_PENDING = 20_000  # receipts waiting for the response that names their id
_MOST_CANDIDATES = 64
_RULE_NAMES = tuple(RULES)
_NO_ENDS = Ends()


class _Long(NamedTuple):
    """A long text whose parts are coming."""

    message: int
    numbers: set[int]


class Journeys:
    """The messages of a store. ``rules_of`` says which id rules a session's account allows."""

    def __init__(
        self,
        store: Store,
        book: Book = STANDARD,
        reading_of: Callable[[int], Reading] = lambda session: AS_USUAL,
        rules_of: Callable[[int], tuple[str, ...]] = lambda session: SAFE_RULES,
    ) -> None:
        self.store = store
        self.seen = 0
        self._book, self._reading_of, self._rules_of = book, reading_of, rules_of
        self._changed: set[int] = set()
        # messages
        self._first_part = array("I")
        self._total = bytearray()
        # parts
        self._part_row = array("I")
        self._part_message = array("I")
        self._part_number = bytearray()
        self._part_fate = bytearray()
        self._next_part = array("i")
        self._last_receipt = array("i")
        # receipts
        self._receipt_row = array("I")
        self._receipt_part = array("i")
        self._receipt_rule = bytearray()
        self._receipt_doubt = bytearray()
        self._receipt_before = array("i")
        self._ids = IdIndex()
        self._long: dict[tuple[object, ...], _Long] = {}
        self._pending: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._first_part)

    @property
    def done(self) -> bool:
        """Whether all published rows are worked through."""
        return self.seen >= self.store.published

    def step(self, most: int = 512) -> set[int]:
        """Work through the next ``most`` published rows; returns the messages that are new or changed."""
        stop = min(self.store.published, self.seen + most)
        while self.seen < stop:
            row = self.seen
            block, index = self.store.blocks[row >> SHIFT], row & MASK
            command = block.command[index]
            if command in _OUTWARD:
                self._submission(row, command)
            elif command in _ANSWERS:
                self._answer(row, block.peer[index], block.status[index])
            elif command == _DELIVER:
                self._delivery(row)
            self.seen = row + 1
        changed, self._changed = self._changed, set()
        return changed

    def finish(self) -> None:
        """Work through all that is left."""
        while not self.done:
            self.step(1 << 14)

    # --- submissions

    def _submission(self, row: int, command: int) -> None:
        octets = self.store.octets(row)
        if command == _DATA and (not self.store.outgoing(row) or _type_of(octets)):
            self._delivery(row)
            return
        part = len(self._part_row)
        message, number = self._place(row, octets, part) if _may_be_long(octets, command) else (-1, 1)
        if message < 0:
            message = self._new_message(part, 1)
        self._part_row.append(row)
        self._part_message.append(message)
        self._part_number.append(number)
        self._part_fate.append(Fate.WAITING)
        self._next_part.append(-1)
        self._last_receipt.append(-1)
        self._changed.add(message)

    def _new_message(self, part: int, total: int) -> int:
        self._first_part.append(part)
        self._total.append(min(255, total))
        return len(self._first_part) - 1

    def _place(self, row: int, octets: bytes, part: int) -> tuple[int, int]:
        """The message a part of a long text belongs to, and its number there; -1 where it is no such part."""
        session = self.store.session(row)
        summary = self._summary(row, octets)
        segment = summary.segment
        if segment is None or segment.total < 2:
            return -1, 1
        key = (session, summary.source, summary.destination, segment.reference, segment.total, segment.means)
        known = self._long.pop(key, None)
        if known is None or segment.number in known.numbers:
            known = _Long(self._new_message(part, segment.total), set())
        else:
            self._chain(known.message, part)
        known.numbers.add(segment.number)
        if len(known.numbers) < segment.total:
            self._long[key] = known
            if len(self._long) > _MOST_OPEN:
                del self._long[next(iter(self._long))]
        return known.message, segment.number & 255

    def _chain(self, message: int, part: int) -> None:
        last = self._first_part[message]
        while self._next_part[last] >= 0:
            last = self._next_part[last]
        self._next_part[last] = part

    # --- answers

    def _answer(self, row: int, request: int, status: int) -> None:
        part = self._part_of(request) if request >= 0 else -1
        if part < 0 or self.store.peer(request) != row:
            return
        self._changed.add(self._part_message[part])
        if status:
            self._part_fate[part] = Fate.REFUSED
            return
        if self._part_fate[part] == Fate.WAITING:
            self._part_fate[part] = Fate.ACCEPTED
        identifier = _message_id(self.store.octets(row))
        if identifier:
            key = bare(identifier)
            self._ids.add(key, part)
            for receipt in self._pending.pop(key, ()):
                if self._receipt_part[receipt] < 0:
                    waited = self._receipt_row[receipt]
                    self._match(receipt, self._summary(waited, self.store.octets(waited)))

    def _part_of(self, row: int) -> int:
        part = bisect_left(self._part_row, row)
        return part if part < len(self._part_row) and self._part_row[part] == row else -1

    # --- receipts

    def _delivery(self, row: int) -> None:
        octets = self.store.octets(row)
        if not _may_be_receipt(octets) and not self._reading_of(self.store.session(row)).receipt_pattern:
            return
        summary = self._summary(row, octets)
        if summary.receipt is None:
            return
        receipt = len(self._receipt_row)
        self._receipt_row.append(row)
        self._receipt_part.append(-1)
        self._receipt_rule.append(0)
        self._receipt_doubt.append(0)
        self._receipt_before.append(-1)
        if not self._match(receipt, summary):
            self._keep_pending(receipt, summary.receipt)

    def _keep_pending(self, receipt: int, reading: ReceiptReading) -> None:
        rules = self._rules_of(self.store.session(self._receipt_row[receipt]))
        for form in forms(reading.message_id, rules):
            self._pending.setdefault(form, []).append(receipt)
        while len(self._pending) > _MOST_PENDING:
            del self._pending[next(iter(self._pending))]

    def _match(self, receipt: int, summary: Summary) -> bool:
        """Find the part that a receipt reports on, and write down what it says."""
        reading = summary.receipt
        if reading is None or not reading.message_id:
            return False
        best = max(self._candidates(self._receipt_row[receipt], summary, reading.message_id), default=None)
        if best is None:
            return False
        agrees, _, _, part, rule = best
        self._receipt_part[receipt] = part
        self._receipt_rule[receipt] = rule
        self._receipt_doubt[receipt] = not agrees
        self._receipt_before[receipt] = self._last_receipt[part]
        self._last_receipt[part] = receipt
        self._settle(part, fate_of(reading))
        return True

    def _settle(self, part: int, fate: Fate) -> None:
        """A receipt changes what became of a part, but one that it is on its way does not undo a final one."""
        before = Fate(self._part_fate[part])
        if fate is not Fate.ON_ITS_WAY or before in (Fate.WAITING, Fate.ACCEPTED, Fate.ON_ITS_WAY):
            if not (fate is Fate.ACCEPTED and before is Fate.DELIVERED):
                self._part_fate[part] = fate
            self._changed.add(self._part_message[part])

    def _candidates(self, row: int, summary: Summary, receipted: str) -> list[tuple[bool, bool, bool, int, int]]:
        """Parts whose id is the receipted one: (addresses swapped, same session, still open, part, rule)."""
        session = self.store.session(row)
        rules = self._rules_of(session)
        found: list[tuple[bool, bool, bool, int, int]] = []
        for form in forms(receipted, rules):
            for part in self._ids.find(form):
                if len(found) >= _MOST_CANDIDATES:
                    return found
                told = self._compare(part, session, summary, receipted, rules)
                if told is not None:
                    found.append(told)
        return found

    def _compare(
        self, part: int, session: int, summary: Summary, receipted: str, rules: tuple[str, ...]
    ) -> tuple[bool, bool, bool, int, int] | None:
        row = self._part_row[part]
        own_session = self.store.session(row)
        if not self._same_account(session, own_session):
            return None
        rule = matching_rule(_message_id(self.store.octets(self.store.peer(row))), receipted, rules)
        if not rule:
            return None
        sent = self._summary(row, self.store.octets(row))
        swapped = _same_address(sent.destination, summary.source) and _same_address(sent.source, summary.destination)
        is_open = self._part_fate[part] in (Fate.ACCEPTED, Fate.ON_ITS_WAY)
        return swapped, session == own_session, is_open, part, _RULE_NAMES.index(rule)

    def _same_account(self, session: int, other: int) -> bool:
        if session == other:
            return True
        ends, others = self.store.ends.get(session, _NO_ENDS), self.store.ends.get(other, _NO_ENDS)
        if ends.account or others.account:
            return ends.account == others.account
        return ends.remote.rpartition(":")[0] == others.remote.rpartition(":")[0]

    def _summary(self, row: int, octets: bytes) -> Summary:
        return summarise(octets, self._book, self._reading_of(self.store.session(row)))

    # --- telling

    def journey(self, number: int) -> Journey:
        """One message, as it stands now."""
        parts: list[PartSeen] = []
        part = self._first_part[number]
        total = self._total[number]
        while part >= 0:
            parts.append(self._part(part, total))
            part = self._next_part[part]
        first = parts[0].row
        summary = self._summary(first, self.store.octets(first))
        parts.sort(key=lambda one: one.number)
        return Journey(
            number,
            self.store.session(first),
            summary.source,
            summary.destination,
            "".join(one.text for one in parts),
            self.store.time_ns(first),
            total,
            tuple(parts),
        )

    def _part(self, part: int, total: int) -> PartSeen:
        row = self._part_row[part]
        answer = self.store.peer(row)
        fate = Fate(self._part_fate[part])
        if fate is Fate.WAITING and self.store.flags(row) & Mark.ABANDONED:
            fate = Fate.UNANSWERED
        status = self.store.status(answer) if answer >= 0 else 0
        given = _message_id(self.store.octets(answer)) if answer >= 0 and not status else ""
        text = self._summary(row, self.store.octets(row)).text
        return PartSeen(row, self._part_number[part], total, text, answer, status, given, fate, self._receipts(part))

    def _receipts(self, part: int) -> tuple[ReceiptSeen, ...]:
        found: list[ReceiptSeen] = []
        receipt = self._last_receipt[part]
        while receipt >= 0:
            found.append(self._receipt(receipt))
            receipt = self._receipt_before[receipt]
        return tuple(sorted(found, key=lambda one: one.row))

    def _receipt(self, receipt: int) -> ReceiptSeen:
        row = self._receipt_row[receipt]
        reading = self._summary(row, self.store.octets(row)).receipt
        doubt = "the addresses are others than those of the message" if self._receipt_doubt[receipt] else ""
        rule = _RULE_NAMES[self._receipt_rule[receipt]]
        if reading is None:  # a book or reading that changed since
            return ReceiptSeen(row, rule, Fate.UNKNOWN, "", "", self.store.time_ns(row), doubt)
        return ReceiptSeen(
            row, rule, fate_of(reading), reading.state_word, reading.error, self.store.time_ns(row), doubt
        )

    def message_of(self, row: int) -> int:
        """The message that a row belongs to, as a part, an answer or a receipt; -1 where it belongs to none."""
        part = self._part_of(row)
        if part < 0 and self.store.peer(row) >= 0:
            part = self._part_of(self.store.peer(row))
        if part < 0:
            receipt = bisect_left(self._receipt_row, row)
            if receipt < len(self._receipt_row) and self._receipt_row[receipt] == row:
                part = self._receipt_part[receipt]
        return self._part_message[part] if part >= 0 else -1

    def unmatched_receipts(self) -> list[int]:
        """Rows of the receipts whose message was not seen."""
        return [row for row, part in zip(self._receipt_row, self._receipt_part, strict=True) if part < 0]

    def counts(self) -> dict[Fate, int]:
        """How many parts fared how."""
        return {fate: count for fate in Fate if (count := self._part_fate.count(fate))}


def _body(octets: bytes) -> int:
    """Where esm_class stands in a submit_sm, deliver_sm or data_sm, -1 where the PDU ends before."""
    service = octets.find(0, 16)
    source = octets.find(0, service + 3) if service >= 0 else -1
    target = octets.find(0, source + 3) if source >= 0 else -1
    return target + 1 if 0 <= target < len(octets) - 1 else -1


def _may_be_long(octets: bytes, command: int) -> bool:
    """Whether a submission may be part of a long text: a header is announced, or sar_msg_ref_num stands in it."""
    if b"\x02\x0c\x00" in octets or command == _MULTI:
        return True
    place = _body(octets)
    return place >= 0 and bool(octets[place] & _UDHI)


def _type_of(octets: bytes) -> int:
    place = _body(octets)
    return octets[place] & _TYPE if place >= 0 else 0


def _may_be_receipt(octets: bytes) -> bool:
    """Whether a deliver_sm may be a receipt: its type says so, or a receipted id or a full text stands in it."""
    place = _body(octets)
    return place >= 0 and (bool(octets[place] & _TYPE) or b"\0\x1e\0" in octets or octets.count(b":") >= 4)


def _message_id(octets: bytes) -> str:
    end = octets.find(0, 16)
    return octets[16 : end if end >= 0 else len(octets)].decode("latin-1")


def _same_address(one: str, other: str) -> bool:
    return one.lstrip("+0") == other.lstrip("+0")
