"""What appears is told to screen readers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.ui.widgets import aloud
from smppconsole.ui.widgets.notice import Notice

_Politeness = QAccessible.AnnouncementPoliteness


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, _Politeness]]:
    """What was announced, and how urgently."""
    told: list[tuple[str, _Politeness]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        told.append((event.message(), event.politeness()))

    monkeypatch.setattr(
        aloud, "QAccessible", SimpleNamespace(AnnouncementPoliteness=_Politeness, updateAccessibility=hear)
    )
    return told


def test_a_notice_is_announced_and_an_error_at_once(qtbot: QtBot, heard: list[tuple[str, _Politeness]]) -> None:
    notice = Notice("x.notice", ())
    qtbot.addWidget(notice)
    notice.say(Severity.NOTE, "3 PDUs saved.")
    notice.say(Severity.ERROR, "Bind refused: invalid password (0x0E).")
    notice.say(Severity.NOTE, "")
    assert heard == [
        ("Note: 3 PDUs saved.", _Politeness.Polite),
        ("Error: Bind refused: invalid password (0x0E).", _Politeness.Assertive),
    ]


def test_qt_takes_the_announcement(qtbot: QtBot) -> None:
    notice = Notice("x.notice", ())
    qtbot.addWidget(notice)
    notice.show()
    aloud.say_aloud(notice, "Bound.")
