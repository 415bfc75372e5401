"""All that is wrong in a trace, by rule: how often, where first, in whose words. Worked out in slices."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress

from smppconsole.smpp.finding import Finding
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.filter_plan import Slice, slices
from smppconsole.trace.store import Store
from smppconsole.trace.verdicts import Verdicts
from smppconsole.values import dataclass

_ALIVE = frozenset({0x15, 0x80000015})


@dataclass(slots=True)
class Tallied:
    """One rule: ``count`` rows break it, ``first`` of them first (from 0), told by ``finding``."""

    finding: Finding
    first: int
    count: int = 0


class FindingTally:
    """Counts the findings of a store; new rows are simply more to count."""

    def __init__(
        self,
        store: Store,
        reading_of: Callable[[int], Reading] = lambda session: AS_USUAL,
        book_of: Callable[[int], Book] = lambda session: STANDARD,
    ) -> None:
        self.store = store
        self.seen = 0
        self._verdicts = Verdicts(reading_of, book_of)
        self._counted: dict[str, Tallied] = {}

    @property
    def done(self) -> bool:
        """Whether all rows were looked at."""
        return self.seen >= self.store.published

    def step(self, most: int = 32) -> None:
        """Look at the next rows."""
        stop = min(self.store.published, self.seen + most)
        for piece in slices(self.store, self.seen, stop):
            self._count(piece)
        self.seen = max(self.seen, stop)

    def rows(self) -> list[Tallied]:
        """The rules that are broken, those of conversations among them: the worst first, then the most frequent."""
        told = {name: Tallied(one.finding, one.first, one.count) for name, one in self._counted.items()}
        for row, findings in self.store.judged.items():
            for finding in findings:
                _count(told, finding, row)
        return sorted(told.values(), key=lambda one: (one.finding.severity.rank, -one.count, one.finding.id))

    def _count(self, piece: Slice) -> None:
        """Count the rules that the octets of rows break; an enquire_link that is a header alone breaks none."""
        part = slice(piece.start, piece.stop)
        shapes = zip(piece.block.command[part], piece.block.length[part], strict=True)
        wanted = bytes(command not in _ALIVE or length != HEADER_SIZE for command, length in shapes)
        rows = compress(range(piece.row, piece.row + len(wanted)), wanted)
        for row, broken in zip(rows, self._verdicts.each(piece, wanted), strict=True):
            if not broken <= self._counted.keys():
                for finding in self._verdicts.findings(self.store, row):
                    self._counted.setdefault(finding.id, Tallied(finding, row))
            for one in broken:
                self._counted[one].count += 1


def _count(counted: dict[str, Tallied], finding: Finding, row: int) -> None:
    one = counted.setdefault(finding.id, Tallied(finding, row))
    one.count += 1
    if row < one.first:
        one.first, one.finding = row, finding
