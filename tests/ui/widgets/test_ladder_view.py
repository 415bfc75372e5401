"""The ladder."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.ladder_view import LadderStep, LadderView


def _step(at: int) -> LadderStep:
    return LadderStep(
        at + 100, "10:41:52.661", at % 2 == 0, f"submit_sm {at}", "text", "OK", "ok", "check", "1/2", "3.2 s"
    )


@pytest.fixture
def view(qtbot: QtBot) -> LadderView:
    """A long conversation."""
    made = LadderView("ladder.steps", "Steps")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.show_steps(10_000, _step, ("us", "them"))
    return made


def test_only_steps_in_sight_are_made(view: LadderView) -> None:
    made: list[int] = []

    def make(at: int) -> LadderStep:
        made.append(at)
        return _step(at)

    view.show_steps(1_000_000, make, ("us", "them"))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert not view.grab().isNull()
    assert 0 < len(made) < 40
    assert max(made) == 999_999


def test_a_click_picks_the_row(view: LadderView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.picked, check_params_cb=lambda row: row == 101):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 34 + 38 + 10))
    assert (
        view.accessibleDescription()
        == "submit_sm 1, OK, from them to us, 1/2, text, 10:41:52.661, after 3.2 s, step 2 of 10000"
    )
    with qtbot.assertNotEmitted(view.picked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))


def test_keys_walk_and_jump(view: LadderView, qtbot: QtBot) -> None:
    view.setFocus()
    for key, row in ((Qt.Key.Key_Down, 100), (Qt.Key.Key_Down, 101), (Qt.Key.Key_Up, 100), (Qt.Key.Key_End, 10_099)):
        with qtbot.waitSignal(view.picked, check_params_cb=lambda told, row=row: told == row):
            qtbot.keyClick(view, key)
    assert view.verticalScrollBar().value() > 1000


def test_a_step_chosen_from_outside_comes_into_sight_quietly(view: LadderView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.picked):
        view.choose(5000)
    assert view.verticalScrollBar().value() > 0
    view.choose(0)
    assert view.verticalScrollBar().value() == 0


def test_without_steps_words_stand_there(view: LadderView) -> None:
    view.empty_words = "Nothing yet."
    view.show_steps(0, _step, ("", ""))
    assert view.chosen == -1
    assert view.step(0) is None
    assert not view.grab().isNull()


def test_a_page_is_what_is_in_sight(view: LadderView, qtbot: QtBot) -> None:
    view.choose(0)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    page = view.chosen
    assert page == (view.viewport().height() - 34) // 38
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.chosen == page


def test_an_arrow_that_waits_is_told_so(view: LadderView) -> None:
    view.show_steps(1, lambda at: LadderStep(at, "10:41", True, "submit_sm 7", "", open=True), ("us", "them"))
    view.choose(0)
    assert view.accessibleDescription() == "submit_sm 7, no answer yet, from us to them, 10:41, step 1 of 1"


def test_a_ladder_without_steps_shows_the_focus_all_around(view: LadderView, qtbot: QtBot) -> None:
    view.show_steps(0, _step, ("", ""))
    with qtbot.waitActive(view):
        view.activateWindow()
    view.clearFocus()
    away = view.viewport().grab().toImage()
    view.setFocus()
    assert view.viewport().grab().toImage() != away
