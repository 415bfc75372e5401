"""Every place where the window says what is wrong lets its words be selected, with the mouse and with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from smppconsole.ui.widgets.notice import Notice
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_BOTH = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
PLACES = ("accounts.problem", "batch.problem", "centre.rules_problem")


async def test_what_is_wrong_can_be_copied_wherever_it_is_said() -> None:
    async with opened_window() as window:
        for action in ("batch", "statistics", "centre"):
            window.do(action)
        window.do("new_account")
        await eventually(lambda: all(window.findChild(QLabel, name) for name in PLACES))
        window.do("workbench")
        bench = window.deeds.workbench.bench
        said = [found(window, name, QLabel) for name in PLACES] + [bench.foot.verdict]
        said += [notice.words for notice in window.findChildren(Notice)]
        assert len(said) > len(PLACES) + 2
        assert [words.objectName() for words in said if words.textInteractionFlags() & _BOTH != _BOTH] == []
        assert [words.objectName() for words in said if words.focusPolicy() is not Qt.FocusPolicy.StrongFocus] == []
        bench.hide()
