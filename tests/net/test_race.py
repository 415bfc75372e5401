"""Several addresses of one name: who is tried when, who wins, and that nothing is left open behind."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest

from smppconsole.net import race as module
from smppconsole.net import tasks
from smppconsole.net.race import Address, Attempt, interleaved, race, survey
from tests.kit.wires import until

ONE, TWO, THREE = (Address(socket.AF_INET, (f"192.0.2.{number}", 2775)) for number in (1, 2, 3))
SIX = Address(socket.AF_INET6, ("2001:db8::1", 2775, 0, 0))

Way = Callable[[], Awaitable[socket.socket]]


async def refuse() -> socket.socket:
    raise ConnectionRefusedError("no")


async def silent() -> socket.socket:
    await asyncio.Event().wait()
    raise AssertionError


class Net:
    """Addresses and the way each of them answers; ``joined`` are the sockets it gave out."""

    def __init__(self, **ways: Way) -> None:
        self._ways = ways
        self.tried: list[str] = []
        self.joined: list[socket.socket] = []

    async def open(self) -> socket.socket:
        self.joined.append(socket.socket())
        return self.joined[-1]

    async def reach(self, address: Address) -> socket.socket:
        name = {ONE: "one", TWO: "two", THREE: "three", SIX: "six"}[address]
        self.tried.append(name)
        return await self._ways.get(name, self.open)()

    @property
    def left_open(self) -> int:
        return sum(one.fileno() >= 0 for one in self.joined)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEAD_START", 0.02)


def told(attempts: list[Attempt]) -> list[tuple[Address, str]]:
    def word(one: Attempt) -> str:
        return "reached" if one.joined else type(one.error).__name__ if one.error else "overtaken"

    return [(one.address, word(one)) for one in attempts]


def test_the_families_take_turns_beginning_with_the_resolvers_first() -> None:
    assert interleaved([SIX, ONE, TWO]) == [SIX, ONE, TWO]
    assert interleaved([ONE, TWO, THREE, SIX]) == [ONE, SIX, TWO, THREE]
    assert interleaved([]) == []


def test_an_address_is_written_with_its_port() -> None:
    assert Address(socket.AF_INET, ("192.0.2.1", 2775)).words == "192.0.2.1:2775"
    assert Address(socket.AF_INET6, ("2001:db8::1", 2775, 0, 0)).words == "[2001:db8::1]:2775"


async def test_the_first_address_that_answers_at_once_is_the_only_one_tried() -> None:
    net = Net()
    attempts = await race([ONE, TWO], net.reach)
    assert told(attempts) == [(ONE, "reached")]
    assert net.tried == ["one"]
    net.joined[0].close()


async def test_after_a_failure_the_next_is_tried_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEAD_START", 60)
    net = Net(one=refuse)
    attempts = await asyncio.wait_for(race([ONE, TWO], net.reach), 5)
    assert told(attempts) == [(ONE, "ConnectionRefusedError"), (TWO, "reached")]
    net.joined[0].close()


async def test_an_address_that_stays_silent_is_overtaken_and_given_up() -> None:
    net = Net(six=silent)
    begin = monotonic()
    attempts = await race([SIX, ONE], net.reach)
    assert told(attempts) == [(SIX, "overtaken"), (ONE, "reached")]
    assert attempts[0].seconds >= 0.02
    assert monotonic() - begin < 5
    assert not tasks.running()
    net.joined[0].close()


async def test_where_all_fail_each_is_told() -> None:
    net = Net(one=refuse, two=refuse, six=refuse)
    attempts = await race([ONE, TWO, SIX], net.reach)
    assert {word for _, word in told(attempts)} == {"ConnectionRefusedError"}
    assert len(attempts) == 3


async def test_two_that_answer_in_the_same_moment_leave_one_socket_open() -> None:
    gate = asyncio.Event()
    net = Net()

    async def together() -> socket.socket:
        await gate.wait()
        return await net.open()

    net._ways = {"one": together, "two": together}
    racing = tasks.spawn(race([ONE, TWO], net.reach), "race")
    await until(lambda: len(net.tried) == 2)
    gate.set()
    attempts = await racing
    assert sorted(word for _, word in told(attempts)) == ["overtaken", "reached"]
    assert net.left_open == 1
    attempts[-1].joined.close()  # type: ignore[union-attr]


async def test_a_race_given_up_leaves_nothing_behind() -> None:
    net = Net(one=silent, two=silent)
    racing = tasks.spawn(race([ONE, TWO], net.reach), "race")
    await until(lambda: len(net.tried) == 2)
    await tasks.stop(racing)
    assert not tasks.running()


async def test_a_survey_waits_for_every_address_and_keeps_no_socket() -> None:
    async def late() -> socket.socket:
        await asyncio.sleep(0.05)
        raise TimeoutError

    net = Net(one=refuse, three=late)
    attempts = await survey([ONE, TWO, THREE], net.reach)
    assert [type(one.error).__name__ for one in attempts] == ["ConnectionRefusedError", "NoneType", "TimeoutError"]
    assert attempts[2].seconds >= 0.04
    assert net.left_open == 0
