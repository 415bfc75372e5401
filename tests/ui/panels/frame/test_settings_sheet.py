"""The settings in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from smppconsole.console import paths
from smppconsole.console.settings import SETTINGS, Settings
from smppconsole.ui.panels.frame.settings_sheet import SettingsSheet, title_of
from smppconsole.ui.widgets.controls import Choice, LineField
from smppconsole.ui.widgets.number_field import NumberField
from tests.kit.screen import eventually, found, nameless
from tests.kit.window import opened_window


@pytest.fixture
def settings() -> Settings:
    """All as at first."""
    return Settings()


@pytest.fixture
def sheet(qtbot: QtBot, settings: Settings) -> SettingsSheet:
    """Shown."""
    made = SettingsSheet(None, settings)
    qtbot.addWidget(made)
    made.open()
    return made


def test_every_setting_has_its_field(sheet: SettingsSheet) -> None:
    assert set(sheet._fields) == set(SETTINGS)
    assert all(title_of(row)[0].isupper() for row in SETTINGS.values())
    assert not nameless(sheet)


def test_a_change_holds_at_once_and_is_saved(sheet: SettingsSheet, settings: Settings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.changed) as told:
        found(sheet, "settings.theme", Choice).choose("dark")
    assert told.args == ["theme"]
    found(sheet, "settings.mask_text", QCheckBox).setChecked(True)
    days = found(sheet, "settings.keep_captures", NumberField)
    days.setText("7")
    days.textEdited.emit("7")
    folder = found(sheet, "settings.capture_folder", LineField)
    folder.setText("traces")
    folder.editingFinished.emit()
    assert (settings.text("theme"), settings.flag("mask_text"), settings.number("keep_captures")) == ("dark", True, 7)
    other = Settings()
    assert other.load() == ()
    assert other.text("capture_folder") == "traces"


def test_what_is_set_elsewhere_is_shown_and_not_told_again(
    sheet: SettingsSheet, settings: Settings, qtbot: QtBot
) -> None:
    settings.set("theme", "dark")
    settings.set("mask_text", True)
    settings.set("font_size", 12)
    with qtbot.assertNotEmitted(sheet.changed):
        sheet.follow()
    assert found(sheet, "settings.theme", Choice).currentData() == "dark"
    assert found(sheet, "settings.mask_text", QCheckBox).isChecked()
    assert found(sheet, "settings.font_size", NumberField).value == 12


async def test_the_sheet_follows_the_colours_that_the_window_turns() -> None:
    async with opened_window() as window:
        window.cast.appearance.choose("light")
        await eventually(lambda: window.cast.appearance.done)
        window.do("settings")
        theme = found(window, "settings.theme", Choice)
        window.cast.appearance.turn()
        await eventually(lambda: theme.currentData() == "dark")
        sheet = window.findChild(SettingsSheet)
        assert sheet is not None
        sheet.reject()
        window.cast.appearance.turn()
        await eventually(lambda: window.cast.appearance.done)


def test_all_goes_back_to_what_it_was_at_first(sheet: SettingsSheet, settings: Settings) -> None:
    found(sheet, "settings.theme", Choice).choose("dark")
    found(sheet, "settings.mask_text", QCheckBox).setChecked(True)
    settings.set("unbind_wait", 9.0)
    sheet.reset()
    assert [name for name, row in SETTINGS.items() if settings[name] != row.default] == []


def test_a_disk_that_does_not_take_it_is_told(sheet: SettingsSheet, settings: Settings, qtbot: QtBot) -> None:
    paths.settings().mkdir(parents=True)
    with qtbot.waitSignal(sheet.said) as told:
        found(sheet, "settings.density", Choice).choose("comfortable")
    assert "until you quit" in told.args[1]
    assert settings.text("density") == "comfortable"
    sheet._take(SETTINGS["density"], "dense")
    assert settings.text("density") == "comfortable"


def test_each_field_tells_what_its_setting_does_and_the_sheet_does_not_tell_all_of_them(sheet: SettingsSheet) -> None:
    for name, row in SETTINGS.items():
        assert row.words in (sheet._fields[name].accessibleDescription() or sheet._fields[name].toolTip())
    hints = [one for one in sheet.findChildren(QLabel) if one.text() in {row.words for row in SETTINGS.values()}]
    assert len(hints) == len(SETTINGS)
    assert all(isinstance(hint.buddy(), QLabel) for hint in hints)
