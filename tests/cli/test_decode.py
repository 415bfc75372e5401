"""``smppconsole decode``: the contract of its JSON, its framing, its input and its status."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.cli.decode import is_pdu
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.encode import encode
from smppconsole.smpp.framing import cut
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.moments import iso_time
from smppconsole.trace.record import Ends
from smppconsole.trace.telling import Told, as_object
from tests.kit.terminal import Terminal

ALIVE = "00000010000000150000000000000001"
SUBMIT = (
    "0000003c 00000004 00000000 00000002 00 01 01 3439313500 01 01 343931373031323334353600 40 00 00 00 00 01 00 00 00"
    " 0c 050003070201 48656c6c6f21"
)
KEYS = [
    "number", "source", "at", "time", "from", "to", "hex", "length", "command_length", "command", "command_id",
    "command_status", "status_name", "sequence_number", "nodes", "text", "findings",
]  # fmt: skip


def leaves(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield from leaves(node["nodes"]) if node["nodes"] else iter([node])


def assert_tiled(told: dict[str, Any]) -> None:
    place = 0
    for leaf in leaves(told["nodes"]):
        assert leaf["offset"] == place
        assert leaf["hex"] == told["hex"][2 * place : 2 * (place + leaf["length"])]
        place += leaf["length"]
    assert place == told["length"]


def test_one_object_has_the_keys_of_the_contract_in_order(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", "-", stdin=SUBMIT)
    (told,) = ran.events
    assert list(told) == [*KEYS, "receipt", "long_message", "lens", "smpplib"]
    assert (ran.status, ran.err) == (0, "")
    assert (told["number"], told["source"], told["at"], told["length"], told["command_length"]) == (1, "-", 0, 60, 60)
    assert (told["command"], told["command_id"], told["command_status"]) == ("submit_sm", 4, 0)
    assert (told["status_name"], told["sequence_number"], told["text"]) == ("ESME_ROK", 2, "Hello!")
    assert told["time"] is told["from"] is told["to"] is None
    assert told["hex"] == bytes.fromhex(SUBMIT).hex()


def test_nodes_stand_in_wire_order_and_their_leaves_tile_the_octets(terminal: Terminal) -> None:
    (told,) = terminal("decode", "--json", stdin=SUBMIT).events
    assert_tiled(told)
    assert [node["name"] for node in told["nodes"]][:6] == [
        "command_length", "command_id", "command_status", "sequence_number", "service_type", "source_addr_ton",
    ]  # fmt: skip
    by_name = {node["name"]: node for node in told["nodes"]}
    assert (by_name["source_addr"]["value"], by_name["source_addr"]["length"]) == ("4915", 5)
    message = by_name["short_message"]
    assert [node["name"] for node in message["nodes"]] == ["udh", "text"]
    assert message["nodes"][0]["nodes"][0]["name"] == "udh_length"


def test_octets_run_together_are_cut_by_their_lengths(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", stdin=ALIVE + SUBMIT + ALIVE)
    assert [(told["number"], told["at"], told["command"]) for told in ran.events] == [
        (1, 0, "enquire_link"), (2, 16, "submit_sm"), (3, 76, "enquire_link"),
    ]  # fmt: skip
    assert ran.status == 0


@pytest.mark.parametrize("claimed", [0, 3, 15, 70_001, 0xFFFFFFFF])
def test_a_length_that_cannot_be_ends_the_cutting(terminal: Terminal, claimed: int) -> None:
    wrong = f"{claimed:08x}000000150000000000000001" + ALIVE
    ran = terminal("decode", "--json", stdin=ALIVE + wrong)
    first, rest = ran.events
    assert ran.status == 2
    assert first["findings"] == []
    assert (rest["at"], rest["length"], rest["command_length"]) == (16, 32, claimed)
    assert any(finding["severity"] == "error" for finding in rest["findings"])
    assert_tiled(rest)


def test_the_next_line_starts_afresh_behind_a_broken_one(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", stdin=f"00000003 00000015 00000000 00000001\n{ALIVE}\n")
    assert [(told["at"], told["length"]) for told in ran.events] == [(0, 16), (16, 16)]


@pytest.mark.parametrize(("claimed", "status"), [(70_000, 0), (70_001, 2)])
def test_a_length_above_the_longest_is_an_error_though_its_octets_are_there(
    terminal: Terminal, claimed: int, status: int
) -> None:
    octets = struct.pack(">LLLL", claimed, 0x15, 0, 1) + bytes(claimed - 16)
    ran = terminal("decode", "--json", stdin=octets)
    (told,) = ran.events
    errors = {finding["id"] for finding in told["findings"] if finding["severity"] == "error"}
    assert (ran.status, told["length"], "command-length" in errors) == (status, claimed, bool(status))


@pytest.mark.parametrize("octets", [1, 3, 4, 7, 8, 12, 15])
def test_fewer_octets_than_a_header_give_what_is_there(terminal: Terminal, octets: int) -> None:
    ran = terminal("decode", "--json", stdin=ALIVE[: 2 * octets])
    (told,) = ran.events
    there = octets // 4
    header = [told[name] for name in ("command_length", "command_id", "command_status", "sequence_number")]
    assert header == [16, 0x15, 0, 1][:there] + [None] * (4 - there)
    assert told["command"] == ("enquire_link" if there > 1 else None)
    assert_tiled(told)
    assert "incomplete" in {finding["id"] for finding in told["findings"]}
    assert ran.status == 2


def test_a_last_pdu_that_is_cut_short_is_incomplete(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", stdin=(ALIVE + SUBMIT)[:-4])
    last = ran.events[-1]
    assert "incomplete" in {finding["id"] for finding in last["findings"]}
    assert_tiled(last)
    assert ran.status == 0


@pytest.mark.parametrize(
    "dress",
    [
        "00:00:00:10:00:00:00:15:00:00:00:00:00:00:00:01",
        "0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x15, 0, 0, 0, 0, 0, 0, 0, 1",
        "0000  00 00 00 10 00 00 00 15  00 00 00 00 00 00 00 01  ................",
        "00000010\n00000015\r\n00000000\n00000001",
        "b'\\x00\\x00\\x00\\x10\\x00\\x00\\x00\\x15\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01'",
        "2026-11-23 02:55:17 DEBUG sent 00000010000000150000000000000001",
    ],
)
def test_hex_is_read_in_any_dress(terminal: Terminal, dress: str) -> None:
    ran = terminal("decode", "--json", stdin=dress)
    assert [told["hex"] for told in ran.events] == [ALIVE], ran


def test_octets_in_the_raw_and_texts_of_windows_are_read(terminal: Terminal) -> None:
    assert [told["hex"] for told in terminal("decode", "--json", stdin=bytes.fromhex(ALIVE * 2)).events] == [ALIVE] * 2
    assert [told["hex"] for told in terminal("decode", "--json", stdin=ALIVE.encode("utf-16")).events] == [ALIVE]


def test_numbers_go_on_over_all_files(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.hex").write_text(ALIVE * 2)
    (tmp_path / "b.bin").write_bytes(bytes.fromhex(ALIVE))
    ran = terminal("decode", "--json", tmp_path / "a.hex", tmp_path / "b.bin")
    assert [(told["number"], Path(told["source"]).name, told["at"]) for told in ran.events] == [
        (1, "a.hex", 0), (2, "a.hex", 16), (3, "b.bin", 0),
    ]  # fmt: skip


def pcap(*payloads: bytes) -> bytes:
    """One TCP segment a payload, from port 51000 to 2775 of 127.0.0.1, in a pcap file of Ethernet frames."""
    file = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    sequence = 1
    for number, payload in enumerate(payloads):
        tcp = struct.pack("!HHIIBBHHH", 51000, 2775, sequence, 1, 0x50, 0x18, 512, 0, 0)
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 1, 0, 64, 6, 0, b"\x7f\0\0\1", b"\x7f\0\0\1")
        frame = bytes(12) + b"\x08\0" + ip + tcp + payload
        file += struct.pack("<IIII", 1_795_395_317 + number, 123_456, len(frame), len(frame)) + frame
        sequence += len(payload)
    return file


def test_a_capture_is_read_with_times_and_ends(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "a.pcap"
    octets = bytes.fromhex(SUBMIT)
    path.write_bytes(pcap(bytes.fromhex(ALIVE) + octets[:20], octets[20:]))
    for ran in (terminal("decode", "--json", path), terminal("decode", "--json", "-", stdin=path.read_bytes())):
        first, second = ran.events
        assert (ran.status, first["hex"], second["hex"]) == (0, ALIVE, octets.hex())
        assert first["at"] == 24 + 16 + 54
        assert (first["from"], first["to"]) == ("127.0.0.1:51000", "127.0.0.1:2775")
        assert first["time"].endswith(".123456Z")
        assert first["time"] == iso_time(1_795_395_317_123_456_000)


@pytest.mark.parametrize(
    ("given_text", "told"),
    [("", "no SMPP"), ("nothing here", "no hex"), ("\n\n", "no SMPP")],
)
def test_without_any_hex_it_says_so(terminal: Terminal, given_text: str, told: str) -> None:
    ran = terminal("decode", "--json", stdin=given_text)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_file_that_cannot_be_read_is_told(terminal: Terminal, tmp_path: Path) -> None:
    ran = terminal("decode", tmp_path / "missing")
    assert (ran.status, "no such file" in ran.err) == (2, True)
    broken = tmp_path / "broken.pcapng"
    broken.write_bytes(b"\x0a\x0d\x0d\x0a" + b"\xff" * 40)
    assert terminal("decode", broken).status == 2


def test_a_file_of_no_use_leaves_the_others_alone(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("good morning")
    (tmp_path / "good.txt").write_text(ALIVE)
    ran = terminal("decode", "--json", tmp_path / "missing", tmp_path / "prose.txt", tmp_path / "good.txt")
    assert [told["hex"] for told in ran.events] == [ALIVE]
    assert ran.status == 2
    assert "no such file" in ran.err
    assert "no SMPP in it" in ran.err


def test_what_was_left_out_is_said_on_standard_error(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", stdin=f"good morning\n{ALIVE}\n")
    assert [told["hex"] for told in ran.events] == [ALIVE]
    assert "line 1" in ran.err


def test_an_unknown_command_in_sound_framing_is_a_pdu_with_a_finding(terminal: Terminal) -> None:
    ran = terminal("decode", "--json", stdin="00000014000000990000000000000001deadbeef")
    (told,) = ran.events
    assert (told["command"], told["command_id"], ran.status) == (None, 0x99, 0)
    assert "unread" in {leaf["name"] for leaf in leaves(told["nodes"])}
    assert "unknown-command" in {finding["id"] for finding in told["findings"]}


def test_a_dictionary_names_what_the_standard_does_not(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[tlv]]\ntag = 0x1401\nname = "entity"\n')
    octets = bytes.fromhex("00000000 80000004 00000000 00000001 3100 1401 0002 6869")
    hex_text = (len(octets).to_bytes(4) + octets[4:]).hex()

    def names(*more: object) -> list[str]:
        (told,) = terminal("decode", "--json", *more, stdin=hex_text).events
        return [node["name"] for node in told["nodes"]]

    assert "tlv_0x1401" in names()
    assert "entity" in names("--dictionary", path)


@pytest.mark.parametrize(("alphabet", "text"), [("gsm7", "¡¡"), ("ascii", "@@"), ("latin1", "@@")])
def test_the_default_alphabet_decides_what_data_coding_0_means(terminal: Terminal, alphabet: str, text: str) -> None:
    octets = "00000023 00000004 00000000 00000002 00 0000 00 0000 00 00 00 00 00 00 00 00 00 00 02 4040"
    (told,) = terminal("decode", "--json", "--default-alphabet", alphabet, stdin=octets).events
    assert told["text"] == text


def test_a_table_decides_what_other_values_mean(terminal: Terminal) -> None:
    octets = "00000023 00000004 00000000 00000002 00 0000 00 0000 00 00 00 00 00 00 00 00 04 00 02 4002"
    assert terminal("decode", "--json", "--alphabets", "4 gsm7", stdin=octets).events[0]["text"] == "¡$"
    assert terminal("decode", "--json", "--alphabets", "4 utf16", stdin=octets).status == 2


def test_people_get_every_field_the_text_and_the_findings(terminal: Terminal) -> None:
    ran = terminal("decode", stdin=SUBMIT[:-2])
    assert "submit_sm, sequence 2, 59 octets" in ran.out
    assert all(word in ran.out for word in ("destination_addr", "udh_length", '"Hello', "error: "))


@given(st.binary(max_size=200))
def test_any_octets_are_told_whole_and_judged(octets: bytes) -> None:
    assert_tiled(as_object(Told(1, octets)))
    assert is_pdu(octets, STANDARD) in (True, False)


@given(st.binary(min_size=1, max_size=300))
def test_every_octet_turns_up_in_exactly_one_piece(octets: bytes) -> None:
    assert b"".join(piece.octets for piece in cut(octets)) == octets


def test_the_text_is_shown_under_every_alphabet_with_the_likeliest_and_why(terminal: Terminal) -> None:
    pdu = encode(Pdu("submit_sm", {"short_message": "h\xe9llo w\xf6rld".encode("latin-1")}, sequence=1))
    told = terminal("decode", "--json", stdin=pdu.hex()).events[0]
    assert {row["alphabet"] for row in told["lens"]} == set(ALPHABETS)
    (likely,) = [row for row in told["lens"] if row["likely"]]
    assert (likely["alphabet"], likely["text"]) == ("latin1", "h\xe9llo w\xf6rld")
    assert likely["reason"]
    assert "likely Latin-1" in terminal("decode", stdin=pdu.hex()).out


def test_a_pdu_without_a_text_has_no_lens(terminal: Terminal) -> None:
    pdu = encode(Pdu("enquire_link", sequence=1))
    assert terminal("decode", "--json", stdin=pdu.hex()).events[0]["lens"] is None


def test_smpplib_says_what_it_makes_of_the_same_octets(terminal: Terminal) -> None:
    sound, strange = encode(Pdu("enquire_link", sequence=1)), bytes.fromhex("00000010000000990000000000000001")
    reads, refuses = terminal("decode", "--json", stdin=f"{sound.hex()}\n{strange.hex()}").events
    assert reads["smpplib"]["reads"]
    assert not refuses["smpplib"]["reads"]
    assert "smpplib raises" in refuses["smpplib"]["words"]
    assert "smpplib raises" in terminal("decode", stdin=strange.hex()).out


def test_what_is_wrong_between_pdus_is_told_of_the_pdu_concerned(terminal: Terminal, tmp_path: Path) -> None:
    path, ends = tmp_path / "twice.pcapng", Ends("A", "127.0.0.1:51000", "127.0.0.1:2775", "Test")
    with CaptureWriter(path) as writer:
        for number in range(3):
            octets = bytes.fromhex(ALIVE if number else SUBMIT)
            writer.write(octets, time_ns=number * 20 * 10**9, outgoing=True, session=1, ends=ends)
    for told in (terminal("decode", "--json", path), terminal("decode", "--json", stdin=path.read_bytes())):
        ids = [[finding["id"] for finding in pdu["findings"]] for pdu in told.events]
        assert ["unanswered" in found for found in ids] == [True, False, False]
        assert ["sequence-open" in found for found in ids] == [False, False, True]


def test_a_filter_takes_what_fits_under_its_own_number(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "talk.pcapng"
    with CaptureWriter(path) as writer:
        for number, pdu in enumerate((ALIVE, SUBMIT.replace(" ", ""), ALIVE[:8] + "80000015" + ALIVE[16:])):
            ends = Ends("x", "127.0.0.1:5000", "127.0.0.1:2775")
            writer.write(bytes.fromhex(pdu), time_ns=10**18 + number, outgoing=number < 2, session=0, ends=ends)
    told = terminal("decode", "--json", "--filter", "keepalive and round_trip < 1s", path).events
    assert [(one["number"], one["command"]) for one in told] == [(1, "enquire_link"), (3, "enquire_link_resp")]


def test_a_filter_that_cannot_be_read_is_told_with_its_column(terminal: Terminal) -> None:
    ran = terminal("decode", "--filter", "comand == submit_sm", stdin=ALIVE)
    assert (ran.status, ran.out) == (2, "")
    assert "column 1" in ran.err
