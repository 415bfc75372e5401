"""Drafts on their way out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from smppconsole.compose.draft import Carry, Draft
from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.scenarios import scenario
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.decode import decode
from smppconsole.ui.models.notices import News
from smppconsole.ui.panels.composer.sending import Question, Sending
from smppconsole.ui.panels.sessions.sessions import Sessions
from tests.kit.screen import eventually

HELLO = Draft("491713920012", "Orbit", "hello")


@pytest.fixture
async def sending() -> AsyncIterator[Sending]:
    """A bound session against our own centre."""
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    workspace.settings.set("capture_sessions", False)
    port = await workspace.start_centre(scenario("plain"), traced=False)
    workspace.accounts.save(Account("Practice", "127.0.0.1", port, "demo"))
    sessions = Sessions(workspace)
    sessions.bind("Practice", "secret")
    await eventually(lambda: (view := sessions.view()) is not None and view.link.state is LinkState.ALIVE)
    yield Sending(sessions)
    sessions.close()
    await workspace.close()


def _commands(sending: Sending) -> list[int]:
    store = sending._sessions.workspace.store
    return [store.command(row) for row in range(len(store))]


def _said(sending: Sending) -> list[str]:
    told: list[str] = []
    sending.said.connect(lambda news: told.append(news.words))
    return told


async def test_a_draft_is_sent_in_its_parts(sending: Sending) -> None:
    sent: list[Draft] = []
    sending.sent.connect(sent.append)
    long = replace(HELLO, text="x" * 400, carry=Carry.UDH8)
    sending.send(long)
    assert sent == [long]
    await eventually(lambda: _commands(sending).count(0x80000004) == 3)


async def test_what_the_checks_refuse_is_told_by_name_and_limit_and_can_be_sent_anyway(sending: Sending) -> None:
    told = _said(sending)
    wrong = replace(HELLO, service_type="TOOLONG")
    sending.send(wrong)
    assert "service_type" in told[-1]
    assert "Ctrl+Shift+Enter" in told[-1]
    assert 0x04 not in _commands(sending)
    sending.send(wrong, anyway=True)
    assert 0x04 in _commands(sending)


async def test_a_text_its_alphabet_lacks_is_refused_even_so(sending: Sending) -> None:
    told = _said(sending)
    sending.send(replace(HELLO, text="→", alphabet=type(HELLO.alphabet).ASCII), anyway=True)
    assert "→" in told[-1]


async def test_the_preview_is_what_goes_out_but_for_its_numbers(sending: Sending) -> None:
    parts = sending.preview(replace(HELLO, text="x" * 400, carry=Carry.UDH8))
    assert [part.place.split("  ")[0] for part in parts] == [f"not sent, part {at} of 3" for at in (1, 2, 3)]
    only = sending.preview(HELLO)[0]
    sending.send(HELLO)
    store = sending._sessions.workspace.store
    row = next(row for row in range(len(store)) if store.command(row) == 0x04)
    assert store.octets(row)[16:] == only.octets[16:]
    assert sending.preview(replace(HELLO, text="→", alphabet=type(HELLO.alphabet).ASCII)) == []


async def test_a_production_account_is_asked_about(sending: Sending) -> None:
    engine = sending._sessions.engine()
    assert engine is not None
    engine.account = replace(engine.account, production=True)
    asked: list[Question] = []
    sending.guarded.connect(asked.append)
    sending.send(HELLO)
    assert 0x04 not in _commands(sending)
    assert asked[0].text == "Practice is a production account. Send 1 message to 491713920012?"
    sending.send(asked[0].draft, asked[0].anyway, confirmed=True)
    assert 0x04 in _commands(sending)


async def test_again_sends_the_same_octets_under_a_new_number(sending: Sending) -> None:
    sending.send(HELLO)
    store = sending._sessions.workspace.store
    first = next(row for row in range(len(store)) if store.command(row) == 0x04)
    octets = store.octets(first)
    sending.again(octets)
    again = max(row for row in range(len(store)) if store.command(row) == 0x04)
    assert store.octets(again)[16:] == octets[16:]
    assert store.sequence(again) != store.sequence(first)
    sending.again_with_udhi(octets)
    changed = store.octets(max(row for row in range(len(store)) if store.command(row) == 0x04))
    assert decode(changed).field("esm_class") == 0x40


async def test_without_a_bound_session_nothing_is_sent(sending: Sending) -> None:
    sending._sessions.toggle()
    await eventually(lambda: not sending._sessions.any_busy)
    told = _said(sending)
    sending.send(HELLO)
    assert told[-1].startswith("Nothing was sent")
    sending.again(b"")
    assert told[-1].startswith("Nothing was sent")


async def test_a_draft_that_is_refused_says_why_and_how_to_send_it_all_the_same(sending: Sending) -> None:
    told = _said(sending)
    sending.send(Draft("4917", "\u0645", "Hello"))
    sending.send(Draft("", "Orbit", "Hello"))
    assert told[0].endswith("one octet holds up to U+00FF. Ctrl+Shift+Enter sends it anyway.")
    assert "is empty. Fill it in" in told[1]
    assert told[1].endswith("ESME_RINVDSTADR. Ctrl+Shift+Enter sends it anyway.")


async def test_parts_that_the_rate_of_the_account_spreads_are_told(sending: Sending) -> None:
    engine = sending._sessions.engine()
    assert engine is not None
    told = _said(sending)
    engine.account = replace(engine.account, rate=2)
    sending.send(replace(HELLO, text="long " * 100))
    assert told[-1] == "4 parts leave at the account's rate of 2 a second: the last in about 2 s."
    sending.send(HELLO)
    assert told[-1] == ""


async def test_a_refusal_stands_as_long_as_its_reason(sending: Sending) -> None:
    told: list[News] = []
    sending.said.connect(told.append)
    nobody = replace(HELLO, destination="")
    sending.send(nobody)
    holds = told[-1].holds
    assert holds is not None
    assert holds()
    sending.note(replace(nobody, text="another text"))
    assert holds()
    sending.note(HELLO)
    assert not holds()


async def test_that_there_is_no_session_is_said_until_there_is(sending: Sending) -> None:
    told: list[News] = []
    sending.said.connect(told.append)
    sessions = sending._sessions
    sessions.toggle()
    await eventually(lambda: not sessions.any_busy)
    sending.send(HELLO)
    holds = told[-1].holds
    assert told[-1].words.startswith("Nothing was sent: the session is not bound.")
    assert holds is not None
    assert holds()
    sessions.bind(sessions.current, "secret")
    await eventually(lambda: not holds())
    sending.send(HELLO)
    assert (told[-1].words, told[-1].about) == ("", ("sending",))


async def test_over_a_receiver_it_says_which_session_to_choose_and_sends_only_anyway(sending: Sending) -> None:
    sessions, told = sending._sessions, _said(sending)
    practice = sessions.account("Practice")
    assert practice is not None
    sessions.workspace.accounts.save(replace(practice, name="Receiver", bind_as="rx"))
    sessions.bind("Receiver", "secret")
    await eventually(lambda: (view := sessions.view()) is not None and view.link.state is LinkState.ALIVE)
    sending.send(HELLO)
    assert told[-1].startswith("Nothing was sent: Receiver is bound as a receiver. A receiver only receives: choose")
    assert 0x04 not in _commands(sending)
    sending.send(HELLO, anyway=True)
    assert 0x04 in _commands(sending)
