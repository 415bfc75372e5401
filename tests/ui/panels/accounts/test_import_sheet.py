"""What becomes of each account of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from smppconsole.console.account import Account
from smppconsole.console.account_exchange import Changed, Imported
from smppconsole.ui.panels.accounts.import_sheet import BOTH, THEIRS, ImportSheet, Wanted, difference_words
from smppconsole.ui.widgets.segmented import Segmented
from tests.kit.screen import found, nameless

NORD = Account("Nordlink", "smsc.example", 2775, "me", notes="a\nb\nc")
OTHER = replace(NORD, port=3550, source_ton=1, production=True, notes="a\nB\nc", group="Lab")
NEW = Account("New", "new.example")


@pytest.fixture
def taken() -> list[Wanted]:
    """What was wanted."""
    return []


@pytest.fixture
def sheet(qtbot: QtBot, taken: list[Wanted]) -> Iterator[ImportSheet]:
    """One new account, one that differs, one that is the same."""
    window = QWidget()
    qtbot.addWidget(window)
    told = Imported((NEW,), (Changed(NORD, OTHER),), ("Same",), ("x: odd",))
    made = ImportSheet(window, "lab.toml", told, taken.append, lambda wish: f"{wish} 2")
    made.open()
    yield made
    if isValid(made):
        made.reject()


def test_mine_stay_unless_i_say_so(sheet: ImportSheet, taken: list[Wanted]) -> None:
    assert sheet.words.text().startswith("lab.toml: 1 new account, 1 differs from yours, 1 is the same.")
    assert sheet.yes.text() == "Add 1 account"
    sheet.yes.click()
    assert taken == [Wanted((NEW,), ())]


def test_theirs_stands_in_for_mine(sheet: ImportSheet, taken: list[Wanted]) -> None:
    ways = found(sheet, "accounts.import_way.Nordlink", Segmented)
    ways.set_value(THEIRS)
    ways.chosen.emit(THEIRS)
    assert sheet.yes.text() == "Add 1 account, replace 1"
    sheet.yes.click()
    assert taken == [Wanted((NEW,), (OTHER,))]


def test_both_stay_under_two_names_and_what_is_not_ticked_stays_away(sheet: ImportSheet) -> None:
    found(sheet, "accounts.import_new.New", QCheckBox).setChecked(False)
    assert not sheet.yes.isEnabled()
    assert sheet.yes.text() == "Nothing to import"
    ways = found(sheet, "accounts.import_way.Nordlink", Segmented)
    ways.set_value(BOTH)
    ways.chosen.emit(BOTH)
    assert sheet.wanted == Wanted((replace(OTHER, name="Nordlink 2"),), ())
    assert sheet.yes.isEnabled()


def test_every_difference_is_a_line(sheet: ImportSheet) -> None:
    told = found(sheet, "accounts.import_differences.Nordlink", QLabel)
    assert sorted(told.text().splitlines()) == [
        "Group: empty here, “Lab” in the file",
        "Notes: “b” here, “B” in the file",
        "Port: 2775 here, 3550 in the file",
        "Production: no here, yes in the file",
        "Sender TON: proposed here, 1 in the file",
    ]
    assert found(sheet, "accounts.import_problems", QLabel).text() == "X: odd."
    assert nameless(sheet) == []


def test_a_longer_text_differs_in_the_line_that_it_has_more() -> None:
    (row,) = Changed(NORD, replace(NORD, notes="a\nb\nc\n" + "d" * 90)).differences
    assert difference_words(row).startswith("Notes: empty here, “ddd")
    assert "…" in difference_words(row)


def test_one_choice_for_all_that_differ(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    second = replace(NORD, name="Second")
    changed = (Changed(NORD, OTHER), Changed(second, replace(second, port=1)))
    sheet = ImportSheet(window, "lab.toml", Imported((), changed, (), ()), lambda _wanted: None, str)
    every = found(sheet, "accounts.import_way", Segmented)
    every.set_value(THEIRS)
    every.chosen.emit(THEIRS)
    assert [account.name for account in sheet.wanted.replacing] == ["Nordlink", "Second"]
    assert sheet.yes.text() == "Replace 2"
