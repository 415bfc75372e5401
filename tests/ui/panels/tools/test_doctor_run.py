"""Examinations one after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import BindRules, CentreRules
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.tools.doctor_run import DoctorRun, Try
from tests.kit.screen import eventually


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    """With a centre that knows no transceivers."""
    made = Workspace()
    rules = CentreRules(bind=BindRules(transceiver=False))
    await made.start_centre(rules, traced=False)
    yield made
    await made.close()


@pytest.fixture
def account(workspace: Workspace) -> Account:
    """An account of it."""
    assert workspace.centre is not None
    return Account("Nordlink", "127.0.0.1", workspace.centre.port, "demo")


async def test_it_asks_for_a_password_and_goes_on_with_it(workspace: Workspace, account: Account) -> None:
    run, wanted, ended = DoctorRun(workspace), [], []
    run.password_wanted.connect(lambda name, _why: wanted.append(name))
    run.ended.connect(ended.append)
    run.start(account)
    await eventually(lambda: wanted)
    assert not run.is_running
    run.give_password("somebody else", "x")
    assert not run.is_running
    run.give_password(account.name, "secret")
    await eventually(lambda: ended)
    assert [step.step for step in ended[0].steps] == ["resolve", "connect", "bind"]
    assert not ended[0].ok


async def test_a_try_with_other_settings_tells_that_it_worked(workspace: Workspace, account: Account) -> None:
    run = DoctorRun(workspace)
    seen: list[str] = []
    ended: list[Try] = []
    await workspace.secrets.set(account.name, "secret")
    run.stepped.connect(lambda step: seen.append(step.step))
    run.ended.connect(ended.append)
    run.start(replace(account, bind_as="tx"), "as transmitter")
    await eventually(lambda: ended)
    assert ended[0].ok
    assert ended[0].words == "as transmitter"
    assert seen == ["resolve", "connect", "bind", "enquire_link", "unbind"]


async def test_it_can_be_stopped_while_the_centre_is_silent(workspace: Workspace, account: Account) -> None:
    assert workspace.centre is not None
    workspace.centre.use(CentreRules(bind=BindRules(delay=30)))
    run, stopped, stepped, ended = DoctorRun(workspace), [], [], []
    run.give_password(account.name, "secret")
    run.stopped.connect(stopped.append)
    run.stepped.connect(stepped.append)
    run.ended.connect(ended.append)
    run.start(account)
    await eventually(lambda: len(stepped) == 2)
    run.start(account)
    run.stop()
    run.stop()
    await eventually(lambda: not run.is_running)
    assert stopped[0] == ""
    assert ended == []


async def test_a_dictionary_that_cannot_be_read_is_told(workspace: Workspace, account: Account) -> None:
    run, stopped = DoctorRun(workspace), []
    run.give_password(account.name, "secret")
    run.stopped.connect(stopped.append)
    run.start(replace(account, dictionary="/nowhere/rows.toml"))
    await eventually(lambda: stopped)
    assert "/nowhere/rows.toml" in stopped[0]
