"""Plots of round trips and of the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.plots import Sparkline, TripPlot, WindowGauge, ceiling


@pytest.mark.parametrize(
    ("most", "top"), [(0.0, 2), (1.9, 2), (19.0, 20), (21.0, 40), (41.0, 60), (61.0, 100), (900.0, 1000)]
)
def test_the_axis_ends_at_a_round_number(most: float, top: int) -> None:
    assert ceiling([most, None]) == top


def test_a_line_is_drawn_and_broken_where_an_answer_was_missed(qtbot: QtBot) -> None:
    plot = TripPlot("x.plot")
    qtbot.addWidget(plot)
    plot.resize(200, 84)
    empty = plot.grab().toImage()
    plot.show_trips([18.0, 19.0, None, 22.0])
    drawn = plot.grab().toImage()
    assert drawn != empty
    colours = {drawn.pixelColor(x, y).name().upper() for x in range(200) for y in range(84)}
    assert theme.LIGHT.err in colours


def test_a_sparkline_of_nothing_is_empty(qtbot: QtBot) -> None:
    spark = Sparkline("x.spark")
    qtbot.addWidget(spark)
    empty = spark.grab().toImage()
    spark.show_trips([1.0, 3.0, 2.0])
    assert spark.grab().toImage() != empty


def test_the_gauge_fills_a_bar_a_request_and_says_so(qtbot: QtBot) -> None:
    gauge = WindowGauge("x.window")
    qtbot.addWidget(gauge)
    gauge.show_window(3, 10)
    image = gauge.grab().toImage()
    filled = [image.pixelColor(at * 6 + 1, 5).name().upper() == theme.LIGHT.accent for at in range(10)]
    assert filled == [True] * 3 + [False] * 7
    assert gauge.accessibleName() == "Window: 3 of 10 outstanding"
    gauge.show_window(500, 1000)
    assert (
        sum(gauge.grab().toImage().pixelColor(at * 6 + 1, 5).name().upper() == theme.LIGHT.accent for at in range(10))
        == 5
    )
