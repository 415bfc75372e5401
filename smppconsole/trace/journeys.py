"""Messages from their parts to their receipts, worked out of the store as rows come in.

A submission opens a part; parts of one long text (same session, addresses, reference) are one message. The response
gives the part its message id, a receipt finds the part by that id, by a rule that has a name (``smpp.message_ids``), on
whichever session of the account it arrives; one that comes before the response waits for it. A query_sm, cancel_sm or
replace_sm finds its part by the id that it names, and its answer may tell what became of it.

All is kept in typed columns, about 40 octets a message; a ``Journey`` is made when somebody looks. ``step`` works
through new rows in slices, reading of each PDU no more than it must.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from smppconsole.smpp.decode import decode
from smppconsole.smpp.message_ids import SAFE_RULES, bare, forms, matching_rule
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.follow_ups import FOLLOW_UP_ANSWERS, FOLLOW_UPS, FollowUps
from smppconsole.trace.id_index import IdIndex, given_id
from smppconsole.trace.inbox import Inbox
from smppconsole.trace.journey import Fate, Journey, fate_of
from smppconsole.trace.journey_columns import RULE_NAMES, Parts, Receipts
from smppconsole.trace.journey_telling import Telling
from smppconsole.trace.record import Ends
from smppconsole.trace.several import SUBMIT_MULTI as _MULTI
from smppconsole.trace.several import addresses_of, nobody_took
from smppconsole.trace.store import MASK, SHIFT, Mark, Store

if TYPE_CHECKING:
    from smppconsole.smpp.receipt import ReceiptReading
    from smppconsole.smpp.summary import Summary

_SUBMIT, _DELIVER, _DATA, _NACK = 0x04, 0x05, 0x103, 0x80000000
_OUTWARD = frozenset({_SUBMIT, _MULTI, _DATA})
_ANSWERS = frozenset({_NACK, 0x80000004, 0x80000021, 0x80000103}) | FOLLOW_UP_ANSWERS
_TAKEN = frozenset({_NACK, 0x80000005, 0x80000103})  # what answers a message that came in
_WANTS_RECEIPT = 0x03
_UDHI, _TYPE = 0x40, 0x3C
_MOST_OPEN = 4096  # long texts whose parts are still coming
_MOST_PENDING = 20_000  # receipts waiting for the response that names their id
_MOST_CANDIDATES = 64
_MOST_LOOKED_AT = 1024  # parts without an answer, in a slice
_SURE_RULES = SAFE_RULES[:3]  # other rules hold by chance too often: there the addresses must fit
_NO_ENDS = Ends()
_ABANDONED = int(Mark.ABANDONED)
_OPEN = (Fate.WAITING, Fate.UNANSWERED)


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
        self._parts = Parts()
        self._receipts = Receipts()
        self._ids = IdIndex()
        self._follow_ups = FollowUps(store, self._parts, self._ids, self._same_account)
        self._long: dict[tuple[object, ...], _Long] = {}
        self._pending: dict[str, list[int]] = {}
        self.inbox = Inbox(store, book, reading_of, self._summary)

    def __len__(self) -> int:
        return len(self._parts.first_of)

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
            elif command in FOLLOW_UPS:
                self._touch(self._follow_ups.add(row))
            if command in _TAKEN and block.peer[index] >= 0:
                self.inbox.answered(block.peer[index])
            self.seen = row + 1
        self._give_up()
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
        message, number = self._place(row, octets) if _may_be_long(octets, command) else (-1, 1)
        if message < 0:
            message = self._parts.add_message(1)
        self._parts.add(row, message, number, _asks_for_receipt(octets, command))
        self._changed.add(message)

    def _place(self, row: int, octets: bytes) -> tuple[int, int]:
        """The message a part of a long text belongs to, and its number there; -1 where it is no such part."""
        session = self.store.session(row)
        summary = self._summary(row, octets)
        segment = summary.segment
        if segment is None or segment.total < 2:
            return -1, 1
        key = (session, summary.source, summary.destination, segment.reference, segment.total, segment.means)
        known = self._long.pop(key, None)
        if known is None or segment.number in known.numbers:
            known = _Long(self._parts.add_message(segment.total), set())
        else:
            self._parts.chain(known.message)
        known.numbers.add(segment.number)
        if len(known.numbers) < segment.total:
            self._long[key] = known
            if len(self._long) > _MOST_OPEN:
                del self._long[next(iter(self._long))]
        return known.message, segment.number & 255

    # --- answers

    def _answer(self, row: int, request: int, status: int) -> None:
        if request < 0 or self.store.peer(request) != row:
            return
        part = self._parts.of_row(request)
        self._touch(part if part >= 0 else self._follow_ups.answer(row, request, status))
        if part < 0:
            return
        if status:
            self._parts.settle(part, Fate.REFUSED)
            return
        if self._parts.fate[part] in _OPEN:
            nobody = self.store.command(request) == _MULTI and nobody_took(*map(self.store.octets, (request, row)))
            self._parts.settle(part, Fate.REFUSED if nobody else Fate.ACCEPTED)
        identifier = given_id(self.store.octets(row))
        if not identifier:
            self._parts.want_no_more(part)
        else:
            key = bare(identifier)
            self._ids.add(key, part)
            for receipt in self._pending.pop(key, ()):
                if self._receipts.part[receipt] < 0:
                    waited = self._receipts.row[receipt]
                    self._match(receipt, self._summary(waited, self.store.octets(waited)))

    def _touch(self, part: int) -> None:
        """The message of a part has changed; of -1 none."""
        if part >= 0:
            self._changed.add(self._parts.message[part])

    def _give_up(self) -> None:
        """The oldest parts without an answer, as far as nobody waits for it any more: their time-out passed, or their
        session ended."""
        parts = self._parts
        for part in tuple(islice(parts.unanswered, _MOST_LOOKED_AT)):
            if self.store.flags(parts.row[part]) & _ABANDONED:
                parts.settle(part, Fate.UNANSWERED)
                self._touch(part)
        self._changed.update(parts.message[part] for part in self._follow_ups.give_up())

    # --- what comes in

    def _delivery(self, row: int) -> None:
        octets = self.store.octets(row)
        plain = not _may_be_receipt(octets) and not self._reading_of(self.store.session(row)).receipt_pattern
        summary = None if plain else self._summary(row, octets)
        if summary is None or summary.receipt is None:
            if not self.store.outgoing(row):
                self.inbox.add(row, octets)
            return
        receipt = self._receipts.add(row)
        if not self._match(receipt, summary):
            self._keep_pending(receipt, summary.receipt)

    def _keep_pending(self, receipt: int, reading: ReceiptReading) -> None:
        rules = self._rules_of(self.store.session(self._receipts.row[receipt]))
        for form in forms(reading.message_id, rules):
            self._pending.setdefault(form, []).append(receipt)
        while len(self._pending) > _MOST_PENDING:
            del self._pending[next(iter(self._pending))]

    def _match(self, receipt: int, summary: Summary) -> bool:
        """Find the part that a receipt reports on, and write down what it says."""
        reading = summary.receipt
        if reading is None or not reading.message_id:
            return False
        best = max(self._candidates(self._receipts.row[receipt], summary, reading.message_id), default=None)
        if best is None:
            return False
        agrees, _, _, part, rule = best
        self._receipts.match(receipt, part, rule, not agrees, self._parts.last_receipt[part])
        self._parts.last_receipt[part] = receipt
        self._settle(part, fate_of(reading))
        return True

    def _settle(self, part: int, fate: Fate) -> None:
        """A receipt changes what became of a part, but one that it is on its way does not undo a final one."""
        before = Fate(self._parts.fate[part])
        if fate is not Fate.ON_ITS_WAY or before in (*_OPEN, Fate.ACCEPTED, Fate.ON_ITS_WAY):
            if not (fate is Fate.ACCEPTED and before is Fate.DELIVERED):
                self._parts.settle(part, fate)
            self._changed.add(self._parts.message[part])

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
        row = self._parts.row[part]
        own_session = self.store.session(row)
        if not self._same_account(session, own_session):
            return None
        rule = matching_rule(given_id(self.store.octets(self.store.peer(row))), receipted, rules)
        if not rule:
            return None
        sent = self._summary(row, self.store.octets(row))
        multi = self.store.command(row) == _MULTI
        targets = addresses_of(self.store.octets(row)) if multi else (sent.destination,)
        to_it = any(_same_address(target, summary.source) for target in targets)
        swapped = to_it and _same_address(sent.source, summary.destination)
        if not swapped and rule not in _SURE_RULES:
            return None
        is_open = self._parts.fate[part] in (Fate.ACCEPTED, Fate.ON_ITS_WAY)
        return swapped, session == own_session, is_open, part, RULE_NAMES.index(rule)

    def _same_account(self, session: int, other: int) -> bool:
        ends = self.store.ends
        return session == other or ends.get(session, _NO_ENDS).is_beside(ends.get(other, _NO_ENDS))

    def _summary(self, row: int, octets: bytes) -> Summary:
        from smppconsole.smpp.summary import summarise  # noqa: PLC0415 - once there is a message

        return summarise(octets, self._book, self._reading_of(self.store.session(row)))

    # --- telling

    def journey(self, number: int) -> Journey:
        """One message, as it stands now."""
        seen = (self._parts, self._receipts, self._follow_ups)
        return Telling(self.store, *seen, self._summary, self._reading_of).journey(number)

    @property
    def waiting(self) -> int:
        """How many messages wait for an answer or for a receipt."""
        return self._parts.waiting

    def first_row(self, number: int) -> int:
        """The row that a message began with."""
        return self._parts.row[self._parts.first_of[number]]

    def message_of(self, row: int) -> int:
        """The message that a row belongs to, as part, request about it, answer or receipt; -1 where to none."""
        asked = (row, self.store.peer(row))
        parts = (of(one) for one in asked if one >= 0 for of in (self._parts.of_row, self._follow_ups.part_of))
        part = next((part for part in parts if part >= 0), -1)
        if part < 0:
            receipt = self._receipts.of_row(row)
            part = self._receipts.part[receipt] if receipt >= 0 else -1
        return self._parts.message[part] if part >= 0 else -1

    def rule_of(self, row: int) -> str | None:
        """By which rule a receipt was tied to its message; "" where that was not seen, None for no receipt."""
        return self._receipts.rule_of(row)

    def counts(self) -> dict[Fate, int]:
        """How many parts fared how."""
        return {fate: count for fate in Fate if (count := self._parts.fate.count(fate))}


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


def _asks_for_receipt(octets: bytes, command: int) -> bool:
    """Whether registered_delivery of a submission asks for a final receipt."""
    if command == _MULTI:  # its addresses are many
        flags = decode(octets).field("registered_delivery")
        return isinstance(flags, int) and bool(flags & _WANTS_RECEIPT)
    place = _body(octets)
    if place < 0:
        return False
    if command == _DATA:
        place += 1
    else:
        schedule = octets.find(0, place + 3)
        validity = octets.find(0, schedule + 1) if schedule >= 0 else -1
        place = validity + 1 if validity >= 0 else len(octets)
    return place < len(octets) and bool(octets[place] & _WANTS_RECEIPT)


def _type_of(octets: bytes) -> int:
    place = _body(octets)
    return octets[place] & _TYPE if place >= 0 else 0


def _may_be_receipt(octets: bytes) -> bool:
    """Whether a deliver_sm may be a receipt: its type says so, or a receipted id or a full text stands in it."""
    place = _body(octets)
    return place >= 0 and (bool(octets[place] & _TYPE) or b"\0\x1e\0" in octets or octets.count(b":") >= 4)


def _same_address(one: str, other: str) -> bool:
    return one.lstrip("+0") == other.lstrip("+0")
