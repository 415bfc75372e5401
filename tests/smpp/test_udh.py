"""User data headers: elements told apart, wrong lengths shown, nothing raised."""

from __future__ import annotations

import pytest

from smppconsole.smpp.udh import (
    Segment,
    concatenation,
    element_name,
    read_udh,
    with_length,
    write_concatenation,
    write_shift,
)


def read(octets: str) -> list[tuple[str, str]]:
    return [(element.name, element.meaning) for element in read_udh(bytes.fromhex(octets)).elements]


def test_examples_of_the_facts_are_read_without_a_problem() -> None:
    assert read("0500030A0201") == [("concatenation, 8-bit reference", "part 1 of 2, reference 10")]
    assert read("06080412340201") == [("concatenation, 16-bit reference", "part 1 of 2, reference 4660")]
    assert read("06050415820000") == [("application ports, 16-bit", "to port 5506 (Nokia operator logo), from port 0")]
    assert read("0B05040B8423F00003010201") == [
        ("application ports, 16-bit", "to port 2948 (WAP push), from port 9200 (WAP WSP)"),
        ("concatenation, 8-bit reference", "part 1 of 2, reference 1"),
    ]
    assert read("06240101250103") == [
        ("national language single shift", "Turkish"),
        ("national language locking shift", "Portuguese"),
    ]


def test_an_indication_tells_how_many_messages_wait() -> None:
    assert read("0401028001") == [("special message indication", "1 voice message waiting, text is stored, profile 1")]
    assert read("0401020105") == [
        ("special message indication", "5 fax messages waiting, text is discarded, profile 1")
    ]


@pytest.mark.parametrize(
    ("octets", "problem"),
    [
        ("", "no octets for a header"),
        ("00", "the header is empty"),
        ("FF0003", "the header claims 255 octets, 2 follow"),
        ("0501", "one octet 0x01 is left over at the end of the header"),
        ("020000", "concatenation, 8-bit reference has length 0, it should be 3"),
        ("0500040A0201", "concatenation, 8-bit reference claims 4 octets, 3 are left"),
        ("0500030A0203", "says part 3 of 2: receivers ignore it"),
        ("0500030A0000", "says part 0 of 0: receivers ignore it"),
        ("032401FF", "names language 255, which is reserved"),
        ("0A00030A020100030A0202", "is there more than once: the last one counts"),
        ("0B00030A0201080400010201", "exclude each other"),
    ],
)
def test_what_is_wrong_is_told(octets: str, problem: str) -> None:
    assert problem in "; ".join(read_udh(bytes.fromhex(octets)).problems)


@pytest.mark.parametrize("octets", ["FF0003", "0501", "0500040A0201", "03700155AA", "05E0010203"])
def test_elements_cover_the_header_from_its_second_octet(octets: str) -> None:
    header = read_udh(bytes.fromhex(octets))
    at = 1
    for element in header.elements:
        assert element.offset == at
        at += element.size
    assert at == header.size


def test_ranges_have_words_where_no_element_has_a_name() -> None:
    assert element_name(0x72) == "(U)SIM toolkit security header"
    assert element_name(0xC5) == "of the centre"
    assert element_name(0x30) == "reserved"
    assert all(element_name(iei) for iei in range(256))


def test_concatenation_needs_its_right_length_and_a_part_that_can_be() -> None:
    def segment(octets: str) -> Segment | None:
        return concatenation(read_udh(bytes.fromhex(octets)))

    assert segment("0500030A0201") == Segment(10, 2, 1, "udh8")
    assert segment("06080412340202") == Segment(0x1234, 2, 2, "udh16")
    assert segment("0B05040B8423F00003010201") == Segment(1, 2, 1, "udh8")
    assert segment("0500030A0203") is None
    assert segment("0400020A02") is None
    assert segment("0A00030A020100030B0302") == Segment(11, 3, 2, "udh8")


def test_a_part_is_written_as_it_is_read() -> None:
    assert with_length(write_concatenation(10, 2, 1)).hex() == "0500030a0201"
    assert with_length(write_concatenation(0x1234, 2, 1, wide=True)).hex() == "06080412340201"
    assert with_length(write_shift(single=1, locking=3)).hex() == "06240101250103"
    assert with_length(b"") == b""


@pytest.mark.parametrize(("total", "number"), [(0, 0), (2, 3), (256, 1), (2, 0)])
def test_a_part_that_cannot_be_is_refused(total: int, number: int) -> None:
    with pytest.raises(ValueError, match="1 to 255 parts"):
        write_concatenation(1, total, number)


def test_a_header_of_more_than_255_octets_is_refused() -> None:
    with pytest.raises(ValueError, match="255"):
        with_length(bytes(256))


def test_languages_and_fill_bits_are_at_hand() -> None:
    header = read_udh(bytes.fromhex("06240101250103"))
    assert (header.single, header.locking, header.fill_bits) == (1, 3, 0)
    assert read_udh(bytes.fromhex("0500030A0201")).fill_bits == 1
    assert read_udh(bytes.fromhex("0500030A0201")).locking == 0
