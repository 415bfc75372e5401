"""Which rules a centre goes by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.scenarios import scenario
from smppconsole.ui.panels.centre.scenario import ScenarioBar


@pytest.fixture
def bar(qtbot: QtBot) -> ScenarioBar:
    """On the plain scenario."""
    made = ScenarioBar()
    qtbot.addWidget(made)
    made.choose("")
    return made


def test_a_scenario_is_told_in_words_with_something_to_try(bar: ScenarioBar, qtbot: QtBot) -> None:
    assert bar.rules.name == "plain"
    with qtbot.waitSignal(bar.chosen):
        bar.choice.choose("telemessage-sheet")
    assert "service type" in bar.words.text()
    assert bar.hint.text().startswith("Try this: Bind as demo")


def test_rules_that_no_scenario_has_are_ones_own(bar: ScenarioBar) -> None:
    bar.show_rules(replace(scenario("deaf"), seed=99))
    assert bar.choice.currentText() == "Rules of your own"
    bar.show_rules(scenario("deaf"))
    assert bar.choice.currentText() == "Deaf"


def test_rules_go_to_a_file_and_come_back(bar: ScenarioBar, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    bar.said.connect(lambda _severity, words: said.append(words))
    bar.choose("stormy")
    bar.save_to(tmp_path / "mine.toml")
    bar.choose("plain")
    with qtbot.waitSignal(bar.chosen):
        bar.load_from(tmp_path / "mine.toml")
    assert bar.rules == scenario("stormy")
    bar.load_from(tmp_path / "gone.toml")
    bar.save_to(tmp_path / "gone" / "mine.toml")
    assert "Rules saved" in said[0]
    assert "gone.toml" in said[2]
    assert "was not saved" in said[3]
