from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets import roles
from smppconsole.ui.widgets.hex_view import HexView
from smppconsole.ui.widgets.link_light import LinkLight
from smppconsole.ui.widgets.segmented import Segmented

Role, Text = QAccessible.Role, QAccessible.Text


def role_of(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def test_painted_widgets_have_a_role(qtbot: QtBot) -> None:
    direction = Segmented("t.direction", "Direction", (("Both", "", 0), ("Out", "", 1)))
    octets, light = HexView("t.octets", "Octets"), LinkLight("t.light")
    for widget in (direction, octets, light):
        qtbot.addWidget(widget)
    assert [role_of(one) for one in (direction, octets, light)] == [Role.Grouping, Role.Document, Role.Graphic]


def test_a_role_is_inherited_and_others_keep_theirs(qtbot: QtBot) -> None:
    class Special(HexView):
        pass

    special, plain = Special("t.special", "Octets"), QWidget()
    qtbot.addWidget(special)
    qtbot.addWidget(plain)
    assert role_of(special) is Role.Document
    assert role_of(plain) is Role.Client


def test_names_are_read_as_they_are_now(qtbot: QtBot) -> None:
    light = LinkLight("t.light")
    qtbot.addWidget(light)
    interface = QAccessible.queryAccessibleInterface(light)
    assert interface is not None
    light.show_state("late")
    assert interface.text(Text.Name) == "Link: late"


def test_a_second_installation_changes_nothing(qtbot: QtBot) -> None:
    roles.install()
    light = LinkLight("t.light")
    qtbot.addWidget(light)
    assert role_of(light) is Role.Graphic
