"""Old octets go into a file and read as before, passwords never in clear; what cannot go stays in memory."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pytest

from smppconsole.trace import arena
from smppconsole.trace.search import Search
from smppconsole.trace.spill import Spill
from smppconsole.trace.store import Store
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


class Memory(BytesIO):
    """A file whose octets can be looked at."""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arena, "CHUNK", 2000)


def filled(count: int = 400) -> tuple[Tape, list[bytes]]:
    tape, said = Tape(), []
    for number in range(1, count + 1):
        pdu = submit(number, f"text {number}")
        if number % 40 == 7:
            pdu = octets("bind_transceiver", number, system_id="shop", password="sesame")
        said.append(pdu)
        tape.out(pdu)
    return tape, said


def spilled(store: Store, file: Memory, kept: int = 2) -> Spill:
    spill = Spill(store, lambda: file, kept=kept)
    while spill.step():
        pass
    return spill


def test_every_row_reads_as_before_and_memory_holds_the_newest_alone() -> None:
    tape, said = filled()
    before, file = tape.store.arena.size, Memory()
    spilled(tape.store, file)
    assert [tape.store.octets(row) for row in range(len(said))] == said
    assert tape.store.arena.size <= 3 * 2000 < before
    assert len(file.getvalue()) > before // 2


def test_no_password_stands_in_the_file() -> None:
    tape, _ = filled()
    file = Memory()
    spilled(tape.store, file)
    assert b"sesame" not in file.getvalue()
    assert file.getvalue().count(b"******") > 3


def test_what_comes_later_is_read_and_moved_too() -> None:
    tape, said = filled(100)
    file = Memory()
    spill = spilled(tape.store, file)
    for number in range(101, 300):
        said.append(answer(number, "id"))
        tape.into(said[-1])
        spill.step()
    assert [tape.store.octets(row) for row in range(len(said))] == said


def test_a_search_goes_over_both() -> None:
    tape, said = filled()
    spilled(tape.store, Memory())
    tape.published()
    assert list(Search(tape.store, (b"text 3",)).finish()) == [row for row, pdu in enumerate(said) if b"text 3" in pdu]
    assert list(Search(tape.store, (b"sesame",)).finish()) == [row for row, pdu in enumerate(said) if b"sesame" in pdu]


def test_nothing_is_moved_before_there_is_much() -> None:
    tape, _ = filled()
    opened: list[Memory] = []

    def open_file() -> Memory:
        opened.append(Memory())
        return opened[-1]

    assert not Spill(tape.store, open_file, kept=100).step()
    assert opened == []


@pytest.mark.parametrize("fails_at", ["open", "write"])
def test_where_there_is_no_room_all_stays_in_memory_and_it_is_told(fails_at: str) -> None:
    class Full(Memory):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    def open_file() -> Memory:
        if fails_at == "open":
            raise OSError(28, "No space left on device")
        return Full()

    tape, said = filled()
    before, spill = tape.store.arena.size, Spill(tape.store, open_file, kept=2)
    while spill.step():
        pass
    assert not spill.step()
    assert "no space" in spill.trouble
    assert tape.store.arena.size == before
    assert [tape.store.octets(row) for row in range(len(said))] == said


def test_a_file_that_takes_a_little_at_a_time_gets_all() -> None:
    class Slow(Memory):
        def write(self, octets: memoryview) -> int:
            return super().write(bytes(octets[:700]))

    tape, said = filled()
    spilled(tape.store, Slow())
    assert [tape.store.octets(row) for row in range(len(said))] == said


def test_a_real_file_without_a_name_serves(tmp_path: Path) -> None:
    tape, said = filled()
    with tempfile.TemporaryFile(dir=tmp_path, buffering=0) as file:
        spill = Spill(tape.store, lambda: file, kept=2)
        while spill.step():
            pass
        assert spill.trouble == ""
        assert [tape.store.octets(row) for row in range(len(said))] == said
