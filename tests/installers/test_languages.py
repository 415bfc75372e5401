"""The catalogues are in step with the source, complete, and compiled."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Catalog, Message

from tests.kit.languages import LANGUAGES, catalogue, compiled, messages

NAMES = sorted(path.stem for path in LANGUAGES.glob("*.po"))
ADVICE = "run python -m tests.kit.languages, and translate what it leaves empty"


def forms(text: object) -> tuple[str, ...]:
    """The forms of a message or of its translation."""
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def placeholders(text: str) -> set[str]:
    """The names a template fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def rows(language: str) -> list[Message]:
    """The messages of a catalogue, without its head."""
    return [message for message in catalogue(language) if message.id]


@pytest.fixture(params=NAMES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_there_is_german() -> None:
    assert "de" in NAMES


def test_every_message_of_the_source_stands_in_the_catalogue_and_no_other(language: str) -> None:
    known, wanted = {forms(message.id) for message in rows(language)}, set(messages())
    assert not wanted - known, ADVICE
    assert not known - wanted, ADVICE


def test_every_message_is_translated_for_good(language: str) -> None:
    assert not [message.id for message in rows(language) if not all(forms(message.string))], ADVICE
    assert not [message.id for message in rows(language) if message.fuzzy]
    assert not dict(catalogue(language).obsolete)


def test_a_translation_fills_in_the_same_values(language: str) -> None:
    for message in rows(language):
        wanted = set().union(*map(placeholders, filled(forms(message.id))))
        for told in filled(forms(message.string)):
            assert placeholders(told) <= wanted, message.id
        assert set().union(*map(placeholders, filled(forms(message.string)))) == wanted, message.id


def filled(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Those texts that can be read as templates; a lone bracket stands for itself."""
    return tuple(text for text in texts if _is_template(text))


def _is_template(text: str) -> bool:
    try:
        placeholders(text)
    except ValueError:
        return False
    return True


def test_ends_and_blanks_are_kept(language: str) -> None:
    """Pieces that are joined keep the blanks at their ends; a sentence stays one."""
    for message in rows(language):
        for said, told in zip(forms(message.id), forms(message.string), strict=True):
            assert (said[:1] == " ", said[-1:] == " ") == (told[:1] == " ", told[-1:] == " "), said
            assert said.endswith("…") == told.endswith("…"), said


def test_what_the_program_reads_was_compiled_of_the_catalogue(language: str) -> None:
    made: Catalog = catalogue(language)
    assert (LANGUAGES / f"{language}.mo").read_bytes() == compiled(made), ADVICE
