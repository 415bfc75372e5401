from __future__ import annotations

import csv
import io

import pytest

from smppconsole.trace.csv_line import csv_line


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd", "-cmd", "\tx"])
def test_a_formula_is_text(cell: str) -> None:
    assert next(csv.reader(io.StringIO(csv_line([cell])))) == ["'" + cell]


@pytest.mark.parametrize("cell", ["hello", "+4917", "-5", 'say "a, b"', "two\nlines"])
def test_what_is_none_stays_as_it_is(cell: str) -> None:
    assert next(csv.reader(io.StringIO(csv_line([cell, ""])))) == [cell, ""]
