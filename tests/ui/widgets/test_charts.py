"""Plots of a trace."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.charts import STROKES, Bar, BarChart, LineChart, Series


def _colours(chart: LineChart | BarChart) -> set[str]:
    image = chart.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(image.height())}


def test_lines_are_drawn_and_told_in_words(qtbot: QtBot) -> None:
    chart = LineChart("x.rates", "PDUs a second", "None.")
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.show()
    points = tuple((float(x), float(x % 7)) for x in range(50))
    chart.show_series([Series("sent", "err", "solid", points)], ("10:00", "10:05"))
    assert theme.LIGHT.err.lower() in _colours(chart)
    assert chart.accessibleName() == "PDUs a second: sent up to 6"


def test_one_point_and_none_are_no_trouble(qtbot: QtBot) -> None:
    chart = LineChart("x.rates", "PDUs a second", "None.")
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.show()
    for series in ([], [Series("a", "accent", "dashed", ())], [Series("a", "err", "dotted", ((5.0, 3.0),))]):
        chart.show_series(series, ("", ""))
        assert not chart.grab().isNull()
    assert theme.LIGHT.err.lower() in _colours(chart)


def test_of_two_lines_on_each_other_both_are_seen_without_colours_too(qtbot: QtBot) -> None:
    chart = LineChart("x.rates", "PDUs a second", "None.")
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.show()
    points = tuple((float(x), 5.0) for x in range(300))
    chart.show_series([Series("sent", "err", "solid", points), Series("received", "ok", "dashed", points)], ("", ""))
    image, height = chart.grab().toImage(), round(chart._inside().bottom() - 5 / 6 * chart._inside().height())
    across = [QColor(image.pixel(x, height)).name() for x in range(100, 300)]
    sent, received = theme.LIGHT.err.lower(), theme.LIGHT.ok.lower()
    assert across.count(sent) > 40
    assert across.count(received) > 40
    gap, dash = across.index(sent) + 103, across.index(received) + 103
    assert QColor(image.pixel(gap, height - 1)).name() == sent  # broad enough to be seen on both sides
    assert QColor(image.pixel(dash, height - 1)).name() != sent  # and cut by the ground of the dashes


def test_kinds_differ_by_stroke() -> None:
    assert len(set(STROKES.values())) == 3


def test_bars_are_drawn_and_told_in_words(qtbot: QtBot) -> None:
    chart = BarChart("x.trips", "Round trips", "None.")
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.show()
    assert not chart.grab().isNull()
    chart.show_bars([Bar(f"{number} ms", number * 10) for number in range(40)])
    assert theme.LIGHT.accent.lower() in _colours(chart)
    assert chart.accessibleName().startswith("Round trips: 0 ms 0, 1 ms 10")
