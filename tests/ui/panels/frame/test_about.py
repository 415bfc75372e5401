"""The About box: versions, parts, licences."""

from __future__ import annotations

import platform
from collections.abc import Iterator

import PySide6
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole import __version__
from smppconsole.ui.panels.frame.about import AboutSheet, tell_about, versions
from tests.kit.screen import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something to stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(window: QWidget, qtbot: QtBot) -> Iterator[AboutSheet]:
    """The box, opened, its licences read."""
    made = tell_about(window)
    qtbot.waitUntil(lambda: made.parts.model().rowCount() > 0)
    yield made
    made.hide()


def test_a_box_that_is_closed_at_once_reads_no_further(window: QWidget, qtbot: QtBot) -> None:
    made = tell_about(window)
    gathering = made._gathering
    with qtbot.waitSignal(made.destroyed):
        made.reject()
    assert gathering.stopped


def names(sheet: AboutSheet) -> list[str]:
    """The parts that are listed."""
    return [sheet.parts.card(row).title for row in range(sheet.parts.model().rowCount())]


def test_versions_of_the_program_python_qt_and_pyside_are_told_and_copied(sheet: AboutSheet) -> None:
    told = dict(versions())
    assert told["SMPP Console"].startswith(__version__)
    assert (told["Python"], told["PySide6"]) == (platform.python_version(), PySide6.__version__)
    sheet.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert f"Python: {platform.python_version()}" in copied
    assert any(line.startswith("Qt: 6.") for line in copied)


def test_every_part_shows_its_licence_text(sheet: AboutSheet) -> None:
    for row, name in enumerate(names(sheet)):
        sheet.parts.setCurrentIndex(sheet.parts.model().index(row, 0))
        assert sheet.text.toPlainText().startswith(name)
        assert len(sheet.text.toPlainText()) > 500, name


def test_a_search_looks_into_the_texts_and_goes_to_the_place(sheet: AboutSheet) -> None:
    sheet.search.setText("open font license")
    assert names(sheet) == ["Inter", "JetBrains Mono"]
    assert sheet.text.textCursor().selectedText().lower() == "open font license"
    sheet.search.setText("COPYRIGHT NOTICE   and this permission")
    assert "zipp" in names(sheet)
    assert "Inter" not in names(sheet)


def test_a_search_that_finds_nothing_leaves_no_text_behind(sheet: AboutSheet) -> None:
    sheet.search.setText("no licence says this")
    assert names(sheet) == []
    assert sheet.text.toPlainText() == ""


def test_it_tells_where_the_replaceable_libraries_lie(sheet: AboutSheet) -> None:
    words = sheet.findChild(QWidget, "about.lgpl")
    assert words is not None
    assert "/PySide6" in words.property("text")
    assert "smpplib" in words.property("text")


def test_every_control_has_a_name(sheet: AboutSheet) -> None:
    assert not nameless(sheet)
