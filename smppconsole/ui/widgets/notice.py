"""A notice: what happened, why, what next; it can be copied and put away. In a low window it takes one line, and the
rest of a long one is a press away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.controls import IconButton, button, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import tip, tr

_RING = 2
"""Pixels around the words where the ring of the focus stands."""


@told_as(Role.AlertMessage)
class Notice(QWidget):
    """One notice, the newest that was said; hidden while there is none. ``asked`` carries the key of a link, ``left``
    says that it was put away."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, name: str, links: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        named(self, name, tr("Notice"))
        self._severity, self._text = Severity.NOTE, ""
        self._brief = self._opened = False
        self.words = label("", "text", fonts.text(12), f"{name}.words")
        self.words.setWordWrap(True)
        let_copy(self.words)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.away = IconButton("close", f"{name}.close", tr("Put away"), "Esc", size=12)
        self.away.clicked.connect(self._put_away)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(33) - _RING, theme.px(5), theme.px(8), theme.px(5))
        row.setSpacing(theme.px(14))
        row.addWidget(self.words, 1)
        self.more = button(tr("More"), f"{name}.more", role="link")
        self.more.clicked.connect(self._turn)
        self._place(self.more)
        self.links: dict[str, QPushButton] = {}
        for key, text in links:
            link = button(tr(text), f"{name}.{key}", role="link")
            link.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # pressed by the mouse it often goes, and the focus with it
            link.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self.links[key] = link
            self._place(link)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def _place(self, link: QPushButton) -> None:
        link.setFixedHeight(theme.px(theme.HEIGHTS.control))
        self._row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text if not self.isHidden() else ""

    def say(self, severity: Severity, text: str, links: tuple[str, ...] = ()) -> None:
        """Say something, with those of the links that help, and have it read aloud; no words put it away."""
        self.show_words(severity, text, links)
        if text:
            say_aloud(self, self.accessibleName(), urgent=severity is Severity.ERROR)

    def show_words(self, severity: Severity, text: str, links: tuple[str, ...] = ()) -> None:
        """Show what was said before."""
        text = tr(text)
        self._opened = self._opened and text == self._text
        self._severity, self._text = severity, text
        self.setAccessibleName(f"{tr(STYLES[severity][2])} {text}")
        for key, link in self.links.items():
            link.setVisible(key in links)
        self.setVisible(bool(text))
        self._fit()
        self.update()

    # --- one line

    def set_brief(self, brief: bool) -> None:
        """Whether there is the height for one line only, until somebody asks for the rest."""
        if brief != self._brief:
            self._brief, self._opened = brief, False
            self._fit()

    def _turn(self) -> None:
        self._opened = not self._opened
        self._fit()

    def _fit(self) -> None:
        """All of it on several lines, or as much as one line holds."""
        metrics, line = self.words.fontMetrics(), " ".join(self._text.split())
        others = (link for link in self.links.values() if not link.isHidden())
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        beside = self.away.width() + gap + sum(link.sizeHint().width() + gap for link in others)
        room = self.width() - margins.left() - margins.right() - beside - 2 * _RING
        is_long = self._brief and metrics.horizontalAdvance(line) > room
        self.more.setVisible(is_long)
        self.more.setText(tr("Less") if self._opened else tr("More"))
        cut = is_long and not self._opened
        room -= self.more.sizeHint().width() + gap
        self.words.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) if cut else self._text)
        self.words.setToolTip(tip(self._text) if cut else "")
        self.words.setWordWrap(not cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width holds more or less of it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _put_away(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away, wherever in it the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the severity, its icon, a hairline below."""
        painter = QPainter(self)
        look = theme.current()
        icon, token, _ = STYLES[self._severity]
        painter.fillRect(self.rect(), look.colour(f"{token}_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        icons.paint(painter, icon, token, theme.px(12), theme.px(12), theme.px(14))
        painter.end()
