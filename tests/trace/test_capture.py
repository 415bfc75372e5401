from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.smpp.header import read_header
from smppconsole.trace.capture import CaptureError, CaptureWriter, load, mend, read_capture
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Mark, Store
from tests.kit.captures import Wire, pcap
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, START, answer, receipt, submit

BIND = octets("bind_transceiver", 1, system_id="me", password="secret12")


def write(
    writer: CaptureWriter, pdu: bytes, outgoing: bool = True, *, session: int = 0, ends: Ends = ENDS, **more: object
) -> None:
    writer.write(pdu, time_ns=START + 123, outgoing=outgoing, session=session, ends=ends, **more)  # type: ignore[arg-type]


def loaded(path: Path) -> Store:
    store = Store()
    for _ in load(store, path):
        pass
    return store


def test_what_was_written_is_read_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "trace.pcapng"
    other = Ends("T1 RX", "[::1]:5", "[2001:db8::1]:2775", "Tellus")
    with CaptureWriter(path) as writer:
        write(writer, submit(1))
        write(writer, answer(1, "A"), False)
        write(writer, receipt(1, "A"), False, session=4, ends=other, comments=("look", "here"))
        write(writer, b"rubbish", False, lost=True)
        assert writer.written == 4
        assert writer.size == path.stat().st_size
    found = list(read_capture(path))
    assert [pdu.octets for pdu in found] == [submit(1), answer(1, "A"), receipt(1, "A"), b"rubbish"]
    assert [pdu.outgoing for pdu in found] == [True, False, False, False]
    assert {pdu.time_ns for pdu in found} == {START + 123}
    assert found[0].sender == ENDS.local
    assert found[2].comments == ("look", "here")
    store = loaded(path)
    assert [store.ends[store.session(row)] for row in range(3)] == [ENDS, ENDS, other]
    assert store.comments == {2: "look here"}
    assert store.flags(3) & Mark.LOST
    assert store.peer(0) == 1


def test_the_password_is_masked_at_its_length_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "trace.pcapng"
    with CaptureWriter(path) as writer:
        write(writer, BIND)
    (pdu,) = read_capture(path)
    assert pdu.octets == BIND.replace(b"secret12", b"********")
    assert "password was masked" in pdu.comments[0]
    assert b"secret12" not in path.read_bytes()


def test_an_account_may_keep_its_password(tmp_path: Path) -> None:
    path = tmp_path / "trace.pcapng"
    with CaptureWriter(path, keep_passwords=True) as writer:
        write(writer, BIND)
    assert [pdu.octets for pdu in read_capture(path)] == [BIND]


def test_each_pdu_is_in_the_file_at_once_unless_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "trace.pcapng"
    writer = CaptureWriter(path)
    write(writer, submit(1))
    assert len(list(read_capture(path))) == 1
    write(writer, submit(2), hold=True)
    assert len(list(read_capture(path))) == 1
    writer.flush()
    assert len(list(read_capture(path))) == 2
    write(writer, submit(3), hold=True)
    writer.close()
    writer.close()
    assert len(list(read_capture(path))) == 3


def test_what_is_held_does_not_grow_without_end(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path / "trace.pcapng")
    for number in range(5000):
        write(writer, submit(number + 1), hold=True)
    assert writer.written > 3000
    writer.close()


def test_an_existing_capture_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "trace.pcapng"
    for number in range(1, 4):
        with CaptureWriter(path) as writer:
            write(writer, submit(number))
    found = list(read_capture(path))
    assert [pdu.octets for pdu in found] == [submit(1), submit(2), submit(3)]
    assert [pdu.session for pdu in found] == [1, 2, 3]


@settings(max_examples=60)
@given(cut=st.integers(0, 700))
def test_a_torn_end_is_mended_and_said_wherever_it_is(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("torn") / "trace.pcapng"
    sizes = []
    with CaptureWriter(path) as writer:
        for number in range(1, 6):
            write(writer, submit(number))
            sizes.append(writer.size)
    whole = path.stat().st_size
    os.truncate(path, max(60, whole - cut))
    kept = sum(size <= path.stat().st_size for size in sizes)
    sound = max([size for size in sizes if size <= path.stat().st_size], default=0)
    if path.stat().st_size in sizes:
        assert mend(path) == ""
    with CaptureWriter(path) as writer:
        write(writer, answer(9))
        assert bool(writer.mended) or path.stat().st_size > sound
    assert [pdu.octets for pdu in read_capture(path)] == [*[submit(number) for number in range(1, kept + 1)], answer(9)]
    assert mend(path) == ""


def test_a_file_that_is_no_pcapng_is_neither_mended_nor_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear reader, this is no capture")
    with pytest.raises(CaptureError, match="no pcapng"):
        CaptureWriter(path)
    assert path.read_text() == "dear reader, this is no capture"
    with pytest.raises(CaptureError):
        mend(tmp_path / "nowhere")


def test_a_removed_file_is_said_and_nothing_pretends_to_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "trace.pcapng"
    writer = CaptureWriter(path)
    write(writer, submit(1))
    path.unlink()
    with pytest.raises(CaptureError, match="removed"):
        write(writer, submit(2))
    write(writer, submit(3))
    assert (writer.written, writer.lost) == (1, 2)
    assert "could not be written" in writer.failed
    writer.close()


def test_a_full_disk_is_said_and_leaves_no_torn_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "trace.pcapng"
    writer = CaptureWriter(path)
    write(writer, submit(1))
    size = path.stat().st_size

    class Full:
        """A file that takes ten octets more."""

        closed = False

        def __init__(self, file: object) -> None:
            self.file, self.room = file, 10

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def write(self, data: memoryview) -> int:
            if not self.room:
                raise OSError(28, "No space left on device")
            self.room = 0
            return self.file.write(data[:10])  # type: ignore[attr-defined, no-any-return]

    monkeypatch.setattr(writer, "_file", Full(writer._file))
    with pytest.raises(CaptureError, match="the disk is full"):
        write(writer, submit(2))
    assert path.stat().st_size == size
    assert [pdu.octets for pdu in read_capture(path)] == [submit(1)]
    writer._file.close()


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaptureError, match="could not be written"):
        CaptureWriter(tmp_path / "file" / "trace.pcapng")


def test_octets_of_an_opened_capture_stay_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "foreign.pcap"
    wire = Wire().open()
    for number in range(1, 2000):
        wire.out(submit(number, "x" * 100)).into(answer(number, str(number)), 9)
    path.write_bytes(pcap(wire.frames))
    store = loaded(path)
    assert len(store) == 2 * 1999
    assert store.octets(0) == submit(1, "x" * 100)
    assert store.octets(len(store) - 1) == answer(1999, "1999")
    assert all(store.peer(row) == row + 1 for row in range(0, len(store), 2))
    assert store.arena.size <= 1 << 22
    assert read_header(store.octets(1001)).sequence == 501


def test_loading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "foreign.pcap"
    wire = Wire().open()
    for number in range(1, 3000):
        wire.out(submit(number))
    path.write_bytes(pcap(wire.frames))
    store = Store()
    steps = load(store, path, rows=100)
    first = next(steps)
    assert first.rows == len(store) == 100
    steps.close()
    rest = list(load(store, path))
    assert rest[-1].position == rest[-1].size == path.stat().st_size
    assert len(store) == 100 + 2999
    assert store.ends.keys() == {1, 2}
    store.close()


def test_a_capture_that_cannot_be_read_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear reader")
    store = Store()
    with pytest.raises(CaptureError):
        next(load(store, path))
    assert len(store) == 0
