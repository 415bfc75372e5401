"""What is chosen to leave a trace, and how it would look."""

from __future__ import annotations

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.trace.export import Exporting, format_named
from smppconsole.trace.mask import Masking
from smppconsole.trace.store import Store
from smppconsole.ui.panels.trace.export_choice import ExportWish, RowSet, preview_text, result_words
from tests.kit.traces import Tape, submit


@pytest.fixture
def store() -> Store:
    """Five messages."""
    tape = Tape()
    for sequence in range(1, 6):
        tape.out(submit(sequence, f"text {sequence}"))
    return tape.published()


def look(store: Store, count: int, form: str = "jsonl", masking: Masking | None = None) -> str:
    """The preview of the first rows."""
    wish = ExportWish(RowSet("all", "All", range(count)), format_named(form), masking or Masking())
    return preview_text(store, wish, lambda masking, _rows: Exporting(masking))


def test_three_rows_are_shown_and_the_rest_counted(store: Store) -> None:
    lines = look(store, 5).splitlines()
    assert [line for line in lines if "text 3" in line]
    assert not [line for line in lines if "text 4" in line]
    assert lines[-1] == "… and 2 more"


def test_nothing_is_counted_where_all_is_shown(store: Store) -> None:
    assert "more" not in look(store, 3).splitlines()[-1]


def test_no_rows_are_said_in_words(store: Store) -> None:
    assert look(store, 0) == "No PDUs."


def test_a_capture_is_shown_as_the_text_for_a_ticket(store: Store) -> None:
    heading, rest = look(store, 2, "pcapng").split("\n\n", 1)
    assert heading == "The packets of the capture, in words:"
    assert rest == look(store, 2, "text").split("\n\n", 1)[1]
    assert look(store, 2, "pcapng") != look(store, 2, "jsonl")


def test_what_is_masked_is_masked_in_the_preview(store: Store) -> None:
    assert "491713920012" in look(store, 1)
    masked = look(store, 1, masking=Masking(numbers=True, text=True))
    assert "491713920012" not in masked
    assert "text 1" not in masked


def test_a_long_preview_is_cut() -> None:
    tape = Tape()
    for sequence in range(1, 4):
        tape.out(encode(Pdu("submit_sm", tlvs=(Tlv(0x0424, b"y" * 9000),), sequence=sequence)))
    text = look(tape.published(), 3)
    assert len(text) == 12_001
    assert text.endswith("…")


def test_the_button_counts() -> None:
    assert result_words(ExportWish(RowSet("all", "All", [4]))) == "Save 1 PDU…"
    assert result_words(ExportWish(RowSet("all", "All", range(12)))) == "Save 12 PDUs…"
