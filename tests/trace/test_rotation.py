from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smppconsole.trace.capture import CaptureError, CaptureWriter, read_capture
from smppconsole.trace.rotation import Limits, RotatingCapture, prune
from tests.kit.traces import ENDS, START, submit

DAY = 86_400 * 10**9


def write(capture: RotatingCapture, count: int, time_ns: int = START) -> None:
    for number in range(count):
        capture.write(submit(number + 1), time_ns=time_ns, outgoing=True, session=0, ends=ENDS)


def test_a_full_file_is_followed_by_another_and_nothing_is_lost(tmp_path: Path) -> None:
    capture = RotatingCapture(tmp_path, "Nord link-1", Limits(file_octets=2000))
    assert capture.path is None
    write(capture, 50)
    capture.flush()
    capture.close()
    files = sorted(tmp_path.iterdir(), key=lambda one: (len(one.name), one.name))
    assert len(files) == len(capture.finished) + 1 > 3
    assert files[0].name == "20270115-080000-Nord_link-1.pcapng"
    assert [pdu.octets for file in files for pdu in read_capture(file)] == [submit(number + 1) for number in range(50)]
    assert (capture.failed, capture.lost) == ("", 0)


def test_no_limit_means_one_file(tmp_path: Path) -> None:
    capture = RotatingCapture(tmp_path, "x-1", Limits(file_octets=0))
    write(capture, 50)
    capture.close()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "20270115-080000-x-1.pcapng").write_bytes(b"")
    capture = RotatingCapture(tmp_path, "x-1")
    write(capture, 1)
    capture.close()
    assert capture.path == tmp_path / "20270115-080000-x-1.2.pcapng"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_two_windows_in_one_second_write_two_files_for_the_eyes_of_their_user(tmp_path: Path) -> None:
    one, two = RotatingCapture(tmp_path, "x-1", Limits()), RotatingCapture(tmp_path, "x-1", Limits())
    for capture in (one, two):
        capture.begin(0)
    assert one.path != two.path
    assert [oct(path.stat().st_mode & 0o777) for path in sorted(tmp_path.iterdir())] == ["0o600", "0o600"]
    for capture in (one, two):
        capture.close()


def test_a_failure_is_said_once_and_then_counted(tmp_path: Path) -> None:
    capture = RotatingCapture(tmp_path, "x-1", Limits(file_octets=1))
    write(capture, 1)
    assert capture.path is not None
    (tmp_path / "20270115-080000-x-1.pcapng").unlink()
    assert capture.writer is not None
    with pytest.raises(CaptureError):
        capture.writer.write(submit(2), time_ns=START, outgoing=True, session=0, ends=ENDS)
    write(capture, 3)
    assert (capture.lost, len(list(tmp_path.iterdir()))) == (4, 0)
    capture.close()


def test_a_folder_that_takes_no_file_is_told_at_once_and_pdus_are_counted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    capture = RotatingCapture(tmp_path / "file", "x-1")
    with pytest.raises(CaptureError):
        capture.begin(START)
    write(capture, 3)
    assert (capture.lost, capture.path, capture.size) == (3, None, 0)
    assert "file" in capture.failed
    capture.close()


def files(folder: Path, *days: int, size: int = 100) -> list[Path]:
    paths = [folder / f"2027010{day}-000000-x-1.pcapng" for day in days]
    for path in paths:
        path.write_bytes(bytes(size))
    return paths


def test_old_captures_go_with_their_notes_and_others_stay(tmp_path: Path) -> None:
    old, newer, newest = files(tmp_path, 1, 5, 9)
    notes = tmp_path / (old.name + ".notes")
    notes.write_text("{}")
    (tmp_path / "letter.pcapng").write_text("")
    (tmp_path / "99999999-999999-x-1.pcapng").write_text("")
    now = START  # the 15th
    assert prune(tmp_path, Limits(keep_days=11), now) == ([old], "")
    assert not notes.exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        newer.name,
        newest.name,
        "99999999-999999-x-1.pcapng",
        "letter.pcapng",
    ]


def test_the_oldest_go_first_where_the_folder_is_too_large(tmp_path: Path) -> None:
    paths = files(tmp_path, 1, 2, 3, 4)
    limits = Limits(keep_days=0, folder_octets=250)
    assert prune(tmp_path, limits, START, spare=frozenset({paths[0]})) == ([paths[1], paths[2]], "")
    assert prune(tmp_path, Limits(keep_days=0, folder_octets=0), START) == ([], "")


def test_what_cannot_be_deleted_is_said_and_the_others_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, unlink = files(tmp_path, 1, 3, 5), Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == paths[1]:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    gone, trouble = prune(tmp_path, Limits(keep_days=1), START)
    assert gone == [paths[0], paths[2]]
    assert "could not be deleted" in trouble
    assert paths[1].name in trouble


OTHER = """
import sys
from pathlib import Path
from smppconsole.trace.capture import CaptureWriter, load
from smppconsole.trace.store import Store
path, deed = Path(sys.argv[1]), sys.argv[2]
writer = CaptureWriter(path) if deed == "writes" else None
store = Store()
shown = list(load(store, path)) if deed == "shows" else None
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("deed", ["writes", "shows"])
def test_what_another_window_writes_or_shows_stays_until_it_is_closed_or_killed(tmp_path: Path, deed: str) -> None:
    theirs, mine = files(tmp_path, 1, 2)
    with CaptureWriter(tmp_path / "sound.pcapng") as writer:
        writer.write(submit(1), time_ns=START, outgoing=True, session=0, ends=ENDS)
    theirs.write_bytes((tmp_path / "sound.pcapng").read_bytes())
    command = [sys.executable, "-c", OTHER, str(theirs), deed]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        gone, trouble = prune(tmp_path, Limits(keep_days=1), START)
        assert (gone, trouble, theirs.exists()) == ([mine], "", True)
        other.kill()
    assert prune(tmp_path, Limits(keep_days=1), START) == ([theirs], "")


def test_a_capture_that_another_window_deletes_first_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, unlink = files(tmp_path, 1, 3), Path.unlink

    def be_late(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok)
        if path == paths[0]:
            raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(Path, "unlink", be_late)
    assert prune(tmp_path, Limits(keep_days=1), START) == ([paths[1]], "")


def test_windows_keeping_an_open_file_is_no_trouble_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, unlink = files(tmp_path, 1, 3), Path.unlink
    refused = PermissionError(13, "The process cannot access the file")
    monkeypatch.setattr(refused, "winerror", 32, raising=False)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == paths[0]:
            raise refused
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert prune(tmp_path, Limits(keep_days=1), START) == ([paths[1]], "")
