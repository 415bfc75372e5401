"""What the guide and the read-me tell people to press and to open is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smppconsole.ui.actions import ACTIONS, MENUS
from tests.kit.peers import ROOT

PAGES = sorted((ROOT / "resources" / "help").glob("*.md"))
LOCAL = frozenset({"Ctrl+C", "Alt+Shift+←", "F2"})
"""Keys of one panel or of every text, which are no action's."""
KEYS = re.compile(r"\b(?:(?:Ctrl|Alt|Shift)\+)+[A-Za-z0-9←→+-]+|\bF\d+\b")
PATH = re.compile(rf"\*\*({'|'.join(MENUS)}) > ([^*]+)\*\*")


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_keys_and_menu_entries_that_are_named_exist(page: Path) -> None:
    text = " ".join(page.read_text("utf-8").split())
    keys = {spec.keys for spec in ACTIONS} | {spec.letter for spec in ACTIONS} | LOCAL
    entries = {(spec.menu, spec.text.rstrip("…")) for spec in ACTIONS}
    assert [key for key in KEYS.findall(text) if key not in keys] == []
    assert [entry for entry in PATH.findall(text) if entry not in entries] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_and_pages_that_are_named_exist_light_and_dark(page: Path) -> None:
    named = re.findall(r"\]\(([\w-]+\.(?:png|md))\)", page.read_text("utf-8"))
    made = {"keys.md"}
    assert [name for name in named if name not in made and not (page.parent / name).is_file()] == []
    dark = [name.replace(".png", "-dark.png") for name in named if name.endswith(".png")]
    assert [name for name in dark if not (page.parent / name).is_file()] == []
