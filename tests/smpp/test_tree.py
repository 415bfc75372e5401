import json
from pathlib import Path

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Group, StatusSpec, Version
from smppconsole.smpp.tree import Node, make_tree
from tests.kit.generate import generate_pdus

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors", "vectors.json").read_text("utf-8"))
HEADER = ["command_length", "command_id", "command_status", "sequence_number"]


def tree(octets: bytes, reading: Reading | None = None) -> tuple[Node, ...]:
    return make_tree(decode(octets), reading or Reading())


def submit(*tlvs: Tlv, **fields: FieldValue) -> bytes:
    return encode(Pdu("submit_sm", fields, tlvs, sequence=1), anyway=True)


def node(nodes: tuple[Node, ...], *path: str) -> Node:
    """The node at the end of a path of names."""
    for name in path:
        found = next(node for node in nodes if node.name == name)
        nodes = found.nodes
    return found


def assert_leaves_tile(octets: bytes) -> None:
    position = 0
    for leaf in (leaf for node in tree(octets) for leaf in node.leaves()):
        assert leaf.offset == position
        position += leaf.length
    assert position == len(octets)


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{v['k']} {v['command']}" for v in VECTORS])
def test_the_leaves_of_each_vector_tile(vector: dict[str, str]) -> None:
    assert_leaves_tile(bytes.fromhex(vector["hex"]))


def test_the_leaves_of_generated_pdus_tile_and_groups_hold_their_nodes() -> None:
    for octets in generate_pdus(4, 400):
        assert_leaves_tile(octets)
        groups = [node for node in tree(octets) if node.nodes]
        assert all(group.length == sum(node.length for node in group.nodes) for group in groups)


def test_the_header_comes_first_and_says_what_it_means() -> None:
    nodes = tree(submit())
    assert [node.name for node in nodes[:4]] == HEADER
    assert [node.value for node in nodes[1:4]] == [4, 0, 1]
    assert nodes[1].meaning == "submit_sm"
    assert nodes[2].meaning == "ESME_ROK: No error."
    assert {node.group for node in nodes[:4]} == {Group.HEADER}


def test_fields_have_the_names_of_the_standard_in_wire_order() -> None:
    nodes = tree(submit(source_addr="MyBank", source_addr_ton=5, short_message=b"hi"))
    names = [row.name for row in STANDARD.command_named("submit_sm").fields]
    assert [node.name for node in nodes] == HEADER + names
    source = node(nodes, "source_addr")
    assert (source.value, source.length, source.group) == ("MyBank", 7, Group.ADDRESS)
    assert node(nodes, "source_addr_ton").meaning == "alphanumeric"


def test_a_field_of_no_octets_is_a_leaf_of_length_0() -> None:
    text = node(tree(submit()), "short_message")
    assert (text.offset, text.length, text.value, text.meaning, text.nodes) == (len(submit()), 0, "", "", ())


def test_a_text_without_a_header_is_a_leaf() -> None:
    text = node(tree(submit(short_message=b"h\0i", data_coding=3)), "short_message")
    assert (text.value, text.meaning, text.nodes, text.group) == ("h\0i", "Latin-1", (), Group.TEXT)
    assert node(tree(submit(short_message=b"\1\2", data_coding=4)), "short_message").value == "0102"
    assert node(tree(submit(short_message=b"@"), Reading(default_alphabet="latin1")), "short_message").value == "@"


def test_a_header_and_its_text_stand_under_short_message() -> None:
    octets = submit(esm_class=0x40, short_message=bytes.fromhex("0A 0003070201 0504 0B84 ") + b"hi"[:1] + b"xyz")
    nodes = tree(octets)
    udh = node(nodes, "short_message", "udh")
    assert udh.nodes[0].name == "udh_length"
    assert udh.nodes[0].value == 10
    assert udh.nodes[1].name == "concatenation_8_bit_reference"
    assert udh.nodes[1].meaning == "part 1 of 2, reference 7"
    assert {part.group for part in udh.nodes} == {Group.UDH}
    assert_leaves_tile(octets)


def test_a_header_longer_than_the_text_is_shown() -> None:
    octets = submit(esm_class=0x40, short_message=bytes.fromhex("FF 0003070201"))
    udh = node(tree(octets), "short_message", "udh")
    assert udh.length == 6
    assert "claims 255" in udh.meaning
    assert node(tree(octets), "short_message", "text").length == 0
    assert_leaves_tile(octets)


def test_a_header_in_the_payload_stands_under_its_value() -> None:
    octets = submit(Tlv(0x0424, bytes.fromhex("050003070201") + b"hi"), esm_class=0x40)
    payload = node(tree(octets), "message_payload")
    assert [inner.name for inner in payload.nodes] == ["tag", "length", "value"]
    assert node(tree(octets), "message_payload", "value", "text").value == "hi"
    assert payload.value == "hi"
    assert_leaves_tile(octets)


def test_each_destination_is_a_node_with_its_fields_inside() -> None:
    vector = next(v for v in VECTORS if v["command"] == "submit_multi")
    nodes = [node for node in tree(bytes.fromhex(vector["hex"])) if node.name == "dest_address"]
    assert [[inner.name for inner in node.nodes] for node in nodes] == [
        ["dest_flag", "dest_addr_ton", "dest_addr_npi", "destination_addr"],
        ["dest_flag", "dl_name"],
    ]
    assert [node.value for node in nodes] == ["999", "LISTA"]


def test_each_failed_destination_says_why() -> None:
    vector = next(v for v in VECTORS if v["command"] == "submit_multi_resp")
    failed = node(tree(bytes.fromhex(vector["hex"])), "unsuccess_sme")
    assert [inner.name for inner in failed.nodes][-1] == "error_status_code"
    assert failed.nodes[-1].meaning.startswith("ESME_RINVDSTADR: ")


def test_ids_of_a_list_are_leaves() -> None:
    header = b"".join(word.to_bytes(4) for word in (21, 0x80000023, 0, 1))
    names = [node.name for node in tree(header + b"\2A\0B\0")]
    assert names == [*HEADER, "num_messages", "message_id", "message_id"]


def test_a_tlv_has_tag_length_and_value_inside() -> None:
    port = node(tree(submit(Tlv(0x020B, b"\x15\x82"))), "destination_port")
    assert [(inner.name, inner.length, inner.value) for inner in port.nodes] == [
        ("tag", 2, 0x020B),
        ("length", 2, 2),
        ("value", 2, 5506),
    ]
    assert port.value == 5506


def test_a_tag_without_a_name_is_told_by_its_number() -> None:
    strange = node(tree(submit(Tlv(0x1401, b"AB"))), "tlv_0x1401")
    assert (strange.value, strange.meaning) == ("4142", '"AB"')


def test_a_tlv_cut_short_says_what_it_claims() -> None:
    octets = bytearray(submit(Tlv(0x1401, b"AB")))
    octets[-3] = 9
    assert node(tree(bytes(octets)), "tlv_0x1401", "length").meaning == "claims 9, 2 are here"


def test_octets_that_cannot_be_read_are_leaves_named_unread() -> None:
    octets = submit() + b"\1\2"
    assert tree(octets)[-1][:4] == ("unread", len(octets) - 2, 2, "0102")
    assert [node.name for node in tree(b"\0\0\0\x10\0")] == ["command_length", "unread"]
    assert tree(b"") == ()


def test_statuses_of_the_account_are_named() -> None:
    book = STANDARD.with_rows(statuses=[StatusSpec(0x400, "NO_CREDIT", Version.V34, "Pay first.", "", "")])
    answer = encode(Pdu("submit_sm_resp", status=0x400, sequence=1), anyway=True)
    assert make_tree(decode(answer), Reading(), book)[2].meaning == "NO_CREDIT: Pay first."
