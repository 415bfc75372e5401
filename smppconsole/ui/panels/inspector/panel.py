"""The inspector: one PDU as fields, octets, text under every alphabet, findings, in smpplib's eyes, and the
message behind it: its parts, or what a receipt says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.field_rows import FieldRow
from smppconsole.ui.panels.inspector.fields_page import FieldsPage
from smppconsole.ui.panels.inspector.head import InspectorHead
from smppconsole.ui.panels.inspector.message_page import is_doubtful, message_hint, message_title, message_words
from smppconsole.ui.panels.inspector.pages import Page, findings_words, lenses_words, opinion_words
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.widgets.controls import named, set_property
from smppconsole.ui.widgets.folding import fold
from smppconsole.ui.widgets.strip import STYLES, Strip
from smppconsole.ui.words import tr

_FIELDS, _LENSES, _FINDINGS, _OPINION, _MESSAGE, _GUEST = range(6)
_UDHI_RULES = frozenset({"udh-without-udhi"})
_LINKS = (("more", ""), ("octets", "Show octets"), ("udhi", "Send again with UDHI"))
_COMMENT = ("comment", "info", "Comment:")
_LEAST = (240, 80)
EMPTY = "Choose a PDU in the trace to see its fields and octets."


class Inspector(QWidget):
    """Shows a ``ShownPdu``. Signals: ``partner_asked`` with a row (its partner's, or of another part of its message),
    ``udhi_asked``, ``part_asked`` with a step, ``comment_asked`` where the comment shown is to be another,
    ``filter_asked`` with a filter on the chosen field, ``menu_asked`` with its row, that filter and a place of the
    screen, ``left`` when the user goes back to the trace."""

    partner_asked = Signal(int)
    udhi_asked = Signal()
    part_asked = Signal(int)
    comment_asked = Signal()
    filter_asked = Signal(str)
    menu_asked = Signal(object, str, QPoint)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "inspector", tr("Inspector"))
        self.head = InspectorHead()
        self.strip = Strip("inspector.strip", _LINKS)
        self.comment = Strip("inspector.comment", (("edit", "Edit"),), _COMMENT)
        self.fields = FieldsPage()
        self.tree, self.hex = self.fields.tree, self.fields.hex
        self.lenses = Page("inspector.lenses", tr("Text lenses"))
        self.findings = Page("inspector.findings", tr("Findings"))
        self.opinion = Page("inspector.opinion", tr("What smpplib says"))
        self.message = Page("inspector.message", tr("The message behind it"))
        self.empty = named(QLabel(tr(EMPTY)), "inspector.empty", tr(EMPTY))
        self._pdu: ShownPdu | None = None
        self._guest: QWidget | None = None
        self._flat = False
        self.pages = QStackedWidget(self)
        self._set_least()
        self._lay_out()
        self._wire()
        self.show_pdu(None)

    def _lay_out(self) -> None:
        for page in (self.fields, self.lenses, self.findings, self.opinion, self.message, self.empty):
            self.pages.addWidget(page)
        self.empty.setFont(fonts.text(12))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_property(self.empty, "tone", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.comment)
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
        self.comment.asked.connect(lambda _key: self.comment_asked.emit())
        self.fields.left.connect(self.left)
        self.tree.filter_asked.connect(self._ask_filter)
        self.tree.menu_asked.connect(self._ask_menu)
        self.findings.octets_asked.connect(self.show_octets)
        self.message.row_asked.connect(self.partner_asked)

    # --- showing

    @property
    def pdu(self) -> ShownPdu | None:
        """What is shown."""
        return self._pdu

    @property
    def worst(self) -> Finding | None:
        """The worst finding of what is shown."""
        findings = self._pdu.inspection.findings if self._pdu else ()
        return min(findings, key=lambda finding: finding.severity.rank, default=None)

    def show_pdu(self, pdu: ShownPdu | None) -> None:
        """Show a PDU; None shows the empty page."""
        self._pdu = pdu
        self.head.show_pdu(pdu)
        self.fields.show_pdu(pdu)
        self.comment.say(Severity.NOTE, pdu.comment.replace("\n", " ") if pdu else "", ("edit",))
        count, worst = len(pdu.inspection.findings) if pdu else 0, self.worst
        self.head.tabs.setTabText(_FINDINGS, tr("Findings {count}", count=count) if count else tr("Findings"))
        icon, token, word = STYLES[worst.severity] if worst else ("", "", "")
        self.head.tabs.set_mark(_FINDINGS, icon, token, f"{tr(word)} {tr(worst.text)}" if worst else "")
        title = message_title(pdu)
        self.head.tabs.setTabText(_MESSAGE, title or tr("Message"))
        self.head.tabs.set_mark(
            _MESSAGE, *(("triangle", "warn", tr("not whole or not sound")) if is_doubtful(pdu) else ("", ""))
        )
        self.head.tabs.setTabToolTip(_MESSAGE, message_hint(pdu))
        self.head.tabs.setTabVisible(_MESSAGE, bool(title))
        self._turn(self.head.tabs.currentIndex())

    def _turn(self, page: int) -> None:
        """Make the page in front: words are worked out only when they are looked at."""
        self._show_strip()
        if page == _GUEST and self._guest is not None:
            self.pages.setCurrentWidget(self._guest)
            return
        pdu = self._pdu
        if pdu is None:
            self.pages.setCurrentWidget(self.empty)
            return
        if page == _LENSES:
            self.lenses.show_words(lenses_words(pdu))
        elif page == _FINDINGS:
            self.findings.show_words(findings_words(pdu.inspection.findings))
        elif page == _OPINION:
            self.opinion.show_words(opinion_words(pdu))
        elif page == _MESSAGE:
            self.message.show_words(message_words(pdu))
        self.pages.setCurrentIndex(max(0, page))

    def show_octets(self, start: int, end: int) -> None:
        """Go to the fields page with these octets marked."""
        self.head.tabs.setCurrentIndex(_FIELDS)
        self.fields.show_octets(start, end)

    # --- the worst finding

    def set_flat(self, flat: bool) -> None:
        """Where the window is low the strip's words join the row of tabs."""
        if flat != self._flat:
            self._flat = flat
            self._show_strip()

    def _show_strip(self) -> None:
        worst = None if self.head.tabs.currentIndex() == _GUEST else self.worst
        if worst is None:
            self.head.say_note(Severity.NOTE, "")
            self.strip.say(Severity.NOTE, "")
            return
        self.head.say_note(worst.severity, tr(worst.text) if self._flat else "")
        others = len(self._pdu.inspection.findings) - 1 if self._pdu else 0
        self.strip.links["more"].setText(tr("and {others} more", others=others))
        self.strip.say(worst.severity, "" if self._flat or self.is_folded else worst.text, self._links(worst, others))

    def _links(self, worst: Finding, others: int) -> tuple[str, ...]:
        sent = self._pdu is not None and self._pdu.number > 0
        offered = {"more": others > 0, "octets": worst.length > 0, "udhi": worst.id in _UDHI_RULES and sent}
        return tuple(key for key, there in offered.items() if there)

    def _strip_asked(self, key: str) -> None:
        worst = self.worst
        if key == "more":
            self.head.tabs.setCurrentIndex(_FINDINGS)
        elif key == "udhi":
            self.udhi_asked.emit()
        elif worst is not None:
            self.show_octets(worst.offset, worst.offset + worst.length)

    @property
    def is_folded(self) -> bool:
        """Whether the tabs are all there is to see."""
        return self.pages.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Leave the height to others, but for the tabs in the title bar, or take it back."""
        if fold(self, self.pages, folded):
            self._show_strip()
            self._set_least()

    def _set_least(self) -> None:
        """So much, whatever is in front would like."""
        self.setMinimumSize(theme.px(_LEAST[0]), 0 if self.is_folded else theme.px(_LEAST[1]))

    # --- a guest

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

    @property
    def is_guest_in_front(self) -> bool:
        """Whether the guest is what one sees."""
        return self._guest is not None and self.head.tabs.currentIndex() == _GUEST

    def show_guest(self) -> bool:
        """Bring the guest to the front; whether there is one."""
        if self._guest is not None:
            self.head.tabs.setCurrentIndex(_GUEST)
        return self._guest is not None

    # --- what the user does

    def _ask_partner(self) -> None:
        if self._pdu is not None and self._pdu.peer >= 0:
            self.partner_asked.emit(self._pdu.peer)

    def _field_filter(self, row: FieldRow) -> str:
        from smppconsole.ui.models.field_filter import field_filter  # noqa: PLC0415 - when asked for

        pdu = self._pdu
        return field_filter(pdu.octets, pdu.book, pdu.reading, row.start, row.end) if pdu is not None else ""

    def _ask_filter(self) -> None:
        row = self.tree.chosen
        if row is not None and (wanted := self._field_filter(row)):
            self.filter_asked.emit(wanted)

    def _ask_menu(self, place: QPoint) -> None:
        row = self.tree.chosen
        if row is not None:
            self.menu_asked.emit(row, self._field_filter(row), place)

    def copy_octets(self) -> None:
        """The octets to the clipboard, a password masked."""
        if self._pdu is not None:
            QGuiApplication.clipboard().setText(self._pdu.copy_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or go back to the trace."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if ctrl and event.key() == Qt.Key.Key_C:
            (self.copy_octets if shift else self.fields.copy_value)()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
