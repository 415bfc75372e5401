"""The words of the window in the language of its user; all code speaks English and asks ``tr`` when it shows something.

Catalogues are gettext's (``resources/languages/*.mo``). Rows of tables and other constants are translated where they
are shown, ``tr(row.words)``; texts with values are named templates, ``tr("{count} of {total}", count=1, total=2)``.
What the wire, a file or the user brought is never handed to ``tr``: it is shown as it is.
"""

from __future__ import annotations

import gettext
import os

from smppconsole.console import paths
from smppconsole.smpp.said import Tongue, counted, in_tongue, said

SYSTEM, ENGLISH = "system", "en"
_NO_TAGS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
LANGUAGE_VARIABLE = "SMPPCONSOLE_LANGUAGE"
"""An environment variable that says what the system's language is."""


class _Speaker:
    """Who speaks: the language and its catalogue, None for English, which is in the code."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.tongue: Tongue | None = None


_speaker = _Speaker()


def languages() -> tuple[str, ...]:
    """The languages there are words for, English first."""
    return (ENGLISH, *sorted(file.stem for file in paths.resource("languages").glob("*.mo")))


def choose(wished: str, of_system: tuple[str, ...] = ()) -> str:
    """Speak the language ``wished``, or for "system" the first of ``of_system`` that there are words for; the choice.

    ``of_system`` is as Qt tells it: "de-AT", "de", "en". Windows made before keep their words.
    """
    asked = (os.environ.get(LANGUAGE_VARIABLE) or "").replace("_", "-")
    names = ((asked,) if asked else of_system) if wished == SYSTEM else (wished,)
    known = languages()
    short = (name.split("-")[0].split(".")[0].lower() for name in names)
    _speaker.language = next((name for name in short if name in known), ENGLISH)
    _speaker.tongue = None if _speaker.language == ENGLISH else catalogue(_speaker.language)
    return _speaker.language


def catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language; raises ``OSError`` where there is no such file."""
    with paths.resource("languages", f"{language}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def grouped(number: int) -> str:
    """200 412: digits in groups of three, parted by a thin blank."""
    return f"{number:,}".replace(",", "\u2009")


def sentence(words: str) -> str:
    """With a capital at its head, unless that is a name of the standard, and a full stop at its end."""
    words = tr(words).strip()
    if not words:
        return ""
    head = words[0] if "_" in words.split()[0] else words[0].upper()
    return head + words[1:] + ("" if words[-1] in ".!?:…" else ".")


def speak(tongue: Tongue | None) -> None:
    """Speak with a catalogue of one's own; None is English."""
    _speaker.tongue = tongue


def language() -> str:
    """The language spoken: "en", "de"."""
    return _speaker.language


def tr(text: str, /, **values: object) -> str:
    """``text`` in the language of the window, its ``{names}`` filled in; what was said elsewhere is told anew."""
    tongue = _speaker.tongue
    if tongue is None:
        return text.format(**values) if values else str(text)
    if values:
        return said(text, **values).told(tongue)
    told = in_tongue(text, tongue)
    return tongue.gettext(text) if told is text and text else str(told)


def tr_many(one: str, many: str, count: int, /, **values: object) -> str:
    """The words for ``count`` things; both forms may name ``{count}`` and the other values."""
    words = counted(one, many, count, **values)
    return words if _speaker.tongue is None else words.told(_speaker.tongue)


def escaped(text: str) -> str:
    """``text`` as it is in HTML. What the standard library has for it brings the names of 2 000 characters along."""
    return text.translate(_NO_TAGS)


def tip(text: str) -> str:
    """``text`` as it is for a tool tip, whose tags Qt would obey: what a peer sends may look like HTML."""
    return f"<qt>{escaped(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text
