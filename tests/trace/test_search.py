from __future__ import annotations

from array import array
from pathlib import Path
from random import Random

import pytest

from smppconsole.trace.capture import load
from smppconsole.trace.search import Search, hex_needle, needles, next_error, next_row, row_at_time
from smppconsole.trace.store import Store
from tests.kit.captures import Wire, pcap
from tests.kit.traces import START, Tape, answer, submit


def found(store: Store, *wanted: bytes, exact: bool = False) -> list[int]:
    return list(Search(store, wanted, exact=exact).finish())


def test_a_text_is_found_in_every_form_it_has_on_the_wire() -> None:
    tape = Tape()
    tape.out(submit(1, "no"))
    latin = tape.out(submit(2, "the Needle is here"))
    wide = tape.out(submit(3, "needle".encode("utf-16-be").decode("latin-1"), data_coding=8))
    assert found(tape.store, *needles("needle")) == [latin, wide]
    assert found(tape.store, *needles("needle"), exact=True) == [wide]


def test_letters_of_gsm_have_octets_of_their_own() -> None:
    assert b"\x02\x1b\x65" in needles("$€")
    assert "ж".encode("utf-16-be") in needles("ж")


def test_octets_are_found_by_their_hex() -> None:
    tape = Tape()
    tape.out(submit(0x1234))
    row = tape.out(submit(0x1235))
    assert found(tape.store, hex_needle("00 00 12:35"), exact=True) == [row]
    with pytest.raises(ValueError, match="hexadecimal"):
        hex_needle("xyz")


def test_what_lies_across_two_pdus_is_no_hit() -> None:
    tape = Tape()
    tape.out(submit(1, "ab"))
    tape.out(submit(2, "cd"))
    assert found(tape.store, b"ab\0\0\0") == []


def test_hits_agree_with_looking_at_each_row(tmp_path: Path) -> None:
    """In memory and in a file, where PDUs put together of several segments lie elsewhere."""
    random = Random(5)
    wire, tape = Wire().open(), Tape()
    for number in range(1, 3000):
        pdu = submit(number, "".join(random.choices("abc", k=20)))
        wire.out(pdu, random.choice([0, 0, 0, 30]))
        wire.into(answer(number, "".join(random.choices("abc", k=6))))
        if random.random() < 0.05:
            wire.swap()
        tape.out(pdu)
    path = tmp_path / "foreign.pcap"
    path.write_bytes(pcap(wire.frames))
    store = Store()
    for _ in load(store, path, rows=77):
        pass
    for needle in (b"abcab", b"cc", b"Orbit", b"nowhere"):
        for one in (store, tape.store):
            assert found(one, needle) == [row for row in range(len(one)) if needle in one.octets(row)]


def test_a_search_goes_in_steps_and_finds_what_came_since() -> None:
    tape = Tape()
    for number in range(5000):
        tape.out(submit(number + 1, f"text {number}" + "x" * 80))
    search = Search(tape.store, (b"text 4999",))
    assert search.step() == 0
    assert not search.done
    assert 0 < search.searched < 5000 * 140
    search.finish()
    assert list(search.rows) == [4999]


def test_searching_for_nothing_finds_nothing() -> None:
    tape = Tape()
    tape.out(submit(1))
    assert found(tape.store) == found(Store(), b"x") == []


def test_the_next_hit_goes_around_the_end() -> None:
    rows = array("I", [3, 7, 9])
    assert [next_row(rows, row) for row in (0, 3, 8, 9)] == [3, 7, 9, 3]
    assert [next_row(rows, row, forward=False) for row in (0, 3, 8, 9)] == [9, 9, 7, 7]
    assert next_row(array("I"), 5) == -1


def test_a_time_leads_to_the_first_row_not_before_it() -> None:
    tape = Tape()
    for number in range(5):
        tape.out(submit(number + 1))
    assert [row_at_time(tape.store, START + offset) for offset in (-5, 0, 1, 3_000_000, 10**12)] == [0, 0, 1, 3, 4]
    assert row_at_time(Store(), START) == -1


def test_the_next_error_is_found_however_far_it_is() -> None:
    tape = Tape()
    errors = [3, 70_000, 140_001]
    for row in range(140_010):
        tape.into(answer(row + 1, status=0x58 if row in errors else 0))
    store = tape.published()
    there, back = [], []
    row = -1
    while (row := next_error(store, row, 1)) >= 0:
        there.append(row)
    row = len(store)
    while (row := next_error(store, row, -1)) >= 0:
        back.append(row)
    assert there == errors
    assert back == errors[::-1]
    assert next_error(Tape().published(), -1, 1) == -1
