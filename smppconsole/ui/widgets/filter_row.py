"""The row above the trace: the filter line and the toggles that need no words of the filter language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, IconTextButton
from smppconsole.ui.widgets.filter_line import FilterLine
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

_WIDE, _NARROW, _TINY, _BARE = 780, 640, 500, 380
_LINE, _AROUND_WORDS = 90, 212
"""Pixels at 100 %: the least of the filter line; the sessions, and what is around and between the words."""


@dataclass(frozen=True, slots=True)
class FilterWish:
    """What the row asks for. ``direction`` is both, out or in; ``session`` None means all."""

    text: str = ""
    hide_keepalives: bool = False
    errors_only: bool = False
    direction: str = "both"
    session: int | None = None


class FilterRow(QWidget):
    """Emits ``wished`` with everything the row asks for, whenever any of it changes. A line that is switched off keeps
    its words and asks for nothing."""

    wished = Signal(object)

    def __init__(self, name: str = "trace") -> None:
        super().__init__()
        self.setFixedHeight(theme.px(theme.HEIGHTS.filter_row))
        self.line = FilterLine(f"{name}.filter")
        self.keepalives = IconTextButton("pulse", tr("Hide keep-alives"), f"{name}.hide_keepalives")
        self.errors = IconTextButton("error", tr("Errors only"), f"{name}.errors_only")
        for toggle in (self.keepalives, self.errors):
            toggle.setCheckable(True)
            toggle.toggled.connect(self._tell)
        self.direction = Segmented(
            f"{name}.direction",
            tr("Direction"),
            ((tr("Both"), "", "both"), (tr("Out"), "out", "out"), (tr("In"), "in", "in")),
        )
        self.session = Choice(f"{name}.session", tr("Session"))
        self.session.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.session.setFixedWidth(theme.px(116))
        self.session.fill(((tr("All sessions"), None),))
        self.line.edit.textChanged.connect(self._tell)
        self.line.switched.connect(self._tell)
        self.direction.chosen.connect(self._tell)
        self.session.currentIndexChanged.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        for widget in (self.keepalives, self.errors, self.direction, self.session):
            row.addWidget(widget)

    @property
    def wish(self) -> FilterWish:
        """What the row asks for now."""
        session = self.session.currentData()
        return FilterWish(
            text=self.line.edit.text().strip() if self.line.on else "",
            hide_keepalives=self.keepalives.isChecked(),
            errors_only=self.errors.isChecked(),
            direction=str(self.direction.value),
            session=session if isinstance(session, int) else None,
        )

    def clear(self) -> None:
        """Ask for everything again; one signal."""
        was = self.blockSignals(True)
        self.line.edit.clear()
        self.line.set_on(True)
        self.keepalives.setChecked(False)
        self.errors.setChecked(False)
        self.direction.set_value("both")
        self.session.setCurrentIndex(0)
        self.blockSignals(was)
        self._tell()

    def filter_by(self, text: str) -> None:
        """Put a filter into the line, switched on."""
        self.line.set_on(True)
        self.line.edit.setText(text)

    def show_problem(self, problem: str) -> None:
        """Say that the filter cannot be read, or, with "", that it can."""
        self.line.show_state(problem)

    def give_way(self, width: int) -> None:
        """Toggles lose their icons, then the direction its words, then the keep-alives their verb; then the toggles
        are icons alone, at last what asks for everything goes."""
        tiny = width < theme.px(_TINY) or (width < theme.px(_NARROW) and width < self._least_with_words())
        kept = tr("Hide keep-alives") if width >= theme.px(_NARROW) else tr("No keep-alives")
        for toggle, words in ((self.keepalives, kept), (self.errors, tr("Errors only"))):
            toggle.setText("" if tiny else words)
            toggle.setToolTip(words if tiny else "")
            toggle.show_icon(tiny or width >= theme.px(_WIDE))
        self.direction.set_wordless(width < theme.px(_WIDE))
        self.session.setFixedWidth(theme.px(116 if width >= theme.px(_NARROW) else 60 if tiny else 104))
        bare = width < theme.px(_BARE)
        self.direction.setVisible(not bare or self.direction.value != "both")
        self.session.setVisible(not bare or self.session.currentIndex() > 0)

    def _least_with_words(self) -> int:
        """Pixels that the line, toggles with short words and the choices take; words of some languages are long."""
        advance = QFontMetrics(fonts.text(12)).horizontalAdvance
        words = advance(tr("No keep-alives")) + advance(tr("Errors only"))
        return words + self.direction.sizeHint().width() + theme.px(_LINE + _AROUND_WORDS)

    def _tell(self, *_ignored: object) -> None:
        self.wished.emit(self.wish)
