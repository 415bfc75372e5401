"""Menus that are opened at a place begin with a row that the keys are on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.menu_opening import open_at

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    return made


def test_the_keys_are_on_the_first_row_that_can_do_something(menu: QMenu) -> None:
    menu.addSeparator()
    menu.addAction("Not now").setEnabled(False)
    row = menu.addAction("Copy")
    open_at(menu, QPoint(0, 0))
    assert menu.activeAction() is row


def test_or_on_the_row_that_was_asked_for(menu: QMenu) -> None:
    menu.addAction("New account")
    templates = menu.addMenu("New from provider").menuAction()
    open_at(menu, QPoint(0, 0), templates)
    assert menu.activeAction() is templates


def test_a_menu_without_such_a_row_opens_all_the_same(menu: QMenu) -> None:
    menu.addAction("Not now").setEnabled(False)
    open_at(menu, QPoint(0, 0))
    assert menu.isVisible()
    assert menu.activeAction() is None
