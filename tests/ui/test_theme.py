"""The tokens of the look: complete, and readable."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import style, theme
from smppconsole.ui.theme import DARK, LIGHT, THEMES, USES, Theme


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)
@pytest.mark.parametrize("use", USES, ids=" on ".join)
def test_every_text_can_be_read_on_the_grounds_it_is_set_on(look: Theme, use: tuple[str, str]) -> None:
    text, ground = use
    assert contrast(look.hex(text), look.hex(ground)) >= 4.5


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)
def test_marks_tags_and_frames_of_inputs_can_be_seen(look: Theme) -> None:
    for tint in look.tints.values():
        assert contrast(tint.mark, look.surface) >= 3
        assert contrast(tint.mark, tint.ground) >= 3
        assert contrast(look.text, tint.ground) >= 4.5
        assert contrast(look.text2, tint.ground) >= 4.5
    for tag in look.tags.values():
        assert contrast(tag, look.surface) >= 3
        assert contrast(tag, look.bg) >= 3
    for ground in (look.surface, look.bg, look.raised, look.hover):
        assert contrast(look.field, ground) >= 3


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)
def test_every_token_is_a_colour(look: Theme) -> None:
    tokens = [name for name in Theme.__slots__ if name not in {"name", "tints", "tags"}]
    assert all(re.fullmatch("#[0-9A-F]{6}", look.hex(token)) for token in tokens)
    assert set(look.tints) == set(Group)
    assert LIGHT.tags.keys() == DARK.tags.keys()


def test_tags_and_marks_have_tokens_of_their_own() -> None:
    assert LIGHT.hex("tag.teal") == LIGHT.tags["teal"]
    assert LIGHT.hex("tag.nobody") == LIGHT.tags["blue"]
    assert DARK.hex("mark.udh") == DARK.tints[Group.UDH].mark
    assert DARK.colour("accent").name().upper() == DARK.accent


def test_the_theme_in_force_is_read_back_from_the_palette(look: QApplication) -> None:
    assert theme.current() is LIGHT
    style.apply(look, DARK)
    assert theme.current() is DARK


def test_lengths_follow_the_text_size(look: QApplication) -> None:
    assert theme.px(24) == 24
    style.apply(look, LIGHT, 150)
    assert theme.px(24) == round(24 * theme.scale()) == 37
