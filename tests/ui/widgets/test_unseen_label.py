"""What a choice is can be told where the eye needs no label."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.controls import Choice

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the name itself is told there")


@pytest.fixture
def box(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def labels_told(choice: Choice) -> list[str]:
    """The labels of a choice, as a screen reader is told them."""
    interface = QAccessible.queryAccessibleInterface(choice)
    assert interface is not None
    related = (one for one, relation in interface.relations() if relation == QAccessible.RelationFlag.Label)
    return [one.text(QAccessible.Text.Name) for one in related if one is not None]


def test_a_choice_without_a_label_gets_one_that_is_not_seen(box: QWidget) -> None:
    choice = Choice("x.session", "Session")
    choice.setParent(box)
    box.show()
    choice.show()
    assert [label.isHidden() for label in box.findChildren(QLabel, "x.session.unseen")] == [True]
    assert labels_told(choice) == ["Session"]


def test_another_name_is_told_and_no_second_label_made(box: QWidget) -> None:
    choice = Choice("x.session", "Session")
    choice.setParent(box)
    box.show()
    choice.show()
    choice.hide()
    choice.setAccessibleName("Session, row 2")
    choice.show()
    assert labels_told(choice) == ["Session, row 2"]


def test_a_label_that_is_seen_is_enough(box: QWidget) -> None:
    choice, label = Choice("x.coding", "Coding"), QLabel("Coding", box)
    choice.setParent(box)
    label.setBuddy(choice)
    box.show()
    choice.show()
    assert box.findChildren(QLabel) == [label]


def test_it_goes_with_its_choice(box: QWidget) -> None:
    choice = Choice("x.session", "Session")
    choice.setParent(box)
    box.show()
    choice.show()
    choice.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert box.findChildren(QLabel) == []
