"""Saved templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console.drafts import DraftShelf
from smppconsole.ui.panels.composer.templates import TemplatesPage
from tests.kit.screen import nameless

CODE = Draft("49{number}", "Orbit", "Your code is {code}")


@pytest.fixture
def page(qtbot: QtBot) -> TemplatesPage:
    """One template."""
    made = TemplatesPage(DraftShelf())
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    made.keep("Login", CODE)
    return made


def test_placeholders_are_asked_for_and_filled_in(page: TemplatesPage, qtbot: QtBot) -> None:
    assert list(page._blanks) == ["number", "code"]
    page._blanks["code"].setText("482 913")
    with qtbot.waitSignal(page.use_asked) as told:
        page.use.click()
    assert told.args == [Draft("49{number}", "Orbit", "Your code is 482 913")]
    assert not nameless(page)


def test_the_draft_is_saved_under_a_name(page: TemplatesPage, qtbot: QtBot) -> None:
    assert not page.save.isEnabled()
    page.name.setText("Login")
    assert page.save.text() == "Replace"
    page.name.setText("New")
    assert page.save.text() == "Save draft"
    with qtbot.waitSignal(page.save_asked) as told:
        page.save.click()
    assert told.args == ["New"]


def test_deleting_is_taken_back_by_the_same_button(page: TemplatesPage) -> None:
    page.delete.click()
    assert page.filled is None
    assert page.delete.text() == "Undo delete"
    page.delete.click()
    assert page.filled is not None
    assert page.delete.text() == "Delete"


def test_what_was_deleted_stays_so_once_another_is_chosen(page: TemplatesPage) -> None:
    page.keep("Other", Draft("1"))
    page.refresh("Login")
    page.delete.click()
    page.list.clicked.emit(page.list.model().index(0, 0))
    assert page.delete.text() == "Delete"
    assert [one.name for one in DraftShelf().templates()] == ["Other"]


def test_a_bracket_without_partner_is_told_and_the_text_taken_as_it_is(page: TemplatesPage) -> None:
    page.keep("Odd", Draft("1", "x", "50 % {off"))
    assert page.filled == Draft("1", "x", "50 % {off")
    assert "bracket" in page.problem.text()


def test_a_shelf_that_cannot_write_is_told(
    page: TemplatesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_args: object) -> Path:
        raise OSError("the disk is full")

    monkeypatch.setattr(page._shelf, "save_template", full)
    monkeypatch.setattr(page._shelf, "delete_template", full)
    for deed in (lambda: page.keep("x", Draft()), page.delete.click):
        with qtbot.waitSignal(page.said) as told:
            deed()
        assert "the disk is full" in told.args[1]
