"""What the names of a filter are looked up in, and what a name is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from smppconsole.smpp.envelope import Envelope, envelope
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.trace.filter_plan import Plan
from smppconsole.trace.filter_syntax import FilterError, Test

ORDER = "== != < <= > >="
TEXTUAL = "== != ~ !~ < <= > >="
EQUAL = "== !="


class Speech(NamedTuple):
    """What names are looked up in (``book``, which knows the names of all sessions), and how each session's PDUs are
    read."""

    book: Book
    reading_of: Callable[[int], Reading]
    book_of: Callable[[int], Book]

    def summary(self, octets: bytes, session: int) -> Summary:
        """The summary of a PDU."""
        return summarise(octets, self.book_of(session), self.reading_of(session))

    def outside(self, octets: bytes, session: int) -> Envelope | Summary:
        """From, to, text and part of a PDU, which cost much less than all of its summary."""
        return envelope(octets, self.reading_of(session)) or self.summary(octets, session)


class Name(NamedTuple):
    """A name: what it is in words, how its test is made, and the values it can be compared with."""

    words: str
    build: Callable[[Test, Speech], Plan]
    values: Callable[[Book], Iterable[tuple[str, str]]] = lambda book: ()
    bare: bool = False  # stands without a comparison
    changes: bool = False  # a row's answer may change later (a response comes, the user marks)
    may_change: Callable[[Test], bool] = lambda test: False  # the same, where it depends on what is asked


def need_operator(test: Test, allowed: str) -> str:
    """The operator of a test, which is one of ``allowed`` (separated by spaces); FilterError where it is not."""
    if not test.operator:
        raise FilterError(test.name.column, said("{text} needs a comparison: {text} == …", text=test.name.text))
    if test.operator not in allowed.split():
        raise FilterError(
            test.name.stop,
            said(
                "{text} cannot be compared by {operator}; use {allowed}.",
                text=test.name.text,
                operator=test.operator,
                allowed=allowed,
            ),
        )
    return test.operator


def refuse_comparison(test: Test) -> None:
    if test.operator:
        raise FilterError(
            test.name.stop, said("{text} stands alone; it is compared with nothing.", text=test.name.text)
        )
