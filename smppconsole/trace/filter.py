"""The filter language: a text becomes a Filter, and a Filter a view of the store's rows that grows with it.

    command == submit_sm and destination_addr ~ "4479" and status != 0
    unanswered or round_trip > 500ms
    not keepalive and session == "NL TX" and text ~ /code \\d+/

``filter_syntax`` has the grammar, ``filter_names`` what can be compared, ``filter_plan`` how it is worked out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.filter_fields import anywhere_term, field_names, field_term, tlv_term
from smppconsole.trace.filter_names import NAMES
from smppconsole.trace.filter_plan import COLUMNS, AllOf, AnyOf, ColumnTerm, Inverse, Plan, chosen
from smppconsole.trace.filter_speech import Name, Speech
from smppconsole.trace.filter_syntax import Both, Either, FilterError, Form, Not, Test, Tree, parse_tree
from smppconsole.trace.filter_values import unknown
from smppconsole.trace.store import Store

__all__ = ["Filter", "FilterError", "FilteredView", "parse"]

_SLICE_ROWS = (8192, 256, 96)  # rows of a slice of about a millisecond, by the plan's cost
_DEFAULT = Reading()


def _read_plainly(session: int) -> Reading:
    return _DEFAULT


class Filter:
    """A filter ready to run. ``text`` is what was typed; an empty one takes every row."""

    def __init__(self, text: str, plan: Plan, changes: bool) -> None:
        self.text = text
        self.plan = plan
        self.changes = changes
        """Whether a row's answer may change after it came: a response arrives, the user marks."""

    @property
    def reads_octets(self) -> bool:
        """Whether rows have to be decoded, which takes longer than columns do."""
        return self.plan.cost > COLUMNS

    @property
    def slice_rows(self) -> int:
        """Rows worked through in about a millisecond."""
        return _SLICE_ROWS[self.plan.cost]

    def matches(self, store: Store, row: int) -> bool:
        """Whether the row is taken."""
        return bool(chosen(self.plan, store, row, row + 1))

    def rows(self, store: Store, first: int = 0, stop: int | None = None) -> array[int]:
        """The rows taken, from ``first`` to before ``stop``."""
        return chosen(self.plan, store, first, len(store) if stop is None else stop)


def parse(
    text: str,
    book: Book = STANDARD,
    reading_of: Callable[[int], Reading] = _read_plainly,
    book_of: Callable[[int], Book] | None = None,
) -> Filter:
    """Read a filter; raises FilterError, which names the column. ``reading_of`` tells how a session's PDUs are read,
    ``book_of`` by which tables; ``book`` knows the names of them all."""
    tree = parse_tree(text)
    if tree is None:
        return Filter(text, ColumnTerm(lambda piece: b"\1" * (piece.stop - piece.start)), False)
    maker = _Maker(Speech(book, reading_of, book_of or (lambda _session: book)))
    plan = maker.plan(tree)
    return Filter(text, plan, maker.changes)


class _Maker:
    """Makes the plan of a tree."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.changes = False

    def plan(self, tree: Tree) -> Plan:
        if isinstance(tree, Both):
            return AllOf([self.plan(part) for part in tree.parts])
        if isinstance(tree, Either):
            return AnyOf([self.plan(part) for part in tree.parts])
        if isinstance(tree, Not):
            return Inverse(self.plan(tree.inside))
        return self._test(tree)

    def _test(self, test: Test) -> Plan:
        spoken = test.name.text.lower()
        if test.name.form is Form.QUOTED:
            if test.operator:
                raise FilterError(
                    test.name.stop, said("A text in quotes stands alone, or to the right of a comparison.")
                )
            return anywhere_term(test, self.speech)
        if spoken == "tlv":
            return tlv_term(test, self.speech)
        name = NAMES.get(spoken)
        if name is not None:
            return self._named(test, name)
        fields = field_names(self.speech.book).get(spoken)
        if fields is not None:
            return field_term(test, fields, self.speech)
        if not test.operator and any(row.name == spoken for row in self.speech.book.commands):
            return NAMES["command"].build(Test(test.name, None, "==", (test.name,)), self.speech)
        known = [*NAMES, *field_names(self.speech.book), *(row.name for row in self.speech.book.commands)]
        raise FilterError(test.name.column, unknown(spoken, "name", known))

    def _named(self, test: Test, name: Name) -> Plan:
        self.changes |= name.changes or name.may_change(test)
        return name.build(test, self.speech)


# --- the rows of a store that a filter takes


class Changed(NamedTuple):
    """What became of older rows: positions that went (as they were, the highest first) and positions that came."""

    removed: list[int]
    inserted: list[int]


class FilteredView:
    """The rows a filter takes, worked out in slices so that nobody waits.

    ``step()`` works through the next slice, of about a millisecond; call it until ``done``, as long as there is time.
    New rows of the store are simply more to work through. ``rows`` only grows at its end, but for ``refresh``.
    """

    def __init__(self, store: Store, wanted: Filter) -> None:
        self.store = store
        self.filter = wanted
        self.rows = array("I")
        self.seen = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> bool:
        """Whether all rows that were published are worked through."""
        return self.seen >= self.store.published

    @property
    def progress(self) -> float:
        """How much is worked through, 0 to 1."""
        return self.seen / self.store.published if self.store.published else 1.0

    def step(self, most: int = 0) -> tuple[int, int]:
        """Work through the next slice (of ``most`` rows); returns the first and last new position, (n, n - 1) if none.

        Only published rows are looked at.
        """
        stop = min(self.store.published, self.seen + (most or self.filter.slice_rows))
        first = len(self.rows)
        self.rows.extend(chosen(self.filter.plan, self.store, self.seen, stop))
        self.seen = max(self.seen, stop)
        return first, len(self.rows) - 1

    def finish(self) -> None:
        """Work through all that is left."""
        while not self.done:
            self.step(1 << 16)

    def restart(self, wanted: Filter) -> None:
        """Begin anew with another filter."""
        self.filter = wanted
        self.rows = array("I")
        self.seen = 0

    def refresh(self, rows: Iterable[int]) -> Changed:
        """Ask again for rows seen before that have changed: answered since (``Store.settled``) or marked."""
        changed = Changed([], [])
        for row in sorted(set(rows), reverse=True):
            place = bisect_left(self.rows, row)
            there = place < len(self.rows) and self.rows[place] == row
            if row >= self.seen or self.filter.matches(self.store, row) == there:
                continue
            if there:
                self.rows.pop(place)
                changed.removed.append(place)
            else:
                self.rows.insert(place, row)
                changed.inserted.append(place)
        return changed

    def position(self, row: int) -> int:
        """Where a row stands in the view; where it would stand, if it is not in it."""
        return bisect_left(self.rows, row)
