"""What of an octet is chosen and hovered."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.hex_layout import HexLayout
from smppconsole.ui.widgets.hex_painting import HexScene, paint_head, paint_row


def _painted(scene: HexScene) -> QImage:
    image = QImage(500, 60, QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.surface)
    painter = QPainter(image)
    painter.setFont(fonts.mono(11))
    layout = HexLayout(16)
    paint_head(painter, layout, 500)
    paint_row(painter, layout, scene, 0, layout.head, focus=True)
    painter.end()
    return image


def _corner(image: QImage, octet: int) -> str:
    box = HexLayout(16).cell_box(octet, HexLayout(16).head)
    return image.pixelColor(int(box.left()) + 1, int(box.top()) + 2).name().upper()


def test_octets_wear_the_tint_of_their_group() -> None:
    scene = HexScene(bytes(8), [Group.HEADER] * 4 + [Group.TEXT] * 3 + [None], frozenset({0, 4, 7}))
    image = _painted(scene)
    assert _corner(image, 1) == theme.LIGHT.tints[Group.HEADER].ground
    assert _corner(image, 5) == theme.LIGHT.tints[Group.TEXT].ground
    assert _corner(image, 7) == theme.LIGHT.surface


def test_neighbouring_fields_of_one_tint_are_parted() -> None:
    scene = HexScene(bytes(4), [Group.FLAGS] * 4, frozenset({0, 2}))
    image, layout = _painted(scene), HexLayout(16)
    edge = int(layout.cell_left(2)) - 1
    assert image.pixelColor(edge, layout.head + 6).name().upper() == theme.LIGHT.surface
    inside = int(layout.cell_left(1)) - 1
    assert image.pixelColor(inside, layout.head + 6).name().upper() == theme.LIGHT.tints[Group.FLAGS].ground


def test_each_field_begins_with_its_mark() -> None:
    groups = [Group.FLAGS] * 2 + [Group.ADDRESS] * 2 + [None]
    image, layout = _painted(HexScene(bytes(5), groups, frozenset({0, 2, 4}))), HexLayout(16)
    marks = [image.pixelColor(int(layout.cell_left(at)), layout.head + 6).name().upper() for at in range(5)]
    tints = theme.LIGHT.tints
    assert marks[0] == tints[Group.FLAGS].mark
    assert marks[1] == tints[Group.FLAGS].ground
    assert marks[2:] == [tints[Group.ADDRESS].mark, tints[Group.ADDRESS].ground, theme.LIGHT.surface]


def test_chosen_octets_take_the_accent() -> None:
    scene = HexScene(bytes(4), [Group.FLAGS] * 4, frozenset({0}), chosen=(1, 3), hovered=(0, 1), picked=3)
    assert [scene.is_chosen(octet) for octet in range(4)] == [False, True, True, False]
    assert scene.is_hovered(0)
    assert _corner(_painted(scene), 1) == theme.LIGHT.accent
