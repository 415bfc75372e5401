"""Capture files of sessions: begun, rotated, limited, and what is said where they fail."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from smppconsole.console import paths
from smppconsole.console.account import Account
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import Happening, Trouble
from smppconsole.console.recorder import Recorder
from smppconsole.console.recording import Recording, RecordingState
from smppconsole.console.settings import Settings
from smppconsole.session.events import PduReceived
from smppconsole.trace import arena
from smppconsole.trace.capture import read_capture
from smppconsole.trace.notes import load_notes, notes_path
from smppconsole.trace.store import Store
from tests.kit.traces import answer, submit


class Bench:
    """A session whose traffic the test gives."""

    def __init__(self, account: Account | None = None) -> None:
        self.store, self.settings = Store(), Settings()
        self.recording = Recording(self.settings, self.store)
        self.news: list[str] = []
        self.recording.news.add(self.news.append)
        self.engine = Engine(account or Account(name="Nord link", host="h", system_id="me"), self.store, 1)
        self.engine._wanted = True
        self.told: list[Happening] = []
        self.engine.observe(lambda _engine, happenings: self.told.extend(happenings))

    @property
    def recorder(self) -> Recorder:
        return self.engine._recorder

    def hear(self, *pdus: bytes) -> None:
        now = time.monotonic()
        self.recorder.take([PduReceived(pdu, now) for pdu in pdus], now)

    def written(self) -> list[list[bytes]]:
        files = sorted(paths.captures().glob("*.pcapng"), key=lambda one: (len(one.name), one.name))
        return [[pdu.octets for pdu in read_capture(file)] for file in files]


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.recording.close()


def test_each_pdu_is_in_the_file_as_soon_as_it_is_in_the_trace(bench: Bench) -> None:
    bench.recording.begin(bench.engine)
    bench.hear(submit(1))
    status = bench.recording.status(bench.engine)
    assert status.state is RecordingState.WRITING
    assert status.path is not None
    assert status.path.name.endswith("-nord-link-1.pcapng")
    assert "passwords masked" in status.words
    assert bench.written() == [[submit(1)]]


def test_a_full_file_is_followed_by_another(bench: Bench) -> None:
    bench.settings.set("capture_file_mb", 1)
    bench.recording.begin(bench.engine)
    big = submit(1, "x" * 250)
    for _ in range(60):
        bench.hear(*[big] * 100)
    bench.recording.close()
    files = bench.written()
    assert len(files) > 1
    assert sum(map(len, files)) == 6000
    assert [kept.path.exists() for kept in bench.engine.capture_files] == [True] * len(files)


def test_switched_off_means_no_file_and_is_said(bench: Bench) -> None:
    bench.settings.set("capture_sessions", False)
    bench.recording.begin(bench.engine)
    bench.hear(submit(1))
    status = bench.recording.status(bench.engine)
    assert status.state is RecordingState.OFF
    assert "in memory only" in status.words
    assert not paths.captures().exists()


def test_kept_passwords_are_said() -> None:
    bench = Bench(Account(name="Test", host="h", system_id="me", keep_password_in_captures=True))
    bench.recording.begin(bench.engine)
    assert "passwords as sent" in bench.recording.status(bench.engine).words
    bench.recording.close()


def test_nothing_is_said_where_there_is_no_session(bench: Bench) -> None:
    assert bench.recording.status(None).state is RecordingState.NONE


class Full:
    """A file on a disk that is full."""

    closed = False

    def __init__(self, file: object) -> None:
        self._file = file

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def write(self, _data: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_said_the_session_goes_on_and_another_place_takes_all(bench: Bench, tmp_path: Path) -> None:
    bench.recording.begin(bench.engine)
    bench.hear(submit(1))
    writer = bench.engine.capture.writer  # type: ignore[union-attr]
    writer._file = Full(writer._file)  # type: ignore[union-attr, assignment]
    for number in range(2, 12):
        bench.hear(submit(number))
    status = bench.recording.status(bench.engine)
    assert status.state is RecordingState.FAILED
    assert "the disk is full" in status.words
    assert status.lost == 10
    assert "the disk is full" in bench.recorder.trouble
    assert len(bench.store) == 11
    assert bench.written() == [[submit(1)]]
    bench.settings.set("capture_folder", str(tmp_path / "elsewhere"))
    bench.recording.again(bench.engine)
    bench.hear(answer(1))
    assert bench.recording.status(bench.engine).state is RecordingState.WRITING
    (file,) = (tmp_path / "elsewhere").iterdir()
    assert [pdu.octets for pdu in read_capture(file)] == [*map(submit, range(2, 12)), answer(1)]


def test_a_removed_folder_is_said(bench: Bench) -> None:
    bench.recording.begin(bench.engine)
    bench.hear(submit(1))
    for file in paths.captures().iterdir():
        file.unlink()
    paths.captures().rmdir()
    bench.hear(submit(2))
    status = bench.recording.status(bench.engine)
    assert (status.state, status.lost) == (RecordingState.FAILED, 1)
    assert "removed" in status.words
    bench.recording.again(bench.engine)
    assert bench.written() == [[submit(2)]]


def test_a_folder_that_takes_no_file_is_said_before_the_first_pdu(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    bench.settings.set("capture_folder", str(tmp_path / "file" / "sub"))
    bench.recording.begin(bench.engine)
    assert any(isinstance(one, Trouble) and "no capture file" in one.words for one in bench.told)
    assert bench.recording.status(bench.engine).state is RecordingState.FAILED
    bench.hear(submit(1))
    assert len(bench.store) == 1


def test_what_goes_beyond_the_limits_is_said(bench: Bench) -> None:
    folder = paths.captures()
    folder.mkdir(parents=True)
    old, other = folder / "20260101-101010-nordlink-1.pcapng", folder / "incident.pcapng"
    old.write_bytes(b"x")
    other.write_bytes(b"x")
    bench.recording.tidy()
    assert not old.exists()
    assert other.exists()
    assert old.name in bench.news[0]
    bench.settings.set("keep_captures", 0)
    old.write_bytes(b"x")
    bench.recording.tidy()
    assert old.exists()


def test_marks_and_comments_go_beside_the_file_their_rows_are_in(bench: Bench) -> None:
    bench.recording.begin(bench.engine)
    other = Recorder(bench.store, 2)
    for number in range(3):
        now = time.monotonic()
        other.take([PduReceived(submit(100 + number), now)], now)
        bench.hear(submit(number))
    bench.store.mark(3)
    bench.store.comment(5, "ask")
    bench.store.comment(4, "another session's")
    assert bench.recording.keep_notes([bench.engine]) == ()
    (kept,) = bench.engine.capture_files
    again = Store()
    for pdu in read_capture(kept.path):
        again.append(pdu.octets, time_ns=0, mono_ns=0, outgoing=False, session=0)
    assert load_notes(again, kept.path) == ""
    assert [row for row in range(3) if again.marked(row)] == [1]
    assert again.comments == {2: "ask"}


def test_notes_that_cannot_be_written_are_said(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.recording.begin(bench.engine)
    bench.hear(submit(1))
    bench.store.mark(0)
    (kept,) = bench.engine.capture_files
    os.mkdir(notes_path(kept.path))
    (problem,) = bench.recording.keep_notes([bench.engine])
    assert "could not be written" in problem


def fill(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """More PDUs than should stay in memory."""
    monkeypatch.setattr(arena, "CHUNK", 2000)
    monkeypatch.setattr(bench.recording._spill, "_kept", 1)
    said = [submit(number) for number in range(1, 200)]
    bench.hear(*said)
    for _ in range(200):
        bench.recording.make_room()
    return said


def test_old_octets_leave_the_memory_and_read_as_before(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.recording.begin(bench.engine)
    said = fill(bench, monkeypatch)
    assert bench.store.arena.size <= 2 * 2000
    assert [bench.store.octets(row) for row in range(len(said))] == said
    assert bench.written() == [said]
    assert len(list(paths.captures().iterdir())) == 1
    assert bench.news == []


def test_captures_that_are_deleted_meanwhile_take_nothing_from_the_trace(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.recording.begin(bench.engine)
    said = fill(bench, monkeypatch)
    bench.recording.end(1)
    rmtree(paths.captures())
    assert [bench.store.octets(row) for row in range(len(said))] == said


def test_without_files_all_stays_in_memory(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.settings.set("capture_sessions", False)
    said = fill(bench, monkeypatch)
    assert bench.store.arena.size >= sum(map(len, said))
    assert not paths.captures().exists()


def test_no_room_for_them_is_told_once_and_loses_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.captures().parent.mkdir(parents=True, exist_ok=True)
    paths.captures().write_text("a file where the folder should be")
    said = fill(bench, monkeypatch)
    assert len(bench.news) == 1
    assert "stays in memory" in bench.news[0]
    assert [bench.store.octets(row) for row in range(len(said))] == said
