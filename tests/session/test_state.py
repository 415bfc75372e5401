"""The two tables: who may send what where, and what a PDU does to the state."""

from __future__ import annotations

import pytest

from smppconsole.session import state as states
from smppconsole.session.state import Side, State, accepted_from, after, ever_sent_by, may_send, sendable
from smppconsole.smpp.header import GENERIC_NACK, RESPONSE
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Sender, Version
from tests.kit import states_page
from tests.kit.page_words import pages_of

NAMES = [row[0] for row in states.SENDERS]
V33, V34, V50 = Version.V33, Version.V34, Version.V50


def command(name: str) -> int:
    return STANDARD.command_named(name).id


def test_every_command_has_one_row() -> None:
    assert sorted(NAMES) == sorted(spec.name for spec in STANDARD.commands)


@pytest.mark.parametrize("row", states.SENDERS, ids=lambda row: row[0])
def test_each_row_has_a_letter_for_each_column(row: tuple[str, ...]) -> None:
    for columns, letters in zip(states.COLUMNS.values(), row[1:], strict=True):
        assert len(letters.split()) == len(columns)
        assert set(letters.split()) <= {"E", "C", "EC", "-"}


@pytest.mark.parametrize("version", [V33, V34, V50])
@pytest.mark.parametrize("spec", [spec for spec in STANDARD.commands if spec.response], ids=lambda spec: spec.name)
def test_who_may_ask_may_be_answered_in_the_same_state(spec, version: Version) -> None:
    for state in states.COLUMNS[version]:
        for side in Side:
            asks = may_send(side, state, spec.id, version)
            assert may_send(side.other, state, spec.id | RESPONSE, version) == asks, (state, side)


@pytest.mark.parametrize("spec", STANDARD.commands, ids=lambda spec: spec.name)
def test_the_table_agrees_with_the_commands_rows_about_who_sends(spec) -> None:
    senders = {side for side in Side if ever_sent_by(side, spec.id)}
    wanted = {Sender.ESME: {Side.ESME}, Sender.CENTRE: {Side.CENTRE}, Sender.BOTH: set(Side)}
    assert senders == wanted[spec.sender]


@pytest.mark.parametrize("version", [V33, V34])
def test_commands_that_an_edition_has_not_are_nobodys_in_it(version: Version) -> None:
    strange = [spec.id for spec in STANDARD.commands if spec.since > version or (spec.gone or V50 + 1) <= version]
    assert strange
    assert not [i for i in strange for side in Side for state in State if may_send(side, state, i, version)]


@pytest.mark.parametrize("name", ["param_retrieve", "query_last_msgs", "query_msg_details"])
def test_what_went_with_3_3_is_said_and_taken_in_its_sessions_alone(name: str) -> None:
    asked, answered = command(name), command(name) | RESPONSE
    assert may_send(Side.ESME, State.BOUND_TX, asked, V33)
    assert asked in accepted_from(Side.ESME, State.BOUND_TX, V33)
    assert answered in accepted_from(Side.CENTRE, State.BOUND_TX, V33)
    for version in (V34, V50):
        assert not may_send(Side.ESME, State.BOUND_TX, asked, version)
        assert asked not in accepted_from(Side.ESME, State.BOUND_TX, version)


def test_a_3_3_session_that_was_bound_as_a_transceiver_may_do_what_both_others_may() -> None:
    both = sendable(Side.ESME, State.BOUND_TX, V33) | sendable(Side.ESME, State.BOUND_RX, V33)
    assert sendable(Side.ESME, State.BOUND_TRX, V33) == both
    assert not may_send(Side.ESME, State.OPEN, command("bind_transceiver"), V33)


def test_a_peer_of_3_3_may_still_say_what_3_4_has() -> None:
    assert accepted_from(Side.CENTRE, State.BOUND_RX, V34) <= accepted_from(Side.CENTRE, State.BOUND_RX, V33)


def test_a_transmitter_submits_and_a_receiver_is_delivered_to() -> None:
    assert may_send(Side.ESME, State.BOUND_TX, command("submit_sm"))
    assert not may_send(Side.ESME, State.BOUND_RX, command("submit_sm"))
    assert may_send(Side.CENTRE, State.BOUND_RX, command("deliver_sm"))
    assert not may_send(Side.CENTRE, State.BOUND_TX, command("deliver_sm"))
    assert not may_send(Side.CENTRE, State.BOUND_TRX, command("submit_sm"))


def test_replace_sm_goes_by_transceiver_as_the_text_of_3_4_has_it() -> None:
    assert may_send(Side.ESME, State.BOUND_TRX, command("replace_sm"), V34)
    assert may_send(Side.ESME, State.BOUND_TRX, command("replace_sm"), V50)


def test_enquire_link_before_the_bind_is_5_0_but_is_taken_from_anybody() -> None:
    assert not may_send(Side.CENTRE, State.OPEN, command("enquire_link"), V34)
    assert may_send(Side.CENTRE, State.OPEN, command("enquire_link"), V50)
    assert command("enquire_link") in accepted_from(Side.CENTRE, State.OPEN)


def test_a_3_4_session_that_was_outbound_may_do_what_an_open_one_may() -> None:
    for side in Side:
        assert sendable(side, State.OUTBOUND, V34) == sendable(side, State.OPEN, V34)


def test_after_unbind_only_the_link_is_spoken_of() -> None:
    allowed = sendable(Side.ESME, State.UNBOUND, V34)
    assert allowed == {command("enquire_link_resp"), GENERIC_NACK}


def test_nothing_passes_without_a_connection() -> None:
    for side in Side:
        assert not accepted_from(side, State.CLOSED)
        assert not sendable(side, State.CLOSED, V50)


def test_a_version_goes_by_the_edition_at_or_below_it() -> None:
    told = [(0x00, V33), (0x33, V33), (0x34, V34), (0x35, V34), (0x50, V50), (0x51, V50)]
    assert all(states.edition(number) is version for number, version in told)


@pytest.mark.parametrize("before", [State.OPEN, State.OUTBOUND])
@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("bind_transmitter_resp", State.BOUND_TX),
        ("bind_receiver_resp", State.BOUND_RX),
        ("bind_transceiver_resp", State.BOUND_TRX),
    ],
)
def test_an_accepted_bind_binds_and_a_refused_one_does_not(before: State, name: str, bound: State) -> None:
    assert after(before, command(name), 0) is bound
    assert after(before, command(name), 0x0D) is before
    assert bound.is_bound


def test_a_bound_session_is_unbound_by_the_answer_to_unbind_not_by_unbind() -> None:
    for bound in states.BOUND:
        assert after(bound, command("unbind"), 0) is bound
        assert after(bound, command("unbind_resp"), 0) is State.UNBOUND


def test_outbind_makes_an_open_session_outbound_and_a_bound_one_stays() -> None:
    assert after(State.OPEN, command("outbind"), 0) is State.OUTBOUND
    assert after(State.BOUND_RX, command("outbind"), 0) is State.BOUND_RX


def test_messages_leave_the_state_alone() -> None:
    changing = {row[0] for row in states.EFFECTS}
    quiet = [command(name) for name in NAMES if name not in changing]
    assert all(after(state, i, 0) is state for state in State for i in quiet)


def test_the_other_side_of_the_other_side_is_this_side() -> None:
    assert [side.other.other for side in Side] == list(Side)
    assert Side.ESME.other is Side.CENTRE


def test_the_help_page_is_drawn_from_the_tables() -> None:
    """``python -m tests.kit.states_page`` draws it anew."""
    for page, tell in pages_of(states_page.PAGE):
        assert page.read_text("utf-8") == states_page.draw(tell)
