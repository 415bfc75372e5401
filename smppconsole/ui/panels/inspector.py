"""The inspector: one PDU as fields, octets, text under every alphabet, findings, and in smpplib's eyes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.field_rows import FieldRow, field_rows
from smppconsole.ui.panels.field_tree import FieldTree
from smppconsole.ui.panels.inspector_pages import Page, findings_words, lenses_words, opinion_words
from smppconsole.ui.panels.shown_pdu import ShownPdu, octet_spans
from smppconsole.ui.widgets.controls import IconButton, label, named, set_property, set_tone
from smppconsole.ui.widgets.hex_view import HexView
from smppconsole.ui.widgets.strip import STYLES, Strip
from smppconsole.ui.widgets.tab_row import TabRow

_FIELDS, _LENSES, _FINDINGS, _OPINION, _GUEST = range(5)
_UDHI_RULES = frozenset({"udh-without-udhi", "udhi-missing", "udh-no-udhi", "udh-not-announced"})
_NARROW = 620


class InspectorHead(QWidget):
    """The row of tabs with the PDU's name and place at its right; it is also the dock's title bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabRow("inspector.tabs", "Inspector")
        for words in ("Fields", "Text lenses", "Findings", "smpplib says"):
            self.tabs.addTab(words)
        self.command = label("", "text", fonts.text(12, fonts.SEMIBOLD), "inspector.command")
        self.place = label("", "text2", fonts.mono(11), "inspector.place")
        self.note = label("", "warn", fonts.text(12), "inspector.note")
        self.note.hide()
        self.before = IconButton("chevron-left", "inspector.part_before", "Part before", size=14)
        self.after = IconButton("chevron-right", "inspector.part_after", "Next part", size=14)
        self.partner = IconButton("link", "inspector.partner", "Go to its request or response", "P")
        self.copy = IconButton("copy", "inspector.copy", "Copy the octets as hex", "Ctrl+Shift+C")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.tabs)
        row.addWidget(self.note, 1)
        row.addStretch(0)
        row.addWidget(self.command)
        row.addSpacing(theme.px(6))
        row.addWidget(self.place)
        row.addSpacing(theme.px(4))
        for widget in (self.before, self.after, self.partner, self.copy):
            row.addWidget(widget)
        self.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        self._note = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place gives way before the command."""
        super().resizeEvent(event)
        self.place.setVisible(self.width() >= theme.px(_NARROW))
        self.fit_note()

    def say_note(self, severity: Severity, words: str) -> None:
        """The worst finding, where there is no strip for it; "" for none."""
        self._note = words
        self.note.setToolTip(words)
        set_tone(self.note, STYLES[severity][1])
        self.fit_note()

    def fit_note(self) -> None:
        """Cut the note to the room between tabs and name."""
        room = self.command.x() - self.tabs.geometry().right() - theme.px(24)
        cut = self.note.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        self.note.setText(cut)
        self.note.setVisible(bool(self._note) and room > theme.px(60))


class Inspector(QWidget):
    """Shows a ``ShownPdu``. Signals: ``partner_asked`` with a row, ``udhi_asked``, ``part_asked`` with a step,
    ``left`` when the user goes back to the trace."""

    partner_asked = Signal(int)
    udhi_asked = Signal()
    part_asked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "inspector", "Inspector")
        self.head = InspectorHead()
        self.strip = Strip(
            "inspector.strip", (("more", ""), ("octets", "Show octets"), ("udhi", "Send again with UDHI"))
        )
        self.tree = FieldTree()
        self.hex = HexView("inspector.octets", "Octets")
        self.lenses = Page("inspector.lenses", "Text lenses")
        self.findings = Page("inspector.findings", "Findings")
        self.opinion = Page("inspector.opinion", "What smpplib says")
        self.empty = QLabel("Choose a PDU in the trace to see its fields and octets.")
        self._pdu: ShownPdu | None = None
        self._worst: Finding | None = None
        self._guest: QWidget | None = None
        self._flat = False
        self._lay_out()
        self._wire()
        self.show_pdu(None)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("inspector.splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.hex)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.pages = QStackedWidget()
        for page in (self.splitter, self.lenses, self.findings, self.opinion, self.empty):
            self.pages.addWidget(page)
        named(self.empty, "inspector.empty", self.empty.text())
        self.empty.setFont(fonts.text(12))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_property(self.empty, "tone", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.pages, 1)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _wire(self) -> None:
        self.head.tabs.currentChanged.connect(self._turn)
        self.head.partner.clicked.connect(self._ask_partner)
        self.head.copy.clicked.connect(self.copy_octets)
        self.head.before.clicked.connect(lambda: self.part_asked.emit(-1))
        self.head.after.clicked.connect(lambda: self.part_asked.emit(1))
        self.strip.asked.connect(self._strip_asked)
        self.tree.field_chosen.connect(self._field_chosen)
        self.tree.field_hovered.connect(self._field_hovered)
        self.tree.jumped.connect(self.hex.setFocus)
        self.tree.left.connect(self.left)
        self.hex.octet_picked.connect(self._octet_picked)
        self.findings.octets_asked.connect(self.show_octets)

    # --- showing

    @property
    def pdu(self) -> ShownPdu | None:
        """What is shown."""
        return self._pdu

    def show_pdu(self, pdu: ShownPdu | None) -> None:
        """Show a PDU; None shows the empty page."""
        keep = self._chosen_name() if pdu and self._pdu and pdu.title == self._pdu.title else ""
        self._pdu = pdu
        self._show_head()
        self._show_findings()
        rows = field_rows(pdu.inspection) if pdu else ()
        self.tree.show_rows(rows)
        self.hex.show_octets(pdu.octets if pdu else b"", octet_spans(pdu.inspection.nodes) if pdu else ())
        self._turn(self.head.tabs.currentIndex())
        if keep:
            self._choose_named(keep, rows)

    def _chosen_name(self) -> str:
        chosen = self.tree.chosen
        return chosen.name if chosen else ""

    def _choose_named(self, name: str, rows: tuple[FieldRow, ...]) -> None:
        """The same field of another PDU of the same kind: walking over rows compares it."""
        for row in rows:
            for inner in (row, *row.leaves()):
                if inner.name == name and inner.end > inner.start:
                    self.tree.choose_octet(inner.start)
                    return

    def _show_head(self) -> None:
        pdu, head = self._pdu, self.head
        head.command.setText(pdu.title if pdu else "")
        head.place.setText(pdu.place if pdu else "")
        head.partner.setVisible(bool(pdu) and not (pdu and pdu.is_preview))
        head.partner.setEnabled(bool(pdu and pdu.peer >= 0))
        head.copy.setVisible(bool(pdu))
        for button in (head.before, head.after):
            button.setVisible(bool(pdu and pdu.parts > 1))
        head.before.setEnabled(bool(pdu and pdu.part > 1))
        head.after.setEnabled(bool(pdu and pdu.part < pdu.parts))

    # --- room

    def take_guest(self, title: str, guest: QWidget) -> None:
        """Show another panel in a tab of its own, where there is no room for it elsewhere."""
        self._guest = guest
        self.pages.addWidget(guest)
        self.head.tabs.addTab(title)

    def give_guest_back(self) -> None:
        """The guest leaves."""
        if self._guest is not None:
            self.head.tabs.setCurrentIndex(_FIELDS)
            self.head.tabs.removeTab(_GUEST)
            self.pages.removeWidget(self._guest)
            self._guest = None

    def show_guest(self) -> bool:
        """Bring the guest to the front; whether there is one."""
        if self._guest is not None:
            self.head.tabs.setCurrentIndex(_GUEST)
        return self._guest is not None

    def set_flat(self, flat: bool) -> None:
        """Where the window is low the strip's words join the row of tabs."""
        if flat != self._flat:
            self._flat = flat
            self._show_strip()

    def _show_strip(self) -> None:
        guest = self.head.tabs.currentIndex() == _GUEST
        worst = None if guest else self._worst
        self.head.say_note(worst.severity if worst else Severity.NOTE, worst.text if worst and self._flat else "")
        self.strip.setVisible(worst is not None and not self._flat)

    def _show_findings(self) -> None:
        findings = self._pdu.inspection.findings if self._pdu else []
        count = len(findings)
        self.head.tabs.setTabText(_FINDINGS, f"Findings {count}" if count else "Findings")
        self._worst = min(findings, key=lambda finding: finding.severity.rank) if count else None
        if self._worst is None:
            self.head.tabs.set_mark(_FINDINGS, "", "")
            self.strip.say(Severity.NOTE, "")
            return
        icon, token, _ = STYLES[self._worst.severity]
        self.head.tabs.set_mark(_FINDINGS, icon, token)
        self.strip.links["more"].setText(f"and {count - 1} more")
        self.strip.say(self._worst.severity, self._worst.text, self._links(count))

    def _links(self, count: int) -> tuple[str, ...]:
        links = ["more"] if count > 1 else []
        if self._worst is not None and self._worst.length:
            links.append("octets")
        if self._worst is not None and self._worst.id in _UDHI_RULES and self._pdu and self._pdu.number:
            links.append("udhi")
        return tuple(links)

    def _turn(self, page: int) -> None:
        """Make the page in front: words are worked out only when they are looked at."""
        pdu = self._pdu
        if page == _GUEST and self._guest is not None:
            self.pages.setCurrentWidget(self._guest)
            self._show_strip()
            return
        self._show_strip()
        if pdu is None:
            self.pages.setCurrentWidget(self.empty)
            return
        if page == _LENSES:
            self.lenses.show_words(lenses_words(pdu))
        elif page == _FINDINGS:
            self.findings.show_words(findings_words(pdu.inspection.findings))
        elif page == _OPINION:
            self.opinion.show_words(opinion_words(pdu))
        self.pages.setCurrentIndex(max(0, page))

    # --- fields and octets, tied both ways

    def _field_chosen(self, row: FieldRow | None) -> None:
        if row is not None:
            self.hex.select(row.start, row.end)

    def _field_hovered(self, row: FieldRow | None) -> None:
        self.hex.hover(row.start if row else 0, row.end if row else 0)

    def _octet_picked(self, octet: int) -> None:
        self.tree.choose_octet(octet)

    def show_octets(self, start: int, end: int) -> None:
        """Go to the fields page with these octets marked."""
        self.head.tabs.setCurrentIndex(_FIELDS)
        self.tree.choose_octet(start)
        self.hex.select(start, end)

    # --- what the user does

    def _ask_partner(self) -> None:
        if self._pdu is not None and self._pdu.peer >= 0:
            self.partner_asked.emit(self._pdu.peer)

    def _strip_asked(self, key: str) -> None:
        if key == "more":
            self.head.tabs.setCurrentIndex(_FINDINGS)
        elif key == "udhi":
            self.udhi_asked.emit()
        elif self._worst is not None:
            self.show_octets(self._worst.offset, self._worst.offset + self._worst.length)

    def copy_octets(self) -> None:
        """The octets to the clipboard, a password masked."""
        if self._pdu is not None:
            QGuiApplication.clipboard().setText(self._pdu.copy_text())

    def copy_value(self) -> None:
        """The value of the chosen field to the clipboard."""
        row = self.tree.chosen
        if row is not None:
            QGuiApplication.clipboard().setText(row.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, jump from octets to the tree, or go back to the trace."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if ctrl and event.key() == Qt.Key.Key_C:
            (self.copy_octets if shift else self.copy_value)()
        elif event.key() == Qt.Key.Key_X and not ctrl:
            (self.tree if self.hex.hasFocus() else self.hex).setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sixteen octets a row where there is room for them beside the tree, else eight."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        bar = 12
        wide, narrow = self.hex.width_for(16) + bar, self.hex.width_for(8) + bar
        room = self.width()
        octets = wide if room >= wide + theme.px(380) else narrow
        self.splitter.setSizes([max(theme.px(160), room - octets), octets])

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: share the width anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "splitter"):
            self.tree.apply_measure()
            self._share_width()
