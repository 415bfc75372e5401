"""Every octet of a session in the store and the capture file, once, under both clocks."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import rmtree

import pytest

from smppconsole.console.recorder import Recorder
from smppconsole.session.events import Answered, Burst, Event, PduReceived, PduSent, PeerFault
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.record import Ends
from smppconsole.trace.rotation import Limits, RotatingCapture
from smppconsole.trace.store import Mark, Store
from tests.kit.pdus import octets

ENQUIRE = bytes.fromhex("00000010000000150000000000000001")
ENQUIRED = bytes.fromhex("00000010800000150000000000000001")


def test_octets_are_stored_with_direction_and_time() -> None:
    store = Store()
    recorder = Recorder(store, 7)
    recorder.take(
        [PduSent(ENQUIRE, 100.0), PduReceived(ENQUIRED, 100.25), Answered(1, 0x15, ENQUIRED, 0, 0.25, False)], 100.3
    )
    assert [store.octets(row) for row in range(len(store))] == [ENQUIRE, ENQUIRED]
    assert [store.outgoing(row) for row in range(2)] == [True, False]
    assert store.session(0) == 7
    assert store.mono_ns(1) - store.mono_ns(0) == 250_000_000
    assert abs(store.time_ns(1) - (time.time_ns() - 50_000_000)) < 2_000_000_000
    assert store.peer(0) == 1


def test_what_is_left_of_a_broken_stream_is_marked_as_no_pdu() -> None:
    store = Store()
    Recorder(store, 1).take(
        [PeerFault("framing", "w", b"\xff" * 20, 1.0), PeerFault("unknown-command", "w", ENQUIRE, 1.0)], 1.0
    )
    assert [bool(store.flags(row) & Mark.LOST) for row in range(2)] == [True, False]


@pytest.mark.parametrize("events", [[], [Burst((ENQUIRE, ENQUIRE), (), 3.0)]], ids=["few", "a burst"])
def test_the_rows_are_the_same_however_many_events_come_at_once(events: list[Event]) -> None:
    happened: list[Event] = [PduSent(ENQUIRE, 1.0), PduReceived(ENQUIRED, 2.0), PeerFault("framing", "w", b"x", 2.5)]
    few, many = Store(), Store()
    for _ in range(6):
        Recorder(few, 1).take([*happened, *events], 3.0)
    Recorder(many, 1).take([*happened, *events] * 6, 3.0)
    assert rows(few) == rows(many)


def rows(store: Store) -> list[tuple[bytes, int, int, int]]:
    return [(store.octets(row), store.mono_ns(row), store.flags(row), store.peer(row)) for row in range(len(store))]


def test_a_fault_without_octets_makes_no_row() -> None:
    store = Store()
    Recorder(store, 1).take([PeerFault("framing", "w", b"", 1.0)], 1.0)
    assert len(store) == 0


def test_requests_left_open_are_abandoned_at_the_end() -> None:
    store = Store()
    recorder = Recorder(store, 1)
    recorder.take([PduSent(ENQUIRE, 1.0)], 1.0)
    recorder.end()
    assert store.flags(0) & Mark.ABANDONED


def test_the_capture_gets_the_same_octets_with_the_password_masked(tmp_path: Path) -> None:
    path = tmp_path / "c.pcapng"
    with CaptureWriter(path) as capture:
        recorder = Recorder(Store(), 1, capture)
        recorder.describe(Ends("T", "127.0.0.1:1", "127.0.0.1:2"))
        recorder.take([PduSent(bind(), 1.0), PduSent(ENQUIRE, 1.0)], 1.0)
        assert capture.written == 2
    written = path.read_bytes()
    assert b"hunter2" not in written
    assert ENQUIRE in written


def bind() -> bytes:
    body = b"me\x00hunter2\x00\x00\x34\x00\x00\x00"
    return (16 + len(body)).to_bytes(4) + bytes.fromhex("000000090000000000000001") + body


def test_a_capture_that_fails_is_told_and_the_trace_goes_on(tmp_path: Path) -> None:
    class Full(CaptureWriter):
        def write_all(self, *_: object, **__: object) -> int:
            raise CaptureError("no space left")

    store = Store()
    with Full(tmp_path / "c.pcapng") as capture:
        recorder = Recorder(store, 1, capture)
        recorder.take([PduSent(ENQUIRE, 1.0)], 1.0)
    assert "no space left" in recorder.trouble
    assert len(store) == 1


def test_rows_of_one_batch_go_into_as_many_files_as_they_need(tmp_path: Path) -> None:
    store = Store()
    capture = RotatingCapture(tmp_path, "nordlink-1", Limits(file_octets=600))
    recorder = Recorder(store, 1, capture)
    events = [PduSent(octets("enquire_link", number), float(number)) for number in range(1, 31)]
    recorder.take(events, 30.0)
    capture.close()
    told = [list(read_capture(kept.path)) for kept in recorder.files]
    assert len(told) > 2
    assert [pdu.octets for pdus in told for pdu in pdus] == [event.octets for event in events]
    assert [kept.first for kept in recorder.files] == [sum(map(len, told[:at])) for at in range(len(told))]


def test_a_folder_that_goes_between_two_files_leaves_the_rest_to_the_next_capture(tmp_path: Path) -> None:
    store = Store()
    capture = RotatingCapture(tmp_path / "a", "nordlink-1", Limits(file_octets=600))
    recorder = Recorder(store, 1, capture)
    recorder.take([PduSent(octets("enquire_link", number), 1.0) for number in range(1, 6)], 1.0)
    first = capture.path
    assert first is not None
    rmtree(first.parent)
    (tmp_path / "a").write_text("no folder any more")
    recorder.take([PduSent(octets("enquire_link", number), 2.0) for number in range(6, 40)], 2.0)
    assert "no longer written" in recorder.trouble
    assert 5 <= recorder.missed < 39
    assert capture.lost >= 39 - recorder.missed
    again = CaptureWriter(tmp_path / "b.pcapng")
    missed = recorder.missed
    recorder.resume(again)
    again.close()
    assert [pdu.octets for pdu in read_capture(tmp_path / "b.pcapng")] == [store.octets(at) for at in range(missed, 39)]
