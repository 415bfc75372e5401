"""A window beside the main one is found again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.kept_window import KeptWindow


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(40, 50, 300, 200)
    return made


def test_of_a_window_that_was_never_seen_there_is_nothing_to_keep(window: QWidget) -> None:
    kept = KeptWindow()
    assert kept.told() == ""
    kept.watch(window)
    assert kept.told() == ""


def test_it_tells_when_the_window_comes_moves_and_goes(window: QWidget, qtbot: QtBot) -> None:
    kept = KeptWindow()
    kept.watch(window)
    for deed in (window.show, lambda: window.resize(320, 240), window.close):
        with qtbot.waitSignal(kept.changed):
            deed()
    again = KeptWindow()
    again.take_up(kept.told())
    assert not again.is_open


def test_a_window_that_was_asked_for_is_open_whether_it_was_made_or_not(window: QWidget, qtbot: QtBot) -> None:
    kept, again = KeptWindow(), KeptWindow()
    with qtbot.waitSignal(kept.changed):
        kept.ask()
    kept.watch(window)
    again.take_up(kept.told())
    assert again.is_open
    again.watch(window)


def test_another_window_takes_its_place_even_if_it_was_never_made_between(window: QWidget, qtbot: QtBot) -> None:
    first, between, last = KeptWindow(), KeptWindow(), KeptWindow()
    first.watch(window)
    window.show()
    between.take_up(first.told())
    last.take_up(between.told())
    assert last.is_open
    other = QWidget()
    qtbot.addWidget(other)
    last.watch(other)
    assert other.size() == window.size()


@pytest.mark.parametrize("text", ["", "{", "7", "{}", '{"place": 7}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        KeptWindow().take_up(text)
