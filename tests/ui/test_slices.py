"""Long work in slices and steps."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from smppconsole.trace.capture_error import CaptureError
from smppconsole.ui.slices import SlicedWork, StepByStep, begun, go_through


def test_it_works_to_the_end_and_keeps_what_came_last(qtbot: QtBot) -> None:
    work = SlicedWork(iter(range(1000)))
    with qtbot.waitSignal(work.ended) as told:
        assert work.last is None  # nothing is done before the loop turns
    assert told.args == [""]
    assert work.last == 999


def test_the_window_lives_between_two_slices(qtbot: QtBot) -> None:
    slices: list[object] = []

    def slow() -> Iterator[int]:
        for number in range(10):
            time.sleep(0.005)
            yield number

    work = SlicedWork(slow(), lambda: slices.append(work.last))
    moved: list[int] = []
    work.moved.connect(lambda: moved.append(work.last))
    with qtbot.waitSignal(work.ended):
        pass
    assert len(moved) > 2
    assert moved == slices == sorted(moved)
    assert moved[-1] == 9


def test_why_it_failed_is_told(qtbot: QtBot) -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise CaptureError("The disk is full.")

    work = SlicedWork(failing())
    with qtbot.waitSignal(work.ended) as told:
        pass
    assert told.args == ["The disk is full."]
    assert work.last == 1


def test_a_stop_leaves_the_rest_undone_and_closes_the_iterator(qtbot: QtBot) -> None:
    closed: list[bool] = []

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.append(True)

    work = SlicedWork(endless())
    with qtbot.waitSignal(work.moved):
        pass
    work.stop()
    assert work.stopped
    assert closed == [True]
    with qtbot.assertNotEmitted(work.moved, wait=30):
        pass


def test_what_cannot_be_closed_is_stopped_too(qtbot: QtBot) -> None:
    work = SlicedWork(iter(range(10)))
    work.stop()
    with qtbot.assertNotEmitted(work.ended, wait=30):
        pass
    assert work.last is None


def test_between_two_steps_is_a_turn_for_what_they_leave(qtbot: QtBot) -> None:
    told: list[str] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            told.append(f"step {number}")
            QTimer.singleShot(0, lambda number=number: told.append(f"left by {number}"))
            yield

    work = StepByStep(steps())
    assert work.under_way
    with qtbot.waitSignal(work.ended):
        assert told == []
    assert told == ["step 0", "left by 0", "step 1", "left by 1", "step 2", "left by 2"]
    assert not work.under_way


def test_steps_that_are_stopped_are_left_undone(qtbot: QtBot) -> None:
    told: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(10):
            told.append(number)
            if number == 2:
                work.stop()
            yield

    work = StepByStep(steps())
    qtbot.waitUntil(lambda: not work.under_way)
    assert told == [0, 1, 2]


def test_what_is_made_in_steps_waits_for_them_and_all_else_is_whole_at_once() -> None:
    done: list[int] = []
    go_through(map(done.append, (1, 2)), map(done.append, (3,)))
    assert done == [1, 2, 3]
    waiting = begun((done.append(at) for at in (4, 5)), in_steps=True)
    assert done == [1, 2, 3]
    next(waiting)
    assert done == [1, 2, 3, 4]
    assert list(begun(waiting, in_steps=False)) == []
    assert done == [1, 2, 3, 4, 5]
