"""What can be looked up, and how it is found."""

from __future__ import annotations

import pytest

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.spec.book import STANDARD, read_dictionary
from smppconsole.trace.filter import parse
from smppconsole.ui.models.reference import Entry, matching, reference

ACTIONS = (Entry("Bind or unbind", "Ctrl+B", "bind", "Session"), Entry("New message", "Ctrl+N", "new", "Message"))
ALL = [*ACTIONS, *reference()]


def test_it_holds_every_command_field_tlv_status_and_alphabet() -> None:
    titles = {entry.title for entry in ALL}
    assert {row.name for row in STANDARD.commands} <= titles
    assert {row.name for row in STANDARD.tlvs} <= titles
    assert {row.name for row in STANDARD.statuses} <= titles
    assert "esm_class" in titles
    assert len([entry for entry in ALL if entry.hint.startswith("alphabet ")]) == len(ALPHABETS)


def test_before_typing_it_offers_what_can_be_done() -> None:
    assert matching(ALL, "") == list(ACTIONS)


@pytest.mark.parametrize("typed", ["0x0B", "11", "0x0000000b"])
def test_a_number_finds_its_status_first_in_decimal_and_in_hex(typed: str) -> None:
    assert [entry.title for entry in matching(ALL, typed)][:2] == ["ESME_RINVDSTADR", "outbind"]


@pytest.mark.parametrize(
    ("typed", "title", "hint"),
    [
        ("0x58", "ESME_RTHROTTLED", "status 0x58"),
        ("80000004", "submit_sm_resp", "command 0x80000004"),
        ("ucs2", "UCS-2", "data_coding 0x08"),
        ("latin", "Latin-1 (ISO 8859-1)", "data_coding 0x03"),
        ("gsm7", "GSM 7-bit", "alphabet gsm7"),
        ("udhi", "UDHI", "esm_class 0x40"),
        ("alphanumeric", "Alphanumeric", "source_addr_ton 0x05"),
        ("user message reference", "user_message_reference", "TLV 0x0204"),
        ("unbind or", "Bind or unbind", "Ctrl+B"),
    ],
)
def test_names_numbers_and_words_find(typed: str, title: str, hint: str) -> None:
    assert (title, hint) in [(entry.title, entry.hint) for entry in matching(ALL, typed)][:3]


def test_meanings_find_too() -> None:
    assert any(entry.title == "ESME_RTHROTTLED" for entry in matching(ALL, "slowly"))
    assert matching(ALL, "zzzz") == []


def test_a_number_without_a_row_is_told_by_its_range() -> None:
    told = {entry.hint: entry.words for entry in matching(ALL, "0x1401")}
    assert "for vendors" in told["TLV 0x1401"]
    assert "specific to the vendor" in {e.hint: e.words for e in matching(ALL, "1025")}["status 0x401"]
    assert any(entry.hint == "data_coding 0xF0–0xF3" for entry in matching(ALL, "241"))


def test_an_accounts_own_rows_are_found_by_their_number() -> None:
    rows = read_dictionary('name = "x"\n[[tlv]]\ntag = 0x1401\nname = "dlt_template_id"\n')
    book = STANDARD.with_rows(rows.tlvs)
    assert "dlt_template_id" in [entry.title for entry in matching(reference(book), "0x1401", book)]


def test_every_filter_of_the_reference_can_be_read() -> None:
    for entry in ALL:
        parse(entry.wanted)
