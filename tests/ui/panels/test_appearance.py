"""Theme and text size by the settings."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.settings import Settings
from smppconsole.ui import theme
from smppconsole.ui.panels.appearance import Appearance


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    """The look of fresh settings."""
    made = Appearance(Settings())
    made.choose("light")
    return made


def test_a_choice_changes_the_window_and_is_kept(appearance: Appearance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(appearance.changed):
        appearance.choose("dark")
    assert theme.current() is theme.DARK
    kept = Settings()
    kept.load()
    assert kept.text("theme") == "dark"


def test_turning_goes_there_and_back(appearance: Appearance) -> None:
    appearance.turn()
    assert theme.current() is theme.DARK
    appearance.turn()
    assert theme.current() is theme.LIGHT


def test_text_grows_shrinks_and_goes_back(appearance: Appearance) -> None:
    assert appearance.percent == 100
    appearance.resize(1)
    larger = theme.scale()
    assert larger > 1
    appearance.resize(0)
    assert theme.scale() == 1
    appearance.resize(-1)
    assert theme.scale() < 1
    for _ in range(20):
        appearance.resize(-1)
    assert appearance.percent >= 70
