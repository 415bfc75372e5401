"""The findings of a trace in one list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from smppconsole.trace.finding_tally import FindingTally
from smppconsole.ui.panels.tools.findings import FindingsPanel
from tests.kit.traces import Tape, submit

HEADER = "\x05\x00\x03\x07\x02\x01Hello"


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    """The panel over a trace with one kind of fault in its second and third PDU."""
    tape = Tape()
    tape.out(submit(1))
    tape.out(submit(2, HEADER))
    tape.out(submit(3, HEADER))
    made = FindingsPanel()
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.table.rows, made)
    made.resize(600, 300)
    made.show()
    made.show_tally(FindingTally(tape.published()))
    qtbot.waitUntil(lambda: made.done and "udh-without-udhi" in [one.finding.id for one in made.rows])
    return made


def test_each_rule_is_a_row_and_leads_to_its_pdus(panel: FindingsPanel, qtbot: QtBot) -> None:
    at = [one.finding.id for one in panel.rows].index("udh-without-udhi")
    panel.table.selectRow(at)
    shown = [panel.table.rows.index(at, column).data() for column in range(4)]
    assert shown[0] in {"Error", "Warning"}
    assert shown[2:] == ["2", "2"]
    hint = panel.table.rows.index(at, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "udh-without-udhi" in hint
    with qtbot.waitSignal(panel.filter_asked) as told:
        qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert told.args == ["finding == udh-without-udhi"]
    with qtbot.waitSignal(panel.row_asked) as row:
        panel.first.click()
    assert row.args == [1]
    panel.grab()
    panel.stop()


def test_the_finding_chosen_can_be_copied_by_keys(panel: FindingsPanel, qtbot: QtBot) -> None:
    at = [one.finding.id for one in panel.rows].index("udh-without-udhi")
    panel.table.setCurrentIndex(panel.table.rows.index(at, 1))
    words = panel.copy_text()
    assert words.startswith(("Error: ", "Warning: "))
    assert "\n2 PDUs, first No. 2\nudh-without-udhi\n" in words
    panel.stop()


def test_a_trace_without_faults_says_so(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show_tally(FindingTally(Tape().published()))
    assert panel.told.text() == "No PDUs yet."
    panel.ask_filter()
    panel.stop()


def test_the_list_takes_the_keys_of_the_panel(panel: FindingsPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.setFocus()
    assert panel.table.hasFocus()
