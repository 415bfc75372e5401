"""Nothing runs past an edge, lies over another or is cut without saying so, however large the letters are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.ui import app, style, theme, words
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from smppconsole.ui.widgets.controls import label
from tests.kit.misfits import misfits
from tests.kit.pictures import LONG
from tests.kit.screen import eventually
from tests.kit.window import filled, opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG_NAME = Account(
    "Nordlink Kommunikationsdienste, Rechenzentrum Süd", "smsc-primary.nordlink.example", 2775, group="Ein langer Name"
)
_SETTLED = 8.0
SHEETS = ("save", "about", "settings", "workbench")
NOTICE = "Die Leitung wurde von der Gegenstelle ohne unbind geschlossen, 3 Anfragen blieben unbeantwortet. " * 2
PANELS = (
    "to_inspector",
    "to_composer",
    "templates",
    "history",
    "batch",
    "statistics",
    "compare",
    "notices",
    "edit_account",
)


@pytest.fixture(autouse=True)
def _german_for_a_while(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    style.apply(make_application(), theme.LIGHT)
    monkeypatch.setenv(words.LANGUAGE_VARIABLE, "de")
    words.choose("de")
    yield
    words.choose(words.ENGLISH)
    style.apply(qapp, theme.LIGHT)


@asynccontextmanager
async def _busy_window(percent: int, width: int, height: int) -> AsyncIterator[MainWindow]:
    """A German window of that size and text size, with the demo in it and a long name."""
    async with opened_window(width, height) as window:
        window.workspace.settings.set("font_size", round(percent * 13 / 100 * 0.75))
        window.cast.appearance.apply()
        await eventually(lambda: window.cast.appearance.done)
        window.resize(width, height)
        await app.show_demo(window)
        window.workspace.accounts.save(LONG_NAME)
        window.show_sessions()
        window.cast.composer.show_draft(LONG)
        window.cast.side.templates.keep("Code", Draft("49{number}", "Orbit", "Your code is {code}."))
        window.cast.trace.live.table.choose(4)
        yield window


def _rows(window: MainWindow) -> float:
    """How many rows of the trace are in sight."""
    table = window.cast.trace.live.table
    return table.viewport().height() / table.rowHeight(0)


async def _found(window: MainWindow, at: str, of: QWidget | None = None) -> list[str]:
    """What does not fit once all has come to its place."""
    await filled(window)
    for _ in range(4):
        QApplication.processEvents()
        await asyncio.sleep(0)
    left: list[str] = []

    def fits() -> bool:  # what is found is what was looked at: a turn later a figure may wait to be laid out
        left[:] = misfits(of or window, of is not None)
        return not left

    with suppress(TimeoutError):
        await eventually(fits, _SETTLED)
    return [f"{at}: {words}" for words in left]


@pytest.mark.parametrize(
    ("percent", "width", "height"), [(100, 1024, 640), (150, 1024, 640), (200, 1440, 900)], ids=str
)
async def test_every_panel_fits(percent: int, width: int, height: int) -> None:
    async with _busy_window(percent, width, height) as window:
        assert (window.width(), window.height()) == (width, height)
        found = await _found(window, "demo")
        assert _rows(window) >= 6
        window.cast.trace.notice.put_away()
        found += await _found(window, "no notice")
        assert _rows(window) >= 7
        for panel in PANELS:
            window.deeds.do(panel)
            found += await _found(window, panel)
        assert not found


async def test_windows_and_sheets_beside_it_stay_on_the_screen() -> None:
    async with _busy_window(150, 1024, 640) as window:
        found = []
        for id in SHEETS:
            before = set(QApplication.topLevelWidgets())
            window.deeds.do(id)
            await eventually(lambda before=before: _opened(before))  # type: ignore[misc]
            (sheet,) = _opened(before)
            if id == "workbench":
                await eventually(window.deeds.workbench.bench.pages.isVisible)
            found += await _found(window, id, sheet)
            sheet.close()
        window.deeds.do("palette")
        found += await _found(window, "palette")
        assert not found


def _opened(before: set[QWidget]) -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible() and top not in before]


async def test_a_notice_leaves_rows_of_the_trace_in_a_small_window() -> None:
    async with _busy_window(100, 1024, 640) as window:
        window.deeds.do("statistics")
        window.deeds.do("to_inspector")
        window.say(Severity.ERROR, NOTICE)
        await _found(window, "notice")
        assert window.cast.trace.notice.lines[0].more.isVisible()
        assert _rows(window) >= 6
        window.cast.trace.notice.lines[0].more.click()
        await _found(window, "all of the notice")
        assert window.cast.trace.notice.height() > 40
        assert _rows(window) >= 5


async def test_what_does_not_fit_is_found() -> None:
    window = QWidget()
    window.resize(200, 100)
    over, under, beyond = QPushButton("over", window), QPushButton("under", window), QLabel("beyond", window)
    over.setGeometry(0, 0, 90, 40)
    under.setGeometry(10, 20, 90, 40)
    beyond.setGeometry(150, 60, 90, 20)
    cut = label("These words are longer than their label", name="cut")
    cut.setParent(window)
    cut.setGeometry(100, 0, 60, 20)
    window.show()
    found = "\n".join(misfits(window))
    for told in ("“over” in QWidget over QPushButton “under”", "is beyond QWidget 200x100", "is cut by"):
        assert told in found
    assert len(misfits(window)) == 3
    window.close()
