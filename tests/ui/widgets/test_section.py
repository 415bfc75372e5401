"""Parts of a panel that fold."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.section import Section, labelled, scrolled


def test_a_section_starts_folded_or_not(qtbot: QtBot) -> None:
    shut, wide = Section("Bind", "x.bind", folded=True), Section("Answers", "x.answers")
    for section in (shut, wide):
        qtbot.addWidget(section)
    assert not shut.is_open
    assert shut.inside.isHidden()
    assert wide.is_open


def test_the_head_and_the_space_key_fold_and_tell(qtbot: QtBot) -> None:
    section = Section("Bind", "x.bind")
    section.body.addWidget(QLabel("inside"))
    section.remark.setText("2 changed")
    qtbot.addWidget(section)
    section.resize(300, 100)
    section.show()
    with qtbot.waitSignal(section.turned, check_params_cb=lambda shown: not shown):
        qtbot.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert section.head.accessibleDescription() == "folded"
    section.head.setFocus()
    qtbot.keyClick(section.head, Qt.Key.Key_Space)
    assert section.is_open
    qtbot.mouseClick(section, Qt.MouseButton.LeftButton, pos=QPoint(290, 5))
    assert not section.is_open


def test_a_scrolled_column_has_no_bar_from_left_to_right(qtbot: QtBot) -> None:
    area = scrolled(QWidget(), "x.scroll")
    qtbot.addWidget(area)
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.widget().property("ground") == "bg"


def test_a_label_belongs_to_its_control(qtbot: QtBot) -> None:
    holder, line = QWidget(), QLineEdit()
    holder.setLayout(labelled("Port", line, "where to listen"))
    qtbot.addWidget(holder)
    words = holder.findChild(QLabel)
    assert words is not None
    assert words.buddy() is line
    assert words.toolTip() == "where to listen"
