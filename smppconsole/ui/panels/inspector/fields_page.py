"""Fields and octets beside each other, where there is no room for that one below the other; tied both ways: a field
marks its octets, an octet finds its field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter

from smppconsole.ui import theme
from smppconsole.ui.models.field_rows import FieldRow, field_rows
from smppconsole.ui.panels.inspector.field_tree import FieldTree
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, octet_spans
from smppconsole.ui.widgets.hex_view import HexView
from smppconsole.ui.words import tr

_BAR = 10
_TREE, _TREE_LEAST = 480, 160
"""Pixels at 100 % of the tree beside sixteen octets, so that most meanings are read whole; and beside eight."""


class FieldsPage(QSplitter):
    """Shows one PDU. ``left`` asks for the trace."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("inspector.splitter")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.tree = FieldTree()
        self.hex = HexView("inspector.octets", tr("Octets"))
        self.hex.field_words = self.tree.fields.words_at
        self._title = ""
        self._share = 0.0
        self.addWidget(self.tree)
        self.addWidget(self.hex)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.tree.field_chosen.connect(self._field_chosen)
        self.tree.field_hovered.connect(self._field_hovered)
        self.tree.jumped.connect(self.hex.setFocus)
        self.tree.left.connect(self.left)
        self.hex.octet_picked.connect(self.tree.choose_octet)
        self.splitterMoved.connect(lambda _at, _index: self._note_share())

    def show_pdu(self, pdu: ShownPdu | None) -> None:
        """Show another PDU; of one of the same kind the same field, so that walking over rows compares it."""
        chosen = self.tree.chosen
        keep = chosen.name if chosen is not None and pdu is not None and pdu.title == self._title else ""
        self._title = pdu.title if pdu is not None else ""
        rows = field_rows(pdu.inspection) if pdu is not None else ()
        self.tree.show_rows(rows)
        self.hex.show_octets(pdu.octets if pdu else b"", octet_spans(pdu.inspection.nodes) if pdu else ())
        if keep:
            self._choose_named(keep, rows)

    def show_octets(self, start: int, end: int) -> None:
        """Mark octets, and the field of the first."""
        self.tree.choose_octet(start)
        self.hex.select(start, end)

    def copy_value(self) -> None:
        """The value of the chosen field to the clipboard, a password masked."""
        row = self.tree.chosen
        if row is not None:
            QGuiApplication.clipboard().setText(row.copied)

    def _choose_named(self, name: str, rows: tuple[FieldRow, ...]) -> None:
        for row in rows:
            for inner in (row, *row.leaves()):
                if inner.name == name and inner.end > inner.start:
                    self.tree.choose_octet(inner.start)
                    return

    def _field_chosen(self, row: FieldRow | None) -> None:
        if row is not None:
            self.hex.select(row.start, row.end)

    def _field_hovered(self, row: FieldRow | None) -> None:
        self.hex.hover(row.start if row else 0, row.end if row else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """X jumps between tree and octets."""
        if event.key() == Qt.Key.Key_X and not event.modifiers():
            (self.tree if self.hex.hasFocus() else self.hex).setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sixteen octets a row where there is room for them beside the tree, else eight."""
        super().resizeEvent(event)
        self._share_width()

    @property
    def share(self) -> str:
        """The share of the width that the user gave the octets, "" where they never did."""
        return f"{self._share:.3f}" if self._share else ""

    def take_share(self, share: str) -> None:
        """Give the octets such a share; raises ``ValueError`` for what is none."""
        self._share = min(1.0, max(0.0, float(share or 0)))
        self._share_width()

    def _note_share(self) -> None:
        tree, octets = self.sizes()
        if self.orientation() is Qt.Orientation.Horizontal:
            self._share = octets / max(1, tree + octets)

    def _share_width(self) -> None:
        narrow = self.width() < self.hex.width_for(8) + _BAR + theme.px(_TREE_LEAST)
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if orientation is not self.orientation():
            self.setOrientation(orientation)
        if narrow:
            self.setSizes([self.height() // 2] * 2)
        elif self._share:
            octets = round(self.width() * self._share)
            self.setSizes([self.width() - octets, octets])
        else:
            room, wide = self.width(), self.hex.width_for(16) + _BAR
            octets = wide if room >= wide + theme.px(_TREE) else self.hex.width_for(8) + _BAR
            self.setSizes([room - octets, octets])

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: share the width anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.count() == 2:
            self.tree.apply_measure()
            self._share_width()
