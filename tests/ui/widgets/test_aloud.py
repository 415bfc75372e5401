"""What appears is told to screen readers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.ui.widgets import aloud
from smppconsole.ui.widgets.notice import Notice

_Politeness = QAccessible.AnnouncementPoliteness
_Event = QAccessible.Event
Heard = list[tuple[str, object]]


def _stand_in(hear: object) -> SimpleNamespace:
    return SimpleNamespace(
        AnnouncementPoliteness=_Politeness, Event=_Event, isActive=lambda: True, updateAccessibility=hear
    )


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What was announced on a system that has announcements, and how urgently."""
    told: Heard = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        told.append((event.message(), event.politeness()))

    monkeypatch.setattr(aloud, "QAccessible", _stand_in(hear))
    monkeypatch.setattr(aloud, "_ANNOUNCES", True)
    return told


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What came up by which event on Linux, and the role in which it did."""
    told: Heard = []

    def hear(event: QAccessibleEvent) -> None:
        interface = event.accessibleInterface()
        told.append((interface.text(QAccessible.Text.Name), (event.type(), interface.role())))

    monkeypatch.setattr(aloud, "QAccessible", _stand_in(hear))
    monkeypatch.setattr(aloud, "_ANNOUNCES", False)
    return told


@pytest.fixture
def notice(qtbot: QtBot) -> Notice:
    made = Notice("x.notice", ())
    qtbot.addWidget(made)
    return made


def test_a_notice_is_announced_and_an_error_at_once(notice: Notice, announced: Heard) -> None:
    notice.say(Severity.NOTE, "3 PDUs saved.")
    notice.say(Severity.ERROR, "Bind refused: invalid password (0x0E).")
    notice.say(Severity.NOTE, "")
    assert announced == [
        ("Note: 3 PDUs saved.", _Politeness.Polite),
        ("Error: Bind refused: invalid password (0x0E).", _Politeness.Assertive),
    ]


def test_on_linux_a_notification_comes_up_with_the_words(qtbot: QtBot, notice: Notice, events: Heard) -> None:
    comes_up = (_Event.ObjectShow, QAccessible.Role.Notification)
    for words in ("3 PDUs saved.", "4 PDUs saved."):
        events.clear()
        notice.say(Severity.NOTE, words)
        qtbot.waitUntil(lambda: bool(events))
        assert events == [(f"Note: {words}", comes_up)]


def test_what_happens_at_once_is_one_notification_and_nothing_said_twice(
    qtbot: QtBot, notice: Notice, events: Heard
) -> None:
    for words in ("Bound.", "The provider's clock is 5 s late.", "Bound."):
        aloud.say_aloud(notice, words)
    qtbot.waitUntil(lambda: bool(events))
    assert [words for words, _ in events] == ["Bound.\nThe provider's clock is 5 s late."]


def test_a_window_has_one_voice_that_nobody_sees(qtbot: QtBot, events: Heard) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inside = QWidget(window)
    window.show()
    for words in ("Bound.", "Unbound."):
        aloud.say_aloud(inside, words)
    voices = window.findChildren(QWidget, "voice")
    assert [one.isHidden() for one in voices] == [True]


def test_without_a_screen_reader_there_is_no_voice(notice: Notice) -> None:
    if QAccessible.isActive():
        pytest.skip("a screen reader is there")
    notice.say(Severity.NOTE, "3 PDUs saved.")
    assert notice.findChild(QWidget, "voice") is None


def test_a_place_is_its_widget_s_description_and_announced_once_where_that_is_not_read(
    qtbot: QtBot, announced: Heard
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for words in ("octet 1: 0x00", "octet 1: 0x00", "octet 2: 0x15"):
        aloud.tell_place(widget, words)
    assert widget.accessibleDescription() == "octet 2: 0x15"
    assert [words for words, _ in announced] == ["octet 1: 0x00", "octet 2: 0x15"]


def test_a_place_is_not_said_twice_on_linux(qtbot: QtBot, events: Heard) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    aloud.tell_place(widget, "octet 1: 0x00")
    assert (widget.accessibleDescription(), events) == ("octet 1: 0x00", [])


def test_qt_takes_the_announcement(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aloud, "_ANNOUNCES", True)
    notice.show()
    aloud.say_aloud(notice, "Bound.")


def test_what_goes_on_where_a_line_ended_takes_its_place(qtbot: QtBot, notice: Notice, events: Heard) -> None:
    for words in ("Sent submit_sm as sequence number 7.", "Sent submit_sm as sequence number 7: refused."):
        aloud.say_aloud(notice, words)
    qtbot.waitUntil(lambda: bool(events))
    assert [words for words, _ in events] == ["Sent submit_sm as sequence number 7: refused."]
