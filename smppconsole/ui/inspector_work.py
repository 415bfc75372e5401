"""What the window does with fields of the PDU that is looked at: filters on them, opens their menu, looks them up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from smppconsole.ui.cast import Cast
from smppconsole.ui.models.field_rows import FieldRow
from smppconsole.ui.panels.frame.palette import Palette
from smppconsole.ui.widgets.menu_opening import open_at


class InspectorWork(QObject):
    """Works on the inspector of one window."""

    def __init__(self, cast: Cast, palette: Palette) -> None:
        super().__init__()
        self._cast, self._palette = cast, palette
        cast.inspector.filter_asked.connect(self.filter_by)
        palette.filter_asked.connect(self.filter_by)
        cast.inspector.menu_asked.connect(self.open_menu)
        cast.inspector.comment_asked.connect(lambda: cast.trace.page.act("comment"))

    def filter_by(self, text: str) -> None:
        """A filter into the line of the trace in front."""
        self._cast.trace.page.filters.filter_by(text)

    def look_up(self, name: str) -> None:
        """A name in the reference."""
        self._palette.open_over(self._cast.header.search_box, name)

    def open_menu(self, row: FieldRow, wanted: str, place: QPoint) -> QMenu | None:
        """The menu of a field of the PDU shown."""
        from smppconsole.ui.panels.inspector.field_menu import FieldPlace, make_field_menu  # noqa: PLC0415 - when asked

        pdu = self._cast.inspector.pdu
        if pdu is None:
            return None
        before = self._cast.trace.page.filters.line.edit.text()
        field = FieldPlace(row, pdu.octets, wanted, before)
        menu = make_field_menu(self._cast.inspector, field, self.filter_by, self.look_up)
        open_at(menu, place)
        return menu
