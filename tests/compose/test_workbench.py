"""The sheet of the workbench: what is typed becomes the PDU, its octets and its problems."""

from __future__ import annotations

import pytest

from smppconsole.compose.workbench import GARBLED, Sheet, TlvLine, make
from smppconsole.smpp.decode import decode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import TlvKind, TlvSpec, Version


def test_every_command_can_be_made_from_an_empty_sheet() -> None:
    for command in STANDARD.commands:
        made = make(Sheet(command.name))
        decoded = decode(made.octets)
        assert not made.garbled
        assert decoded.command is command
        assert not decoded.faults


def test_fields_are_read_by_their_rows() -> None:
    made = make(
        Sheet(
            "submit_sm",
            {"source_addr_ton": "0x05", "source_addr": "Orbit", "destination_addr": "4917", "short_message": "68 69"},
        )
    )
    assert made.pdu.fields == {
        "source_addr_ton": 5,
        "source_addr": "Orbit",
        "destination_addr": "4917",
        "short_message": b"hi",
    }
    assert decode(made.octets).field("sm_length") == 2


def test_what_cannot_be_read_is_left_out_and_told_by_field() -> None:
    made = make(Sheet("submit_sm", {"esm_class": "many", "destination_addr": "4917"}))
    assert made.garbled
    assert [(problem.field, problem.id) for problem in made.problems if problem.id == GARBLED] == [
        ("esm_class", GARBLED)
    ]
    assert decode(made.octets).field("destination_addr") == "4917"


def test_a_broken_bound_is_refused_by_name_and_its_octets_are_shown_all_the_same() -> None:
    made = make(Sheet("submit_sm", {"destination_addr": "4" * 30}))
    assert made.refused[0].field == "destination_addr"
    assert not made.garbled
    assert decode(made.octets).field("destination_addr") == "4" * 30


def test_what_no_octets_can_say_is_left_out_and_told() -> None:
    made = make(Sheet("submit_sm", {"esm_class": "256", "priority_flag": "999", "destination_addr": "4" * 30}))
    assert made.garbled
    assert [problem.field for problem in made.refused][:3] == ["esm_class", "priority_flag", "destination_addr"]
    assert decode(made.octets).field("esm_class") == 0
    assert decode(made.octets).field("destination_addr") == "4" * 30


def test_a_header_that_no_octets_can_say_leaves_none() -> None:
    made = make(Sheet("submit_sm", sequence="99999999999"))
    assert (made.octets, made.garbled) == (b"", True)
    assert made.problems[0].field == "sequence_number"


def test_a_message_is_typed_as_text_in_the_alphabet_of_data_coding() -> None:
    made = make(Sheet("submit_sm", {"data_coding": "8", "short_message": "text:h\u20aci"}))
    assert made.pdu.fields["short_message"] == "h\u20aci".encode("utf-16-be")
    gsm = make(Sheet("submit_sm", {"short_message": "text:@"}))
    assert gsm.pdu.fields["short_message"] == b"\0"
    latin = make(Sheet("submit_sm", {"short_message": "text:@"}), reading=Reading("latin1"))
    assert latin.pdu.fields["short_message"] == b"@"


def test_a_character_outside_the_alphabet_is_named() -> None:
    made = make(Sheet("submit_sm", {"short_message": "text:\u2192"}))
    assert made.garbled
    assert "\u2192" in made.problems[0].text
    assert "data_coding" in made.problems[0].text


def test_controls_are_typed_as_escapes() -> None:
    made = make(Sheet("submit_sm", {"destination_addr": r"a\x01b\\c"}))
    assert made.pdu.fields["destination_addr"] == "a\x01b\\c"


def test_lists_are_typed_item_by_item() -> None:
    items = (
        {"dest_flag": "1", "dest_addr_ton": "1", "dest_addr_npi": "1", "destination_addr": "491"},
        {"dest_flag": "2", "dl_name": "FRIENDS"},
    )
    made = make(Sheet("submit_multi", {"dest_address": items}))
    assert decode(made.octets).field("number_of_dests") == 2
    assert made.pdu.fields["dest_address"] == (
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491"},
        {"dest_flag": 2, "dl_name": "FRIENDS"},
    )


def test_a_bad_item_is_told_by_its_number() -> None:
    items = ({"dest_addr_ton": "1", "error_status_code": "what"},)
    made = make(Sheet("submit_multi_resp", {"unsuccess_sme": items}))
    assert made.problems[0].field == "unsuccess_sme"
    assert "item 1, error_status_code" in made.problems[0].text


@pytest.mark.parametrize(
    ("line", "tlv"),
    [
        (TlvLine("user_message_reference", "7"), Tlv(0x0204, b"\0\7")),
        (TlvLine("user_message_reference", "hex:07"), Tlv(0x0204, b"\7")),
        (TlvLine("receipted_message_id", r"a\x02"), Tlv(0x001E, b"a\2\0")),
        (TlvLine("0x1401", "31 32"), Tlv(0x1401, b"12")),
        (TlvLine("1401", ""), Tlv(0x1401, b"")),
    ],
)
def test_tlvs_are_typed_by_name_or_tag(line: TlvLine, tlv: Tlv) -> None:
    assert make(Sheet("submit_sm", tlvs=(line, TlvLine()))).pdu.tlvs == (tlv,)


def test_a_dictionary_names_tlvs_for_writing() -> None:
    row = TlvSpec(0x1401, "cost_centre", TlvKind.TEXT, 0, 20, None, Version.V34, False, "", "")
    made = make(Sheet("submit_sm", tlvs=(TlvLine("cost_centre", "A7"),)), STANDARD.with_rows([row]))
    assert made.pdu.tlvs == (Tlv(0x1401, b"A7"),)


def test_a_status_is_a_name_or_a_number() -> None:
    assert make(Sheet("submit_sm_resp", status="ESME_RTHROTTLED")).pdu.status == 0x58
    assert make(Sheet("submit_sm_resp", status="throttled".replace("t", "rt", 1))).pdu.status == 0x58
    assert make(Sheet("submit_sm_resp", status="0x401")).pdu.status == 0x401
    assert make(Sheet("submit_sm_resp", status="what")).garbled


def test_lengths_lie_only_on_purpose() -> None:
    sheet = Sheet("submit_sm", {"sm_length": "9", "short_message": "68"}, claimed="200")
    made = make(sheet)
    assert {problem.field for problem in made.refused} >= {"sm_length"}
    assert made.octets[:4] == (200).to_bytes(4)
    assert decode(made.octets).field("sm_length") == 9


def test_another_command_takes_along_what_it_has_too() -> None:
    sheet = Sheet("submit_sm", {"source_addr": "A", "short_message": "68"}, status="8").for_command("data_sm")
    assert dict(sheet.words) == {"source_addr": "A"}
    assert sheet.status == ""
    assert Sheet("submit_sm_resp", status="8").for_command("data_sm_resp").status == "8"


def test_notes_and_warnings_refuse_nothing() -> None:
    made = make(Sheet("submit_sm", {"destination_addr": "4917"}, (TlvLine("0x1401", "31"),)))
    assert made.problems
    assert not [problem for problem in made.refused if problem.severity is not Severity.ERROR]


def test_a_response_needs_the_number_of_its_request() -> None:
    nameless = make(Sheet("enquire_link_resp"))
    assert [(one.field, one.id) for one in nameless.refused] == [("sequence_number", "sequence-zero")]
    assert (nameless.octets[12:], nameless.garbled) == (bytes(4), False)
    assert not make(Sheet("enquire_link_resp", sequence="9")).refused
    assert not make(Sheet("generic_nack", status="ESME_RINVCMDID")).refused
