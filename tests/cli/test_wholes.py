"""Long messages among the PDUs that ``decode`` reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.cli import wholes
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.record import Ends
from tests.kit.pdus import octets
from tests.kit.terminal import Terminal


def part(number: int, text: str, total: int = 2, reference: int = 9) -> bytes:
    header = bytes((5, 0, 3, reference, total, number))
    return octets("deliver_sm", number, esm_class=0x40, short_message=header + text.encode())


OTHER = octets("enquire_link", 1)


def test_pasted_parts_are_put_together_and_numbered_as_the_run_counts(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "first.hex").write_text(OTHER.hex())
    (tmp_path / "second.hex").write_text("\n".join(one.hex() for one in (part(2, "lo"), OTHER, part(1, "Hel"))))
    ran = terminal("decode", "--json", tmp_path / "first.hex", tmp_path / "second.hex")
    told = [event["long_message"] for event in ran.events]
    assert (told[0], told[2]) == (None, None)
    for one in (told[1], told[3]):
        assert (one["numbers"], one["order"], one["text"]) == ([4, 2], [2, 1], "Hello")


def test_parts_in_several_files_are_several_messages(terminal: Terminal, tmp_path: Path) -> None:
    for name, octets_of in (("a", part(1, "Hel")), ("b", part(2, "lo"))):
        (tmp_path / name).write_bytes(octets_of)
    ran = terminal("decode", "--json", tmp_path / "a", tmp_path / "b")
    assert [event["long_message"]["missing"] for event in ran.events] == [[2], [1]]


def test_parts_of_a_capture_may_come_over_several_binds_to_one_centre(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "two.pcapng"
    with CaptureWriter(path) as writer:
        for session, number in ((1, 2), (2, 1), (2, 1)):
            ends = Ends("A", f"127.0.0.1:5100{session}", "127.0.0.1:2775", "Test")
            writer.write(part(number, f"({number})"), time_ns=session, outgoing=False, session=session, ends=ends)
    ran = terminal("decode", "--json", path)
    told = [event["long_message"] for event in ran.events]
    assert [one["text"] for one in told] == ["(1)(2)", "(1)(2)", None]
    assert [one["repeats"] for one in told] == [[{"part": 1, "number": 3}]] * 3
    assert "part-repeated" in {finding["id"] for finding in ran.events[2]["findings"]}


def test_people_read_the_same_in_lines(terminal: Terminal) -> None:
    ran = terminal("decode", stdin=part(1, "Hel", 3).hex())
    assert "long message: part 1 of 3, reference 9 (8-bit header)\n" in ran.out
    assert "long message: parts 2, 3 of 3 missing\n" in ran.out


def test_no_more_than_so_many_texts_are_kept(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wholes, "MOST_KEPT", 1)
    kept = wholes.Wholes(STANDARD, AS_USUAL)
    for row, one in enumerate((part(1, "a"), part(2, "b"), OTHER)):
        kept.messages.add(row, one)
        kept.take(row, one)
    assert kept.left_out == 1
    assert kept.at(0) is not None
    assert (kept.at(1), kept.at(2)) == (None, None)
    ran = terminal("decode", "--json", stdin=f"{part(1, 'a').hex()}\n{part(2, 'b').hex()}")
    assert "1 parts of long messages" in ran.err
