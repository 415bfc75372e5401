"""Tasks are named, referenced, and their failures are heard."""

from __future__ import annotations

import asyncio
from typing import Any

from smppconsole.net import tasks


async def fail() -> None:
    raise LookupError("gone")


async def wait_for_ever() -> None:
    await asyncio.Event().wait()


async def test_a_task_bears_its_name_and_is_known_while_it_runs() -> None:
    task = tasks.spawn(wait_for_ever(), "waiting")
    assert task.get_name() == "waiting"
    assert task in tasks.running()
    await tasks.stop(task)
    assert task.cancelled()
    assert task not in tasks.running()


async def test_a_failure_goes_to_the_hook() -> None:
    heard: list[tuple[str, str]] = []
    unhook = tasks.on_failure(lambda name, error: heard.append((name, str(error))))
    await asyncio.wait({tasks.spawn(fail(), "failing")})
    unhook()
    unhook()
    assert heard == [("failing", "gone")]


async def test_a_failure_nobody_hooked_goes_to_the_loop() -> None:
    heard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: heard.append(context))
    await asyncio.wait({tasks.spawn(fail(), "failing")})
    assert heard[0]["message"] == "task failing failed"
    assert isinstance(heard[0]["exception"], LookupError)


async def test_the_end_of_a_cancelled_task_is_no_failure() -> None:
    heard: list[str] = []
    unhook = tasks.on_failure(lambda name, _error: heard.append(name))
    await tasks.stop(tasks.spawn(wait_for_ever(), "waiting"), None)
    unhook()
    assert heard == []
