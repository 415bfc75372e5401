"""The composer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.ui.panels.composer.panel import Composer
from smppconsole.ui.panels.sessions.view import SessionView

TEXT = (
    "Orbit maintenance tonight, 02:00 → 02:30 UTC. Your line stays up, but texts may arrive late. "
    "Nothing to do on your side. Questions? Call +49 30 23125 014 or reply HELP now."
)
OFF = SessionView(1, Account("Nordlink", tag="NL", bind_as="tx"))
ALIVE = replace(OFF, link=LinkStatus(LinkState.ALIVE), busy=True)


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    """A composer over a bound session."""
    made = Composer()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    made.show_sessions((ALIVE,), "Nordlink")
    return made


def test_it_names_the_character_that_forces_ucs_2_and_the_way_out(composer: Composer) -> None:
    composer.show_draft(Draft("491713920012", "Orbit", TEXT))
    assert composer.counter.text() == "<b>172</b> characters · UCS-2 because of “→” · <b>3</b> parts"
    assert composer.left_over.text() == "29 left in part 3"
    assert composer.way_out.text() == "Use “->”: GSM 7-bit, 2 parts"
    assert composer.form.coding.itemText(0) == "Automatic: UCS-2 (8)"
    composer.way_out.click()
    assert "->" in composer.draft.text


def test_a_long_way_out_does_not_widen_the_form(composer: Composer, qtbot: QtBot) -> None:
    composer.show_draft(Draft("491713920012", "Orbit", f"5 € – and more” ŵ, {TEXT}"))
    qtbot.waitUntil(lambda: composer.form.width() <= 320)
    assert len(composer.way_out.text()) > 40
    assert composer.form.minimumSizeHint().width() <= 320


def test_what_is_unfolded_comes_into_sight(composer: Composer, qtbot: QtBot) -> None:
    composer.form.fold.click()
    last = composer.form.rare.replace
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty() or not composer.form.fold.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: composer.form.fold.mapTo(composer, composer.form.fold.rect().topLeft()).y() < 40)


def test_the_button_says_how_many_parts_go_out(composer: Composer) -> None:
    composer.show_draft(Draft("491713920012", "Orbit", "hello"))
    assert composer.send.text() == "Send 1 message"
    composer.show_draft(Draft("491713920012", "Orbit", TEXT))
    assert composer.send.text() == "Send 3 parts"


def test_typing_is_counted_after_a_pause(composer: Composer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composer.changed) as told:
        composer.form.text.setPlainText("hello")
    assert told.args is not None
    assert told.args[0].text == "hello"
    assert composer.count.characters == 5


def test_a_draft_brought_back_is_counted_a_moment_later(composer: Composer, qtbot: QtBot) -> None:
    composer.bring_back(Draft("491713920012", "Orbit", TEXT))
    assert composer.draft.text == TEXT
    assert composer.count.characters == 0
    qtbot.waitUntil(lambda: composer.count.parts == 3)
    assert composer.counter.text().startswith("<b>172</b>")


def test_sending_needs_a_bound_session(composer: Composer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composer.send_asked) as told:
        composer.send.click()
    assert told.args == [False]
    composer.show_sessions((OFF,), "Nordlink")
    assert not composer.send.isEnabled()
    assert "Bind" in composer.send.toolTip()


def test_over_a_receiver_nothing_can_be_sent_and_the_form_says_what_to_choose(composer: Composer) -> None:
    receiver = replace(ALIVE, account=replace(ALIVE.account, name="Nordlink RX", bind_as="rx", production=True))
    composer.show_sessions((ALIVE, receiver), "Nordlink RX")
    assert not composer.send.isEnabled()
    assert composer.production.text() == "A receiver only receives: choose a transmitter or transceiver under Send on."
    composer.show_sessions((ALIVE, receiver), "Nordlink")
    assert composer.send.isEnabled()
    assert composer.production.isHidden()


def test_keys_send_and_send_anyway(composer: Composer, qtbot: QtBot) -> None:
    told: list[bool] = []
    composer.send_asked.connect(told.append)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(composer, Qt.Key.Key_Return, ctrl)
    qtbot.keyClick(composer, Qt.Key.Key_Return, ctrl | shift)
    assert told == [False, True]


def test_the_worst_problem_stands_above_the_button(composer: Composer) -> None:
    composer.show_draft(Draft("+49 171", "Orbit", "hello"))
    assert "plus" in composer.problem.text()
    assert composer.problem.isVisible()
    composer.show_draft(Draft("491713920012", "Orbit", "hello"))
    assert not composer.problem.isVisible()


def test_a_character_that_cannot_be_sent_is_told(composer: Composer) -> None:
    composer.show_draft(replace(Draft("49", "x", "→"), alphabet=type(Draft().alphabet).GSM7))
    assert "→" in composer.counter.text()
    assert composer.form.text.property("bad")


def test_choosing_a_session_is_told(composer: Composer, qtbot: QtBot) -> None:
    other = SessionView(2, Account("Tellus"))
    composer.show_sessions((ALIVE, other), "Nordlink")
    with qtbot.waitSignal(composer.session_chosen) as told:
        composer.form.session.setCurrentIndex(1)
    assert told.args == ["Tellus"]
    with qtbot.assertNotEmitted(composer.session_chosen):
        composer.show_sessions((ALIVE, other), "Nordlink")


def test_right_to_left_text_is_counted_too(composer: Composer) -> None:
    composer.show_draft(Draft("971501234", "Orbit", "مرحبا، رمزك هو 204"))
    assert "UCS-2" in composer.counter.text()
    assert not composer.grab().isNull()


def test_a_pause_in_typing_ends_a_step_of_undo(composer: Composer, qtbot: QtBot) -> None:
    composer.form.text.setPlainText("Dear Ann")
    composer._settle()
    composer._rest.timeout.emit()
    for text in ("Dear Ann, your code", "Dear Ann, your code is 1"):
        composer.form.text.setPlainText(text)
        composer._settle()
    composer.undo()
    assert composer.draft.text == "Dear Ann"


def test_undo_does_not_take_away_what_was_left_from_the_last_time(composer: Composer) -> None:
    composer.bring_back(Draft("4917", "Orbit", "half a sentence"))
    composer.undo()
    assert composer.draft.text == "half a sentence"


def test_what_the_line_has_no_room_for_stands_on_hover(composer: Composer) -> None:
    composer.show_draft(Draft("", "Orbit", "Dear {name}"))
    assert composer.problem.text() == "The destination address is empty. And 1 more."
    first, second = composer.problem.toolTip().splitlines()
    assert first.startswith("The destination address is empty.")
    assert second.startswith("{name} in the text is filled in by a template or a batch")
    assert second.endswith("Leave it where the text means it.")
