"""Capture files that are removed, and those that are somebody's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from smppconsole.console import paths
from smppconsole.console.old_captures import remove_old
from smppconsole.console.workspace import Workspace

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
FILES = (
    "20260101-101010-nordlink-1.pcapng",
    "20260331-101010-nordlink-2.pcapng",
    "20269901-101010-nordlink-3.pcapng",
    "incident-4471.pcapng",
    "20260101-101010-nordlink-1 copy.pcapng",
)


def _folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).write_bytes(b"x")
    return folder


def test_only_our_own_old_files_go(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert remove_old(folder, 30, NOW) == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES[1:])


def test_none_goes_where_all_are_kept_or_there_is_no_folder(tmp_path: Path) -> None:
    assert remove_old(_folder(tmp_path), 0, NOW) == 0
    assert remove_old(tmp_path / "none", 30, NOW) == 0


def test_a_file_that_cannot_be_removed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", locked)
    assert remove_old(_folder(tmp_path), 30, NOW) == 0


def test_the_workspace_clears_up_when_it_opens() -> None:
    folder = _folder(paths.captures())
    Workspace().open()
    assert not (folder / FILES[0]).exists()
    assert (folder / "incident-4471.pcapng").exists()
