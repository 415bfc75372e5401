"""Starts and ends the desktop: Qt's loop under asyncio, one window, one ordered shutdown. The only user of qasync.

The window is furnished and painted before there is a loop: nothing in it waits for the network then, and asyncio takes
as long to import as a fifth of the panels take to be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smppconsole.console.workspace import Workspace
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.trace.store import Store
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.models.notices import about_link
from smppconsole.ui.opening import open_frame, paint
from smppconsole.ui.warming import Warming
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from asyncio import Runner

    from smppconsole.console.one_window import Asked
    from smppconsole.console.window_door import WindowDoor

_SUBMIT = 0x04
_GUEST = (
    "Another SMPP Console has this profile and does not answer. This window keeps nothing: draft, filter and places "
    "stay as the other one leaves them. End the other one, then start again."
)
_MOST_PROBLEMS = 8


def live(
    app: QApplication,
    frame: MainWindow,
    asked: Asked,
    *,
    guest: bool = False,
    self_test: str | None = None,
) -> int:
    """Furnish the window and show it until it is closed; the exit status. A ``guest`` keeps nothing; ``self_test``
    names its report's file, "" for none."""
    workspace = Workspace()
    problems = workspace.open()
    if self_test is not None:
        workspace.settings.set("capture_sessions", False)
    furnish(frame, workspace, problems)
    if guest:
        frame.remembering.keep_nothing()
        frame.say(Severity.WARNING, tr(_GUEST), about=("guest",))
    if self_test is None:
        paint(app, frame)
    with _runner(app) as runner:
        if self_test is not None:
            return runner.run(_self_test(frame, self_test))
        return runner.run(_live(frame, asked, guest))


def _runner(app: QApplication) -> Runner:
    from asyncio import Runner  # noqa: PLC0415 - the window is painted before

    from qasync import QEventLoop  # noqa: PLC0415 - as above

    return Runner(loop_factory=lambda: QEventLoop(app))


def open_window(workspace: Workspace) -> MainWindow:
    """A window over a workspace, in the look and the language its settings ask for."""
    problems = workspace.open()
    return furnish(open_frame(workspace.settings), workspace, problems)


def furnish(window: MainWindow, workspace: Workspace, problems: tuple[str, ...] = ()) -> MainWindow:
    """Bring in what a frame is for; what of the settings, the accounts and its own files was not taken it says."""
    window.furnish(workspace)
    problems += (*window.troubles, *window.cast.shelf.troubles)
    if problems:
        window.say(Severity.WARNING, _listed(problems), about=("start",))
    return window


def _listed(problems: Sequence[str]) -> str:
    """A line each, and how many more there are: a folder may hold a hundred files of another program's making."""
    shown = [*map(tr, problems[:_MOST_PROBLEMS])]
    more = len(problems) - len(shown)
    return "\n".join([*shown, tr("and {more} more", more=more)] if more else shown)


async def _live(window: MainWindow, asked: Asked, guest: bool = False) -> int:
    from asyncio import Event  # noqa: PLC0415 - there is a loop

    from smppconsole.ui.signals import SignalWatch  # noqa: PLC0415 - as above

    closing = Event()
    window.closing.connect(closing.set)
    if window.is_closing:  # somebody was quicker than the loop
        closing.set()
    stop = tasks.on_failure(lambda name, error: window.say(Severity.ERROR, f"{name}: {error}", about=("task", name)))
    signals = SignalWatch(closing.set)
    warming = Warming(window, window.deeds.prepare())
    door = None if guest else await _open_door(window)
    _take(window, asked)
    await closing.wait()
    if door is not None:
        door.close()
    signals.close()
    warming.stop()
    stop()
    await shut_down(window)
    return 0


async def _open_door(window: MainWindow) -> WindowDoor | None:
    """For later starts; without one they open as guests, which hurts nobody."""
    from smppconsole.console.window_door import WindowDoor  # noqa: PLC0415 - there is a loop

    door = WindowDoor(lambda asked: _take_later(window, asked))
    try:
        await door.open()
    except OSError:
        door.close()
        return None
    return door


def _take_later(window: MainWindow, asked: Asked) -> None:
    """What a later start was asked for, before the eyes of who started it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    _take(window, asked)


def _take(window: MainWindow, asked: Asked) -> None:
    for file in asked.files:
        window.cast.captures.open(Path(file))
    if asked.account:
        _begin_with(window, asked.account, asked.bind)
    if asked.demo:
        tasks.spawn(show_demo(window), "demonstration")


def _begin_with(window: MainWindow, name: str, bind: bool) -> None:
    sessions = window.cast.sessions
    known = sessions.account(name)
    if known is None:
        window.say(
            Severity.ERROR,
            tr("There is no account “{name}”. The accounts are listed on the left.", name=name),
            about=about_link(name),
        )
        return
    sessions.choose(known.name)
    engine = sessions.engine(known.name)
    if bind and (engine is None or not engine.is_busy):
        sessions.bind(known.name)


async def show_demo(window: MainWindow) -> None:
    """Play the demonstration and say how it goes."""
    from smppconsole.console.demo import MESSAGES, DemoStep, demo  # noqa: PLC0415 - when asked for

    def tell(step: DemoStep) -> None:
        if not step.ok:
            window.say(
                Severity.ERROR,
                tr("The demonstration stopped at “{name}”: {words}.", name=step.name, words=step.words),
                about=("demo",),
            )

    result = await demo(window.workspace, tell)
    table = window.cast.trace.live.table
    if table.chosen_row < 0:
        table.choose(first_message(window.workspace.store))
        table.setFocus()
    if not window.cast.composer.draft.destination:
        window.cast.composer.show_draft(MESSAGES[0])
    if result.ok:
        words = tr(
            "Demonstration: bound, sent, answered, delivered. Choose a row to see its fields and octets; "
            "Ctrl+Enter sends a message of your own."
        )
        window.say(Severity.NOTE, words, about=("demo",))


def first_message(store: Store) -> int:
    """The row of the first submit_sm, -1 where there is none."""
    return next((row for row in range(store.published) if store.command(row) == _SUBMIT), -1)


async def shut_down(window: MainWindow) -> None:
    """Unbind within the time of the settings, finish the capture files, end what still runs, let the window go."""
    window.setWindowTitle(tr("SMPP Console, unbinding…"))
    window.cast.sessions.quiet()
    await window.workspace.close()
    window.let_go()
    import asyncio  # noqa: PLC0415 - there is a loop

    this = asyncio.current_task()
    await tasks.stop(*(task for task in tasks.running() if task is not this))
    window.deleteLater()
    await asyncio.sleep(0)  # Qt deletes in its own turn; a nested loop in a task would break other tasks' steps


async def _self_test(window: MainWindow, report: str) -> int:
    from smppconsole.ui.window_proof import prove_window  # noqa: PLC0415 - when asked for

    window.show()
    passed = await prove_window(window, Path(report) if report else None)
    await shut_down(window)
    return 0 if passed else 1
