"""The files that a Linux desktop reads."""

import configparser
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import linux_targets
import pytest

from smppconsole.cli import commands

LINUX = Path(linux_targets.__file__).parent / "linux"


def test_the_desktop_entry_starts_the_program_and_opens_captures() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / f"{linux_targets.IDENTIFIER}.desktop", encoding="utf-8")
    facts = entry["Desktop Entry"]
    assert facts["Exec"] == "smppconsole --open %F"
    assert "application/vnd.tcpdump.pcap" in facts["MimeType"]
    assert "Version" not in facts


def test_the_metainfo_names_the_desktop_entry_and_this_version() -> None:
    root = ElementTree.fromstring(linux_targets.filled(LINUX / f"{linux_targets.IDENTIFIER}.metainfo.xml"))
    assert root.findtext("launchable") == f"{linux_targets.IDENTIFIER}.desktop"
    release = root.find("releases/release")
    assert release is not None
    assert re.fullmatch(r"\d+\.\d+\.\d+", release.get("version", ""))


def test_the_manual_page_names_every_sub_command() -> None:
    page = linux_targets.filled(LINUX / "smppconsole.1")
    assert all(
        f"\n.B {name}\n" in page for name in ("decode", "send", "request", "listen", "doctor", "simulate", "convert")
    )


@pytest.mark.parametrize("files", [[], ["/srv/one.pcap"], ["/srv/one.pcap", "/srv/two.pcapng"]])
def test_what_a_desktop_makes_of_the_entry_opens_the_window(files: list[str]) -> None:
    entry = (LINUX / f"{linux_targets.IDENTIFIER}.desktop").read_text(encoding="utf-8")
    command = re.search(r"^Exec=smppconsole (.+) %F$", entry, re.MULTILINE)
    assert command
    assert commands.parse_desktop([*command[1].split(), *files]).files == tuple(files)
