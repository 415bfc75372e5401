"""The list below the line of a filter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smppconsole.trace.filter_completion import Candidate, Completion
from smppconsole.ui.widgets.filter_completion import FilterCompletion

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = {"command": "Its name", "comment": "A remark", "status": "Its outcome"}


def suggest(text: str, cursor: int) -> Completion:
    """Words that begin as the one at the cursor."""
    start = text.rfind(" ", 0, cursor) + 1
    stop = (text + " ").find(" ", cursor)
    rows = tuple(Candidate(word, words) for word, words in WORDS.items() if word.startswith(text[start:cursor]))
    return Completion(start, stop, rows)


@pytest.fixture
def edit(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName("filter")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def completion(edit: QLineEdit) -> FilterCompletion:
    return FilterCompletion(edit, suggest)


def shown(completion: FilterCompletion) -> list[str]:
    model = completion.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if completion.list.isVisible() else []


def test_typing_offers_what_could_stand_there(completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "com")
    assert shown(completion) == ["command", "comment"]
    said = completion.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "command, Its name"


def test_a_whole_word_and_an_empty_line_offer_nothing(
    completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot
) -> None:
    qtbot.keyClicks(edit, "statu")
    assert shown(completion) == ["status"]
    qtbot.keyClicks(edit, "s")
    assert shown(completion) == []
    edit.clear()
    completion.offer()
    assert shown(completion) == []


def test_tab_takes_the_first(completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "com")
    qtbot.keyClick(completion.list, Qt.Key.Key_Tab)
    assert (edit.text(), edit.cursorPosition()) == ("command ", 8)
    assert shown(completion) == []


def test_enter_takes_the_one_that_is_chosen(completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "com")
    completion.list.setCurrentIndex(completion.list.model().index(1, 0))
    qtbot.keyClick(completion.list, Qt.Key.Key_Return)
    assert edit.text() == "comment "


def test_what_stands_around_the_word_stays(completion: FilterCompletion, edit: QLineEdit) -> None:
    edit.setText("not sta == 8")
    edit.setCursorPosition(7)
    completion.offer()
    completion.take(0)
    assert (edit.text(), edit.cursorPosition()) == ("not status == 8", 10)


def test_a_row_that_is_not_there_changes_nothing(completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "com")
    completion.take(2)
    completion.take(-1)
    assert edit.text() == "com"


def test_it_tells_when_the_list_goes_away(completion: FilterCompletion, edit: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "com")
    with qtbot.waitSignal(completion.closed, timeout=1000):
        qtbot.keyClick(completion.list, Qt.Key.Key_Escape)
    assert (shown(completion), edit.text()) == ([], "com")
