"""One table of settings: bounds, file, and who watches."""

from __future__ import annotations

import pytest

from smppconsole.console import paths
from smppconsole.console.settings import SETTINGS, Settings, problem_of


def test_every_default_fits_its_own_row() -> None:
    assert [row.name for row in SETTINGS.values() if problem_of(row, row.default)] == []
    assert all(row.words and row.page for row in SETTINGS.values())


def test_what_was_set_is_saved_with_its_words_and_read_again() -> None:
    settings = Settings()
    settings.set("theme", "dark")
    settings.set("unbind_wait", 5)
    settings.save()
    assert "# Colours of the window\n" in paths.settings().read_text()
    assert "mask_text" not in paths.settings().read_text()
    other = Settings()
    assert other.load() == ()
    assert other.text("theme") == "dark"
    assert other.number("unbind_wait") == 5.0
    assert other.flag("mask_text") is False


def test_a_missing_file_is_all_defaults() -> None:
    settings = Settings()
    assert settings.load() == ()
    assert settings["theme"] == "system"


def test_what_does_not_fit_is_told_and_left_at_its_default() -> None:
    paths.settings().parent.mkdir(parents=True)
    paths.settings().write_text('theme = "pink"\nfont_size = 400\nnonsense = 1\nmask_text = true\n')
    settings = Settings()
    assert settings.load() == (
        "settings.toml: theme is one of system, light, dark, not 'pink'",
        "settings.toml: font_size lies between 0 and 40, not 400",
        "settings.toml: there is no setting nonsense",
    )
    assert settings["theme"] == "system"
    assert settings.flag("mask_text")


def test_a_broken_file_is_told() -> None:
    paths.settings().parent.mkdir(parents=True)
    paths.settings().write_text("theme = ")
    settings = Settings()
    (problem,) = settings.load()
    assert "it is kept as settings.toml.unreadable. All settings are at their defaults." in problem
    settings.set("mask_text", True)
    settings.save()
    assert paths.settings().with_name("settings.toml.unreadable").read_text() == "theme = "


def test_two_windows_leave_each_others_settings_alone() -> None:
    one, two = Settings(), Settings()
    one.set("theme", "dark")
    one.save()
    two.set("mask_text", True)
    two.save()
    one.set("unbind_wait", 5)
    one.save()
    read = Settings()
    assert read.load() == ()
    assert (read.text("theme"), read.flag("mask_text"), read.number("unbind_wait")) == ("dark", True, 5.0)


def test_what_stands_in_the_file_beside_stays() -> None:
    paths.make_folder(paths.settings().parent)
    paths.settings().write_text('# by hand\nfrom_a_later_version = 1\ntheme = "dark"\n')
    settings = Settings()
    settings.load()
    settings.set("theme", "system")
    settings.save()
    assert paths.settings().read_text() == '# by hand\nfrom_a_later_version = 1\ntheme = "system"\n'


def test_a_wrong_value_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="simulator_port takes a whole number, not 'x'"):
        Settings().set("simulator_port", "x")
    with pytest.raises(ValueError, match="true or false"):
        Settings().set("mask_text", 1)


def test_who_watches_is_told_of_changes_alone() -> None:
    settings = Settings()
    told: list[str] = []
    stop = settings.observe(told.append)
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    stop()
    settings.set("theme", "light")
    assert told == ["theme"]
