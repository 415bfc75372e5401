"""The link's light: told by shape as well as colour."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.linkstatus import LinkState
from smppconsole.ui import theme
from smppconsole.ui.widgets.link_light import TOKENS, LinkLight


def _shape(qtbot: QtBot, state: str) -> tuple[bool, ...]:
    """Which pixels have ink, whatever its colour."""
    light = LinkLight("x.light", 24)
    qtbot.addWidget(light)
    light.show_state(state)
    image = light.grab().toImage()
    ground = image.pixelColor(0, 0).name() if state not in {"dead"} else image.pixelColor(12, 0).name()
    return tuple(image.pixelColor(x, y).name() != ground for x in range(24) for y in range(24))


def test_all_states_of_a_link_have_a_light() -> None:
    assert set(TOKENS) == {str(state) for state in LinkState}


def test_no_two_states_share_a_shape(qtbot: QtBot) -> None:
    shapes = {_shape(qtbot, state) for state in TOKENS}
    assert len(shapes) == len(TOKENS)


@pytest.mark.parametrize(("state", "token"), [("alive", "ok"), ("late", "warn"), ("dead", "err")])
def test_the_colour_is_that_of_the_state(qtbot: QtBot, state: str, token: str) -> None:
    light = LinkLight("x.light", 24)
    qtbot.addWidget(light)
    light.show_state(state)
    assert light.state == state
    assert light.accessibleName() == f"Link: {state}"
    assert light.grab().toImage().pixelColor(12, 13).name().upper() == theme.LIGHT.hex(token)


def test_binding_can_turn(qtbot: QtBot) -> None:
    light = LinkLight("x.light", 24)
    qtbot.addWidget(light)
    light.show_state("binding", 0)
    first = light.grab().toImage()
    light.show_state("binding", 1)
    assert light.grab().toImage() != first
