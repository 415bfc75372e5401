"""Accounts and their connections for the panels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.scenarios import scenario
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import News
from smppconsole.ui.panels.sessions.sessions import Sessions
from tests.kit.screen import eventually


@pytest.fixture
async def sessions() -> AsyncIterator[Sessions]:
    """A workspace with a centre and an account for it; no key store is asked."""
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    workspace.settings.set("capture_sessions", False)
    port = await workspace.start_centre(scenario("plain"), traced=False)
    workspace.accounts.save(Account("Practice", "127.0.0.1", port, "demo", tag="PR", reconnect=False))
    made = Sessions(workspace)
    yield made
    made.close()
    await workspace.close()


def _state(sessions: Sessions, name: str) -> LinkState:
    view = sessions.view(name)
    assert view is not None
    return view.link.state


async def test_bind_and_unbind(sessions: Sessions) -> None:
    sessions.bind("Practice", "secret")
    await eventually(lambda: _state(sessions, "Practice") is LinkState.ALIVE)
    view = sessions.view()
    assert view is not None
    assert (view.button, view.tag.text, sessions.current) == ("Unbind", "PR TRX", "Practice")
    assert sessions.any_busy
    assert sessions.log().bound_since is not None
    assert sessions.tag_of(view.number).text == "PR TRX"
    sessions.toggle()
    await eventually(lambda: _state(sessions, "Practice") is LinkState.OFF)
    assert not sessions.any_busy


async def test_without_a_key_store_a_password_is_kept_for_this_run_without_more_words(sessions: Sessions) -> None:
    told: list[str] = []
    sessions.said.connect(lambda news: told.append(news.words))
    asked: list[str] = []
    sessions.password_wanted.connect(lambda name, _why, _door: asked.append(name))
    sessions.toggle("Practice")
    await eventually(lambda: asked)
    assert not sessions.workspace.secrets.has_store
    sessions.bind("Practice", "secret", keep=True)
    await eventually(lambda: _state(sessions, "Practice") is LinkState.ALIVE)
    assert not any("NOT saved" in words for words in told)
    assert (await sessions.workspace.secrets.get("Practice")).password == "secret"
    sessions.toggle()
    await eventually(lambda: not sessions.any_busy)


async def test_a_pair_binds_and_unbinds_together(sessions: Sessions) -> None:
    practice = sessions.account("Practice")
    assert practice is not None
    book = sessions.workspace.accounts
    book.save(replace(practice, bind_as="tx", bind_with="Practice RX"))
    book.save(replace(practice, name="Practice RX", bind_as="rx", system_id="other", bind_with="Practice"))
    await sessions.workspace.secrets.set("Practice RX", "another")
    sessions.bind("Practice", "secret")
    await eventually(lambda: _state(sessions, "Practice RX") is LinkState.ALIVE)
    assert sessions.current == "Practice"
    sessions.toggle()
    await eventually(lambda: not sessions.any_busy)


async def test_a_partner_whose_password_is_asked_for_does_not_become_the_one_to_send_on(sessions: Sessions) -> None:
    practice = sessions.account("Practice")
    assert practice is not None
    book = sessions.workspace.accounts
    book.save(replace(practice, bind_as="tx", bind_with="Practice RX"))
    book.save(replace(practice, name="Practice RX", bind_as="rx", system_id="other"))
    sessions.password_wanted.connect(lambda name, _why, _door: sessions.bind(name, "secret"))
    sessions.toggle("Practice")
    await eventually(lambda: _state(sessions, "Practice RX") is LinkState.ALIVE)
    assert sessions.current == "Practice"
    sessions.toggle("Practice RX")
    await eventually(lambda: _state(sessions, "Practice RX") is LinkState.OFF)
    sessions.toggle("Practice RX")
    assert sessions.current == "Practice RX"
    await eventually(lambda: _state(sessions, "Practice RX") is LinkState.ALIVE)
    sessions.toggle("Practice")
    await eventually(lambda: not sessions.any_busy)


async def test_a_pair_whose_other_half_is_gone_is_told(sessions: Sessions) -> None:
    told: list[str] = []
    sessions.said.connect(lambda news: told.append(news.words))
    practice = sessions.account("Practice")
    assert practice is not None
    sessions.workspace.accounts.save(replace(practice, bind_with="Gone"))
    sessions.bind("Practice", "secret")
    await eventually(lambda: "There is no account Gone to bind." in told)
    sessions.toggle()
    await eventually(lambda: not sessions.any_busy)


async def test_without_a_password_it_is_asked_for(sessions: Sessions) -> None:
    told: list[tuple[str, str]] = []
    sessions.password_wanted.connect(lambda name, why: told.append((name, why)))
    sessions.toggle("Practice")
    await eventually(lambda: told)
    assert told[0][0] == "Practice"
    assert _state(sessions, "Practice") is LinkState.OFF


async def test_a_closed_port_is_told_with_advice(sessions: Sessions) -> None:
    sessions.workspace.accounts.save(Account("Closed", "127.0.0.1", 9, "x", reconnect=False))
    told: list[News] = []
    sessions.said.connect(told.append)
    sessions.bind("Closed", "x")
    await eventually(lambda: told)
    assert told[0].severity is Severity.ERROR
    assert "port 9" in told[0].words
    assert "again" in told[0].links
    assert told[0].about == ("link", "Closed")


async def test_a_changed_sheet_makes_a_new_connection(sessions: Sessions) -> None:
    sessions.bind("Practice", "secret")
    await eventually(lambda: _state(sessions, "Practice") is LinkState.ALIVE)
    first = sessions.engine("Practice")
    assert first is not None
    sessions.toggle("Practice")
    await eventually(lambda: _state(sessions, "Practice") is LinkState.OFF)
    account = sessions.account("Practice")
    assert account is not None
    sessions.workspace.accounts.save(Account("Practice", "127.0.0.1", account.port, "other"))
    sessions.bind("Practice", "secret")
    await eventually(lambda: _state(sessions, "Practice") is LinkState.ALIVE)
    engine = sessions.engine("Practice")
    assert engine is not None
    assert engine is not first
    assert engine.account.system_id == "other"
    assert sessions.tag_of(first.session_no).text == "PR TRX"


async def test_accounts_in_no_book_are_known_while_they_last(sessions: Sessions) -> None:
    sessions.keep_stranger(Account("Demo", "127.0.0.1", 1))
    assert "Demo" in [view.account.name for view in sessions.views()]
    await sessions.forget("Demo")
    assert "Demo" not in [view.account.name for view in sessions.views()]


async def test_without_any_account_bind_says_so(sessions: Sessions) -> None:
    told: list[str] = []
    sessions.said.connect(lambda news: told.append(news.words))
    sessions.toggle()
    assert told == ["There is no account to bind. Add one first."]


async def test_sessions_of_others_have_numbers(sessions: Sessions) -> None:
    assert sessions.tag_of(99).text == "session 99"
