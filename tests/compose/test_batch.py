"""One draft to many destinations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.compose.batch import (
    BatchEncoder,
    batch_doubts,
    batch_problems,
    destination_column,
    plan_batch,
    read_table,
)
from smppconsole.compose.draft import Carry, Draft
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import Pdu, Tlv


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_by_the_delimiter_of_its_first_line(delimiter: str) -> None:
    table = read_table("\ufeffto,name\r\n49170, Ann \r\n\r\n49171,Bob\r\n".replace(",", delimiter))
    assert table.columns == ("to", "name")
    assert table.rows == ({"to": "49170", "name": "Ann"}, {"to": "49171", "name": "Bob"})
    assert table.problems == ()


def test_quoted_cells_hold_delimiters_and_line_breaks() -> None:
    assert read_table('to,text\n1,"a, ""b""\nc"\n').rows == ({"to": "1", "text": 'a, "b"\nc'},)


def test_what_is_wrong_with_a_table_is_told() -> None:
    assert read_table("").problems == ("there is no line of column names",)
    table = read_table("a,a\n1\n1,2,3\n")
    assert table.problems == (
        "two columns are called 'a'",
        "line 2 has 1 cells, the first line 2",
        "line 3 has 3 cells, the first line 2",
    )
    assert read_table("a\n" + "x" * 200_000).problems == ("line 2: field larger than field limit (131072)",)


def test_a_first_line_with_a_number_is_a_row_and_told() -> None:
    table = read_table("Ann;+49 170 123\nBen;491702\n")
    assert table.rows == ({"1": "Ann", "to": "+49 170 123"}, {"1": "Ben", "to": "491702"})
    assert "the columns are called 1, to" in table.problems[0]
    assert read_table("2024;name\n1;x\n").columns == ("2024", "name")


def test_the_line_that_names_the_delimiter_is_obeyed() -> None:
    table = read_table("sep=;\r\nto;a,b,c\r\n1;x\r\n2\r\n")
    assert table.columns == ("to", "a,b,c")
    assert table.problems == ("line 4 has 1 cells, the first line 2",)
    assert read_table("sep=;\n").problems == ("there is no line of column names",)


def test_names_without_rows_are_told() -> None:
    assert read_table("to,name\n\n").problems == ("there is no row below the line of column names",)


def test_blanks_that_rows_leave_empty_are_told() -> None:
    table = read_table("to,name,code\n1,Ann,\n2,Ben,\n3,,x\n")
    assert table.empty == {"name": 1, "code": 2}
    assert list(batch_doubts(Draft(text="{name} {code}"), table)) == [
        "1 row has nothing in “name”",
        "2 rows have nothing in “code”",
    ]
    assert list(batch_doubts(Draft(text="{"), table)) == []


def test_rows_that_name_no_destination_are_told_where_they_go() -> None:
    one = read_table("name\nAnn\n")
    assert list(batch_doubts(Draft("4999"), one)) == [
        "the message goes to 4999: no column is called “to” or “destination”"
    ]
    assert list(batch_doubts(Draft("49{name}"), one)) == []


def test_each_row_becomes_its_message() -> None:
    draft = Draft(destination="{to}", source="Orbit", text="Hello {name}")
    one, two = plan_batch(draft, [{"to": "4917012345", "name": "Ann"}, {"to": "4917012346", "name": "Ж"}])
    assert one.pdus[0].fields["short_message"] == b"Hello Ann"
    assert two.pdus[0].fields["data_coding"] == 8
    assert (one.row, two.row, one.problem) == (1, 2, "")
    assert two.draft.destination == "4917012346"


def test_an_empty_destination_is_taken_from_the_table() -> None:
    (message,) = plan_batch(Draft(text="hi"), [{"Number": "4917012345"}])
    assert message.pdus[0].fields["destination_addr"] == "4917012345"


def test_the_tables_destinations_go_before_a_number_left_in_the_draft() -> None:
    rows = [{"to": "4917012345"}, {"to": ""}]
    one, nobody = plan_batch(Draft(destination="4999", text="hi"), rows)
    assert one.pdus[0].fields["destination_addr"] == "4917012345"
    assert (nobody.pdus, nobody.problem) == ((), "the row names no destination")
    assert destination_column(Draft(destination="4999"), ("name", "To")) == "To"


def test_a_destination_with_placeholders_is_the_drafts_own() -> None:
    (message,) = plan_batch(Draft(destination="49{to}", text="hi"), [{"to": "17012345"}])
    assert message.pdus[0].fields["destination_addr"] == "4917012345"
    assert destination_column(Draft(destination="49{to}"), ("to",)) is None
    (fixed,) = plan_batch(Draft(destination="4999", text="hi"), [{"name": "Ann"}])
    assert fixed.pdus[0].fields["destination_addr"] == "4999"


def test_only_messages_of_several_parts_take_a_reference() -> None:
    rows = [{"to": "4917012345", "n": text} for text in ("a" * 161, "b", "c" * 161)]
    one, _, three = plan_batch(Draft(text="{n}"), rows, first_reference=9)
    headers = [pdu.fields["short_message"] for pdu in (*one.pdus, *three.pdus)]
    assert [header[3] for header in headers if isinstance(header, bytes)] == [9, 9, 10, 10]


def test_a_row_that_cannot_be_sent_is_told_and_the_others_go_on() -> None:
    rows = [{"to": ""}, {"to": "4917012345"}, {"to": "1", "text": "x"}]
    messages = list(plan_batch(Draft(text="{to}"), rows))
    assert [message.problem for message in messages] == ["the row names no destination", "", ""]
    (missing,) = plan_batch(Draft(text="{name}"), [{"to": "1"}])
    assert missing.problem == "no column is called 'name'; the columns are to"
    (long,) = plan_batch(Draft(text="{t}" * 153 * 256, destination="1"), [{"t": "a"}])
    assert long.problem == "text: needs 256 parts; at most 255"


def test_what_would_keep_every_row_is_told_before() -> None:
    assert batch_problems(Draft(text="{name}"), ("to", "name")) == ()
    assert batch_problems(Draft(text="{name}"), ("a",)) == (
        "no column is called 'name'; the columns are a",
        "no destination: name a column 'destination' or write one into the draft",
    )
    assert batch_problems(Draft(text="{a}{b}"), ("to",)) == ("no columns are called 'a', 'b'; the columns are to",)
    assert batch_problems(Draft(text="{"), ()) == ("a bracket '{' without its partner; write it twice to mean it",)


def test_a_batch_is_encoded_as_its_pdus_would_be_one_by_one() -> None:
    encoder = BatchEncoder()
    sequence = 0
    for carry in Carry:
        draft = Draft(source="Orbit", text="{t}", carry=carry, tlvs=(Tlv(0x1401, b"1"),))
        rows = [{"to": f"49170{number}", "t": "ab" * number} for number in (1, 50, 100, 110)]
        for message in plan_batch(draft, rows):
            for pdu in message.pdus:
                sequence += 1
                numbered = pdu.with_sequence(sequence)
                assert encoder.octets(numbered) == encode(numbered)


def test_a_template_never_hides_a_broken_bound() -> None:
    encoder = BatchEncoder()
    good = Pdu("submit_sm", {"destination_addr": "1"})
    encoder.octets(good)
    with pytest.raises(EncodeError, match="destination_addr: 21 characters"):
        encoder.octets(replace(good, fields={"destination_addr": "1" * 21}))


def test_pdus_that_no_template_fits_are_encoded_in_full() -> None:
    encoder = BatchEncoder()
    repeated = Pdu("submit_sm", {}, (Tlv(0x0381, b"\0\0\0\1"), Tlv(0x0381, b"\0\0\0\2")))
    listed = Pdu("submit_multi", {"dest_address": ({"dest_flag": 2, "dl_name": "a"},)})
    for pdu in (repeated, repeated, listed, listed):
        assert encoder.octets(pdu) == encode(pdu)


def test_templates_are_not_kept_without_end() -> None:
    encoder = BatchEncoder()
    for number in range(100):
        pdu = Pdu("submit_sm", {"protocol_id": number, "short_message": b"x"})
        assert encoder.octets(pdu) == encode(pdu)
    assert len(encoder._templates) == 64


def test_messages_of_several_kinds_may_take_turns() -> None:
    encoder = BatchEncoder()
    text, other = {"destination_addr": "1", "short_message": b"x"}, {"destination_addr": "1", "service_type": "CMT"}
    tagged = Pdu("submit_sm", text, (Tlv(0x1401, b"1"),))
    for _ in range(3):
        for pdu in (Pdu("submit_sm", text), tagged, Pdu("submit_sm", other), Pdu("data_sm", other), Pdu("submit_sm")):
            assert encoder.octets(pdu) == encode(pdu)


def test_numbers_that_stand_twice_and_names_are_told_of_a_table() -> None:
    table = read_table("to;name\n4917100;a\n4917100;b\n+49 171 00;c\nabc;d\n;e\n")
    assert table.problems == (
        "1 row names a number of a row above again",
        "1 row names a destination that is no number",
    )
    assert read_table("code;name\n1;a\n1;b\n").problems == ()
    assert len(table.rows) == 5
