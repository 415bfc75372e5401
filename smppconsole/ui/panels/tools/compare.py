"""Two PDUs beside each other: field by field above, octet by octet below, what differs in colour and in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.models.pdu_diff import Diff, DiffRow, Side, compare
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.widgets.controls import IconButton, IconTextButton, hairline, label, named, set_tone
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.hex_view import HexView, OctetSpan
from smppconsole.ui.widgets.row_choice import select_row
from smppconsole.ui.widgets.section import piled, tool_bar
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import tr

_COLUMNS = (Column("Field", 190), Column("A", mono=True), Column("B", mono=True))
_FIRST = "Choose a PDU in the trace: it becomes A."
_SECOND = "Choose another PDU in the trace: it becomes B."
_SAME = "No field differs."
_NARROW = 640


class ComparePanel(QWidget):
    """A stays until it is asked for anew; B follows what is chosen. ``taken`` fires when A is to be chosen anew."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "compare", tr("Compare two PDUs"))
        self.left: ShownPdu | None = None
        self.right: ShownPdu | None = None
        self._diff = Diff((), (), ())
        self._rows: tuple[DiffRow, ...] = ()
        self.places = tuple(label("", "text", fonts.text(12), f"compare.{side}") for side in "ab")
        self.result = label("", "text2", fonts.text(12, fonts.SEMIBOLD), "compare.result")
        self.swap = IconTextButton("duplicate", tr("Swap"), "compare.swap", tr("Swap A and B"))
        self.anew = IconTextButton(
            "send-again", tr("Take B as A"), "compare.anew", tr("Take B as A and choose another B")
        )
        self.copy = IconButton("copy", "compare.copy", tr("Copy the rows shown as text"))
        self.shown = Segmented(
            "compare.shown", tr("Fields"), ((tr("All fields"), "", False), (tr("Differences"), "", True))
        )
        self.table = Grid("compare.fields", tr("Fields of both"), _COLUMNS, self._cells, _FIRST)
        self.table.setMinimumHeight(theme.px(24))
        self.octets = (HexView("compare.octets_a", tr("Octets of A")), HexView("compare.octets_b", tr("Octets of B")))
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.table)
        self._show()

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        below = QWidget()
        pair = QHBoxLayout(below)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        for side, (place, octets) in enumerate(zip(self.places, self.octets, strict=True)):
            if side:
                pair.addWidget(hairline(vertical=True))
            pair.addLayout(self._half("AB"[side], place, octets), 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("compare.splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(below)
        bar = tool_bar(self.shown, self.result, self.anew, self.swap, self.copy, wide=self.result)
        piled(self, bar, hairline(), self.splitter)

    def _half(self, letter: str, place: QLabel, octets: HexView) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        head.setSpacing(theme.px(8))
        head.addWidget(label(letter, "accent", fonts.text(12, fonts.SEMIBOLD)))
        head.addWidget(place, 1)
        place.setMinimumWidth(theme.px(40))
        half = QVBoxLayout()
        half.setSpacing(0)
        half.addLayout(head)
        half.addWidget(octets, 1)
        return half

    def _wire(self) -> None:
        self.shown.chosen.connect(lambda _value: self._fill())
        self.swap.clicked.connect(self._swap)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.anew.clicked.connect(self._take_anew)
        self.table.selectionModel().currentChanged.connect(self._choose)
        for side, octets in enumerate(self.octets):
            octets.octet_picked.connect(lambda octet, side=side: self._go_to(octet, side))
            octets.field_words = partial(self._field_words, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words of the buttons give way."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        self.swap.setText("" if narrow else tr("Swap"))
        self.anew.setText("" if narrow else tr("Take B as A"))
        self.result.setVisible(self.width() >= theme.px(380))
        for place, pdu in zip(self.places, (self.left, self.right), strict=True):
            place.setText(self._place(pdu))

    # --- the two

    def take(self, pdu: ShownPdu) -> None:
        """A PDU was chosen: the first is A, all later ones B."""
        if self.left is None:
            self.left = pdu
        elif pdu.octets != self.left.octets or pdu.number != self.left.number:
            self.right = pdu
        self._show()

    def begin(self, pdu: ShownPdu) -> None:
        """This one is A; B is to be chosen."""
        self.left, self.right = pdu, None
        self._show()

    def show_both(self, left: ShownPdu, right: ShownPdu) -> None:
        """Show these two."""
        self.left, self.right = left, right
        self._show()

    def text(self) -> str:
        """The rows shown as lines, tabs between field, A and B; the first line says what A and B are."""
        lines = [("", *(self._place(pdu) for pdu in (self.left, self.right)))]
        lines += [tuple(cell.text for cell in self._cells(at)) for at in range(len(self._rows))]
        return "\n".join("\t".join(line) for line in lines)

    def _swap(self) -> None:
        self.left, self.right = self.right or self.left, self.left if self.right else None
        self._show()

    def _take_anew(self) -> None:
        self.left, self.right = self.right or None, None
        self._show()
        self.taken.emit()

    def _show(self) -> None:
        left, right = self.left, self.right
        self._diff = compare(left.inspection, right.inspection) if left and right else Diff((), (), ())
        for place, pdu in zip(self.places, (left, right), strict=True):
            place.setText(self._place(pdu))
            set_tone(place, "text" if pdu else "text3")
        spans = (self._diff.left, self._diff.right)
        for octets, pdu, marked in zip(self.octets, (left, right), spans, strict=True):
            octets.show_octets(pdu.octets if pdu else b"", [OctetSpan(*span) for span in marked])
        for button in (self.swap, self.copy):
            button.setEnabled(right is not None)
        self.anew.setEnabled(right is not None)
        self._tell()
        self._fill()

    def _place(self, pdu: ShownPdu | None) -> str:
        if pdu is None:
            return tr("not chosen yet")
        if self.width() < theme.px(_NARROW) and pdu.number:
            return tr("{title}  No. {number}", title=pdu.title, number=pdu.number)
        return "  ".join(filter(None, (pdu.title, pdu.over, pdu.place)))

    def _tell(self) -> None:
        count = self._diff.count
        if self.left is None or self.right is None:
            words = _SECOND if self.left else _FIRST
        elif not count:
            words = tr("Octet for octet the same")
        else:
            words = tr("{count} of {rows} fields differ", count=count, rows=len(self._diff.rows))
        self.result.setText(words if self.right else "")
        set_tone(self.result, "warn" if count else "ok" if self.right else "text2")
        self.table.empty_words = _SAME if self.right else words

    def _fill(self) -> None:
        rows = self._diff.rows
        for octets in self.octets:
            octets.select(0, 0)
        self._rows = tuple(row for row in rows if not row.same) if self.shown.value else rows
        self.table.rows.reset(len(self._rows))

    def _cells(self, at: int) -> tuple[Cell, ...]:
        row = self._rows[at]
        tone, icon = ("text2", "") if row.same else ("warn", "triangle")
        name = Cell(row.name, "text2" if row.same else "text", icon and "edit", not row.same)
        return name, _cell(row.left, tone), _cell(row.right, tone)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self._rows):
            row = self._rows[current.row()]
            for octets, side in zip(self.octets, (row.left, row.right), strict=True):
                octets.select(*((side.start, side.end) if side else (0, 0)))

    def _go_to(self, octet: int, at: int) -> None:
        number = self._row_of(at, octet)
        if number >= 0:
            select_row(self.table, self.table.rows.index(number, 0))

    def _row_of(self, at: int, octet: int) -> int:
        """The row that has an octet of A (0) or of B (1), -1 where none that is shown has it."""
        sides = ((row.left, row.right)[at] for row in self._rows)
        holds = (number for number, side in enumerate(sides) if side is not None and side.start <= octet < side.end)
        return next(holds, -1)

    def _field_words(self, at: int, octet: int) -> str:
        """The field of an octet, what it says here, and that it says something else on the other side."""
        number = self._row_of(at, octet)
        if number < 0:
            return ""
        row, cells = self._rows[number], self._cells(number)
        differs = "" if row.same else tr("differs: {words}", words=cells[2 - at].text)
        return ", ".join(filter(None, (f"{row.name} {cells[1 + at].text}", differs)))


def _cell(side: Side | None, tone: str) -> Cell:
    if side is None:
        return Cell(tr("not there"), "text3")
    if not side.value:
        return Cell(side.meaning or tr("empty"), tone)
    meaning = f"  {side.meaning}" if side.meaning and side.meaning != side.value else ""
    return Cell(f"{side.value}{meaning}", tone)
