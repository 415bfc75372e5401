"""Keys beside the words of small menus."""

from __future__ import annotations

from smppconsole.ui.menu_keys import with_keys


def test_an_entry_tells_the_keys_of_its_action() -> None:
    assert with_keys("New message", "new") == "New message\tCtrl+N"
    assert with_keys("Mark", "mark") == "Mark\tSpace"


def test_what_has_no_keys_or_is_no_action_is_told_alone() -> None:
    assert with_keys("Templates", "templates") == "Templates"
    assert with_keys("As CSV", "copy_as.csv") == "As CSV"
