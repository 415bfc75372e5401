"""Results of a batch."""

from __future__ import annotations

import csv
import io

from smppconsole.console.batch_row import FINAL, HEADINGS, BatchRow, Fate, as_csv


def test_what_is_under_way_is_not_final() -> None:
    assert set(Fate) - FINAL == {Fate.WAITING, Fate.SENT}


def test_results_become_a_table_with_names() -> None:
    rows = [
        BatchRow(1, "491701", 2, Fate.ACCEPTED, 0, ["A1", "A2"], 0.0184, 1),
        BatchRow(2, "491702", 1, Fate.REFUSED, 0x0B, [], 0.02, 1, "no such number, they say"),
        BatchRow(3, "", 0, Fate.BAD, words='a "quoted", long reason'),
    ]
    table = list(csv.reader(io.StringIO(as_csv(rows))))
    assert tuple(table[0]) == HEADINGS
    assert table[1] == ["1", "491701", "2", "accepted", "ESME_ROK", "A1 A2", "18.4", "1", ""]
    assert table[2][3:5] == ["refused", "ESME_RINVDSTADR"]
    assert table[3][4:] == ["", "", "", "0", 'a "quoted", long reason']
