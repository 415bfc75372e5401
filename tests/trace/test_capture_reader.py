from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.trace.capture import load
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.capture_reader import CapturedPdu, CaptureReader
from smppconsole.trace.store import Store
from tests.kit.captures import (
    BSD_RAW,
    COOKED,
    COOKED_TWO,
    ETHERNET,
    LOOPBACK,
    RAW,
    SYN,
    Wire,
    pcap,
    pcapng,
    pieces,
    wrap,
)
from tests.kit.captures import ip as ip_packet
from tests.kit.pdus import octets
from tests.kit.traces import answer, receipt, submit

BIND = octets("bind_transceiver", 1, system_id="me", password="secret")
BIND_RESP = octets("bind_transceiver_resp", 1, system_id="centre")


def talk(wire: Wire) -> Wire:
    wire.out(BIND).into(BIND_RESP).out(submit(2) + submit(3)).into(answer(2, "A") + answer(3, "B"))
    return wire.into(receipt(1, "A")).out(octets("deliver_sm_resp", 1))


SAID = [BIND, BIND_RESP, submit(2), submit(3), answer(2, "A"), answer(3, "B"), receipt(1, "A")]
SAID.append(octets("deliver_sm_resp", 1))


def read(file: bytes) -> tuple[list[CapturedPdu], CaptureReader]:
    reader = CaptureReader(io.BytesIO(file))
    return list(reader), reader


def said(file: bytes) -> list[bytes]:
    return [pdu.octets for pdu in read(file)[0]]


@pytest.mark.parametrize("link", [ETHERNET, COOKED, COOKED_TWO, RAW, LOOPBACK, BSD_RAW])
@pytest.mark.parametrize("ends", [("127.0.0.1:51000", "10.0.0.1:2775"), ("[::1]:51000", "[::1]:2775")])
@pytest.mark.parametrize("make", [pcap, pcapng])
def test_a_conversation_is_read_in_every_wrapping(link: int, ends: tuple[str, str], make: object) -> None:
    wire = talk(Wire(*ends, link=link).open())
    found, reader = read(make(wire.frames, link))  # type: ignore[operator]
    assert [pdu.octets for pdu in found] == SAID
    assert reader.notes == []
    assert [pdu.outgoing for pdu in found] == [True, False, True, True, False, False, False, True]
    assert (found[0].sender, found[0].receiver) == ends
    assert (found[1].sender, found[1].receiver) == ends[::-1]
    assert {pdu.session for pdu in found} == {1}
    assert reader.ends[1].local == ends[0]
    assert reader.count == len(SAID)


def test_gzip_vlans_and_nanoseconds() -> None:
    wire = talk(Wire(link=RAW).open())
    frames = [(time + 1, wrap(packet, ETHERNET, (0x8100, 0x8100))) for time, packet in wire.frames]
    found, _ = read(gzip.compress(pcap(frames, nano=True)))
    assert [pdu.octets for pdu in found] == SAID
    assert found[0].time_ns == frames[3][0]


@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_segments_of_any_size_give_the_same(size: int) -> None:
    wire = Wire().open().out(BIND, size).into(BIND_RESP, size).out(submit(2) + submit(3), size)
    assert said(pcap(wire.frames)) == SAID[:4]


def test_retransmissions_and_reordering_change_nothing() -> None:
    wire = talk(Wire().open())
    wire.repeat(5).out(submit(4), 10).swap().repeat().into(answer(4)).repeat()
    assert said(pcap(wire.frames)) == [*SAID, submit(4), answer(4)]


def test_smpp_is_found_on_any_port_and_other_traffic_is_left_out() -> None:
    wire = talk(Wire(server="10.0.0.1:9999").open())
    other = Wire(client="127.0.0.1:52000", server="10.0.0.9:80").open().out(b"GET / HTTP/1.1\r\n\r\n" * 40)
    frames = sorted([*wire.frames, *other.frames])
    found, reader = read(pcap(frames))
    assert [pdu.octets for pdu in found] == SAID
    assert len(reader.ends) == 1


def test_a_capture_that_begins_in_the_middle_says_so() -> None:
    wire = talk(Wire(server="10.0.0.1:9999"))
    found, reader = read(pcap(wire.frames[2:]))
    assert [pdu.octets for pdu in found] == SAID[2:]
    assert reader.notes == ["2 streams were joined in the middle."]


def test_the_client_is_told_by_what_is_said_before_who_opened() -> None:
    """After an outbind the centre is the one that opened the connection."""
    wire = Wire(client="10.0.0.1:40000", server="127.0.0.1:9999").open()
    wire.out(octets("outbind", 1, system_id="centre")).into(octets("bind_receiver", 1))
    found, reader = read(pcap(wire.frames))
    assert [pdu.outgoing for pdu in found] == [False, True]
    assert reader.ends[1].local == "127.0.0.1:9999"


@pytest.mark.parametrize(
    ("client", "server"), [("127.0.0.1:51000", "10.0.0.1:2775"), ("127.0.0.1:60000", "10.0.0.1:50000")]
)
def test_a_keepalive_alone_goes_by_the_ports(client: str, server: str) -> None:
    asked = octets("enquire_link", 1)
    found, _ = read(pcap(Wire(client, server).into(asked).frames))
    assert [pdu.outgoing for pdu in found] == [False]


def test_a_missing_segment_is_told_and_the_rest_is_read() -> None:
    wire = Wire().open().out(BIND).out(submit(2)).drop().out(submit(3))
    found, reader = read(pcap(wire.frames))
    assert [pdu.octets for pdu in found] == [BIND, submit(3)]
    assert "1 gaps" in reader.notes[0]


def test_a_capture_with_a_snap_length_gives_what_it_has() -> None:
    wire = Wire().open().out(submit(1, "x" * 150)).out(submit(2, "y" * 150)).out(octets("enquire_link", 3))
    found, reader = read(pcap(wire.frames, cut=120))
    assert [len(pdu.octets) for pdu in found] == [66, 66, 16]
    assert any("gaps" in note for note in reader.notes)


def test_ports_used_again_begin_another_session() -> None:
    one = Wire().open().out(BIND).into(BIND_RESP)
    other = Wire()
    other.next = {other.client: 900_000, other.server: 5}
    other.now = one.now
    other.open().out(submit(1))
    found, reader = read(pcap(one.frames + other.frames))
    assert [pdu.session for pdu in found] == [1, 1, 2]
    assert len(reader.ends) == 2


def test_a_syn_sent_twice_begins_nothing_anew() -> None:
    wire = Wire().open().repeat(0).repeat(1).out(BIND)
    assert said(pcap(wire.frames)) == [BIND]


def test_data_in_the_syn_counts_from_behind_it() -> None:
    wire = Wire().segment("127.0.0.1:51000", BIND[:10], SYN)
    wire.next[wire.client] = 1011
    assert said(pcap(wire.out(BIND[10:]).frames)) == [BIND]


def test_what_cannot_be_read_is_told_in_words() -> None:
    tls = Wire(client="127.0.0.1:3", server="10.0.0.1:3550").open().out(bytes.fromhex("16030102000100") + bytes(50))
    fragment = (0, wrap(ip_packet("192.0.2.1", "192.0.2.2", bytes(40), fragment=0x2000), ETHERNET))
    found, reader = read(pcap([*tls.frames, fragment]))
    assert found == []
    assert reader.notes == [
        "1 streams are TLS; what is inside cannot be read from a capture.",
        "1 IP fragments were left out: the others of their packets are missing.",
        "No SMPP was found.",
    ]
    _, reader = read(pcap([(0, bytes(40))], link=105))
    assert reader.notes[0] == "Packets of link type 105 cannot be read."


@pytest.mark.parametrize("size", [24, 48, 96])
@pytest.mark.parametrize("ends", [("127.0.0.1:51000", "10.0.0.1:2775"), ("[::1]:51000", "[::1]:2775")])
def test_packets_that_came_in_pieces_are_put_together(size: int, ends: tuple[str, str]) -> None:
    frames = talk(Wire(*ends, link=RAW).open()).frames
    cut = [(at, piece) for n, (at, frame) in enumerate(frames) for piece in pieces(frame, size, n)]
    found, reader = read(pcap(cut, RAW))
    assert [pdu.octets for pdu in found] == SAID
    assert [pdu.outgoing for pdu in found] == [True, False, True, True, False, False, False, True]
    assert reader.notes == []


def test_what_was_in_pieces_reads_from_the_store_as_it_was(tmp_path: Path) -> None:
    frames = talk(Wire(link=RAW).open()).frames
    cut = [(at, piece) for n, (at, frame) in enumerate(frames) for piece in reversed(pieces(frame, 24, n))]
    path, store = tmp_path / "pieces.pcap", Store()
    path.write_bytes(pcap(cut, RAW))
    list(load(store, path))
    assert [store.octets(row) for row in range(len(store))] == SAID
    store.close()


def test_a_piece_that_is_missing_is_a_gap_that_is_told() -> None:
    frames = talk(Wire(link=RAW).open()).frames
    cut = [(at, piece) for n, (at, frame) in enumerate(frames) for piece in pieces(frame, 48, n)]
    del cut[10]
    found, reader = read(pcap(cut, RAW))
    assert 0 < len([pdu for pdu in found if pdu.octets in SAID]) < len(SAID)
    assert any("fragments were left out" in note for note in reader.notes)


def test_too_many_connections_let_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.trace.connections._MOST_CONNECTIONS", 8)
    frames = []
    for port in range(20):
        wire = Wire(client=f"127.0.0.1:{1000 + port}").open().out(octets("enquire_link", port + 1))
        frames += wire.frames
    found, reader = read(pcap(frames))
    assert len(found) == 20
    assert "12 oldest were let go" in reader.notes[0]


def test_pdus_tell_where_in_the_file_they_begin() -> None:
    wire = Wire().open().out(submit(1)).out(submit(2), 20)
    file = pcap(wire.frames)
    found, _ = read(file)
    assert file[found[0].at : found[0].at + len(submit(1))] == submit(1)
    assert file[found[1].at : found[1].at + 20] == submit(2)[:20]


def test_a_gap_of_batches_is_filled_with_empty_ones() -> None:
    """So that whoever reads can show progress while nothing of interest comes."""
    frames = [(0, wrap(ip_packet("192.0.2.1", "192.0.2.2", bytes(30), protocol=17), ETHERNET))] * 10_000
    assert [len(batch.rows) for batch in CaptureReader(io.BytesIO(pcap(frames))).batches()] == [0, 0, 0]


BASE = pcap(talk(Wire().open()).frames)
BASE_NG = pcapng(talk(Wire().open()).frames)


@settings(max_examples=150)
@given(
    st.sampled_from([BASE, BASE_NG]),
    st.lists(st.tuples(st.integers(0, len(BASE_NG)), st.binary(min_size=1, max_size=6)), max_size=8),
    st.integers(0, 200),
)
def test_mutated_captures_raise_capture_errors_alone(file: bytes, spots: list[tuple[int, bytes]], cut: int) -> None:
    mutated = bytearray(file)
    for place, junk in spots:
        mutated[place : place + len(junk)] = junk
    try:
        found, reader = read(bytes(mutated[: len(mutated) - cut]))
    except CaptureError:
        return
    assert reader.count == len(found)
    assert all(pdu.octets for pdu in found)


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_octets_raise_capture_errors_alone(octets: bytes) -> None:
    for head in (b"", BASE[:24], BASE_NG[:48]):
        try:
            read(head + octets)
        except CaptureError:
            continue


def test_many_connections_are_finished_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.trace.connections._A_STEP", 4)
    frames = []
    for port in range(20):
        frames += Wire(client=f"127.0.0.1:{1000 + port}").open().out(submit(1)[:-5]).frames
    batches = list(CaptureReader(io.BytesIO(pcap(frames))).batches())
    assert [len(batch.rows) for batch in batches] == [4, 4, 4, 4, 4, 0]
