"""The sequence view in the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.tools.ladder import LadderPanel, LadderScene
from tests.kit.screen import nameless
from tests.kit.traces import submit

SECOND = 1_000_000_000


def _add(store: Store, name: str, sequence: int, outgoing: bool, session: int = 1) -> None:
    at = (len(store) + 1) * SECOND
    octets = encode(Pdu(name).with_sequence(sequence))
    store.append(octets, time_ns=at, mono_ns=at, outgoing=outgoing, session=session)


@pytest.fixture
def scene() -> LadderScene:
    """A bind, a keep-alive, another session's row, an unbind."""
    store = Store()
    for name, sequence, outgoing, session in (
        ("bind_transceiver", 1, True, 1),
        ("bind_transceiver_resp", 1, False, 1),
        ("enquire_link", 9, True, 2),
        ("enquire_link", 2, True, 1),
        ("enquire_link_resp", 2, False, 1),
        ("unbind", 3, True, 1),
    ):
        _add(store, name, sequence, outgoing, session)
    store.describe(1, Ends("NL TX", "10.0.0.1:5000", "192.0.2.1:2775", "Nordlink"))
    maker = RowMaker(store, lambda _session: SessionTag("x", "blue"), lambda _session: AS_USUAL)
    return LadderScene(store, maker, lambda _row: ())


@pytest.fixture
def panel(qtbot: QtBot) -> LadderPanel:
    """Nothing chosen yet."""
    made = LadderPanel()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def _commands(panel: LadderPanel) -> list[str]:
    steps = [panel.view.step(at) for at in range(panel.view.count)]
    return [step.command for step in steps if step is not None]


def test_before_a_pdu_is_chosen_it_says_what_to_do(panel: LadderPanel, scene: LadderScene) -> None:
    panel.show_row(scene, -1)
    assert panel.view.count == 0
    assert "Choose a PDU" in panel.view.empty_words
    assert nameless(panel) == []


def test_a_session_is_shown_between_its_ends_without_keep_alives(panel: LadderPanel, scene: LadderScene) -> None:
    panel.show_row(scene, 1)
    assert _commands(panel) == ["bind_transceiver 1", "bind_transceiver_resp 1", "unbind 3"]
    assert panel.view.ends == ("Nordlink", "192.0.2.1:2775")
    assert panel.view.chosen == 1
    assert panel.count.text() == "3 PDUs"
    panel.keepalives.setChecked(False)
    assert len(_commands(panel)) == 5
    assert not panel.view.grab().isNull()


def test_an_open_request_is_told(panel: LadderPanel, scene: LadderScene) -> None:
    panel.show_row(scene, 5)
    steps = [panel.view.step(at) for at in range(3)]
    assert [step.open for step in steps if step] == [False, False, True]
    assert [step.answer for step in steps if step] == [False, True, False]
    assert [step.pause for step in steps if step] == ["", "1.0 s", "4.0 s"]


def test_a_message_is_its_rows_and_their_answers(panel: LadderPanel, scene: LadderScene) -> None:
    panel.scope.set_value("message")
    panel.show_row(scene, 4)
    assert _commands(panel) == ["enquire_link 2", "enquire_link_resp 2"]
    kin = LadderScene(scene.store, scene.maker, lambda _row: (0, 5))
    panel.show_row(kin, 5)
    assert _commands(panel) == ["bind_transceiver 1", "bind_transceiver_resp 1", "unbind 3"]


def test_rows_that_come_are_taken_in(panel: LadderPanel, scene: LadderScene, qtbot: QtBot) -> None:
    panel.show_row(scene, 0)
    _add(scene.store, "unbind_resp", 3, False)
    panel.grow()
    assert _commands(panel)[-1] == "unbind_resp 3"
    with qtbot.waitSignal(panel.picked, check_params_cb=lambda row: row == 6):
        panel.view._pick(panel.view.count - 1)


def test_a_long_trace_is_looked_through_in_slices(panel: LadderPanel, scene: LadderScene, qtbot: QtBot) -> None:
    for number in range(3000):
        _add(scene.store, "unbind", number + 10, True)
    panel.show_row(scene, 0)
    qtbot.waitUntil(lambda: panel.count.text() == "3\u2009003 PDUs")
    panel.stop()


def test_a_session_that_goes_by_a_number_alone_is_named_by_its_address(panel: LadderPanel, scene: LadderScene) -> None:
    scene.store.describe(1, Ends("6", "10.0.0.1:5000", "192.0.2.1:2775"))
    panel.show_row(scene, 0)
    assert panel.view.ends == ("10.0.0.1:5000", "192.0.2.1:2775")


def test_a_message_over_a_transmitter_and_a_receiver_names_both(panel: LadderPanel, scene: LadderScene) -> None:
    store = scene.store
    store.describe(2, Ends("NL RX", "10.0.0.1:5001", "192.0.2.1:2775", "Nordlink RX"))
    maker = RowMaker(store, lambda session: SessionTag(f"NL {session}", "blue"), lambda _session: AS_USUAL)
    panel.scope.set_value("message")
    panel.show_row(LadderScene(store, maker, lambda _row: (0, 2)), 0)
    assert panel.view.ends == ("Nordlink + Nordlink RX", "192.0.2.1:2775")
    steps = [panel.view.step(at) for at in range(panel.view.count)]
    assert [step.detail.split("  ")[0] for step in steps if step is not None] == ["NL 1", "NL 1", "NL 2"]
    panel.scope.set_value("session")
    panel.show_row(LadderScene(store, maker, lambda _row: (0, 2)), 1)
    assert panel.view.ends == ("Nordlink", "192.0.2.1:2775")


def test_a_text_from_right_to_left_stays_behind_its_addresses(panel: LadderPanel, scene: LadderScene) -> None:
    octets = submit(4, "שלום עולם".encode("utf-16-be").decode("latin-1"), data_coding=8)
    scene.store.append(octets, time_ns=9 * SECOND, mono_ns=9 * SECOND, outgoing=True, session=1)
    panel.show_row(scene, len(scene.store) - 1)
    step = panel.view.step(panel.view.count - 1)
    assert step is not None
    assert step.detail.endswith("  \u2067שלום עולם\u2069")
