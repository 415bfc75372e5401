"""Groups that are folded."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.accounts.folds import Folds


def test_they_are_told_and_taken_up_again(qtbot: QtBot) -> None:
    folds = Folds()
    assert folds.told() == ""
    with qtbot.waitSignal(folds.changed):
        folds.note("Überall", True)
    folds.note("", True)
    folds.note("", False)
    later = Folds()
    with qtbot.waitSignal(later.came_back):
        later.take_up(folds.told())
    assert "Überall" in later
    assert "" not in later


@pytest.mark.parametrize("text", ["{", "7", "[1]"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Folds().take_up(text)
