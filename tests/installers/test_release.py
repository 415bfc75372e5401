"""Checksums and the bill of materials of a release."""

import hashlib
import re
from pathlib import Path

import pytest
import release

from smppconsole.console import credits


def test_the_bill_names_what_a_bundle_carries_and_no_test_tools() -> None:
    names = {component["name"] for component in release.components()}
    assert {"pyside6-essentials", "qasync", "smpplib", "keyring", "platformdirs", "tomlkit"} <= names
    assert not names & {"pytest", "ruff", "mypy", "hypothesis"}


def test_the_bill_names_every_part_that_the_about_box_names() -> None:
    names = {component["name"] for component in release.components()}
    credited = {re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() for found in credits.distributions()}
    assert credited <= names


def test_every_component_has_its_version_in_its_address_of_the_registry() -> None:
    for component in release.components():
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"


def test_checksums_are_those_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "DIST", tmp_path)
    (tmp_path / "one.deb").write_bytes(b"package")
    (tmp_path / "SHA256SUMS").write_text("old", encoding="ascii")
    assert release.checksums() == f"{hashlib.sha256(b'package').hexdigest()}  one.deb\n"
