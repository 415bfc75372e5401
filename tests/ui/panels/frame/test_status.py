"""The status bar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.recording import RecordingState, RecordingStatus
from smppconsole.ui.panels.frame import status
from smppconsole.ui.panels.frame.status import (
    StatusBar,
    StatusFigures,
    ago,
    ago_lasts,
    octets_words,
    rate_words,
)

FIGURES = StatusFigures(
    tag="NL TX",
    link=LinkStatus(LinkState.ALIVE, "bound", 0.018, 1000.0, 0, 12, 12),
    outstanding=3,
    window=10,
    trips=(18.0, 20.0),
    out_rate=12.4,
    in_rate=9.1,
    recording=RecordingStatus(RecordingState.WRITING, "Every PDU goes there", Path("live.pcapng"), 4_200_000),
    now=1005.0,
)


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    """A bar of a wide window."""
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1400, 28)
    made.show()
    made.give_way(1400)
    return made


def test_it_says_all_of_a_link(bar: StatusBar) -> None:
    bar.show_figures(FIGURES)
    assert (bar.light.state, bar.state.text(), bar.words.text()) == ("alive", "alive", "NL TX, answered 5 s ago")
    assert (bar.trip.text(), bar.used.text()) == ("18 ms", "3 of 10")
    assert bar.rates.text() == "→ 12.4  ← 9.1 msg/s"
    assert bar.file.text() == "live.pcapng 4.2 MB"
    assert bar.missed.isHidden()


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (LinkStatus(LinkState.OFF), "NL TX, not connected"),
        (LinkStatus(LinkState.DEAD, retry_in=12.0), "NL TX, no link, again in 12 s"),
        (LinkStatus(LinkState.BINDING, "connecting"), "NL TX, connecting"),
    ],
)
def test_every_state_has_words(bar: StatusBar, link: LinkStatus, words: str) -> None:
    bar.show_figures(replace(FIGURES, link=link))
    assert bar.words.text() == words


def test_missed_answers_are_counted(bar: StatusBar) -> None:
    bar.show_figures(replace(FIGURES, link=replace(FIGURES.link, state=LinkState.LATE, missed=2)))
    assert bar.missed.text() == "2 missed"
    assert not bar.missed.isHidden()


def test_without_a_session_it_says_so(bar: StatusBar) -> None:
    bar.show_figures(replace(FIGURES, tag="", link=LinkStatus(), recording=RecordingStatus(RecordingState.NONE, "")))
    assert bar.words.text() == "no session"
    assert bar.writing.text() == ""


def test_light_and_words_never_give_way(bar: StatusBar) -> None:
    bar.give_way(640)
    assert not bar.light.isHidden()
    assert not bar.state.isHidden()
    assert not bar.words.isHidden()
    assert bar.file.isHidden()
    assert bar.rates.isHidden()


def test_figures_in_few_characters() -> None:
    assert [octets_words(size) for size in (40, 812_000, 4_200_000)] == ["40 B", "812 kB", "4.2 MB"]
    told = {0.2: "just now", 5.0: "5 s ago", 9.9: "5 s ago", 17.2: "10 s ago", 119.0: "110 s ago", 300.0: "5 min ago"}
    assert [ago(seconds) for seconds in told] == [*told.values()]
    assert [rate_words(rate) for rate in (12.44, 1204.0)] == ["12.4", "1\u2009204"]


@pytest.mark.parametrize("seconds", [0.2, 4.0, 9.9, 10.0, 17.2, 31.0, 119.0, 121.0, 300.0])
def test_the_time_since_an_answer_is_true_until_it_is_told_anew(seconds: float) -> None:
    rest = ago_lasts(seconds)
    assert ago(seconds + rest * 0.99) == ago(seconds) != ago(seconds + rest * 1.01)


def test_what_is_not_kept_is_said_loudly(bar: StatusBar) -> None:
    failed = RecordingStatus(RecordingState.FAILED, "the disk is full", Path("x.pcapng"), 12, 312)
    bar.show_figures(replace(FIGURES, recording=failed))
    assert (bar.writing.text(), bar.file.text()) == ("Not written", "312 PDUs in memory only")
    assert bar.writing.property("tone") == "err"
    assert bar.file.toolTip() == "the disk is full"
    bar.show_figures(replace(FIGURES, recording=RecordingStatus(RecordingState.OFF, "without a file")))
    assert (bar.writing.text(), bar.file.text()) == ("No capture file", "")


def test_words_on_the_capture_lead_to_where_it_is_set(bar: StatusBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.recording_asked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.writing.geometry().center())


@pytest.mark.parametrize(
    ("shown", "total", "words"),
    [
        (1, 1, "1 PDU"),
        (200_412, 200_412, "200\u2009412 PDUs"),
        (17, 1096, "17 of 1\u2009096 PDUs"),
        (0, 1, "0 of 1 PDU"),
    ],
)
def test_rows_are_counted_those_shown_and_all(bar: StatusBar, shown: int, total: int, words: str) -> None:
    bar.show_rows(shown, total)
    assert bar.rows.text() == words


def test_all_that_it_says_can_be_copied_and_is_told_to_a_screen_reader_that_comes_to_it(
    bar: StatusBar, qtbot: QtBot
) -> None:
    bar.show_figures(
        replace(FIGURES, link=LinkStatus(LinkState.LATE, "No answer to enquire_link 40 for 5 s", missed=1))
    )
    bar.show_rows(3, 12)
    words = (
        "late, NL TX, No answer to enquire_link 40 for 5 s, 1 missed, Window 3 of 10, → 12.4  ← 9.1 msg/s, "
        "Writing live.pcapng 4.2 MB, 3 of 12 PDUs, Every PDU goes there"
    )
    with qtbot.waitActive(bar):
        bar.activateWindow()
    bar.clearFocus()
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    read_anyway = status.TOLD_BY_CHANGE  # Orca reads what stands in a status bar before its description
    told = "Every PDU goes there" if read_anyway else words
    assert (QGuiApplication.clipboard().text(), bar.accessibleDescription()) == (words, told)
    assert not bar.grab().isNull()
