"""Placeholders in a draft: ``{name}`` stands for a column of a batch; ``{{`` and ``}}`` are the brackets themselves.

Only templates and batches fill drafts in. A message sent by hand may say ``{name}`` and mean it: it is sent as it
stands, and ``left_over`` finds what looks as if it should have been filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from smppconsole.compose.draft import Draft
from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.said import said

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_LIKE_A_NAME = re.compile(r"(?<!\{)\{ *([^\W\d][\w .-]{0,39}?) *\}(?!\})")


class TemplateError(ValueError):
    """A template that cannot be filled: ``position`` (0 based) is where it stands in the text."""

    def __init__(self, words: str, position: int) -> None:
        super().__init__(words)
        self.words = words
        self.position = position


def placeholders(text: str) -> tuple[str, ...]:
    """The names in ``text``, each once, in order of appearance; raises TemplateError for a bracket without partner."""
    names = [_name_of(piece) for piece in _PIECE.finditer(text)]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def left_over(text: str) -> tuple[str, ...]:
    """The names in ``text`` that look like placeholders which nobody filled in, each once. Brackets around anything
    but a name (figures, quotes, nothing), doubled ones and those without a partner are somebody's text."""
    return tuple(dict.fromkeys(_LIKE_A_NAME.findall(text)))


def fill(text: str, row: Mapping[str, str]) -> str:
    """``text`` with every placeholder replaced by its value; raises TemplateError for a name that ``row`` lacks."""

    if "{" not in text and "}" not in text:
        return text

    def value(piece: re.Match[str]) -> str:
        name = _name_of(piece)
        if name is None:
            return piece[0][0]
        if name not in row:
            known = ", ".join(row) or "none"
            raise TemplateError(
                said("no column is called {name!r}; the columns are {known}", name=name, known=known), piece.start()
            )
        return row[name]

    return _PIECE.sub(value, text)


def draft_placeholders(draft: Draft) -> tuple[str, ...]:
    """The names in all texts of a draft, each once."""
    texts = [draft.destination, draft.source, draft.text, draft.service_type, draft.schedule, draft.validity]
    texts += [value for value in draft.fields.values() if isinstance(value, str)]
    return tuple(dict.fromkeys(name for text in texts for name in placeholders(text)))


def fill_draft(draft: Draft, row: Mapping[str, str]) -> Draft:
    """The draft with the placeholders of all its texts filled in: addresses, message, times, overridden fields."""
    overrides: dict[str, FieldValue] = {
        name: fill(value, row) if isinstance(value, str) else value for name, value in draft.fields.items()
    }
    return replace(
        draft,
        destination=fill(draft.destination, row),
        source=fill(draft.source, row),
        text=fill(draft.text, row),
        service_type=fill(draft.service_type, row),
        schedule=fill(draft.schedule, row),
        validity=fill(draft.validity, row),
        fields=overrides,
    )


def _name_of(piece: re.Match[str]) -> str | None:
    """The name of a placeholder; None for a doubled bracket."""
    if piece[0] in ("{{", "}}"):
        return None
    if piece[1] is None:
        raise TemplateError(
            said("a bracket {piece!r} without its partner; write it twice to mean it", piece=piece[0]), piece.start()
        )
    name = piece[1].strip()
    if not name:
        raise TemplateError(said("a placeholder without a name"), piece.start())
    return name
