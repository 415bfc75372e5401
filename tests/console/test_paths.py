"""Files lie where the system wants them, or under one folder of the user's choice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smppconsole.console import paths


def test_one_variable_gathers_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.accounts() == tmp_path / "config" / "accounts"
    assert paths.settings() == tmp_path / "config" / "settings.toml"
    assert paths.captures() == tmp_path / "data" / "captures"


def test_without_it_the_systems_folders_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.config().name == "smppconsole"
    assert paths.data().is_absolute()


def test_resources_are_found_in_the_work_tree() -> None:
    assert paths.resource("scenarios", "plain.toml").is_file()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.toml"
    paths.write_whole(path, "one\n")
    paths.write_whole(path, "two\n")
    assert path.read_text() == "two\n"
    assert [child.name for child in path.parent.iterdir()] == ["file.toml"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        paths.write_whole(path, "\udcff")
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folders of a user to the user by itself")
def test_folders_are_for_the_eyes_of_the_user_alone(tmp_path: Path) -> None:
    paths.make_folder(tmp_path / "new" / "captures")
    paths.make_folder(tmp_path / "new" / "captures")
    assert [oct((tmp_path / name).stat().st_mode & 0o777) for name in ("new", "new/captures")] == ["0o700", "0o700"]
