"""Placeholders of a batch."""

from __future__ import annotations

import pytest

from smppconsole.compose.draft import Draft
from smppconsole.compose.templates import TemplateError, draft_placeholders, fill, fill_draft, placeholders


def test_the_names_in_a_text_are_told_once_and_in_order() -> None:
    assert placeholders("Dear {name}, {{not}} this, {code} and { name }") == ("name", "code")


def test_a_text_is_filled_and_doubled_brackets_are_themselves() -> None:
    assert fill("{a}{{b}}{ a }", {"a": "{x}"}) == "{x}{b}{x}"


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("ab {", 3, "a bracket '{' without its partner; write it twice to mean it"),
        ("} ab", 0, "a bracket '}' without its partner; write it twice to mean it"),
        ("x{}", 1, "a placeholder without a name"),
        ("x{c}", 1, "no column is called 'c'; the columns are a, b"),
    ],
)
def test_a_template_that_cannot_be_filled_says_where_and_why(text: str, position: int, words: str) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(text, {"a": "", "b": ""})
    assert (caught.value.position, caught.value.words) == (position, words)


def test_all_texts_of_a_draft_are_filled() -> None:
    draft = Draft(
        destination="{to}",
        source="{from}",
        text="{text}",
        service_type="{s}",
        validity="{v}",
        schedule="{w}",
        fields={"protocol_id": 1, "service_type": "{to}"},
    )
    names = draft_placeholders(draft)
    assert names == ("to", "from", "text", "s", "w", "v")
    filled = fill_draft(draft, {name: name.upper() for name in names})
    assert filled == Draft(
        destination="TO",
        source="FROM",
        text="TEXT",
        service_type="S",
        validity="V",
        schedule="W",
        fields={"protocol_id": 1, "service_type": "TO"},
    )
