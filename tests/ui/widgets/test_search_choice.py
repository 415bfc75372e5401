"""A choice one can type into."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.search_choice import SearchChoice
from tests.kit.screen import nameless


def test_anything_may_be_typed_and_rows_may_change_below_it(qtbot: QtBot) -> None:
    choice = SearchChoice("x.y", "Words", "type")
    qtbot.addWidget(choice)
    told: list[str] = []
    choice.editTextChanged.connect(told.append)
    choice.offer((("one", 1), ("two", 2)))
    assert (choice.typed, told) == ("", [])
    choice.show_typed("mine")
    assert (choice.typed, told) == ("mine", [])
    choice.offer((("three", 3),))
    assert choice.typed == "mine"
    choice.setEditText(" three ")
    assert (choice.typed, told) == ("three", [" three "])
    assert nameless(choice) == []


def test_rows_that_contain_what_is_typed_are_offered(qtbot: QtBot) -> None:
    choice = SearchChoice("x.y", "Words", "type")
    qtbot.addWidget(choice)
    choice.offer((("message_state", 1), ("user_message_reference", 2), ("sar", 3)))
    completer = choice.completer()
    assert completer is not None
    completer.setCompletionPrefix("MESSAGE")
    assert completer.completionCount() == 2
