"""The star of the filter line: kept filters and those lately used, the same in every trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from smppconsole.console.saved_filters import SavedFilters
from smppconsole.smpp.finding import Severity
from smppconsole.ui.widgets.controls import LineField, named
from smppconsole.ui.widgets.filter_row import FilterRow
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.frame.dialogs import Sheet

_LONGEST = 60


class FilterKeeping(QObject):
    """Binds filter rows to the kept filters. ``said`` carries severity, words and links."""

    said = Signal(object, str, object)

    def __init__(self, saved: SavedFilters) -> None:
        super().__init__()
        self._saved = saved

    def bind(self, row: FilterRow) -> None:
        """Let a row's star keep and give back."""
        row.line.star_asked.connect(lambda: self.open_menu(row))
        row.line.edit.textChanged.connect(lambda _text: self._show(row))
        row.line.edit.editingFinished.connect(lambda: self._used(row))
        self._show(row)

    def open_menu(self, row: FilterRow) -> QMenu:
        """What can be done with the filter in the line, what is kept, what was used."""
        text = row.line.edit.text().strip()
        menu = named(QMenu(row), "trace.filters", tr("Kept filters"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if text and not row.line.property("bad"):
            kept = text in self._saved.kept
            words = tr("Keep this filter no longer") if kept else tr("Keep this filter")
            menu.addAction(words).triggered.connect(lambda: self._keep(row, text, not kept))
            if kept:
                words = tr("Name it otherwise…") if self._saved.names.get(text) else tr("Name it…")
                menu.addAction(words).triggered.connect(lambda: self.ask_name(row, text))
        self._add(menu, tr("Kept"), self._saved.kept, row)
        recent = tuple(text for text in self._saved.recent if text not in self._saved.kept)
        self._add(menu, tr("Lately used"), recent, row)
        if menu.isEmpty():
            menu.addAction(tr("Type a filter, then keep it here")).setEnabled(False)
        line = row.line
        open_at(menu, line.mapToGlobal(QPoint(line.width() - menu.sizeHint().width(), line.height())))
        return menu

    def _add(self, menu: QMenu, title: str, texts: tuple[str, ...], row: FilterRow) -> None:
        if texts:
            menu.addSeparator()
            menu.addAction(title).setEnabled(False)
        for text in texts:
            name = self._saved.names.get(text, "")
            whole = f"{name}:  {text}" if name else text
            shown = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"
            menu.addAction(shown.replace("&", "&&")).triggered.connect(lambda _=False, text=text: row.filter_by(text))

    def ask_name(self, row: FilterRow, text: str) -> Sheet:
        """Ask what a kept filter is to be called."""
        from smppconsole.ui.panels.frame.dialogs import Sheet, ask_line  # noqa: PLC0415 - when asked for

        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        words = tr("What is {text} called in the list of kept filters?", text=shown)
        sheet = Sheet(row.window(), "trace.filter_name", tr("Name of the filter"), words, tr("Name it"))
        line = LineField("trace.filter_name_line", tr("Name"), tr("Empty: the filter itself"))
        name = self._saved.names.get(text, "")
        return ask_line(sheet, line, name, lambda given: self._write(lambda: self._saved.name(text, given)))

    def _keep(self, row: FilterRow, text: str, kept: bool) -> None:
        self._write(lambda: self._saved.keep(text, kept))
        self._show(row)

    def _used(self, row: FilterRow) -> None:
        text = row.line.edit.text().strip()
        if text and not row.line.property("bad"):
            self._write(lambda: self._saved.use(text))

    def _write(self, change: Callable[[], None]) -> None:
        try:
            change()
        except OSError as error:
            words = tr("The filters could not be kept: {strerror}.", strerror=(error.strerror or str(error)).lower())
            self.said.emit(Severity.WARNING, words, ())

    def _show(self, row: FilterRow) -> None:
        row.line.show_kept(row.line.edit.text().strip() in self._saved.kept)
