"""A strip of 32 pixels: one sentence with its severity, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import button, named
from smppconsole.ui.widgets.copying import offer_copy
from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tip, tr

STYLES: Mapping[Severity, tuple[str, str, str]] = MappingProxyType(
    {
        Severity.ERROR: ("error", "err", "Error:"),
        Severity.WARNING: ("warning", "warn", "Warning:"),
        Severity.NOTE: ("note", "info", "Note:"),
    }
)
"""Icon, colour token and word of a severity."""


@told_as(Role.AlertMessage)
class Strip(QWidget):
    """Shows the worst thing to say, or what else has a ``style`` (icon, token and word, as in ``STYLES``); ``asked``
    carries the key of the link that was clicked."""

    asked = Signal(str)

    def __init__(
        self, name: str, links: tuple[tuple[str, str], ...] = (), style: tuple[str, str, str] | None = None
    ) -> None:
        super().__init__()
        named(self, name, tr("Finding"))
        self._style = style
        self._severity, self._text = Severity.NOTE, ""
        self.setMinimumHeight(theme.px(theme.HEIGHTS.strip))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.setSpacing(theme.px(16))
        row.addStretch(1)
        self.links: dict[str, QPushButton] = {}
        for key, words in links:
            link = button(tr(words), f"{name}.{key}", tr(words) or tr("More findings"), role="link")
            link.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self.links[key] = link
            row.addWidget(link)
        offer_copy(self, self.accessibleName)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, "" while there is none."""
        return self._text if not self.isHidden() else ""

    def say(self, severity: Severity, text: str, links: tuple[str, ...] = ()) -> None:
        """Show a sentence, with those of the links that help; "" hides the strip."""
        text = tr(text)
        self._severity, self._text = severity, text
        self.setAccessibleName(f"{tr(self._shown[2])} {text}" if text else tr("No findings"))
        self.setToolTip(tip(text))
        for key, link in self.links.items():
            link.setVisible(key in links)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @property
    def _shown(self) -> tuple[str, str, str]:
        """Icon, colour token and word: of what is shown, or of its severity."""
        return self._style or STYLES[self._severity]

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(theme.px(300), theme.px(theme.HEIGHTS.strip))

    def _room(self) -> int:
        shown = [link.geometry().left() for link in self.links.values() if not link.isHidden()]
        return min(shown, default=self.width()) - theme.px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, word, sentence; the sentence gives way."""
        painter = QPainter(self)
        look = theme.current()
        icon, token, word = self._shown
        word = tr(word)
        painter.fillRect(self.rect(), look.colour(f"{token}_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        side, left = theme.px(14), theme.px(12)
        icons.paint(painter, icon, token, left, (self.height() - side) / 2, side)
        left += side + theme.px(7)
        bold = fonts.text(12, fonts.SEMIBOLD)
        painter.setFont(bold)
        painter.setPen(look.colour(token))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, word)
        left += QFontMetrics(bold).horizontalAdvance(word) + theme.px(6)
        plain = fonts.text(12)
        painter.setFont(plain)
        painter.setPen(look.colour("text"))
        words = QFontMetrics(plain).elidedText(self._text, Qt.TextElideMode.ElideRight, self._room() - left)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, words)
        if self.hasFocus():
            ring(painter, self.rect())
        painter.end()
