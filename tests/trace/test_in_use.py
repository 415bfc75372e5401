from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

import pytest

from smppconsole.trace import in_use

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files by itself")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "some.pcapng"
    path.write_bytes(b"")
    return path


def test_a_file_is_held_by_each_that_holds_it_until_the_last_lets_go(path: Path) -> None:
    with path.open("rb") as first, path.open("ab") as second:
        assert not in_use.is_held(path, time.time_ns())
        in_use.hold(first.fileno())
        in_use.hold(second.fileno())
        first.close()
        assert in_use.is_held(path, time.time_ns())
    assert not in_use.is_held(path, time.time_ns())


def test_without_locks_what_was_changed_lately_counts_as_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with path.open("rb") as file:
        in_use.hold(file.fileno())
        assert in_use.is_held(path, time.time_ns())
    os.utime(path, (0, 0))
    assert not in_use.is_held(path, time.time_ns())


def test_a_refusal_of_windows_is_known_by_its_number() -> None:
    refused = PermissionError(13, "in use")
    assert not in_use.refused_as_open(refused)
    refused.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert in_use.refused_as_open(refused)
