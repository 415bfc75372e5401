"""Pairs found many at once; that they are those found one by one is shown in ``tests/property/test_bursts``."""

from __future__ import annotations

from array import array

from smppconsole.trace.batch import OUTGOING, pile
from smppconsole.trace.links import Links
from smppconsole.trace.pairing import pair_at_once
from smppconsole.trace.rows import Block
from smppconsole.trace.store import Store
from tests.kit.pdus import octets


def _store(*rows: tuple[bytes, int]) -> Store:
    store = Store()
    store.take(pile(0, [said for said, _ in rows], array("q", range(len(rows))), bytes(flags for _, flags in rows)))
    return store


def _at_once(rows: list[tuple[int, int, int]]) -> bool:
    """Whether rows of (command, sequence, flags) can be paired at once."""
    block = Block()
    for index, (command, sequence, flags) in enumerate(rows):
        block.command[index], block.sequence[index], block.flags[index] = command, sequence, flags
        block.length[index] = 16
    return pair_at_once(Links(block.command.__getitem__), block, 0, len(rows), 0)


def test_each_request_finds_the_answer_behind_it() -> None:
    rows = [
        row
        for number in range(1, 21)
        for row in ((octets("deliver_sm", number), 0), (octets("deliver_sm_resp", number), OUTGOING))
    ]
    store = _store(*rows)
    assert [store.peer(row) for row in range(4)] == [1, 0, 3, 2]
    assert [store.round_trip_ns(row) for row in range(4)] == [1, 1, 1, 1]
    assert store.open_requests() == []


def test_requests_alone_wait() -> None:
    store = _store(*((octets("submit_sm", number), OUTGOING) for number in range(1, 21)))
    assert store.open_requests() == list(range(20))
    answers = pile(
        0, [octets("submit_sm_resp", number) for number in range(20, 0, -1)], array("q", (99,) * 20), bytes(20)
    )
    store.take(answers)
    assert store.open_requests() == []
    assert store.peer(0) == 39


def test_what_has_no_answer_is_no_open_request() -> None:
    assert _store(*((octets("alert_notification", number), 0) for number in range(20))).open_requests() == []


def test_only_the_two_shapes_are_taken() -> None:
    ask, told = 5, 0x80000005
    assert _at_once([(ask, 1, 0), (told, 1, 1)] * 1)
    assert _at_once([(ask, 1, 0), (ask, 2, 0)])
    assert not _at_once([(ask, 1, 0), (told, 2, 1)])
    assert not _at_once([(ask, 1, 0), (told, 1, 0)])
    assert not _at_once([(ask, 1, 0), (0x80000004, 1, 1)])
    assert not _at_once([(ask, 1, 0), (ask, 1, 0)])
    assert not _at_once([(ask, 1, 0), (told, 1, 1), (ask, 1, 0), (told, 1, 1)])
    assert not _at_once([(0x102, 1, 0), (0x80000102, 1, 1)])
    assert not _at_once([(ask, 1, 16), (ask, 2, 16)])
    assert not _at_once([(ask, 1, 0), (0x102, 2, 0)])
