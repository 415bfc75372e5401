"""Statistics in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.store import Store
from smppconsole.ui.panels.tools import statistics as module
from smppconsole.ui.panels.tools.statistics import ShownRows, StatisticsPanel, StatisticsScene
from tests.kit.screen import found, nameless

SECOND = 1_000_000_000


def _store(pairs: int) -> Store:
    store = Store()
    for number in range(1, pairs + 1):
        for name, outgoing, late in (("enquire_link", True, 0), ("enquire_link_resp", False, 7_000_000)):
            at = number * SECOND + late
            octets = encode(Pdu(name).with_sequence(number))
            store.append(octets, time_ns=at, mono_ns=at, outgoing=outgoing, session=1)
    store.append(encode(Pdu("unbind").with_sequence(9999)), time_ns=at, mono_ns=at, outgoing=True, session=1)
    store.end_session(1)
    return store


def _scene(store: Store, shown: ShownRows | None = None) -> StatisticsScene:
    return StatisticsScene(store, shown, lambda _session: AS_USUAL, lambda _session: "NL TX")


@pytest.fixture
def panel(qtbot: QtBot) -> StatisticsPanel:
    """Nothing counted yet."""
    made = StatisticsPanel()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def test_without_pdus_there_is_nothing_to_save(panel: StatisticsPanel) -> None:
    assert panel.progress.text() == "No PDUs yet."
    assert not panel.save_csv.isEnabled()
    panel.save_tables(Path("nowhere.csv"))
    assert not Path("nowhere.csv").exists()
    assert nameless(panel) == []


def test_all_of_a_trace_is_counted(panel: StatisticsPanel, qtbot: QtBot) -> None:
    panel.show_scene(_scene(_store(2000)))
    qtbot.waitUntil(lambda: bool(panel.numbers and panel.numbers.done and not panel.progress.text()))
    assert found(panel, "statistics.figure1").text() == "4\u2009001"  # type: ignore[attr-defined]
    commands = panel.tables["commands"]
    assert [cell.text for cell in commands.rows.cells(1)] == ["enquire_link", "2\u2009000", "0"]
    assert panel.tables["outages"].rows.cells(0)[1].text == "NL TX"
    assert panel.tables["round trips"].rows.rowCount() == 7
    assert "sent up to 2" in panel.rates.accessibleName()


def test_what_the_filter_shows_can_be_counted_alone(panel: StatisticsPanel, qtbot: QtBot) -> None:
    store = _store(10)
    shown = [0, 1, 20]
    panel.show_scene(_scene(store, ShownRows(lambda: len(shown), lambda at: shown[at])))
    panel.scope.set_value(True)
    panel._begin()
    qtbot.waitUntil(lambda: bool(panel.numbers and panel.numbers.done))
    assert panel.numbers is not None
    assert panel.numbers.seen == 3
    panel.show_scene(_scene(store))
    assert panel.scope.value is False
    assert not panel.scope.isEnabled()


def test_new_rows_are_taken_in_while_it_is_seen(panel: StatisticsPanel, qtbot: QtBot) -> None:
    store = _store(3)
    panel.show_scene(_scene(store))
    store.append(encode(Pdu("unbind")), time_ns=9 * SECOND, mono_ns=0, outgoing=True, session=2)
    panel._beat.setInterval(1)
    panel.grow()
    qtbot.waitUntil(lambda: bool(panel.numbers and panel.numbers.seen == 8))
    panel.hide()
    store.append(encode(Pdu("unbind")), time_ns=9 * SECOND, mono_ns=0, outgoing=True, session=3)
    panel.grow()
    assert not panel._beat.isActive()
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.numbers and panel.numbers.seen == 9))


def test_tables_and_picture_are_saved_and_a_bad_place_is_told(
    panel: StatisticsPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.show_scene(_scene(_store(3)))
    qtbot.waitUntil(panel.save_csv.isEnabled)
    panel.save_tables(tmp_path / "numbers.csv")
    assert "enquire_link,3,0" in (tmp_path / "numbers.csv").read_text("utf-8")
    panel.save_picture(tmp_path / "plots.png")
    assert (tmp_path / "plots.png").read_bytes().startswith(b"\x89PNG")
    assert "Picture saved" in panel.notice.text
    panel.save_tables(tmp_path / "gone" / "numbers.csv")
    assert "was not saved" in panel.notice.text
    panel.save_picture(tmp_path / "gone" / "plots.png")
    assert "was not saved" in panel.notice.text


def test_shown_rows_are_a_sequence() -> None:
    rows = ShownRows(lambda: 3, lambda at: at * 10)
    assert (len(rows), rows[2], list(rows[1:9])) == (3, 20, [10, 20])


def test_while_many_are_counted_what_is_counted_so_far_is_shown_but_not_saved(
    panel: StatisticsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SLICE", 0.0005)
    monkeypatch.setattr(module, "_SHOW_EVERY", 0.0)
    panel.show_scene(_scene(_store(3000)))
    qtbot.waitUntil(lambda: "of 6\u2009001 PDUs" in panel.progress.text())
    assert panel.tables["commands"].rows.rowCount() > 0
    assert not panel.save_csv.isEnabled()
    qtbot.waitUntil(lambda: panel.progress.text() == "")
    assert panel.save_csv.isEnabled()
    assert [cell.text for cell in panel.tables["commands"].rows.cells(1)] == ["enquire_link", "3\u2009000", "0"]


def test_the_figures_can_be_heard_and_copied(panel: StatisticsPanel, qtbot: QtBot) -> None:
    panel.show_scene(_scene(_store(3)))
    qtbot.waitUntil(lambda: bool(panel.numbers and panel.numbers.done and not panel.progress.text()))
    figures = found(panel, "statistics.figures")
    with qtbot.waitActive(panel):
        panel.activateWindow()
    figures.setFocus()
    assert figures.accessibleDescription().startswith("PDUs: 7, ")
    qtbot.keyClick(figures, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("PDUs: 7\n")
    assert not figures.grab().isNull()
