"""The tree of fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.spec.model import Group
from smppconsole.ui import theme
from smppconsole.ui.models.field_rows import field_rows
from smppconsole.ui.panels.inspector.field_tree import FieldTree
from tests.kit.screen import move_mouse
from tests.kit.traces import submit


@pytest.fixture
def tree(qtbot: QtBot) -> FieldTree:
    """The fields of a submit_sm."""
    made = FieldTree()
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show()
    made.show_rows(field_rows(inspect(submit(1))))
    return made


def test_choosing_an_octet_chooses_its_field_and_tells(tree: FieldTree, qtbot: QtBot) -> None:
    octet = inspect(submit(1)).decoded.span("data_coding")[0]
    with qtbot.waitSignal(tree.field_chosen) as told:
        tree.choose_octet(octet)
    assert told.args is not None
    assert told.args[0].name == "data_coding"
    assert tree.chosen is not None
    assert tree.chosen.name == "data_coding"


def test_x_jumps_and_esc_leaves(tree: FieldTree, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tree.jumped):
        qtbot.keyClick(tree, Qt.Key.Key_X)
    with qtbot.waitSignal(tree.left):
        qtbot.keyClick(tree, Qt.Key.Key_Escape)


def test_the_mouse_tells_the_field_it_is_over(tree: FieldTree, qtbot: QtBot) -> None:
    box = tree.visualRect(tree.fields.index(1, 0))
    with qtbot.waitSignal(tree.field_hovered) as told:
        move_mouse(tree.viewport(), box.center())
    assert told.args is not None
    assert told.args[0] is tree.fields.field(tree.fields.index(1, 0))


def test_each_row_wears_the_mark_of_its_group(tree: FieldTree) -> None:
    image = tree.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(40) for y in range(image.height())}
    for group in (Group.HEADER, Group.ADDRESS, Group.TEXT):
        assert theme.LIGHT.tints[group].mark in colours


def test_the_chosen_row_has_a_bar(tree: FieldTree) -> None:
    tree.choose_octet(0)
    box = tree.visualRect(tree.currentIndex())
    pixel = tree.viewport().grab().toImage().pixelColor(1, box.center().y()).name().upper()
    assert pixel in {theme.LIGHT.accent, theme.LIGHT.line_strong}


def test_keys_that_come_to_the_tree_find_its_first_row_chosen(tree: FieldTree, qtbot: QtBot) -> None:
    with qtbot.waitActive(tree):
        tree.activateWindow()
    tree.clearFocus()
    tree.show_rows(field_rows(inspect(submit(2))))
    with qtbot.waitSignal(tree.field_chosen):
        tree.setFocus()
    assert tree.chosen is not None
    assert tree.chosen.name == "Header"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().row() == 1


def test_the_meanings_end_at_the_edge_however_narrow_it_is(tree: FieldTree) -> None:
    for width in (420, 240):
        tree.resize(width, 400)
        assert sum(tree.columnWidth(at) for at in range(3)) <= tree.viewport().width()
