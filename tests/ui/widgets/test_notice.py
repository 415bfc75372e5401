"""The notice above the trace."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.ui.widgets.notice import Notice


def test_it_says_why_can_be_copied_and_put_away(qtbot: QtBot) -> None:
    notice = Notice("x.notice", (("again", "Try again"), ("edit", "Edit account")))
    qtbot.addWidget(notice)
    notice.say(Severity.ERROR, "Bind refused: invalid password (0x0E).", ("again",))
    notice.show()
    assert notice.text == "Bind refused: invalid password (0x0E)."
    assert notice.words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert notice.links["edit"].isHidden()
    with qtbot.waitSignal(notice.asked) as told:
        qtbot.mouseClick(notice.links["again"], Qt.MouseButton.LeftButton)
    assert told.args == ["again"]
    assert not notice.grab().isNull()
    qtbot.mouseClick(notice.away, Qt.MouseButton.LeftButton)
    assert notice.text == ""
    notice.say(Severity.NOTE, "Copied.")
    notice.show()
    with qtbot.waitSignal(notice.left):
        qtbot.keyClick(notice.words, Qt.Key.Key_Escape)
    assert notice.text == ""


def test_in_a_low_window_a_long_one_has_one_line_and_more_of_it_at_a_press(qtbot: QtBot) -> None:
    notice = Notice("x.notice", (("again", "Try again"),))
    qtbot.addWidget(notice)
    notice.resize(480, 60)
    notice.show()
    notice.set_brief(True)
    notice.say(Severity.ERROR, "Bind refused.", ("again",))
    assert not notice.more.isVisible()
    long = "Line closed by the peer without unbind, 3 requests unanswered. Trying again in 12 s. " * 2
    notice.say(Severity.ERROR, long, ("again",))
    assert notice.more.isVisible()
    assert notice.words.text().endswith("…")
    assert (notice.text, long.strip() in notice.accessibleName()) == (long, True)
    one_line = notice.sizeHint().height()
    qtbot.mouseClick(notice.more, Qt.MouseButton.LeftButton)
    assert (notice.words.text(), notice.more.text()) == (long, "Less")
    assert notice.heightForWidth(480) > one_line
    qtbot.mouseClick(notice.more, Qt.MouseButton.LeftButton)
    assert notice.words.text().endswith("…")
    notice.set_brief(False)
    assert (notice.words.text(), notice.more.isVisible()) == (long, False)
