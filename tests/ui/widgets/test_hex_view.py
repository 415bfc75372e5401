"""The octets of a PDU."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.model import Group
from smppconsole.ui.widgets.hex_layout import HexLayout
from smppconsole.ui.widgets.hex_view import HexView, OctetSpan
from tests.kit.screen import move_mouse


@pytest.fixture
def view(qtbot: QtBot) -> HexView:
    """Two hundred octets in a wide view."""
    made = HexView("x.octets", "Octets")
    qtbot.addWidget(made)
    made.resize(made.width_for(16) + 20, 160)
    made.show()
    made.show_octets(bytes(range(200)), [OctetSpan(0, 16, Group.HEADER), OctetSpan(16, 200, Group.TEXT)])
    return made


def test_a_wide_view_has_sixteen_a_row_and_a_narrow_one_eight(view: HexView, qtbot: QtBot) -> None:
    assert view.columns == 16
    view.resize(view.width_for(8) + 20, 160)
    qtbot.waitUntil(lambda: view.columns == 8)


def test_choosing_a_field_brings_its_octets_into_sight(view: HexView) -> None:
    view.select(180, 184)
    assert view.selection == (180, 184)
    assert view.verticalScrollBar().value() > 0
    view.select(0, 4)
    assert view.verticalScrollBar().value() == 0


def test_a_click_says_which_octet(view: HexView, qtbot: QtBot) -> None:
    layout = HexLayout(16)
    place = layout.cell_box(5, layout.head + layout.row).center().toPoint()
    with qtbot.waitSignal(view.octet_picked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [21]


def test_the_mouse_says_which_octet_it_is_over(view: HexView) -> None:
    layout = HexLayout(16)
    told: list[int] = []
    view.octet_hovered.connect(told.append)
    for place in (layout.cell_box(2, layout.head).center().toPoint(), QPoint(1, 1)):
        move_mouse(view.viewport(), place)
    assert told == [2, -1]


def test_arrows_walk_and_stop_at_the_ends(view: HexView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.octet_picked.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
    assert told == [1, 17, 16, 0, 0]


def test_other_octets_forget_what_was_chosen(view: HexView) -> None:
    view.select(3, 9)
    view.hover(3, 9)
    view.show_octets(b"")
    assert (view.octets, view.selection) == (b"", (0, 0))
    assert not view.grab().isNull()


def test_an_octet_that_is_walked_to_is_told(view: HexView, qtbot: QtBot) -> None:
    view.select(16, 200)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "octet 17: 0x11"


def test_a_screen_reader_is_told_the_octets_of_the_field_and_then_the_one_walked_to(
    view: HexView, qtbot: QtBot
) -> None:
    view.octet_picked.connect(lambda _octet: view.select(4, 8))  # as the tree does
    view.select(4, 8)
    assert view.accessibleDescription() == "octets 4 to 7: 04 05 06 07"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "octet 5: 0x05"
    view.select(100, 180)
    assert view.accessibleDescription() == f"octets 100 to 179: {bytes(range(100, 116)).hex(' ').upper()} …"


def test_no_octet_of_another_pdu_is_told(view: HexView, qtbot: QtBot) -> None:
    view.select(4, 8)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.show_octets(bytes(16))
    assert view.accessibleDescription() == ""


def test_a_letter_and_the_field_are_told_with_an_octet(view: HexView, qtbot: QtBot) -> None:
    view.field_words = lambda octet: f"field of {octet} " + "long " * 40
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.select(0x40, 0x42)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    told = view.accessibleDescription()
    assert told.startswith("octet 65: 0x41, A, field of 65 long")
    assert told.endswith("…")
    assert len(told) < 100


def test_keys_go_on_from_the_field_that_was_chosen_elsewhere(view: HexView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.select(100, 104)
    with qtbot.waitSignal(view.octet_picked) as told:
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert told.args == [101]


@pytest.mark.parametrize(
    ("key", "ctrl", "octet"),
    [
        (Qt.Key.Key_Home, False, 32),
        (Qt.Key.Key_End, False, 47),
        (Qt.Key.Key_Home, True, 0),
        (Qt.Key.Key_End, True, 199),
        (Qt.Key.Key_Left, True, 16),
        (Qt.Key.Key_Right, True, 120),
    ],
)
def test_keys_jump_to_the_ends_and_from_field_to_field(
    view: HexView, qtbot: QtBot, key: Qt.Key, ctrl: bool, octet: int
) -> None:
    fields = [OctetSpan(0, 16, Group.HEADER), OctetSpan(16, 120, Group.TEXT), OctetSpan(120, 200, Group.TEXT)]
    view.show_octets(bytes(200), fields)
    view.select(40, 41)
    with qtbot.waitSignal(view.octet_picked) as told:
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)
    assert told.args == [octet]


def test_pages_keep_the_column(view: HexView, qtbot: QtBot) -> None:
    view.select(3, 4)
    rows = view.verticalScrollBar().pageStep()
    for key, octet in ((Qt.Key.Key_PageDown, 3 + 16 * rows), (Qt.Key.Key_PageUp, 3)):
        with qtbot.waitSignal(view.octet_picked) as told:
            qtbot.keyClick(view, key)
        assert told.args == [octet]


def _painted(view: HexView) -> bytes:
    image = view.viewport().grab().toImage()
    return bytes(image.constBits())


def test_the_focus_shows_on_the_first_octet_chosen_and_around_what_has_none(view: HexView, qtbot: QtBot) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    for octets in (bytes(32), b""):
        view.show_octets(octets)
        view.clearFocus()
        away = _painted(view)
        view.setFocus()
        assert _painted(view) != away
