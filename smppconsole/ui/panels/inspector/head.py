"""The inspector's row of tabs, with the PDU's name and place at its right; also the title bar of its dock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.widgets.controls import IconButton, label, native_keys, set_tone
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.widgets.tab_row import TabRow
from smppconsole.ui.words import tip, tr

_LEAST_NOTE = 60


class InspectorHead(QWidget):
    """Tabs, the worst finding where there is no strip for it, the PDU, and its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabRow("inspector.tabs", tr("Inspector"))
        for words in (tr("Fields"), tr("Text lenses"), tr("Findings"), tr("smpplib says"), tr("Message")):
            self.tabs.addTab(words)
        self.tabs.setTabVisible(self.tabs.count() - 1, False)  # of a message in parts, or a receipt
        self.command = label("", "text", fonts.text(12, fonts.SEMIBOLD), "inspector.command")
        self.place = label("", "text2", fonts.mono(11), "inspector.place")
        self.note = label("", "warn", fonts.text(12), "inspector.note")
        self.note.hide()
        self.before = IconButton("chevron-left", "inspector.part_before", tr("Part before"), size=14)
        self.after = IconButton("chevron-right", "inspector.part_after", tr("Next part"), size=14)
        self.partner = IconButton("link", "inspector.partner", tr("Go to its request or response"), "P")
        self.copy = IconButton("copy", "inspector.copy", tr("Copy the octets as hex"), "Ctrl+Shift+C")
        self.fold = IconButton("chevron-up", "inspector.fold", tr("Open the inspector"), "Ctrl+3", size=14)
        self.fold.hide()
        self._can_fold = False
        self._note = ""
        self._there: frozenset[QWidget] = frozenset()
        self._lay_out()

    def _lay_out(self) -> None:
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
        for widget in (self.before, self.after, self.partner, self.copy, self.fold):
            row.addWidget(widget)
        self.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))

    def minimumSizeHint(self) -> QSize:
        """A dock is never narrower than its title bar asks for; this one gives way."""
        return QSize(theme.px(240), theme.px(theme.HEIGHTS.tab_row))

    def show_pdu(self, pdu: ShownPdu | None) -> None:
        """Name, place and what can be done with it."""
        self._there = frozenset(
            widget
            for widget, there in (
                (self.partner, bool(pdu) and not (pdu and pdu.is_preview)),
                (self.copy, bool(pdu)),
                (self.before, bool(pdu and pdu.parts > 1)),
                (self.after, bool(pdu and pdu.parts > 1)),
            )
            if there
        )
        self.command.setText(pdu.title if pdu else "")
        self.place.setText(pdu.place if pdu else "")
        self.partner.setEnabled(bool(pdu and pdu.peer >= 0))
        self.before.setEnabled(bool(pdu and pdu.part > 1))
        self.after.setEnabled(bool(pdu and pdu.part < pdu.parts))
        self._give_way()

    def offer_fold(self, there: bool, folded: bool) -> None:
        """Whether the panel can be folded to this row, and whether it is."""
        self._can_fold = there
        words, keys = (tr("Open the inspector"), "Ctrl+3") if folded else (tr("Only its tabs"), "Esc")
        self.fold.set_icon("chevron-up" if folded else "chevron-down")
        self.fold.setToolTip(f"{words} ({native_keys(keys)})")
        self.fold.setAccessibleName(words)
        self._give_way()

    def say_note(self, severity: Severity, words: str) -> None:
        """The worst finding, where there is no strip for it; "" for none."""
        self._note = words
        self.note.setToolTip(tip(words))
        set_tone(self.note, STYLES[severity][1])
        self._fit_note()

    def _fit_note(self) -> None:
        """Cut the note to the room between tabs and name."""
        room = self.command.x() - self.tabs.geometry().right() - theme.px(24)
        self.note.setText(self.note.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room))
        self.note.setVisible(bool(self._note) and room > theme.px(_LEAST_NOTE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands behind the tabs gives way."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """The place first, then the command, at last the buttons, whose keys stay: all before a tab is cut."""
        buttons = (len(self._there) + self._can_fold) * (self.copy.width() + theme.px(4)) + theme.px(20)
        room = self.width() - self.tabs.sizeHint().width() - buttons
        command, place = (words.sizeHint().width() + theme.px(10) for words in (self.command, self.place))
        self.command.setVisible(room >= command)
        self.place.setVisible(room >= command + place)
        wide = room >= 0
        for button in (self.before, self.after, self.partner, self.copy):
            button.setVisible(wide and button in self._there)
        self.fold.setVisible(self._can_fold)
        self._fit_note()
