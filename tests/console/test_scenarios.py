"""The scenarios that come with the program can all be played, and say what to try."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.console.rules_file import RulesError
from smppconsole.console.scenarios import rules_from, scenario, scenario_names


def test_there_is_a_dozen_at_least_and_the_plain_one_is_first() -> None:
    assert len(scenario_names()) >= 12
    assert scenario_names()[0] == "plain"


@pytest.mark.parametrize("name", scenario_names())
def test_each_scenario_is_sound_and_says_what_to_try(name: str) -> None:
    rules = scenario(name)
    assert rules.name == name
    assert rules.words.endswith(".")
    assert rules.try_this.endswith(".")
    assert rules.seed == 1


def test_chance_has_a_seed_that_can_be_chosen() -> None:
    assert scenario("throttled", seed=42).seed == 42


def test_a_name_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(RulesError, match="there is no scenario 'x'; there are plain, "):
        scenario("x")


def test_a_rules_file_of_the_user_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n')
    assert rules_from(path, seed=3).seed == 3
    with pytest.raises(RulesError, match="No such file"):
        rules_from(tmp_path / "missing.toml")
    path.write_bytes(b"\xff")
    with pytest.raises(RulesError, match="not UTF-8 text"):
        rules_from(path)
