"""The table of actions."""

from __future__ import annotations

from collections import Counter

from smppconsole.ui.actions import ACTIONS, MENUS, SEPARATE_BEFORE, with_letters


def test_ids_and_keys_are_told_once() -> None:
    assert max(Counter(spec.id for spec in ACTIONS).values()) == 1
    assert max(Counter(spec.keys for spec in ACTIONS if spec.keys).values()) == 1


def test_every_action_stands_in_a_menu_under_words() -> None:
    assert {spec.menu for spec in ACTIONS} == set(MENUS)
    assert all(spec.text for spec in ACTIONS)
    assert {spec.id for spec in ACTIONS} >= SEPARATE_BEFORE


def test_the_keys_of_the_design_are_there() -> None:
    keys = {spec.id: spec.keys for spec in ACTIONS}
    wanted = {
        "palette": "Ctrl+K",
        "filter": "Ctrl+F",
        "find_account": "Ctrl+L",
        "bind": "Ctrl+B",
        "send": "Ctrl+Enter",
        "send_anyway": "Ctrl+Shift+Enter",
        "send_again": "Ctrl+R",
        "edit_resend": "Ctrl+E",
        "new": "Ctrl+N",
        "open": "Ctrl+O",
        "save": "Ctrl+S",
        "next_panel": "F6",
        "help": "F1",
        "to_composer": "Ctrl+4",
    }
    assert {name: keys[name] for name in wanted} == wanted


def test_each_menu_opens_with_a_letter_of_its_own() -> None:
    assert with_letters(["File", "Edit", "Filter", "FIE", "été"]) == ["&File", "&Edit", "F&ilter", "FIE", "&été"]
    assert with_letters(["a", "A", ""]) == ["&a", "A", ""]
