"""The rail: letters, light and word of each session, where a window has no room for the list of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smppconsole.ui import theme
from smppconsole.ui.panels.accounts.cards import RailRow
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.widgets.section import clear_column, scrolled_column


class Rail(QWidget):
    """A row a session, below the button that brings the list. Signals carry the account's name."""

    chosen = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, expand: QWidget) -> None:
        super().__init__()
        self.rows: dict[str, RailRow] = {}
        self._column, area = scrolled_column()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(expand, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(area, 1)

    def fill(self, views: Sequence[SessionView]) -> None:
        """Rows for these sessions, in their order, in place of those there are."""
        clear_column(self._column)
        self.rows = {view.account.name: self._row(view) for view in views}
        self._column.addStretch(1)

    def _row(self, view: SessionView) -> RailRow:
        name, row = view.account.name, RailRow(view)
        row.clicked.connect(lambda: self.chosen.emit(name))
        row.opened.connect(lambda: self.opened.emit(name))
        row.menu_asked.connect(lambda place: self.menu_asked.emit(name, place))
        self._column.addWidget(row)
        row.show()
        return row
