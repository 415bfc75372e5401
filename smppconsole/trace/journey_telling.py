"""From the columns of the journeys to a ``Journey``, when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from smppconsole.smpp.content import content_of, read_content
from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.values import MESSAGE_STATE
from smppconsole.trace.follow_ups import REPLACE, FollowUps, fate_told
from smppconsole.trace.id_index import given_id
from smppconsole.trace.journey import Destination, Fate, FollowUp, Journey, PartSeen, ReceiptSeen, fate_of
from smppconsole.trace.journey_columns import RULE_NAMES, Parts, Receipts
from smppconsole.trace.several import SUBMIT_MULTI, destinations_of
from smppconsole.trace.store import Mark, Store

if TYPE_CHECKING:
    from smppconsole.smpp.summary import Summary


class Telling:
    """Reads the rows of a message again and puts what they say together."""

    def __init__(
        self,
        store: Store,
        parts: Parts,
        receipts: Receipts,
        follow_ups: FollowUps,
        summary_of: Callable[[int, bytes], Summary],
        reading_of: Callable[[int], Reading],
    ) -> None:
        self._store, self._parts, self._receipts, self._follow_ups = store, parts, receipts, follow_ups
        self._summary_of, self._reading_of = summary_of, reading_of

    def journey(self, number: int) -> Journey:
        """One message, as it stands now."""
        parts: list[PartSeen] = []
        part, total = self._parts.first_of[number], self._parts.total_of[number]
        while part >= 0:
            parts.append(self._part(part, total))
            part = self._parts.next[part]
        first = parts[0].row
        summary = self._summary(first)
        parts.sort(key=lambda one: one.number)
        return Journey(
            number,
            self._store.session(first),
            summary.source,
            summary.destination,
            "".join(one.text_now for one in parts),
            self._store.time_ns(first),
            total,
            tuple(parts),
        )

    def _summary(self, row: int) -> Summary:
        return self._summary_of(row, self._store.octets(row))

    def _part(self, part: int, total: int) -> PartSeen:
        store, row = self._store, self._parts.row[part]
        answer = store.peer(row)
        fate = Fate(self._parts.fate[part])
        if fate is Fate.WAITING and store.flags(row) & Mark.ABANDONED:
            fate = Fate.UNANSWERED
        status = store.status(answer) if answer >= 0 else 0
        given = given_id(store.octets(answer)) if answer >= 0 and not status else ""
        text, number = self._summary(row).text, self._parts.number[part]
        receipts = self._receipts_of(part)
        several: tuple[Destination, ...] = ()
        if store.command(row) == SUBMIT_MULTI:
            answered = store.octets(answer) if answer >= 0 else b""
            said_by = ((one.source, one.fate) for one in receipts)
            several = destinations_of(store.octets(row), answered, fate, said_by)
        asked = tuple(self._follow_up(row, one) for one in self._follow_ups.rows_of(part))
        return PartSeen(row, number, total, text, answer, status, given, fate, receipts, several, asked)

    def _follow_up(self, part_row: int, row: int) -> FollowUp:
        store = self._store
        answer, command = store.peer(row), STANDARD.command(store.command(row))
        status = store.status(answer) if answer >= 0 else 0
        lost = answer < 0 and bool(store.flags(row) & Mark.ABANDONED)
        told = FollowUp(row, command.name if command else "", answer, status, lost)
        if store.command(row) == REPLACE:
            return replace(told, text=self._new_text(part_row, row))
        if not told.done:
            return told
        decoded = decode(store.octets(answer))
        state, when = decoded.field("message_state"), decoded.field("final_date")
        return replace(
            told,
            fate=fate_told(decoded),
            state_word=MESSAGE_STATE.word(state) if isinstance(state, int) else "",
            final_date=when if isinstance(when, str) else "",
        )

    def _new_text(self, part_row: int, row: int) -> str:
        """The text of a replace_sm: it has no data_coding, that of the original holds (SMPP 3.4, 4.10.1)."""
        reading, coding = self._reading_of(self._store.session(row)), decode(self._store.octets(part_row))
        content = content_of(decode(self._store.octets(row)), reading)
        data_coding = coding.field("data_coding")
        if content is None or not isinstance(data_coding, int):
            return ""
        return read_content(content.octets, 0, data_coding, reading)[1].text

    def _receipts_of(self, part: int) -> tuple[ReceiptSeen, ...]:
        found: list[ReceiptSeen] = []
        receipt = self._parts.last_receipt[part]
        while receipt >= 0:
            found.append(self._receipt(receipt))
            receipt = self._receipts.before[receipt]
        return tuple(sorted(found, key=lambda one: one.row))

    def _receipt(self, receipt: int) -> ReceiptSeen:
        row = self._receipts.row[receipt]
        summary, time_ns = self._summary(row), self._store.time_ns(row)
        reading = summary.receipt
        doubt = said("the addresses are others than those of the message") if self._receipts.doubt[receipt] else ""
        rule = RULE_NAMES[self._receipts.rule[receipt]]
        if reading is None:  # a book or reading that changed since
            return ReceiptSeen(row, rule, Fate.UNKNOWN, "", "", time_ns, doubt, summary.source)
        return ReceiptSeen(
            row, rule, fate_of(reading), reading.state_word, reading.error, time_ns, doubt, summary.source
        )
