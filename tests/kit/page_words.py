"""The words of the drawn pages of the guide in other languages.

Their own stand in ``page_words.LANGUAGE.toml``, those of the tables in the catalogue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from smppconsole.ui import words

Tell = Callable[[str], str]
KIT = Path(__file__).resolve().parent


def english(text: str) -> str:
    """A text as the kit has it."""
    return text


def teller(language: str) -> Tell:
    """Tells the texts of pages in a language; one of several lines is known by its beginning."""
    own = tomllib.loads((KIT / f"page_words.{language}.toml").read_text("utf-8"))
    long = {head: told for head, told in own.items() if "\n" in told}
    tongue = words.catalogue(language)

    def tell(text: str) -> str:
        begun = next((told for head, told in long.items() if text.startswith(head)), "")
        return begun or own.get(text) or tongue.gettext(text)

    return tell


def pages_of(page: Path) -> Iterator[tuple[Path, Tell]]:
    """Where a drawn page goes in every language, and who tells it."""
    yield page, english
    for file in sorted(KIT.glob("page_words.*.toml")):
        language = file.suffixes[0].removeprefix(".")
        yield page.parent / language / page.name, teller(language)
