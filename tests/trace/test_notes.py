from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.trace.capture import CaptureError
from smppconsole.trace.notes import load_notes, noted_rows, notes_path, save_notes
from smppconsole.trace.store import Store
from tests.kit.traces import Tape, submit


def trace(count: int = 5) -> Store:
    tape = Tape()
    for number in range(count):
        tape.out(submit(number + 1))
    return tape.published()


def test_marks_and_comments_come_back_and_the_capture_is_not_touched(tmp_path: Path) -> None:
    path, before = tmp_path / "trace.pcapng", trace()
    path.write_bytes(b"as it was")
    before.mark(1)
    before.comment(3, "zwölf\nlines")
    save_notes(before, path)
    after = trace()
    assert load_notes(after, path) == ""
    assert [after.marked(row) for row in range(5)] == [False, True, False, False, False]
    assert after.comments == {3: "zwölf\nlines"}
    assert path.read_bytes() == b"as it was"


def test_rows_of_a_capture_behind_others_are_counted_from_its_first(tmp_path: Path) -> None:
    path, before = tmp_path / "trace.pcapng", trace()
    for row in (0, 3, 4):
        before.mark(row)
    save_notes(before, path, first=2, stop=4)
    after = trace()
    load_notes(after, path, first=1)
    assert [row for row in range(5) if after.marked(row)] == [2]


def test_no_notes_leave_no_file(tmp_path: Path) -> None:
    path, store = tmp_path / "trace.pcapng", trace()
    assert load_notes(store, path) == ""
    store.mark(0)
    save_notes(store, path)
    store.mark(0, False)
    save_notes(store, path)
    assert not notes_path(path).exists()


def test_damaged_lines_are_left_out_and_told(tmp_path: Path) -> None:
    path, store = tmp_path / "trace.pcapng", trace()
    lines = [
        '{"row": 1, "mark": true}',
        "rubbish",
        '{"row": "x"}',
        '{"row": 99, "mark": true}',
        "[]",
        "5",
        '{"mark": true}',
    ]
    notes_path(path).write_text("\n".join(lines))
    told = load_notes(store, path)
    assert told.startswith("5 lines")
    assert told.endswith("1 note is about a PDU that was not read; it is kept.")
    assert store.marked(1)


def test_a_place_that_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    store = trace()
    store.mark(0)
    with pytest.raises(CaptureError, match="could not be written"):
        save_notes(store, tmp_path / "missing" / "trace.pcapng")
    notes_path(tmp_path / "trace.pcapng").mkdir()
    assert "could not be read" in load_notes(store, tmp_path / "trace.pcapng")


def test_rows_with_a_mark_or_a_comment_are_told_in_their_order() -> None:
    store = trace()
    store.mark(4)
    store.comment(1, "first")
    store.comment(4, "both")
    assert noted_rows(store, 0, 5) == [1, 4]
    assert noted_rows(store, 2, 4) == []
