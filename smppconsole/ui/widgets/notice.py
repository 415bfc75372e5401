"""A notice above the trace: what happened, why, what next; it can be copied and put away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.controls import IconButton, button, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import tr

_RING = 2
"""Pixels around the words where the ring of the focus stands."""


@told_as(Role.AlertMessage)
class Notice(QWidget):
    """One notice at a time, the newest; hidden while there is none. ``asked`` carries the key of a link. A notice with
    one of the ``standing`` links tells of something that goes on: no words do not take it away."""

    asked = Signal(str)

    def __init__(self, name: str, links: tuple[tuple[str, str], ...], standing: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._standing, self._stands = standing, False
        named(self, name, tr("Notice"))
        self._severity = Severity.NOTE
        self.words = label("", "text", fonts.text(12), f"{name}.words")
        self.words.setWordWrap(True)
        let_copy(self.words)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.away = IconButton("close", f"{name}.close", tr("Put away"), "Esc", size=12)
        self.away.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(33) - _RING, theme.px(5), theme.px(8), theme.px(5))
        row.setSpacing(theme.px(14))
        row.addWidget(self.words, 1)
        self.links: dict[str, QPushButton] = {}
        for key, text in links:
            link = button(tr(text), f"{name}.{key}", role="link")
            link.setFixedHeight(theme.px(theme.HEIGHTS.control))
            link.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self.links[key] = link
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self.words.text() if not self.isHidden() else ""

    def say(self, severity: Severity, text: str, links: tuple[str, ...] = ()) -> None:
        """Say something, with those of the links that help."""
        text = tr(text)
        if not text and self._stands and not self.isHidden():
            return
        self._stands = bool(self._standing.intersection(links))
        self._severity = severity
        self.words.setText(text)
        self.setAccessibleName(f"{tr(STYLES[severity][2])} {text}")
        for key, link in self.links.items():
            link.setVisible(key in links)
        self.setVisible(bool(text))
        if text:
            say_aloud(self, self.accessibleName(), urgent=severity is Severity.ERROR)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the severity, its icon, a hairline below."""
        painter = QPainter(self)
        look = theme.current()
        icon, token, _ = STYLES[self._severity]
        painter.fillRect(self.rect(), look.colour(f"{token}_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        icons.paint(painter, icon, token, theme.px(12), theme.px(12), theme.px(14))
        painter.end()
