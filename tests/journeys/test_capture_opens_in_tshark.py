"""Our capture files in Wireshark's hands: SMPP at once, with addresses, ports, directions, times, no setting made."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from smppconsole.trace.capture import CaptureWriter, mend, read_capture
from smppconsole.trace.export import export_file
from smppconsole.trace.record import Ends
from tests.kit.captures import RAW, Wire, pcap, pieces
from tests.kit.generate import generate_pdus
from tests.kit.pdus import octets
from tests.kit.peers import require_tool
from tests.kit.traces import ENDS, START, Tape, answer, receipt, submit

pytestmark = pytest.mark.peer

TOLD = ("-d", "tcp.port==2775,smpp")  # of foreign captures tshark has to be told what they are

SIX = Ends("T1 TRX", "[2001:db8::1]:51000", "[2001:db8::2]:3550", "Tellus")
FIELDS = ("_ws.col.Protocol", "exported_pdu.ipv4_src", "exported_pdu.ipv4_dst", "exported_pdu.src_port")
FIELDS += ("exported_pdu.dst_port", "frame.packet_flags_direction", "frame.time_epoch", "smpp.sequence_number")


def tshark(path: Path, *options: str) -> list[str]:
    """What tshark prints about a file, in lines; it must have nothing to complain of."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(path.parent), "LANG": "C.UTF-8"}
    told = subprocess.run(
        [require_tool("tshark"), "-n", "-r", str(path), *options],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    complaints = [line for line in told.stderr.splitlines() if not line.startswith("Running as user")]
    assert (told.returncode, complaints) == (0, [])
    return told.stdout.splitlines()


def fields(path: Path, *names: str, setting: tuple[str, ...] = ()) -> list[list[str]]:
    wanted = [option for name in names for option in ("-e", name)]
    return [line.split("\t") for line in tshark(path, *setting, "-T", "fields", *wanted)]


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "trace.pcapng"
    with CaptureWriter(path) as writer:
        bind = octets("bind_transceiver", 1, system_id="me", password="secret12")
        said = [(bind, True, ENDS), (octets("bind_transceiver_resp", 1, system_id="centre"), False, ENDS)]
        said += [(submit(2), True, ENDS), (answer(2, "A1"), False, ENDS), (receipt(7, "A1"), False, SIX)]
        for number, (pdu, outgoing, ends) in enumerate(said):
            time_ns = START + number * 1_000_000_001
            writer.write(pdu, time_ns=time_ns, outgoing=outgoing, session=0, ends=ends)
    return path


def test_it_is_smpp_with_addresses_ports_directions_and_times(capture: Path) -> None:
    here, there, in_, out = "127.0.0.1", "10.0.0.1", "0x00000001", "0x00000002"
    assert fields(capture, *FIELDS) == [
        ["SMPP", here, there, "51000", "2775", out, "1800000000.000000000", "1"],
        ["SMPP", there, here, "2775", "51000", in_, "1800000001.000000001", "1"],
        ["SMPP", here, there, "51000", "2775", out, "1800000002.000000002", "2"],
        ["SMPP", there, here, "2775", "51000", in_, "1800000003.000000003", "2"],
        ["SMPP", "", "", "3550", "51000", in_, "1800000004.000000004", "7"],
    ]


def test_the_columns_show_who_spoke_to_whom(capture: Path) -> None:
    summary = tshark(capture)
    assert "127.0.0.1 → 10.0.0.1" in summary[0]
    assert "Submit_sm" in summary[2]
    assert "2001:db8::2 → 2001:db8::1" in summary[4]


def test_the_password_is_masked_and_a_packet_comment_says_so(capture: Path) -> None:
    (first, *_) = fields(capture, "smpp.password", "frame.comment")
    assert first[0] == "********"
    assert "password was masked" in first[1]


def test_each_session_is_an_interface_with_its_name(capture: Path) -> None:
    assert [name for (name,) in fields(capture, "frame.interface_name")] == ["NL TX"] * 4 + ["T1 TRX"]


def test_findings_and_comments_of_an_export_are_packet_comments(tmp_path: Path) -> None:
    tape = Tape()
    tape.out(submit(1, "\x05\x00\x03\x07\x02\x01part"))
    tape.store.comment(0, "look at the header")
    path = tmp_path / "export.pcapng"
    list(export_file(path, "pcapng", tape.published(), [0]))
    (line,) = fields(path, "frame.comment")
    assert "look at the header" in line[0]
    assert "udh-without-udhi" in line[0]


def test_a_mended_capture_opens_as_one_that_was_never_torn(capture: Path) -> None:
    os.truncate(capture, capture.stat().st_size - 9)
    assert "were cut off" in mend(capture)
    assert [line[-1] for line in fields(capture, *FIELDS)] == ["1", "1", "2", "2"]


def test_any_pdu_reaches_tshark_octet_for_octet(tmp_path: Path) -> None:
    path = tmp_path / "all.pcapng"
    pdus = list(generate_pdus(20_261_123, 300))
    with CaptureWriter(path, keep_passwords=True) as writer:
        for number, pdu in enumerate(pdus):
            writer.write(pdu, time_ns=START + number, outgoing=True, session=0, ends=ENDS, hold=True)
    lengths = [line[0].split(",")[0] for line in fields(path, "smpp.command_length")]
    assert len(lengths) == len(pdus)
    assert all(length in ("", str(len(pdu))) for length, pdu in zip(lengths, pdus, strict=True))
    assert [pdu.octets for pdu in read_capture(path)] == pdus


def test_what_tshark_makes_of_a_foreign_capture_we_read_the_same(tmp_path: Path) -> None:
    """Segments of many sizes, some seen twice, over a number that begins anew; tshark takes no cut in a header."""
    wire = Wire().open()
    for number in range(1, 200):
        wire.out(submit(number, f"text {number}"), 16 + number * 7 % 50).into(answer(number, f"{number:X}"))
        if number % 5 == 0:
            wire.repeat()
    path = tmp_path / "foreign.pcap"
    path.write_bytes(pcap(wire.frames))
    for form in (path, converted(path, "pcapng"), converted(path, "nsecpcap")):
        ours = sorted((str(pdu.octets[4:8].hex()), int.from_bytes(pdu.octets[12:16])) for pdu in read_capture(form))
        theirs = [
            (command.removeprefix("0x"), int(sequence))
            for commands, sequences in fields(form, "smpp.command_id", "smpp.sequence_number", setting=TOLD)
            for command, sequence in zip(commands.split(","), sequences.split(","), strict=True)
            if command
        ]
        assert ours == sorted(theirs)
        assert len(ours) == 2 * 199


def converted(path: Path, form: str) -> Path:
    """The same capture in another of Wireshark's formats."""
    other = path.with_suffix("." + form)
    subprocess.run([require_tool("editcap"), "-F", form, str(path), str(other)], check=True, capture_output=True)
    return other


def test_what_wireshark_exports_as_pdus_is_read(tmp_path: Path) -> None:
    wire = Wire().open().out(submit(1)).into(answer(1, "A")).out(submit(2) + submit(3))
    path, exported = tmp_path / "foreign.pcap", tmp_path / "exported.pcapng"
    path.write_bytes(pcap(wire.frames))
    tshark(path, *TOLD, "-U", "OSI layer 7", "-w", str(exported))
    found = list(read_capture(exported))
    assert [pdu.outgoing for pdu in found][:2] == [True, False]
    assert b"".join(pdu.octets for pdu in found) == submit(1) + answer(1, "A") + submit(2) + submit(3)


@pytest.mark.parametrize("ends", [("127.0.0.1:51000", "10.0.0.1:2775"), ("[::1]:51000", "[::1]:2775")])
def test_packets_that_came_in_pieces_hold_for_us_what_tshark_finds(tmp_path: Path, ends: tuple[str, str]) -> None:
    wire = Wire(*ends, link=RAW).open()
    for number in range(1, 61):
        wire.out(submit(number, "x" * number)).into(answer(number, f"{number:08X}"))
    cut = [(at, piece) for n, (at, frame) in enumerate(wire.frames) for piece in pieces(frame, 40, n)]
    path = tmp_path / "pieces.pcap"
    path.write_bytes(pcap(cut, RAW))
    ours = [[str(int.from_bytes(pdu.octets[12:16])), f"0x{pdu.octets[4:8].hex()}"] for pdu in read_capture(path)]
    found = fields(path, "smpp.sequence_number", "smpp.command_id", setting=TOLD)
    theirs = [list(pair) for line in found for pair in zip(*(cell.split(",") for cell in line), strict=True)]
    assert ours == [pair for pair in theirs if pair[0]]
    assert len(ours) == 120


def test_json_of_tshark_has_the_message_of_our_capture(capture: Path) -> None:
    told = json.loads("\n".join(tshark(capture, "-T", "json")))
    assert told[2]["_source"]["layers"]["smpp"]["smpp.destination_addr"] == "491713920012"
