"""The tables hold together: what decode, encode and the forms take for granted about their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from smppconsole.smpp.spec import values
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.commands import COMMANDS, HEADER
from smppconsole.smpp.spec.model import BitSet, CommandSpec, FieldSpec, Group, Kind, Sender, TlvKind, ValueSet, Version
from smppconsole.smpp.spec.statuses import ALIASES, LEGACY, RANGES, STATUSES
from smppconsole.smpp.spec.tlvs import TLVS

RESPONSE = 0x80000000
UNANSWERED = {"outbind", "alert_notification"}
SETS = [thing for thing in vars(values).values() if isinstance(thing, ValueSet)]
BIT_SETS = [thing for thing in vars(values).values() if isinstance(thing, BitSet)]

every_command = pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])


def every_field(command: CommandSpec) -> Iterator[FieldSpec]:
    """The fields of a command, those of its lists' items among them."""
    for row in command.fields:
        yield row
        for variant in (row.items or {}).values():
            yield from variant


def twins(things: Iterable[object]) -> list[object]:
    listed = list(things)
    return [thing for thing in listed if listed.count(thing) > 1]


def test_the_tables_are_whole() -> None:
    assert (len(COMMANDS), len(TLVS), len(STATUSES)) == (39, 64, 67)
    assert sum(row.since is Version.V34 for row in TLVS) == 44


def test_numbers_and_names_are_unique() -> None:
    assert not twins(command.id for command in COMMANDS)
    assert not twins(command.name for command in COMMANDS)
    assert not twins(row.tag for row in TLVS)
    assert not twins(name for row in TLVS for name in (row.name, *row.aliases))
    assert not twins(row.code for row in (*STATUSES, *LEGACY))
    assert not twins(name for name in (*(row.name for row in (*STATUSES, *LEGACY)), *ALIASES))


def test_rows_stand_in_the_order_of_their_numbers() -> None:
    for numbers in ([c.id for c in COMMANDS], [row.tag for row in TLVS], [row.code for row in STATUSES]):
        assert numbers == sorted(numbers)


def test_the_header_is_four_numbers_of_four_octets() -> None:
    assert [(row.kind, row.size, row.group) for row in HEADER] == [(Kind.INT, 4, Group.HEADER)] * 4


@every_command
def test_requests_and_answers_are_paired(command: CommandSpec) -> None:
    assert command.is_response == (command.id >= RESPONSE) == (command.name.endswith("_resp") or command.id == RESPONSE)
    if command.is_response or command.name in UNANSWERED:
        assert command.response is None
        return
    assert command.response == command.id | RESPONSE
    answer = STANDARD.command(command.response)
    assert answer
    assert answer.name == f"{command.name}_resp"
    assert (answer.since, answer.gone) == (command.since, command.gone)
    other = {Sender.ESME: Sender.CENTRE, Sender.CENTRE: Sender.ESME, Sender.BOTH: Sender.BOTH}
    assert answer.sender is other[command.sender]


def test_every_answer_answers_a_request() -> None:
    answered = {command.response for command in COMMANDS}
    assert [command.name for command in COMMANDS if command.is_response and command.id not in answered] == [
        "generic_nack"
    ]


@every_command
def test_a_length_or_count_is_the_octet_just_before(command: CommandSpec) -> None:
    for before, row in zip((None, *command.fields), command.fields, strict=False):
        told_by = row.length_from or row.count_from
        assert bool(told_by) == (row.kind in (Kind.OCTETS, Kind.LIST))
        if told_by:
            assert before
            assert (before.name, before.kind, before.size) == (told_by, Kind.INT, 1)


@every_command
def test_fields_have_what_their_kind_needs(command: CommandSpec) -> None:
    for row in every_field(command):
        assert (row.size in (1, 2, 4)) == (row.kind is Kind.INT)
        assert (row.maximum > 1) == (row.kind in (Kind.CSTRING, Kind.TIME, Kind.OCTETS))
        assert bool(row.items) == (row.kind is Kind.LIST)
        assert row.words.endswith(".")
        assert row.meaning is None or row.kind is Kind.INT


@every_command
def test_a_field_stands_once_in_a_command(command: CommandSpec) -> None:
    assert not twins(row.name for row in command.fields)
    assert sum(row.kind is Kind.LIST for row in command.fields) <= 1


def test_items_of_a_list_begin_with_the_octet_that_tells_them_apart() -> None:
    for row in (row for command in COMMANDS for row in command.fields):
        variants = row.items or {}
        if -1 in variants:
            assert len(variants) == 1
        else:
            assert all(fields[0].name == "dest_flag" for fields in variants.values())
        plain = {Kind.INT, Kind.CSTRING, Kind.TIME}
        assert all(field.kind in plain for fields in variants.values() for field in fields)


@every_command
def test_tlvs_of_a_command_have_rows_of_a_version_that_fits(command: CommandSpec) -> None:
    for version, tags in command.tlvs.items():
        rows = [STANDARD.tlv(tag) for tag in tags]
        assert all(row and row.since <= version for row in rows)
    every = frozenset().union(*command.tlvs.values())
    assert command.required_tlvs <= every


def test_every_tlv_is_listed_somewhere() -> None:
    listed = frozenset(tag for command in COMMANDS for tags in command.tlvs.values() for tag in tags)
    assert {row.tag for row in TLVS} == listed


def test_an_answer_of_5_0_may_tell_congestion() -> None:
    without = [
        command.name
        for command in COMMANDS
        if command.is_response and command.gone is None and 0x0428 not in command.tlvs.get(Version.V50, frozenset())
    ]
    assert without == ["generic_nack"]


def test_tlvs_have_sizes_and_parts_that_fit() -> None:
    for row in TLVS:
        assert 0 <= row.minimum <= row.maximum <= 0xFFFF
        assert all(row.minimum <= size <= row.maximum for size in row.sizes)
        assert row.kind is not TlvKind.INT or 1 <= row.minimum <= row.maximum <= 4
        assert not row.parts or row.kind is TlvKind.OCTETS
        assert sum(part.size for part in row.parts) <= row.maximum
        assert all(part.kind is Kind.INT for part in row.parts[:-1])


def test_tlvs_that_go_together_exist() -> None:
    tags = {row.tag for row in TLVS}
    assert all(set(row.requires) <= tags - {row.tag} for row in TLVS)


def test_rows_say_where_they_stand_in_the_standard_and_what_they_are() -> None:
    for row in (*COMMANDS, *TLVS):
        assert row.section.startswith(f"SMPP {row.since.words}") or row.since is Version.V33
        assert row.words.endswith(".")
    for status in (*STATUSES, *LEGACY):
        assert all(text.endswith(".") for text in (status.words, status.cause, status.check))


def test_other_names_of_statuses_lead_to_rows() -> None:
    assert set(ALIASES.values()) <= {row.code for row in STATUSES}


@pytest.mark.parametrize("ranges", [RANGES, values.COMMAND_RANGES, values.TAG_RANGES, *(s.ranges for s in SETS)])
def test_ranges_go_up_and_do_not_overlap(ranges: tuple[tuple[int, int, str], ...]) -> None:
    edges = [edge for first, last, _ in ranges for edge in (first, last)]
    assert edges == sorted(edges)
    assert len({first for first, _, _ in ranges}) == len(ranges)


@pytest.mark.parametrize("values_", SETS, ids=[s.name for s in SETS])
def test_a_named_value_is_in_no_range_of_another_meaning(values_: ValueSet) -> None:
    inside = [value for value in values_.words for first, last, _ in values_.ranges if first <= value <= last]
    assert not inside or values_ is values.BROADCAST_AREA_SUCCESS


@pytest.mark.parametrize("bits", BIT_SETS, ids=[s.name for s in BIT_SETS])
def test_bit_groups_share_no_bit_and_name_only_their_own(bits: BitSet) -> None:
    taken = 0
    for group in bits.groups:
        assert not taken & group.mask
        taken |= group.mask
        assert all(value & ~group.mask == 0 for value in group.words)
    assert taken in (0xFF, 0xFFFF)


def test_sets_are_named_as_they_are_called() -> None:
    for name, thing in vars(values).items():
        if isinstance(thing, ValueSet | BitSet):
            assert thing.name == name.lower()
