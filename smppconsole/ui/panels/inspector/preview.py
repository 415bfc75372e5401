"""What stands in the inspector: the chosen PDU of a trace, or the parts of the draft while previewing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from smppconsole.compose.draft import Draft
from smppconsole.smpp.decode import decode
from smppconsole.smpp.reassembly import Part, part_of
from smppconsole.trace.journeys import Journeys
from smppconsole.ui.panels.composer.sending import Sending
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.trace.page import TracePage


class Looking(QObject):
    """Puts PDUs into the inspector. ``previewing`` tells whether the draft is shown."""

    previewing = Signal(bool)

    def __init__(self, inspector: Inspector, sending: Sending, journeys: Journeys) -> None:
        super().__init__()
        self._inspector, self._sending, self._journeys = inspector, sending, journeys
        self._parts: list[ShownPdu] = []
        self._at = 0
        self._on = False

    def show_row(self, page: TracePage, row: int) -> None:
        """A row of a trace; the preview ends."""
        from smppconsole.trace.long_message import long_message_at  # noqa: PLC0415 - when asked for

        if self._on and row >= 0:
            self._on = False
            self.previewing.emit(False)
        if row < 0:
            if not self._on:
                self._inspector.show_pdu(None)
            return
        store = page.store
        octets, session = store.octets(row), store.session(row)
        reading, book = page.terms.reading_of(session), page.terms.book_of(session)
        judged = store.judged.get(row, ())
        shown = look_at(octets, reading, book, judged, number=row + 1, peer=store.peer(row))
        whole = long_message_at(row, store.long_messages, lambda other: _part_at(page, other))
        if whole is not None:
            parts = (*whole.assembly.parts.values(), *whole.assembly.repeats)
            moments = {part.origin: store.time_ns(part.origin - 1) for part in parts}
            shown = replace(shown, whole=whole, moments=moments)
        tied = self._journeys.rule_of(row) if store is self._journeys.store else None
        about = self._journeys.first_row(self._journeys.message_of(row)) + 1 if tied else 0
        self._inspector.show_pdu(replace(shown, comment=store.comments.get(row, ""), tied=tied, about=about))

    def set_preview(self, on: bool, draft: Draft) -> None:
        """Begin or end the preview of a draft."""
        self._on = on
        self._at = 0
        if on:
            self.show_draft(draft)
        else:
            self._inspector.show_pdu(None)

    def show_draft(self, draft: Draft) -> None:
        """The draft as it is now, while previewing."""
        if self._on:
            self._parts = self._sending.preview(draft)
            self.turn(0)

    def turn(self, step: int) -> None:
        """Another part of the draft."""
        if not self._on:
            return
        self._at = max(0, min(len(self._parts) - 1, self._at + step))
        self._inspector.show_pdu(self._parts[self._at] if self._parts else None)


def _part_at(page: TracePage, row: int) -> Part | None:
    """A row as a part of a long message."""
    session = page.store.session(row)
    decoded = decode(page.store.octets(row), page.terms.book_of(session))
    return part_of(decoded, page.terms.reading_of(session), row + 1)
