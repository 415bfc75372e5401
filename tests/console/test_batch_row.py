"""Results of a batch."""

from __future__ import annotations

import csv
import io

from smppconsole.compose.batch import read_table
from smppconsole.console.batch_row import FINAL, HEADINGS, UNSENT, BatchRow, Fate, as_csv, left_to_send


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


def test_results_carry_the_columns_of_their_table_and_the_rows_not_begun() -> None:
    sources = [{"msisdn": "491701", "name": "Ann", "result": "x"}, {"msisdn": "491702", "name": "Ben", "result": "x"}]
    text = as_csv([BatchRow(1, "491701", 1, Fate.ACCEPTED)], sources)
    head, one, two = csv.reader(io.StringIO(text))
    assert tuple(head) == (*HEADINGS, "msisdn", "name")
    assert one[-2:] == ["491701", "Ann"]
    assert (two[0], two[1], two[3], two[-1]) == ("2", "491702", UNSENT, "Ben")


def test_a_table_of_results_gives_what_is_left() -> None:
    rows = [BatchRow(1, "491701", 1, Fate.ACCEPTED), BatchRow(2, "491702", 1, Fate.UNANSWERED)]
    table = left_to_send(read_table(as_csv(rows)))
    assert [row["destination"] for row in table.rows] == ["491702"]
    assert len(table.problems) == 2
    other = read_table("to\n491701\n")
    assert left_to_send(other) is other
