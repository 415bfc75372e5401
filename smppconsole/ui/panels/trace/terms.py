"""How the PDUs of a trace are told, and what a filter on them may say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.trace.filter import Filter
    from smppconsole.trace.filter_completion import Completion
    from smppconsole.trace.record import Ends


@dataclass(frozen=True, slots=True)
class TraceTerms:
    """How the PDUs of a trace are told: the tag of a session, the account's way of reading and its tables. ``words``
    are the tables whose names a filter may use: those of all sessions."""

    tag_of: Callable[[int], SessionTag]
    reading_of: Callable[[int], Reading]
    book_of: Callable[[int], Book] = lambda _session: STANDARD
    words: Callable[[], Book] = lambda: STANDARD

    def filter_of(self, text: str) -> Filter:
        """A filter as typed; raises FilterError."""
        from smppconsole.trace.filter import parse  # noqa: PLC0415 - once something is typed

        return parse(text, self.words(), self.reading_of, self.book_of)

    def complete(self, text: str, cursor: int, sessions: Sequence[Ends] = ()) -> Completion:
        """What could stand at the cursor of a filter that is being typed; ``sessions`` are those of the trace."""
        from smppconsole.trace.filter_completion import complete  # noqa: PLC0415 - once something is typed

        return complete(text, cursor, self.words(), sessions)
