"""TOML into dataclasses, with words for each thing that does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import pytest

from smppconsole.console.rules_file import RulesError, fill


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    weight: float = 1.0


@dataclass(frozen=True)
class Thing:
    name: str
    count: int = 0
    ready: bool = False
    colour: Colour = Colour.RED
    part: Part = field(default_factory=Part)
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    limit: int | None = None


def test_everything_finds_its_place() -> None:
    thing = fill(
        Thing,
        {
            "name": "x",
            "count": 2,
            "ready": True,
            "colour": "blue",
            "part": {"weight": 2},
            "parts": [{"weight": 0.5}, {}],
            "words": ["a", "b"],
            "limit": 3,
        },
        "file",
    )
    assert thing == Thing("x", 2, True, Colour.BLUE, Part(2.0), (Part(0.5), Part()), ("a", "b"), 3)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": 1}, "file.name is text, not 1"),
        ({"name": "x", "count": "2"}, "file.count is a whole number, not '2'"),
        ({"name": "x", "count": True}, "file.count is a whole number, not True"),
        ({"name": "x", "ready": 1}, "file.ready is true or false, not 1"),
        ({"name": "x", "colour": "green"}, "file.colour is one of red, blue, not 'green'"),
        ({"name": "x", "part": 3}, "file.part is a table, not 3"),
        ({"name": "x", "part": {"weight": "heavy"}}, "file.part.weight is a number, not 'heavy'"),
        ({"name": "x", "parts": {"weight": 1}}, "file.parts is a list, not {'weight': 1}"),
        ({"name": "x", "parts": [{}, {"height": 1}]}, "file.parts[2]: there is no 'height'; known are weight"),
        ({"nam": "x"}, "file: there is no 'nam'; known are"),
        ({}, "file: "),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(values: dict[str, object], words: str) -> None:
    with pytest.raises(RulesError) as refused:
        fill(Thing, values, "file")
    assert str(refused.value).startswith(words)
