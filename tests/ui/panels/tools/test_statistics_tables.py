"""The tables of the statistics."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.statistics import Statistics
from smppconsole.trace.store import Store
from smppconsole.ui.panels.tools.statistics_tables import StatisticsTables


def _unanswered(count: int) -> Statistics:
    store = Store()
    for sequence in range(1, count + 1):
        octets = encode(Pdu("enquire_link").with_sequence(sequence))
        store.append(octets, time_ns=sequence, mono_ns=sequence, outgoing=True, session=1)
    store.end_session(1)
    numbers = Statistics(store)
    numbers.finish()
    return numbers


def _shown(tables: StatisticsTables, key: str) -> list[list[str]]:
    rows = tables.grids[key].rows
    return [[cell.text for cell in rows.cells(at)] for at in range(rows.rowCount())]


def test_numbers_stand_in_their_tables(qtbot: QtBot) -> None:
    tables = StatisticsTables()
    for grid in tables.grids.values():
        qtbot.addWidget(grid)
    tables.show_numbers(_unanswered(2), lambda session: f"NL {session}")
    assert _shown(tables, "commands") == [["enquire_link", "2", "0"]]
    assert [row[1:] for row in _shown(tables, "outages")] == [
        ["NL 1", "enquire_link 1 got no answer"],
        ["NL 1", "enquire_link 2 got no answer"],
        ["NL 1", "The session ended, 2 requests were open"],
    ]
    assert ["enquire_link without response", "2"] in _shown(tables, "answers")
    tables.clear()
    assert _shown(tables, "commands") == []


def test_what_is_not_listed_is_said(qtbot: QtBot) -> None:
    tables = StatisticsTables()
    for grid in tables.grids.values():
        qtbot.addWidget(grid)
    tables.show_numbers(_unanswered(1200), str)
    rows = _shown(tables, "outages")
    assert len(rows) == 1002
    assert rows[-1][2] == "and 200 more: save them as CSV"
