"""English words that remember how they were made, and are told in another language."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from smppconsole.smpp.said import Said, clause, counted, in_tongue, joined, said

_GERMAN = {
    "{port} is no port": "{port} ist kein Port",
    "refused": "abgelehnt",
    "refused.": "abgelehnt.",
    "the bind was {what}": "der Bind wurde {what}",
    "1 part": "1 Teil",
    "{count} parts": "{count} Teile",
    "braces {n}": "Klammern {n}",
}


class German:
    """A catalogue by hand."""

    def gettext(self, message: str, /) -> str:
        return _GERMAN.get(message, message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else many)


def test_it_is_the_english_text_to_everybody() -> None:
    words = said("{port} is no port", port=70000)
    assert words == "70000 is no port"
    assert json.dumps([words]) == '["70000 is no port"]'
    assert {words: 1} == {"70000 is no port": 1}


def test_its_template_is_told_with_the_same_values() -> None:
    assert said("{port} is no port", port=70000).told(German()) == "70000 ist kein Port"


def test_values_that_were_said_are_told_too_and_others_stay() -> None:
    assert said("the bind was {what}", what=said("refused")).told(German()) == "der Bind wurde abgelehnt"
    assert said("the bind was {what}", what="refused").told(German()) == "der Bind wurde refused"


def test_an_error_is_told_by_its_words() -> None:
    error = ValueError(said("{port} is no port", port=1))
    assert str(error) == "1 is no port"
    assert said("the bind was {what}", what=error).told(German()) == "der Bind wurde 1 ist kein Port"
    assert in_tongue(OSError("disk full"), German()) == "disk full"


@pytest.mark.parametrize(("count", "english", "german"), [(1, "1 part", "1 Teil"), (3, "3 parts", "3 Teile")])
def test_the_form_goes_with_the_count(count: int, english: str, german: str) -> None:
    words = counted("1 part", "{count} parts", count)
    assert words == english
    assert words.told(German()) == german


def test_joined_words_are_told_one_by_one() -> None:
    words = joined("; ", (said("refused"), "id 7", counted("1 part", "{count} parts", 2)))
    assert words == "refused; id 7; 2 parts"
    assert words.told(German()) == "abgelehnt; id 7; 2 Teile"
    assert (said("refused") + ", " + said("refused")).told(German()) == "abgelehnt, abgelehnt"
    assert ("so " + said("refused")).told(German()) == "so abgelehnt"


def test_a_template_without_values_keeps_its_braces() -> None:
    assert said("braces {n}") == "braces {n}"
    assert said("braces {n}").told(German()) == "Klammern {n}"


def test_copies_remember_too() -> None:
    words = said("{port} is no port", port=1)
    for copied in (copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert isinstance(copied, Said)
        assert copied.told(German()) == "1 ist kein Port"


def test_a_sentence_stands_within_another_without_its_full_stop() -> None:
    words = said("the bind was {what}", what=clause(said("refused.")))
    assert words == "the bind was refused"
    assert in_tongue(words, German()) == "der Bind wurde abgelehnt"
    assert clause("plain.") == "plain"
