"""The words of the window in the language of its user."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from smppconsole.console import paths
from smppconsole.console.settings import SETTINGS
from smppconsole.smpp.said import joined, said
from smppconsole.trace.export import FORMATS
from smppconsole.ui import words
from smppconsole.ui.words import tr, tr_many


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.choose(words.ENGLISH)


@pytest.mark.parametrize("text", ["", "plain", "<b>&amp;</b>", "\"it's\" <a href='x'>", "→ ü 漢"])
def test_what_is_escaped_is_read_back_as_it_was(text: str) -> None:
    assert words.escaped(text) == html.escape(text)
    assert html.unescape(words.escaped(text)) == text


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


def test_the_forms_of_export_are_told_too() -> None:
    words.choose("de")
    assert tr(FORMATS[0].title) == "Mitschnitt (pcapng)"
    assert {tr(form.title) for form in FORMATS if form.title == tr(form.title)} == {"Markdown"}


def test_a_catalogue_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)
    with pytest.raises(OSError, match="xx"):
        words.catalogue("xx")
    assert words.languages() == ("en",)


def test_digits_stand_in_groups_of_three() -> None:
    assert words.grouped(1234567) == "1\u2009234\u2009567"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("16 octets", "16 octets."),
        ("character 1 is 'x'", "Character 1 is 'x'."),
        ("esm_class is not set", "esm_class is not set."),
        ("It is empty.", "It is empty."),
        ("Send it?", "Send it?"),
        ("", ""),
    ],
)
def test_what_is_said_of_a_field_becomes_a_sentence(said: str, expected: str) -> None:
    assert words.sentence(said) == expected


@pytest.mark.parametrize("text", ["<b>bold</b>", "a < b\nand <img src='file:///etc/hostname'>"])
def test_a_tool_tip_shows_what_a_peer_sent_and_obeys_none_of_it(text: str) -> None:
    document = QTextDocument()
    document.setHtml(words.tip(text))
    assert document.toPlainText() == text
    assert words.tip("plain & simple") == "plain & simple"


TAKERS: dict[str, tuple[int, ...]] = {
    "label": (0,),
    "button": (0, 2),
    "named": (2,),
    "labelled": (0,),
    "IconButton": (2,),
    "MainButton": (0,),
    "IconTextButton": (1, 3),
    "LineField": (1, 2),
    "SearchChoice": (1, 2),
    "Choice": (1,),
    "NumberField": (1,),
    "Section": (0,),
    "TabRow": (1,),
    "QCheckBox": (0,),
    "QLabel": (0,),
    "addAction": (0,),
    "addMenu": (0,),
    "addTab": (0,),
    "setAccessibleDescription": (0,),
    "setAccessibleName": (0,),
    "setPlaceholderText": (0,),
    "setText": (0,),
    "setToolTip": (0,),
    "setWindowTitle": (0,),
}
"""Calls that show words as they are given them, and which of their arguments those are."""
NAMES = frozenset({"SMPP Console", "TLVs", "TON", "NPI"})


def untranslated(path: Path) -> Iterator[str]:
    """Literals with words in them that a module hands to such a call without asking ``tr``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            taken = TAKERS.get(getattr(node.func, "attr", getattr(node.func, "id", "")), ())
            for at in taken:
                if at < len(node.args) and has_words(node.args[at]):
                    yield f"{path.name}:{node.lineno}: {ast.unparse(node.args[at])}"


def has_words(argument: ast.expr) -> bool:
    """Whether a literal reads as words; what it fills in is somebody else's."""
    if isinstance(argument, ast.JoinedStr):
        literal = "".join(str(part.value) for part in argument.values if isinstance(part, ast.Constant))
        return bool(re.search(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>", "", literal)))
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str) and is_words(argument.value)


def is_words(text: str) -> bool:
    """Capitals or blanks make words; the standard's names and object names have neither."""
    return text not in NAMES and bool(re.search(r"^[A-Z][a-z]|[A-Za-z]{2,} +[A-Za-z]", text))


def test_what_a_widget_is_given_to_say_is_asked_of_the_catalogue() -> None:
    house = Path(words.__file__).parent
    assert not [found for path in sorted(house.rglob("*.py")) for found in untranslated(path)]
