"""Batches in the window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smppconsole.compose.batch import read_table
from smppconsole.compose.draft import Draft
from smppconsole.console import paths
from smppconsole.console.account import Account
from smppconsole.console.batch_progress import Stage
from smppconsole.console.batch_row import Fate
from smppconsole.console.centre_rules import AnswerRules, CentreRules, Rule
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.tools import batch as batch_module
from smppconsole.ui.panels.tools.batch import BatchPanel
from tests.kit.screen import eventually, found, nameless


class Scene:
    """A panel over a bound session."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sessions = Sessions(workspace)
        self.panel = BatchPanel(self.sessions.engine, lambda: True)
        self.panel.resize(900, 500)
        self.panel.show()

    async def bind(self, rules: CentreRules, production: bool = False) -> None:
        port = await self.workspace.start_centre(rules, traced=False)
        account = Account("Nordlink", "127.0.0.1", port, "demo", production=production)
        number = self.workspace.add(account).session_no
        assert (await self.workspace.bind(number, "x")).ok
        self.panel.show_session(self.sessions.view("Nordlink"))

    def count(self, amount: int, rate: float = 0) -> None:
        form = self.panel.form
        form.source.set_value("count")
        form.amount.set_value(amount)
        form.rate.set_value(rate)
        form.show_draft(Draft("49170{n}", "Orbit", "No. {n}"))


@pytest.fixture
async def scene(qtbot: QtBot) -> AsyncIterator[Scene]:
    """Not bound yet."""
    made = Scene(Workspace())
    qtbot.addWidget(made.panel)
    yield made
    made.panel.stop()
    made.sessions.close()
    await made.workspace.close()


async def test_nothing_is_sent_while_no_session_is_bound(scene: Scene) -> None:
    scene.count(3)
    assert not scene.panel.send.isEnabled()
    assert "No session" in scene.panel.on.text()
    scene.panel.start()
    assert scene.panel.run is None
    assert nameless(scene.panel) == []


async def test_a_batch_is_sent_and_every_row_shown(scene: Scene, qtbot: QtBot) -> None:
    await scene.bind(CentreRules(rules=(Rule(destination="*2", status=0x0B),)))
    scene.count(5)
    panel = scene.panel
    assert panel.send.text() == "Send 5 messages"
    qtbot.mouseClick(panel.send, Qt.MouseButton.LeftButton)
    await eventually(lambda: panel.run and panel.run.stage is Stage.DONE and not panel.send.isHidden())
    assert panel.progress.head.text() == "Done: 5 of 5"
    assert "4 accepted" in panel.progress.words.text()
    assert panel.results.rows.rowCount() == 5
    assert panel.results.rows.cells(1)[2].text == "Wrong destination"
    panel.progress.shown.set_value(True)
    panel._turn_rows()
    assert panel.results.rows.rowCount() == 1
    assert panel.results.rows.cells(0)[0].text == "2"


async def test_it_can_be_paused_continued_and_cancelled(scene: Scene, qtbot: QtBot) -> None:
    await scene.bind(CentreRules())
    scene.count(500, rate=100)
    panel = scene.panel
    panel.start()
    await eventually(lambda: panel.run and panel.run.sent_parts > 3)
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert panel.run is not None
    assert (panel.run.stage, panel.pause.text()) == (Stage.PAUSED, "Go on")
    assert not panel.form.isEnabled()
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert panel.run.stage is Stage.RUNNING
    qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert panel.progress.head.text().startswith("Cancelled")
    assert "not sent" in panel.progress.words.text()
    assert panel.form.isEnabled()


async def test_a_press_on_pause_that_comes_too_late_sends_nothing_again(scene: Scene, qtbot: QtBot) -> None:
    await scene.bind(CentreRules())
    scene.count(3)
    panel = scene.panel
    panel.send.click()
    await eventually(lambda: panel.run and panel.run.stage is Stage.DONE and not panel.send.isHidden())
    run = panel.run
    qtbot.mouseClick(panel.send, Qt.MouseButton.LeftButton, pos=panel.pause.pos() - panel.send.pos())
    assert panel.run is run
    assert not panel.send.isEnabled()
    await eventually(panel.send.isEnabled)
    panel.send.click()
    assert panel.run is not run


async def test_slowing_down_is_said_in_words(scene: Scene) -> None:
    await scene.bind(CentreRules(answers=AnswerRules(throttle_every=3)))
    scene.count(4, rate=100)
    scene.panel.start()
    await eventually(lambda: scene.panel.notice.text)
    assert "Slowed down to 50 PDUs a second" in scene.panel.notice.text
    assert "ESME_RTHROTTLED (0x58)" in scene.panel.notice.text


async def test_production_is_asked_about(scene: Scene, qtbot: QtBot) -> None:
    await scene.bind(CentreRules(), production=True)
    scene.count(2)
    scene.panel.start()
    assert scene.panel.run is None
    sheet = found(scene.panel, "batch.guard", Sheet)
    assert "Send 2 messages?" in sheet.words.text()
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    await eventually(lambda: scene.panel.run and scene.panel.run.is_over)


async def test_results_are_saved_and_a_bad_place_is_told(scene: Scene, tmp_path: Path) -> None:
    await scene.bind(CentreRules())
    scene.count(2)
    assert not scene.panel.progress.save.isEnabled()
    scene.panel.start()
    await eventually(lambda: scene.panel.run and scene.panel.run.is_over)
    scene.panel.save_to(tmp_path / "results.csv")
    assert (tmp_path / "results.csv").read_text("utf-8").count("accepted") == 2
    assert "2 results saved" in scene.panel.notice.text
    scene.panel.save_to(tmp_path / "gone" / "results.csv")
    assert "was not saved" in scene.panel.notice.text


async def test_a_lost_link_pauses_with_words(scene: Scene) -> None:
    await scene.bind(CentreRules())
    scene.count(200, rate=50)
    scene.panel.start()
    await asyncio.sleep(0.05)
    assert scene.workspace.centre is not None
    scene.workspace.centre.use(replace(scene.workspace.centre.rules, words="gone"))
    scene.workspace.centre.drop_all()
    await eventually(lambda: scene.panel.run and scene.panel.run.stage is Stage.PAUSED)
    assert "not bound" in scene.panel.notice.text


def test_narrow_panels_stand_on_their_head(qtbot: QtBot) -> None:
    panel = BatchPanel(lambda: None, lambda: True)
    qtbot.addWidget(panel)
    panel.show()
    tops = []
    for width in (1100, 420):
        panel.resize(width, 700)
        qtbot.wait(1)
        assert panel.width() == width
        tops.append(panel.results.mapTo(panel, panel.results.rect().topLeft()).y())
    assert tops[0] < 100 < tops[1]


def _rows_of(path: str) -> Sequence[Mapping[str, str]]:
    return read_table(Path(path).read_text("utf-8")).rows


async def test_a_batch_that_the_closing_window_cuts_off_is_told_at_the_next_start(scene: Scene) -> None:
    await scene.bind(CentreRules())
    panel = scene.panel
    scene.count(50, rate=20)
    panel.start()
    await eventually(lambda: panel.run is not None and Fate.ACCEPTED in {row.fate for row in panel.run.rows})
    kept = panel.kept.noted(panel.form.kept)
    panel.stop()
    await eventually(lambda: panel.run is not None and panel.run.is_over)
    later = BatchPanel(lambda: None, lambda: True)
    later.tell_cut(kept)
    assert "of 50 messages had been sent" in later.notice.text
    assert _rows_of(kept.results)[0]["destination"] == "491701"
    assert later.kept.noted(later.form.kept).total == 0
    later.notice.links["left"].click()
    assert later.notice.text == ""
    assert "left out" in later.form.file.text()
    later.deleteLater()


async def test_a_batch_that_ended_is_told_by_nobody(scene: Scene) -> None:
    await scene.bind(CentreRules())
    scene.count(2)
    scene.panel.start()
    await eventually(lambda: scene.panel.run is not None and scene.panel.run.is_over)
    assert scene.panel.kept.noted(scene.panel.form.kept).total == 0
    scene.panel.stop()
    assert not (paths.data() / "batches").exists()


async def test_the_keys_go_to_pause_as_it_begins_and_to_the_results_as_it_ends(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(batch_module, "say_aloud", lambda _panel, words: said.append(words))
    await scene.bind(CentreRules())
    panel = scene.panel
    panel.activateWindow()
    scene.count(3, rate=50)
    panel.send.setFocus()
    QTest.keyClick(panel.send, Qt.Key.Key_Return)
    await eventually(panel.pause.hasFocus)
    await eventually(lambda: panel.run is not None and panel.run.is_over)
    await eventually(panel.results.hasFocus)
    assert len(said) == 1
    assert said[0].startswith("Done: 3 of 3. 3 accepted")


async def test_a_field_of_the_form_that_is_locked_passes_the_keys_on(scene: Scene) -> None:
    await scene.bind(CentreRules())
    panel = scene.panel
    panel.activateWindow()
    scene.count(30, rate=20)
    panel.form.rate.setFocus()
    panel.start()
    await eventually(panel.pause.hasFocus)
    panel.cancel.click()
    await eventually(lambda: panel.run is not None and panel.run.is_over)
