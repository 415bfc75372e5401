"""Keeping accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.workspace import Workspace
from smppconsole.ui.models.notices import News
from smppconsole.ui.panels.accounts.keeping import AccountKeeping
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.sessions.view import tag_colour
from tests.kit.screen import eventually

NORDLINK = Account("Nordlink", "smsc.example", system_id="nl")


@pytest.fixture
async def keeping() -> AsyncIterator[AccountKeeping]:
    """An empty book; no key store is asked."""
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    workspace.settings.set("capture_sessions", False)
    sessions = Sessions(workspace)
    yield AccountKeeping(sessions)
    sessions.close()
    await workspace.close()


async def test_a_sheet_is_saved_and_the_password_is_not_in_it(keeping: AccountKeeping) -> None:
    saved: list[str] = []
    keeping.save(NORDLINK, "", "secret", saved.append)
    await eventually(lambda: saved)
    assert keeping._workspace.accounts.get("Nordlink") == NORDLINK
    held = None
    while held is None:
        held = (await keeping._workspace.secrets.get("Nordlink")).password
    assert held == "secret"


async def test_a_rename_takes_the_password_along(keeping: AccountKeeping) -> None:
    saved: list[str] = []
    keeping.save(NORDLINK, "", "secret", saved.append)
    await eventually(lambda: saved)
    await eventually(lambda: "Nordlink" in keeping._workspace.secrets._memory)
    keeping.save(Account("Tellus", "smsc.example"), "Nordlink", None, saved.append)
    await eventually(lambda: "Tellus" in keeping._workspace.secrets._memory)
    assert keeping._workspace.accounts.get("Nordlink") is None


async def test_a_name_that_is_taken_is_told(keeping: AccountKeeping) -> None:
    saved: list[str] = []
    said: list[str] = []
    keeping.said.connect(lambda news: said.append(news.words))
    for name in ("Nordlink", "Tellus"):
        keeping.save(Account(name, "smsc.example"), "", None, saved.append)
    await eventually(lambda: len(saved) == 2)
    keeping.save(Account("Nordlink", "smsc.example"), "Tellus", None, saved.append)
    await eventually(lambda: any(said))  # no words for those that were saved
    assert "not saved" in said[-1]
    assert "Nordlink" in said[-1]


async def test_a_copy_has_a_free_name(keeping: AccountKeeping) -> None:
    keeping._workspace.accounts.save(NORDLINK)
    copy = keeping.duplicate("Nordlink")
    assert copy is not None
    assert copy.name == "Nordlink 2"
    assert keeping.duplicate("nobody") is None


async def test_deleting_forgets_the_account(keeping: AccountKeeping) -> None:
    keeping._workspace.accounts.save(NORDLINK)
    keeping.delete("Nordlink")
    await eventually(lambda: keeping._workspace.accounts.get("Nordlink") is None)


async def test_the_simulator_is_started_and_bound_to(keeping: AccountKeeping) -> None:
    keeping.start_simulator("Simulator")

    def state() -> LinkState:
        view = keeping._sessions.view("Simulator")
        return view.link.state if view is not None else LinkState.OFF

    await eventually(lambda: state() is LinkState.ALIVE)
    assert keeping._workspace.centre is not None


async def test_a_new_account_has_a_colour_of_its_own_while_there_is_a_free_one(keeping: AccountKeeping) -> None:
    book = keeping._workspace.accounts
    saved: list[str] = []
    for name in ("Nordlink", "Tellus in", "Tellus live", "Live one", "Meridian", "Sixth"):  # four are ochre by name
        keeping.save(Account(name, "smsc.example"), "", None, saved.append)
    await eventually(lambda: len(saved) == 6)
    assert len({tag_colour(account) for account in list(book)[:5]}) == 5
    sixth = book.get("Sixth")
    assert sixth is not None
    assert sixth.colour == ""


async def test_a_deleted_account_comes_back_with_its_password(keeping: AccountKeeping) -> None:
    said: list[News] = []
    keeping.said.connect(said.append)
    saved: list[str] = []
    keeping.save(NORDLINK, "", "secret", saved.append)
    secrets = keeping._workspace.secrets
    await eventually(lambda: saved and "Nordlink" in secrets._memory)
    keeping.delete("Nordlink")
    await eventually(lambda: said[-1].words == "The account Nordlink is deleted.")
    assert said[-1].links == ("undelete",)
    assert "Nordlink" not in secrets._memory
    assert keeping._workspace.accounts.get("Nordlink") is None
    keeping.undelete()
    await eventually(lambda: secrets._memory.get("Nordlink") == "secret")
    assert keeping._workspace.accounts.get("Nordlink") == NORDLINK
    keeping.undelete()
    assert len(keeping._workspace.accounts) == 1


async def test_an_account_moves_to_another_group(keeping: AccountKeeping) -> None:
    keeping._workspace.accounts.save(NORDLINK)
    keeping.move("Nordlink", " Lab ")
    await eventually(lambda: keeping._workspace.accounts.get("Nordlink") == replace(NORDLINK, group="Lab"))
