"""The only place that creates tasks: each has a name, a reference that keeps it alive, and somebody who hears of it.

asyncio keeps only weak references to tasks, and a task that nobody awaits swallows its error until the garbage
collector comes by. Both have cost others their evenings. asyncio is imported by whoever has a loop: a window is painted
before there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
FailureHook = Callable[[str, BaseException], None]

_running: set[asyncio.Task[Any]] = set()
_hooks: list[FailureHook] = []


def spawn(coroutine: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
    """Start ``coroutine`` as a task under ``name``; its failure goes to the hooks, or to the loop's handler."""
    import asyncio  # noqa: PLC0415 - there is a loop

    task = asyncio.get_running_loop().create_task(coroutine, name=name)
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def on_failure(hook: FailureHook) -> Callable[[], None]:
    """Have ``hook(name, error)`` called for every task that fails; returns what takes the hook away again."""
    _hooks.append(hook)
    return lambda: _hooks.remove(hook) if hook in _hooks else None


def running() -> frozenset[asyncio.Task[Any]]:
    """The tasks of the current loop that are still under way, for an orderly shutdown."""
    import asyncio  # noqa: PLC0415 - there is a loop

    loop = asyncio.get_running_loop()
    return frozenset(task for task in _running if task.get_loop() is loop)


async def stop(*tasks: asyncio.Task[Any] | None) -> None:
    """Cancel ``tasks`` and wait until they have ended; what they raise was reported already."""
    ending = [task for task in tasks if task is not None and not task.done()]
    for task in ending:
        task.cancel()
    if ending:
        import asyncio  # noqa: PLC0415 - there is a loop

        await asyncio.wait(ending)


def _finished(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if task.cancelled():
        return
    error = task.exception()
    if error is None:
        return
    if not _hooks:
        report = {"message": f"task {task.get_name()} failed", "exception": error, "task": task}
        task.get_loop().call_exception_handler(report)
    for hook in tuple(_hooks):
        hook(task.get_name(), error)
