"""A batch in words."""

from __future__ import annotations

import pytest

from smppconsole.compose.batch import read_table
from smppconsole.console.batch_row import BatchRow, Fate
from smppconsole.ui.panels.tools.batch_words import LOOKS, cells, span_words, table_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.42, "0.4 s"), (12.3, "12 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (59.7, "1 min 0 s")],
)
def test_spans_are_told_in_two_units_at_most(seconds: float, words: str) -> None:
    assert span_words(seconds) == words


def test_each_fate_has_a_shape_beside_its_colour() -> None:
    assert set(LOOKS) == set(Fate)
    assert len({icon for icon, _ in LOOKS.values()}) == len(Fate)


def test_a_row_tells_words_before_codes() -> None:
    row = BatchRow(7, "4917", 1, Fate.REFUSED, 0x58, [], 0.0312, 3, "Too fast.")
    told = [cell.text for cell in cells(row)]
    assert told[:2] == ["7", "4917"]
    assert told[2] == "Throttled"
    assert told[4:] == ["31", "Sent 3 times; Too fast."]
    assert cells(BatchRow(1, "", 0, Fate.BAD, words="no"))[1].text == "–"


def test_a_table_is_told_by_its_rows_and_columns() -> None:
    assert table_words("a.csv", read_table("to,name\n1,x\n")) == "a.csv: 1 row, columns to, name"
