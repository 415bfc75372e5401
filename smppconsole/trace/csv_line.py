"""A line of CSV that no spreadsheet takes for a formula: what a stranger sent must not run there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_line(cells: Iterable[str]) -> str:
    """The cells as a line, with its end."""
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    risky = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not cell[1:].isdigit())
    return "'" + cell if risky else cell
