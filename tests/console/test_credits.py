"""What the program is made of: every part with its licence, from the packages' own metadata."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from smppconsole.console import credits, paths

ROOT = Path(__file__).resolve().parents[2]


def test_the_dependencies_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^A-Za-z0-9._-]", line)[0] for line in project["dependencies"]}
    assert set(credits.DEPENDENCIES) == asked


def test_every_part_has_a_licence_and_its_whole_text() -> None:
    for credit in credits.credits():
        assert credit.licence not in {"", "see its text"}, credit.name
        assert sum(len(text) for _, text in credit.texts) > 400, credit.name


def test_what_is_used_through_others_is_named_and_tools_of_the_tests_are_not() -> None:
    names = {credit.name.lower() for credit in credits.credits()}
    assert {"python", "qt", "openssl", "inter", "jetbrains mono", "smpplib", "six", "shiboken6"} <= names
    assert {"jaraco.classes", "more-itertools"} <= names
    assert not names & {"pytest", "ruff", "mypy", "hypothesis", "dpkt"}


def test_the_lgpl_comes_whole_with_the_gpl_it_rests_on() -> None:
    for credit in credits.credits():
        if "LGPL" in credit.licence:
            kept = {name for name, _ in credit.texts}
            assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= kept, credit.name


def test_the_programs_own_licence_is_that_of_the_project() -> None:
    own = credits.credits()[0]
    assert own.texts[0][1] == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_one_text_says_name_version_licence_and_home() -> None:
    credit = credits.Credit("six", "1.0", "MIT", "https://example.org", (("LICENSE", "Do as you like.\n"),))
    assert credit.words.startswith("six 1.0\nMIT\nhttps://example.org\n\n---")
    assert credit.words.endswith("LICENSE\n\nDo as you like.\n")


def test_a_package_that_does_not_state_its_licence_file_has_it_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "old_style-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: old-style\nVersion: 1.0\nLicense: BSD-3-Clause\n")
    (folder / "LICENSE.txt").write_text("Redistribution and use")
    names = ("METADATA", "LICENSE.txt", "RECORD")
    (folder / "RECORD").write_text("".join(f"{folder.name}/{name},,\n" for name in names))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(credits, "DEPENDENCIES", ("old-style",))
    found = {credit.name: credit for credit in credits.credits()}
    assert found["old-style"].licence == "BSD-3-Clause"
    assert found["old-style"].texts == (("LICENSE.txt", "Redistribution and use"),)


def test_a_frozen_program_names_the_system_libraries_it_carries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "licences" / "system"
    folder.mkdir(parents=True)
    (folder / "libfoo1.txt").write_text("Copyright of foo", encoding="utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "smppconsole"))
    found = {credit.name: credit.texts for credit in credits.credits()}
    assert found["libfoo1"] == (("libfoo1.txt", "Copyright of foo"),)


def test_it_is_told_where_the_replaceable_libraries_lie() -> None:
    told = credits.replaceable()
    assert len(told) == 2
    assert all(Path(line.split(": ", 1)[1]).is_dir() for line in told)


def test_every_text_that_ships_is_used() -> None:
    used = {name for credit in credits.credits() for name, _ in credit.texts}
    assert {path.name for path in paths.resource("licences").glob("*.txt")} <= used
