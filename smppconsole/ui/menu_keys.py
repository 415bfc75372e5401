"""Entries of a small menu tell the keys of what they do, as the menus of the window do."""

from __future__ import annotations

from smppconsole.ui.actions import BY_ID
from smppconsole.ui.widgets.controls import native_keys


def with_keys(words: str, action: str) -> str:
    """The words of an entry with the keys of an action beside them; an id that is no action has none."""
    spec = BY_ID.get(action)
    keys = native_keys(spec.shown_keys) if spec is not None and spec.shown_keys else ""
    return f"{words}\t{keys}" if keys else words
