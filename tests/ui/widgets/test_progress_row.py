"""The thin row that tells how far long work is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.progress_row import ProgressRow
from tests.kit.screen import nameless


@pytest.fixture
def row(qtbot: QtBot) -> ProgressRow:
    """A row of 400 pixels in which nothing goes on."""
    made = ProgressRow("work", "Stop reading")
    qtbot.addWidget(made)
    made.resize(400, 30)
    return made


def test_it_shows_while_there_are_words_and_hides_without(row: ProgressRow) -> None:
    assert not row.isVisible()
    row.show_share(0.25, "Reading, 25 %")
    assert row.isVisible()
    assert (row.words.text(), row.accessibleName()) == ("Reading, 25 %", "Reading, 25 %")
    row.show_share(1, "")
    assert not row.isVisible()
    assert row.accessibleName() == "Progress"


@pytest.mark.parametrize(("said", "shown"), [(-0.5, 0.0), (0.4, 0.4), (1.7, 1.0)])
def test_a_share_stays_between_nothing_and_all(row: ProgressRow, said: float, shown: float) -> None:
    row.show_share(said, "Reading")
    assert row.share == shown


def test_the_line_at_the_foot_is_as_long_as_the_share(row: ProgressRow) -> None:
    row.show_share(0.5, "Reading")
    picture, look = row.grab().toImage(), theme.current()
    foot, middle = picture.height() - 2, picture.width() // 2
    assert picture.pixelColor(middle - 5, foot).name() == look.colour("accent").name()
    assert picture.pixelColor(middle + 5, foot).name() == look.colour("line").name()


def test_its_button_says_that_the_user_has_enough(row: ProgressRow, qtbot: QtBot) -> None:
    row.show_share(0.5, "Reading")
    assert row.stop.text() == "Stop reading"
    with qtbot.waitSignal(row.stopped):
        row.stop.click()


def test_all_controls_have_names(row: ProgressRow) -> None:
    assert not nameless(row)
