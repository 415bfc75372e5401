"""A sub-command that talks, until it ends or is ended: then it still unbinds.

Ctrl-C cancels the work, as asyncio does by itself. So do SIGTERM and SIGHUP (``timeout``, a service manager, a terminal
that is closed), and a standard output that takes no more: whoever read it has left, or the disk is full.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

from smppconsole.cli.output import Output
from smppconsole.cli.status import Status

_LIKE_CTRL_C = ("SIGTERM", "SIGHUP")
_PATIENCE = 1.0
"""Seconds without a line taken, after which a reader is given up."""


def run_to_end(work: Coroutine[Any, Any, Status], output: Output, *, patient: bool = False) -> Status:
    """The status that ``work`` comes to; raises KeyboardInterrupt where it was interrupted, and what ``output`` failed
    with. ``patient``: what was printed is what was asked for, so its reader is waited for when the work is done."""
    heard: list[int] = []
    patience: float | None = _PATIENCE
    try:
        status = asyncio.run(_guarded(work, output, heard))
        patience = None if patient else _PATIENCE
    except asyncio.CancelledError:
        if heard:
            raise KeyboardInterrupt from None
        raise
    finally:
        output.finish(patience)
    output.raise_failure()
    return status


async def _guarded(work: Coroutine[Any, Any, Status], output: Output, heard: list[int]) -> Status:
    task = asyncio.current_task()
    if task is None:
        return await work
    output.on_failure = partial(_end_soon, asyncio.get_running_loop(), task)
    with _signals_like_ctrl_c(task, heard):
        try:
            return await work
        except asyncio.CancelledError:
            output.raise_failure()
            raise


def _end_soon(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> None:
    """End ``task``, from any thread."""
    with suppress(RuntimeError):  # the loop is closed: there is nothing left to end
        loop.call_soon_threadsafe(task.cancel)


@contextmanager
def _signals_like_ctrl_c(task: asyncio.Task[Any], heard: list[int]) -> Iterator[None]:
    """Have other signals end ``task`` as Ctrl-C does, and note them in ``heard``. One that is ignored (nohup) stays so;
    Ctrl-C itself may be, which is how a shell starts what it puts into the background."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        heard.append(number)
        task.cancel()

    numbers = [getattr(signal, name) for name in _LIKE_CTRL_C if hasattr(signal, name)]
    taken = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        _hear(loop, number, end)
    try:
        yield
    finally:
        for number in taken:
            loop.remove_signal_handler(number) if os.name == "posix" else signal.signal(number, signal.SIG_DFL)


def _hear(loop: asyncio.AbstractEventLoop, number: int, end: Callable[[int], object]) -> None:
    """Have a loop told of a signal, and woken for it where it can be: a handler alone runs only when Python does, and
    a signal that comes just before the loop falls asleep would wait for the next event."""
    if os.name == "posix":
        loop.add_signal_handler(number, end, number)
        return

    def heard(number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end, number)

    signal.signal(number, heard)
