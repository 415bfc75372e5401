"""The batch in the window."""

from __future__ import annotations

from smppconsole.compose.draft import Draft
from smppconsole.console.batch_progress import Stage
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.batch import BatchPanel
from tests.kit.screen import eventually


async def test_the_batch_sends_what_the_composer_holds(window: MainWindow) -> None:
    window.deeds.do("batch")
    panel = window.deeds.tools.tool("batch").panel
    assert isinstance(panel, BatchPanel)
    composer = window.cast.composer
    composer.show_draft(Draft("49170{n}", "Orbit", "No. {n}"))
    composer.changed.emit(composer.draft)
    panel.form.source.set_value("count")
    panel.form.amount.set_value(3)
    panel.form.rate.set_value(0)
    panel._show_buttons()
    assert panel.form.draft.text == "No. {n}"
    assert panel.send.isEnabled()
    panel.start()
    await eventually(lambda: panel.run and panel.run.stage is Stage.DONE)
    assert panel.run is not None
    assert panel.run.finished == 3
