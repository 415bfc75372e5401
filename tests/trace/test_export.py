from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from smppconsole.trace.capture import CaptureError, read_capture
from smppconsole.trace.export import FORMATS, Exporting, export_file, export_text, format_named
from smppconsole.trace.mask import Masking
from smppconsole.trace.store import Store
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


@pytest.fixture
def store() -> Store:
    tape = Tape()
    tape.out(octets("bind_transceiver", 1, system_id="me", password="secret12"))
    tape.out(submit(2, "hello"))
    tape.into(answer(2, "A1"))
    tape.into(b"rubbish", lost=True)
    tape.store.mark(1)
    tape.store.comment(1, "look here")
    return tape.published()


def written(path: Path, name: str, store: Store, exporting: Exporting = Exporting()) -> list[int]:  # noqa: B008
    return list(export_file(path, name, store, range(len(store)), exporting))


def test_json_lines_are_the_objects_of_the_contract(store: Store) -> None:
    lines = [json.loads(line) for line in export_text("jsonl", store, [1, 2]).splitlines()]
    assert [line["number"] for line in lines] == [2, 3]
    assert [line["command"] for line in lines] == ["submit_sm", "submit_sm_resp"]


def test_csv_has_the_columns_and_the_octets(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(export_text("csv", store, [1]))))
    assert rows[0]["command"] == "submit_sm"
    assert rows[0]["hex"] == submit(2, "hello").hex()
    assert rows[0]["note"] == "marked, look here"
    assert rows[0]["time"].startswith("2027-01-15T")


@pytest.mark.parametrize("text", ["=1+1", "@x", "+cmd", "-cmd"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    tape = Tape()
    tape.out(submit(1, text, data_coding=3))
    (row,) = csv.DictReader(io.StringIO(export_text("csv", tape.published(), [0])))
    assert row["text"] == "'" + text


def test_a_ticket_says_who_what_and_when(store: Store) -> None:
    exporting = Exporting(heading=(("Account", "Nordlink, system_id me"), ("Zone", "UTC")))
    text = export_text("text", store, [1], exporting)
    assert text.splitlines()[:4] == [
        "Program: smppconsole 0.1.0",
        "Account: Nordlink, system_id me",
        "Zone: UTC",
        "Masked: passwords",
    ]
    assert "submit_sm" in text
    assert "look here" in text


@pytest.mark.parametrize("name", [row.id for row in FORMATS])
def test_the_password_leaves_in_no_format(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    assert written(path, name, store)
    assert b"secret12" not in path.read_bytes()
    assert b"secret12".hex().encode() not in path.read_bytes()


@pytest.mark.parametrize("name", [row.id for row in FORMATS])
def test_numbers_and_texts_leave_in_no_format_where_they_are_masked(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    written(path, name, store, Exporting(masking=Masking(numbers=True, text=True)))
    for private in (b"491713920012", b"hello", b"hello".hex().encode()):
        assert private not in path.read_bytes()


def test_a_capture_keeps_octets_directions_comments_and_findings(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.pcapng"
    assert written(path, "pcapng", store) == [1, 2, 3, 4]
    found = list(read_capture(path))
    assert [pdu.octets for pdu in found][1:] == [submit(2, "hello"), answer(2, "A1"), b"rubbish"]
    assert [pdu.outgoing for pdu in found] == [True, True, False, False]
    assert found[1].comments[0] == "marked, look here"
    assert any("password" in words for words in found[0].comments)
    assert found[3].lost


def test_a_file_appears_only_when_it_is_whole(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    steps = export_file(path, "jsonl", store, range(len(store)))
    next(steps)
    assert path.read_text() == "before"
    steps.close()
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_place_where_nothing_can_be_written_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="could not be written"):
        written(tmp_path / "missing" / "out.csv", "csv", store)
    (tmp_path / "file").write_text("")
    with pytest.raises(CaptureError, match="could not be written"):
        written(tmp_path / "file" / "out.pcapng", "pcapng", store)


def test_formats_go_by_name_and_by_suffix() -> None:
    assert format_named("markdown") is format_named(".md")
    with pytest.raises(KeyError):
        format_named("docx")
    with pytest.raises(KeyError):
        export_text("pcapng", Store(), [])
    assert "# " not in export_text("markdown", Store(), [])
