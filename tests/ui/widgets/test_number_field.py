"""A line for a number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.number_field import NumberField


@pytest.fixture
def rate(qtbot: QtBot) -> NumberField:
    """From 0.1 to 5000."""
    made = NumberField("batch.rate", "Messages a second", 10, 0.1, 5000)
    qtbot.addWidget(made)
    return made


def test_a_good_number_is_told(rate: NumberField, qtbot: QtBot) -> None:
    rate.clear()
    with qtbot.waitSignal(rate.changed, check_params_cb=lambda value: value == 2.5):
        qtbot.keyClicks(rate, "2,5")
    assert rate.is_good


def test_a_bad_one_is_marked_with_its_bounds_and_the_last_good_one_stays(rate: NumberField, qtbot: QtBot) -> None:
    rate.clear()
    qtbot.keyClicks(rate, "none")
    assert not rate.is_good
    assert rate.value == 10
    assert "0.1 to 5000" in rate.toolTip()
    rate.set_value(3)
    assert rate.toolTip() == ""


def test_up_and_down_count_within_the_bounds(rate: NumberField, qtbot: QtBot) -> None:
    qtbot.keyClick(rate, Qt.Key.Key_Up)
    assert (rate.text(), rate.value) == ("11", 11)
    rate.set_value(0.1)
    qtbot.keyClick(rate, Qt.Key.Key_Down)
    assert rate.value == 0.1


def test_a_whole_number_may_be_written_in_hex(qtbot: QtBot) -> None:
    status = NumberField("x.status", "Status", 0, 0, 0xFFFFFFFF, whole=True)
    qtbot.addWidget(status)
    status.clear()
    qtbot.keyClicks(status, "0x58")
    assert status.value == 0x58
    status.clear()
    qtbot.keyClicks(status, "1.5")
    assert not status.is_good
