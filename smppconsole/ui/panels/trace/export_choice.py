"""Which rows of a trace leave it, in which form, with what masked: the choice, and a look at what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from smppconsole.trace.export import FORMATS, Exporting, Format, export_text, format_named
from smppconsole.trace.mask import PASSWORDS_ONLY, Masking
from smppconsole.trace.store import Store
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

_SEEN = 3
_MOST_SEEN = 12_000
_WORDS = format_named("text")


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows that may be meant: "Selection", "Filter" or "All"."""

    id: str
    title: str
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the user wants."""

    rows: RowSet
    form: Format = FORMATS[0]
    masking: Masking = PASSWORDS_ONLY


Terms = Callable[[Masking, Sequence[int]], Exporting]
"""How rows are told, under a masking, for these rows."""


def preview_text(store: Store, wish: ExportWish, terms: Terms) -> str:
    """The first PDUs as they would stand in the file; a capture, which is no text, as words and hex."""
    rows = list(islice(wish.rows.rows, _SEEN))
    form = wish.form if wish.form.pieces is not None else _WORDS
    text = export_text(form.id, store, rows, terms(wish.masking, rows)) if rows else tr("No PDUs.")
    if rows and wish.form.pieces is None:  # a capture has no heading
        text = tr("The packets of the capture, in words:") + "\n\n" + text.partition("\n\n")[2]
    left = len(wish.rows.rows) - len(rows)
    if len(text) > _MOST_SEEN:
        text = text[:_MOST_SEEN] + "…"
    return tr("{text}\n… and {left} more", text=text, left=left) if left > 0 else text


def result_words(wish: ExportWish) -> str:
    """ "Save 12 PDUs…": what the button does."""
    count = len(wish.rows.rows)
    return tr("Save 1 PDU…") if count == 1 else tr("Save {count} PDUs…", count=count)
