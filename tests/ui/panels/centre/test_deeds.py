"""What is done at the centre, and how it went."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules, Fault
from smppconsole.console.engine import Engine
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.centre.deeds import CentreDeeds
from tests.kit.screen import eventually


class Scene:
    """A centre, a session bound to it, and what was said."""

    def __init__(self, workspace: Workspace, engine: Engine) -> None:
        self.workspace, self.engine = workspace, engine
        self.deeds = CentreDeeds(workspace)
        self.said: list[str] = []
        self.done: list[str] = []
        self.deeds.said.connect(lambda _severity, words: self.said.append(words))
        self.deeds.done.connect(lambda _what, words: self.done.append(words))


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Bound as a transceiver."""
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules(), traced=False)
    engine = workspace.add(Account("a", "127.0.0.1", port, "demo", reconnect=False))
    assert (await workspace.bind(engine.session_no, "x")).ok
    yield Scene(workspace, engine)
    await workspace.close()


async def test_a_message_reaches_who_can_receive_and_is_told(scene: Scene) -> None:
    scene.deeds.deliver("4917", "1234", "Hallo", "")
    assert scene.done == ["4917 → 1234 to 1 session"]
    scene.deeds.deliver("4917", "1234", "Hallo", "nobody")
    assert scene.done[-1] == "4917 → 1234 to 0 sessions"
    scene.deeds.deliver("4917" * 10, "1234", "x" * 500_000, "")
    await eventually(lambda: len(scene.workspace.store) > 2)


async def test_it_asks_for_a_sign_of_life(scene: Scene) -> None:
    before = scene.engine.link.peer_asked
    scene.deeds.act("enquire", -1)
    await eventually(lambda: scene.engine.link.peer_asked > before)


@pytest.mark.parametrize("wish", ["unbind", "drop", "reset"])
async def test_a_session_can_be_ended_in_three_ways(scene: Scene, wish: str) -> None:
    scene.deeds.act(wish, 999)
    assert scene.engine.is_bound
    scene.deeds.act(wish, -1)
    await eventually(lambda: not scene.engine.is_bound)


async def test_faults_are_set_for_the_next_answer_or_happen_at_once(scene: Scene) -> None:
    assert scene.workspace.centre is not None
    scene.deeds.trap(Fault.NACK)
    assert scene.workspace.centre.trap.fault is Fault.NACK
    scene.deeds.slip(Fault.CLOSE, -1)
    await eventually(lambda: not scene.engine.is_bound)


async def test_an_outbind_that_reaches_nobody_is_told(scene: Scene) -> None:
    scene.deeds.outbind("127.0.0.1", 1, "SMSC", "pw")
    await eventually(lambda: scene.said)
    assert scene.said[0].startswith("No outbind: ")


async def test_without_a_centre_nothing_happens() -> None:
    workspace = Workspace()
    deeds = CentreDeeds(workspace)
    deeds.act("unbind", -1)
    deeds.deliver("1", "2", "x", "")
    deeds.trap(Fault.NACK)
    deeds.slip(Fault.NACK, -1)
    await workspace.close()
