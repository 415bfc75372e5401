from __future__ import annotations

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.filter import parse
from smppconsole.trace.filter_names import NAMES


def test_each_name_says_what_it_is() -> None:
    assert all(name.words for name in NAMES.values())


def test_names_that_stand_alone_do() -> None:
    for text, name in NAMES.items():
        if name.bare:
            parse(text)


def test_each_value_that_is_offered_is_taken() -> None:
    for text, name in NAMES.items():
        for value, _ in name.values(STANDARD):
            parse(f'{text} == "{value}"')
