"""What a batch is begun and stopped with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.tools.batch_buttons import BatchButtons
from smppconsole.ui.words import grouped


@pytest.fixture
def buttons(qtbot: QtBot) -> BatchButtons:
    """Without a run."""
    made = BatchButtons()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "Send"), (1, "Send 1 message"), (5, "Send 5 messages"), (10_000, f"Send {grouped(10_000)} messages")],
)
def test_the_button_says_how_many_messages_go_out(buttons: BatchButtons, total: int, words: str) -> None:
    buttons.show_run(None, total, ready=True)
    assert buttons.send.text() == words
    assert buttons.send.isEnabled()
    assert buttons.pause.isHidden()
    assert buttons.cancel.isHidden()


def test_after_a_run_a_moment_passes_before_the_next_may_begin(buttons: BatchButtons, qtbot: QtBot) -> None:
    with qtbot.waitSignal(buttons.rested):
        buttons.rest()
        buttons.show_run(None, 5, ready=True)
        assert not buttons.send.isEnabled()
    buttons.show_run(None, 5, ready=True)
    assert buttons.send.isEnabled()
