"""English words that remember how they were made, so that a face can say them in another language.

``said("{port} is no port", port=70000)`` is the text "70000 is no port" to everybody: to the command line, to files, to
tests. A face with a catalogue asks ``in_tongue`` for the template's translation, filled with the same values; values
that were said themselves are translated too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class Tongue(Protocol):
    """A catalogue of one language, as ``gettext`` makes them; a message it has not comes back as it is."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message."""
        ...

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The form of a message that goes with ``count``."""
        ...


class Said(str):
    """English text with the templates and values it was made of."""

    __slots__ = ("_glue", "_templates", "_values")

    _glue: str | None
    _templates: tuple[str, ...]
    _values: dict[str, object]

    def __new__(cls, text: str, templates: tuple[str, ...], values: dict[str, object], glue: str | None = None) -> Said:
        """``templates`` are one, or the forms for one and for many; none where ``glue`` joins the values."""
        made = super().__new__(cls, text)
        made._templates, made._values, made._glue = templates, values, glue
        return made

    def __str__(self) -> Said:
        """Itself: an exception that holds it tells it whole."""
        return self

    def __add__(self, other: str) -> Said:
        """Said one after the other."""
        return joined("", (self, other))

    def __radd__(self, other: str) -> Said:
        return joined("", (other, self))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str.__str__(self), self._templates, self._values, self._glue)

    def told(self, tongue: Tongue) -> str:
        """The same in a language."""
        values = {name: in_tongue(value, tongue) for name, value in self._values.items()}
        if self._glue is not None:
            return str(in_tongue(self._glue, tongue)).join(str(value) for value in values.values())
        if len(self._templates) == 2:
            count = values.pop("")
            one, many = self._templates
            template = tongue.ngettext(one, many, count if isinstance(count, int) else 2)
        else:
            template = tongue.gettext(self._templates[0])
        return template.format(**values) if values else template


class _Capital(Said):
    """What was said, with a capital at its head."""

    __slots__ = ()

    def told(self, tongue: Tongue) -> str:
        words = super().told(tongue)
        return words[:1].upper() + words[1:]


class _Clause(Said):
    """What was said, without the full stop at its end."""

    __slots__ = ()

    def told(self, tongue: Tongue) -> str:
        return super().told(tongue).rstrip(".")


def said(template: str, /, **values: object) -> Said:
    """``template`` with its ``{names}`` filled in; what was said already stays as it is."""
    if isinstance(template, Said) and not values:
        return template
    return Said(template.format(**values) if values else template, (template,), values)


def counted(one: str, many: str, count: int, /, **values: object) -> Said:
    """``one`` where ``count`` is 1, else ``many``; both may name ``{count}``, which ``values`` may write in its own
    way ("1 204")."""
    shown = {"count": count, **values}
    return Said((one if count == 1 else many).format(**shown), (one, many), {"": count, **shown})


def joined(glue: str, parts: Iterable[str]) -> Said:
    """``glue.join(parts)`` whose parts, and whose glue where it was said, can still be translated."""
    held = tuple(parts)
    return Said(glue.join(held), (), {str(at): part for at, part in enumerate(held)}, glue)


def capital(words: str) -> str:
    """``words`` with a capital at their head."""
    return _Capital(words[:1].upper() + words[1:], (), {"words": words}, "")


def clause(words: str) -> str:
    """``words`` without the full stop at their end, to stand within another sentence."""
    return _Clause(words.rstrip("."), (), {"words": words}, "")


def in_tongue(value: object, tongue: Tongue) -> object:
    """A value as it stands in a sentence: what was said is translated, an error by its words, all else is as it is."""
    if isinstance(value, Exception):
        value = str(value)
    return value.told(tongue) if isinstance(value, Said) else value
