"""Texts that read from right to left, in lines that read from left to right."""

from __future__ import annotations

from unicodedata import bidirectional

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
_EMBED_RIGHT, _END = "\u2067", "\u2069"


def isolated(words: str) -> str:
    """``words`` kept together: where their first letter reads from right to left they do as a whole, so that what is
    cut ends at the left and words beside them stay where they are."""
    if words.isascii():
        return words
    first = next((kind for kind in map(bidirectional, words) if kind in _STRONG), "L")
    return f"{_EMBED_RIGHT}{words}{_END}" if first in _RIGHT_TO_LEFT else words


def isolated_in(words: str, piece: str) -> str:
    """``words`` with the first ``piece`` in them kept together, so that it moves nothing beside it."""
    return words.replace(piece, isolated(piece), 1) if piece else words
