"""The star of the filter line: kept filters and those lately used, the same in every trace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from smppconsole.console.saved_filters import SavedFilters
from smppconsole.smpp.finding import Severity
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.filter_row import FilterRow
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr

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
        self._add(menu, tr("Kept"), self._saved.kept, row)
        self._add(menu, tr("Lately used"), self._saved.recent, row)
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
            shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            menu.addAction(shown.replace("&", "&&")).triggered.connect(lambda _=False, text=text: row.filter_by(text))

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
