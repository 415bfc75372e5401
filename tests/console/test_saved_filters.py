"""The file of filters a user keeps."""

from __future__ import annotations

from pathlib import Path

from smppconsole.console import paths
from smppconsole.console.saved_filters import MOST_RECENT, SavedFilters


def test_what_is_kept_and_used_is_read_again() -> None:
    filters = SavedFilters()
    filters.keep('text == "a\\\\b"')
    filters.keep("error")
    filters.use("lost")
    again = SavedFilters()
    assert again.load() == ""
    assert again.kept == ('text == "a\\\\b"', "error")
    assert again.recent == ("lost",)
    assert (paths.config() / "filters.toml").is_file()


def test_a_missing_file_is_no_filters() -> None:
    filters = SavedFilters()
    assert filters.load() == ""
    assert (filters.kept, filters.recent) == ((), ())


def test_keeping_again_moves_to_the_end_and_no_longer_takes_away(tmp_path: Path) -> None:
    filters = SavedFilters(tmp_path / "filters.toml")
    for text in ("a", "b", "a", ""):
        filters.keep(text)
    assert filters.kept == ("b", "a")
    filters.keep("b", False)
    assert filters.kept == ("a",)


def test_the_latest_used_stand_first_and_once(tmp_path: Path) -> None:
    filters = SavedFilters(tmp_path / "filters.toml")
    for number in range(MOST_RECENT + 3):
        filters.use(f"session == {number}")
    filters.use("session == 5")
    filters.use("")
    assert filters.recent[:2] == ("session == 5", f"session == {MOST_RECENT + 2}")
    assert len(filters.recent) == len(set(filters.recent)) == MOST_RECENT


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "filters.toml"
    path.write_text("kept = [", "utf-8")
    filters = SavedFilters(path)
    said = filters.load()
    assert said.startswith(f"{path}: ")
    assert said.endswith("it is kept as filters.toml.unreadable. No kept filters were read.")
    assert filters.kept == ()


def test_two_windows_keep_each_others_filters(tmp_path: Path) -> None:
    one, two = SavedFilters(tmp_path / "filters.toml"), SavedFilters(tmp_path / "filters.toml")
    one.keep("error")
    two.keep("lost")
    two.use("session == 1")
    one.use("session == 2")
    two.load()
    assert (two.kept, two.recent) == (("error", "lost"), ("session == 2", "session == 1"))


def test_what_is_no_filter_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "filters.toml"
    path.write_text('kept = ["error", 7, "", "error", "lost"]\nrecent = "error"\n', "utf-8")
    filters = SavedFilters(path)
    assert filters.load() == ""
    assert (filters.kept, filters.recent) == (("error", "lost"), ())


def test_a_kept_filter_has_a_name_until_it_is_kept_no_longer(tmp_path: Path) -> None:
    filters = SavedFilters(tmp_path / "filters.toml")
    filters.keep('text == "x"')
    filters.name('text == "x"', "  The  one ")
    again = SavedFilters(tmp_path / "filters.toml")
    again.load()
    assert again.names == {'text == "x"': "The one"}
    again.name('text == "x"', "")
    again.load()
    assert again.names == {}
    again.name('text == "x"', "Once more")
    again.keep('text == "x"', False)
    again.load()
    assert (again.kept, again.names) == ((), {})


def test_a_name_of_what_is_not_kept_and_what_is_no_name_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "filters.toml"
    path.write_text('kept = ["error"]\nrecent = []\n[names]\nlost = "x"\nerror = 7\n', "utf-8")
    filters = SavedFilters(path)
    assert filters.load() == ""
    assert filters.names == {}
