"""Saved templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console import paths
from smppconsole.console.drafts import DraftShelf
from smppconsole.ui.panels.composer.templates import TemplatesPage
from smppconsole.ui.panels.frame.dialogs import Sheet
from tests.kit.screen import found, nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
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


def test_files_that_are_no_templates_are_told_with_the_reason(page: TemplatesPage) -> None:
    assert page.unread.isHidden()
    folder = paths.config() / "templates"
    (folder / "torn.toml").write_text("name = ")
    page.refresh()
    assert page.unread.text() == f"1 file cannot be read:\n{folder / 'torn.toml'}: Invalid value (at end of document)"
    for number in range(4):
        (folder / f"torn{number}.toml").write_text("name = ")
    page.refresh()
    assert page.unread.text().startswith("5 files cannot be read:\n")
    assert "torn3.toml" in page.unread.toolTip()
    for path in folder.glob("torn*"):
        path.unlink()
    page.refresh()
    assert page.unread.isHidden()


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


def test_a_template_is_called_otherwise_and_a_taken_name_is_told(page: TemplatesPage) -> None:
    page.keep("Other", Draft("1"))
    page.refresh("Login")
    sheet = page.ask_name()
    assert sheet is not None
    line, told = found(sheet, "templates.new_name", QLineEdit), found(sheet, "templates.name_problem", QLabel)
    line.setText("other")
    assert not sheet.yes.isEnabled()
    assert told.text() == "There is a template “Other” already."
    line.setText("  ")
    assert not sheet.yes.isEnabled()
    line.setText("Sign in")
    assert told.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [(one.name, one.draft) for one in DraftShelf().templates()] == [("Other", Draft("1")), ("Sign in", CODE)]
    assert page.filled == CODE


def test_f2_asks_for_the_name_of_a_row(page: TemplatesPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    sheet = found(page.window(), "templates.name_sheet", Sheet)
    assert sheet.isVisible()
    sheet.reject()


def test_the_menu_of_a_row_says_what_can_be_done_with_it(page: TemplatesPage) -> None:
    menu = page.open_menu(page.mapToGlobal(page.rect().center()))
    assert [action.text().partition("\t")[0] for action in menu.actions()] == ["Use template", "Rename…", "", "Delete"]
    menu.close()


def test_what_was_replaced_comes_back(page: TemplatesPage) -> None:
    page.keep("Login", Draft("1", "x", "other"))
    assert page.delete.text() == "Undo replace"
    page.delete.click()
    assert [one.draft for one in DraftShelf().templates()] == [CODE]
    assert page.delete.text() == "Delete"


def test_the_delete_key_pressed_twice_deletes_two(page: TemplatesPage) -> None:
    page.keep("Other", Draft("1"))
    for _time in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert DraftShelf().templates() == ()
    assert page.delete.text() == "Undo delete"


def test_enter_goes_from_blank_to_blank_before_the_template_is_used(page: TemplatesPage, qtbot: QtBot) -> None:
    number, code = page._blanks["number"], page._blanks["code"]
    number.setFocus()
    number.setText("1")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert code.hasFocus()
    code.setText("2")
    with qtbot.waitSignal(page.use_asked) as told:
        QTest.keyClick(code, Qt.Key.Key_Return)
    assert told.args == [Draft("491", "Orbit", "Your code is 2")]
