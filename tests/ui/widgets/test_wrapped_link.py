"""A link of more than one line."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.wrapped_link import WrappedLink


def test_it_grows_in_height_where_there_is_no_room_and_can_be_pressed(qtbot: QtBot) -> None:
    link = WrappedLink("x.link", "Another way")
    qtbot.addWidget(link)
    link.setText("Use other characters and leave one out: GSM 7-bit, 2 parts")
    assert link.heightForWidth(120) > link.heightForWidth(600)
    assert link.minimumSizeHint().width() < 120 < link.sizeHint().width()
    link.resize(120, link.heightForWidth(120))
    link.show()
    assert not link.grab().isNull()
    with qtbot.waitSignal(link.clicked):
        link.click()
