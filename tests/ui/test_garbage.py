"""Garbage is collected in the window's thread alone."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from smppconsole.ui.garbage import INTERVAL, LONGEST, Collector, collect_here


class Thing:
    """In a cycle with itself; tells in which thread it was collected."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        self.told = told

    def __del__(self) -> None:
        self.told.append(threading.get_ident())


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    parent = QObject()
    collect_here(parent)
    return parent


def test_another_thread_that_allocates_collects_nothing(parent: QObject) -> None:
    told: list[int] = []
    Thing(told)
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert told == []
    gc.collect()
    assert told == [threading.get_ident()]


def test_what_is_due_is_collected_from_the_event_loop(parent: QObject, qtbot: QtBot) -> None:
    told: list[int] = []
    Thing(told)
    keep = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: told == [threading.get_ident()], timeout=3000)
    assert keep


def test_nothing_is_collected_before_it_is_due(parent: QObject) -> None:
    gc.collect()
    before = gc.get_stats()
    collector = parent.findChild(Collector)
    assert collector is not None
    collector.look()
    assert gc.get_stats() == before


def test_asking_twice_changes_nothing(parent: QObject) -> None:
    collect_here(parent)
    assert len(parent.findChildren(Collector)) == 1
    assert not gc.isenabled()


def test_at_rest_it_looks_ever_less_often_and_at_once_again_when_objects_come(parent: QObject) -> None:
    collector = parent.findChild(Collector)
    assert collector is not None
    gc.collect()
    for _ in range(9):
        collector.look()
    assert collector._timer.interval() == LONGEST
    keep = [[] for _ in range(500)]
    collector.look()
    assert collector._timer.interval() == INTERVAL
    assert keep
