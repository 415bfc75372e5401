"""Who watches is told, and may leave at any time."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from smppconsole.console.watchers import Watchers


def test_everybody_is_told_in_order_until_they_leave() -> None:
    watchers: Watchers[str] = Watchers()
    told: list[str] = []
    stop = watchers.add(lambda what: told.append("a " + what))
    watchers.add(lambda what: told.append("b " + what))
    watchers.tell("one")
    stop()
    stop()
    watchers.tell("two")
    assert told == ["a one", "b one", "b two"]


def test_one_that_fails_keeps_nobody_from_hearing(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: reported.append(kind))
    watchers: Watchers[()] = Watchers()
    told: list[int] = []
    watchers.add(lambda: 1 // 0)
    watchers.add(lambda: told.append(1))
    watchers.tell()
    assert told == [1]
    assert reported == [ZeroDivisionError]


def test_leaving_while_being_told_is_no_trouble() -> None:
    watchers: Watchers[()] = Watchers()
    told: list[int] = []
    stops: list[Callable[[], None]] = []

    def once() -> None:
        told.append(1)
        stops[0]()

    stops.append(watchers.add(once))
    watchers.add(lambda: told.append(2))
    watchers.tell()
    watchers.tell()
    assert told == [1, 2, 2]
