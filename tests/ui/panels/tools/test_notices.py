"""The list of what the window said."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import News, Notices
from smppconsole.ui.panels.tools.notices import NoticesPanel
from tests.kit.screen import nameless

REFUSED = News(Severity.ERROR, "Nordlink: the centre refused the password.", about=("link", "Nordlink"))


@pytest.fixture
def notices() -> Notices:
    """An error that stands and a note that does no longer."""
    made = Notices(clock=lambda: 1_000_000_000.0)
    for news in (REFUSED, News(Severity.NOTE, "Copied."), News(Severity.WARNING, "The disk is nearly full.")):
        made.say(news)
    return made


@pytest.fixture
def panel(qtbot: QtBot, notices: Notices) -> NoticesPanel:
    """The list of them."""
    made = NoticesPanel()
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.table.rows, made)
    made.resize(900, 300)
    made.show()
    made.show_notices(notices.said, notices.standing)
    return made


def _row(panel: NoticesPanel, row: int) -> list[str]:
    return [str(panel.table.rows.index(row, column).data()) for column in range(4)]


def test_each_has_its_time_its_kind_its_words_and_whether_it_stands(panel: NoticesPanel) -> None:
    assert panel.told.text() == "3 notices"
    assert _row(panel, 0)[1:] == ["Error", "Nordlink: the centre refused the password.", "stands"]
    assert _row(panel, 1)[1:] == ["Note", "Copied.", ""]
    assert panel.whole.text() == "The disk is nearly full."
    assert not nameless(panel)
    assert not panel.grab().isNull()


def test_the_one_chosen_stays_chosen_and_the_newest_is_followed(panel: NoticesPanel, notices: Notices) -> None:
    notices.say(News(Severity.NOTE, "Saved."))
    panel.show_notices(notices.said, notices.standing)
    assert panel.whole.text() == "Saved."
    panel.table.selectRow(0)
    notices.say(News(Severity.NOTE, "Copied again."))
    panel.show_notices(notices.said, notices.standing)
    assert panel.whole.text() == REFUSED.words
    assert panel.table.chosen_rows == [0]


def test_rows_can_be_copied_and_all_put_away(panel: NoticesPanel, notices: Notices, qtbot: QtBot) -> None:
    panel.table.selectRow(0)
    assert panel.table.copy_text().endswith("\tError\tNordlink: the centre refused the password.\tstands")
    with qtbot.waitSignal(panel.away_asked):
        panel.away.click()
    notices.put_away(*notices.standing)
    panel.show_notices(notices.said, notices.standing)
    assert not panel.away.isEnabled()
    assert _row(panel, 0)[3] == ""


def test_none_so_far_is_said(qtbot: QtBot) -> None:
    panel = NoticesPanel()
    qtbot.addWidget(panel)
    panel.show_notices((), ())
    assert panel.whole.isHidden()
    assert panel.told.text() == "0 notices"
    QApplication.processEvents()
