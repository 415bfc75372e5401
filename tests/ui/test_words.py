"""The words of the window in the language of its user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from smppconsole.console import paths
from smppconsole.console.settings import SETTINGS
from smppconsole.smpp.said import joined, said
from smppconsole.ui import words
from smppconsole.ui.words import tr, tr_many


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.choose(words.ENGLISH)


def test_english_is_what_the_code_says() -> None:
    words.choose("en")
    assert tr("Settings") == "Settings"
    assert tr("{count} of {total}", count=1, total=2) == "1 of 2"
    assert tr_many("1 PDU", "{count} PDUs", 1) == "1 PDU"
    assert tr_many("1 PDU", "{count} PDUs", 5) == "5 PDUs"


def test_every_language_of_the_setting_has_its_catalogue() -> None:
    assert set(SETTINGS["language"].choices) == {words.SYSTEM, *words.languages()}


def test_the_systems_language_is_taken_where_there_are_words_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(words.LANGUAGE_VARIABLE)
    assert words.choose("system", ("de-AT", "de", "en")) == "de"
    assert words.choose("system", ("fr-FR", "fr")) == "en"
    assert words.choose("system", ()) == "en"


def test_a_variable_stands_for_the_systems_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(words.LANGUAGE_VARIABLE, "de_DE.UTF-8")
    assert words.choose("system", ("en",)) == "de"
    assert words.choose("en", ()) == "en"


def test_german_is_told() -> None:
    words.choose("de")
    assert words.language() == "de"
    assert tr("Settings") == "Einstellungen"
    assert tr("no such message") == "no such message"
    assert tr("") == ""
    assert tr_many("1 part", "{count} parts", 3) == "3 Teile"


def test_what_was_said_in_the_core_is_told_anew() -> None:
    words.choose("de")
    assert tr(joined(", ", (said("Settings"), "x"))) == "Einstellungen, x"


def test_a_catalogue_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)
    with pytest.raises(OSError, match="xx"):
        words.catalogue("xx")
    assert words.languages() == ("en",)


@pytest.mark.parametrize("text", ["<b>bold</b>", "a < b\nand <img src='file:///etc/hostname'>"])
def test_a_tool_tip_shows_what_a_peer_sent_and_obeys_none_of_it(text: str) -> None:
    document = QTextDocument()
    document.setHtml(words.tip(text))
    assert document.toPlainText() == text
    assert words.tip("plain & simple") == "plain & simple"
