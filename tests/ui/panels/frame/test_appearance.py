"""Theme and text size by the settings."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smppconsole.console.settings import Settings
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.frame.appearance import Appearance
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    """The look of fresh settings."""
    made = Appearance(Settings())
    made.choose("light")
    qtbot.waitUntil(lambda: made.done)
    return made


def test_a_choice_changes_the_window_and_is_kept(appearance: Appearance, qtbot: QtBot) -> None:
    appearance.choose("dark")
    qtbot.waitUntil(lambda: appearance.done)
    assert theme.current() is theme.DARK
    kept = Settings()
    kept.load()
    assert kept.text("theme") == "dark"


def test_turning_goes_there_and_back(appearance: Appearance, qtbot: QtBot) -> None:
    for expected in (theme.DARK, theme.LIGHT):
        appearance.turn()
        qtbot.waitUntil(lambda: appearance.done)
        assert theme.current() is expected


def test_text_grows_shrinks_and_goes_back(appearance: Appearance, qtbot: QtBot) -> None:
    def scale_after(step: int) -> float:
        appearance.resize(step)
        qtbot.waitUntil(lambda: appearance.done)
        return theme.scale()

    assert appearance.percent == 100
    assert scale_after(1) > 1
    assert scale_after(0) == 1
    assert scale_after(-1) < 1
    for _ in range(20):
        appearance.resize(-1)
    assert appearance.percent >= 70


async def test_what_was_hidden_during_a_change_takes_the_colours_of_the_next_one() -> None:
    async with opened_window(1024, 640) as window:
        appearance, sender = window.cast.appearance, window.cast.composer.form.findChild(QLineEdit)
        assert sender is not None
        assert not sender.isVisible()
        appearance.choose("dark")
        await eventually(lambda: appearance.done)
        window.resize(1100, 700)
        await eventually(sender.isVisible)
        for look in (theme.LIGHT, theme.DARK, theme.LIGHT):
            appearance.choose(look.name)
            await eventually(lambda: appearance.done)
            assert sender.palette().color(QPalette.ColorRole.Text) == look.colour("text")


async def test_a_window_that_is_open_changes_in_slices_and_the_last_wish_wins() -> None:
    async with opened_window() as window:
        appearance, header = window.cast.appearance, window.cast.header
        high = header.height()
        appearance.resize(1)
        appearance.resize(1)
        appearance.choose("dark")
        assert not appearance.done
        await eventually(lambda: appearance.done)
        assert (theme.current(), theme.scale()) == (theme.DARK, 1 + 3 / 13)
        assert header.height() > high
        assert window.updatesEnabled()
        appearance.choose("light")
        appearance.resize(0)
        await eventually(lambda: appearance.done)
        assert (theme.current(), header.height()) == (theme.LIGHT, high)


async def test_what_was_hidden_has_the_new_look_when_it_is_shown() -> None:
    async with opened_window() as window:
        window.deeds.do("doctor")
        doctor = window.deeds.tools.tool("doctor").panel
        window.deeds.tools.shelf.hide()
        window.cast.appearance.choose("dark")
        await eventually(lambda: window.cast.appearance.done)
        window.deeds.do("doctor")
        await eventually(doctor.isVisible)
        ground = doctor.grab().toImage().pixelColor(2, doctor.height() - 3)
        assert ground.lightness() < 128
        window.cast.appearance.choose("light")
        await eventually(lambda: window.cast.appearance.done)
        assert doctor.grab().toImage().pixelColor(2, doctor.height() - 3).lightness() > 128


async def test_a_title_that_was_hidden_can_be_read_in_the_new_theme() -> None:
    async with opened_window() as window:
        window.cast.appearance.choose("light")
        await eventually(lambda: window.cast.appearance.done)
        window.cast.appearance.choose("dark")
        await eventually(lambda: window.cast.appearance.done)
        window.deeds.do("new_account")
        title = window.cast.accounts.form.title
        await eventually(title.isVisible)
        image = title.grab().toImage()
        lightest = max(image.pixelColor(x, y).lightness() for x in range(80) for y in range(image.height()))
        assert lightest > 180


async def test_closing_in_the_middle_of_a_change_ends_it() -> None:
    async with opened_window() as window:
        window.cast.appearance.choose("dark")
        window.cast.appearance.resize(1)
    assert window.cast.appearance.done


async def test_words_that_were_hidden_during_a_change_are_not_dark_on_dark() -> None:
    async with opened_window() as window:
        search = window.cast.accounts.search
        assert not search.isVisible()
        for look in (theme.DARK, theme.LIGHT, theme.DARK):
            window.cast.appearance.choose(look.name)
            await eventually(lambda: window.cast.appearance.done)
            assert search.palette().color(QPalette.ColorRole.Text) == look.colour("text")
            assert search.palette().color(QPalette.ColorRole.PlaceholderText) == look.colour("text3")


async def test_a_sender_in_letters_keeps_its_font_in_another_theme() -> None:
    async with opened_window() as window:
        source = window.cast.composer.form.source
        source.setText("Orbit")
        for name in ("dark", "light"):
            window.cast.appearance.choose(name)
            await eventually(lambda: window.cast.appearance.done)
            assert source.font().family() == fonts.text(12).family()
