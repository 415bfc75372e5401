"""The strip with the worst finding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.ui import theme
from smppconsole.ui.widgets.strip import STYLES, Strip


def _strip(qtbot: QtBot) -> Strip:
    strip = Strip("x.strip", (("octets", "Show octets"), ("udhi", "Send again with UDHI")))
    qtbot.addWidget(strip)
    strip.resize(600, 32)
    return strip


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_has_its_ground_and_its_word(qtbot: QtBot, severity: Severity) -> None:
    strip = _strip(qtbot)
    strip.say(severity, "UDHI is not set in esm_class.")
    token = STYLES[severity][1]
    assert strip.grab().toImage().pixelColor(4, 4).name().upper() == theme.LIGHT.hex(f"{token}_bg")
    assert strip.accessibleName().startswith(STYLES[severity][2])


def test_only_links_that_help_are_shown(qtbot: QtBot) -> None:
    strip = _strip(qtbot)
    strip.say(Severity.WARNING, "words", ("octets",))
    assert [key for key, link in strip.links.items() if not link.isHidden()] == ["octets"]
    with qtbot.waitSignal(strip.asked) as told:
        qtbot.mouseClick(strip.links["octets"], Qt.MouseButton.LeftButton)
    assert told.args == ["octets"]


def test_nothing_to_say_is_no_strip(qtbot: QtBot) -> None:
    strip = _strip(qtbot)
    strip.say(Severity.ERROR, "words")
    assert strip.text == "words"
    strip.say(Severity.NOTE, "")
    assert strip.isHidden()
    assert strip.text == ""
