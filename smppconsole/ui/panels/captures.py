"""Opens captures into traces of their own, a slice at a time, and saves what a trace shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.capture import Loaded, load
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.export import FORMATS, export_file, format_named
from smppconsole.trace.store import Store
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace import TracePanel
from smppconsole.ui.panels.trace_page import TracePage, TraceTerms
from smppconsole.ui.widgets.controls import named

_SLICE = 0.012
_TAG_COLOURS = ("blue", "violet", "ochre", "rose", "teal")
_KINDS = "Captures (*.pcapng *.pcap *.cap);;All files (*)"


class _Work(QObject):
    """Works through an iterator in slices, between which the window lives. ``ended`` carries why it failed, or ""."""

    ended = Signal(str)

    def __init__(self, steps: Iterator[Any], after_slice: Callable[[], None]) -> None:
        super().__init__()
        self._steps, self._after_slice = steps, after_slice
        self.last: Any = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._work)
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._turn.stop()

    def _work(self) -> None:
        until = time.perf_counter() + _SLICE
        try:
            while time.perf_counter() < until:
                self.last = next(self._steps)
        except StopIteration:
            self._end("")
        except CaptureError as error:
            self._end(str(error))
        else:
            self._after_slice()

    def _end(self, words: str) -> None:
        self._turn.stop()
        self._after_slice()
        self.ended.emit(words)


class Captures(QObject):
    """Signals: ``said`` with severity, words and links."""

    said = Signal(object, str, object)

    def __init__(self, panel: TracePanel) -> None:
        super().__init__()
        self._panel = panel
        self._under_way: list[_Work] = []

    def close(self) -> None:
        """Stop what is loading."""
        for work in self._under_way:
            work.stop()

    def ask_open(self, parent: QWidget) -> None:
        """Let the user choose a file to open."""
        dialog = named(QFileDialog(parent, "Open a capture"), "capture.open", "Open a capture")
        dialog.setNameFilter(_KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: [self.open(Path(name)) for name in names])
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> TracePage:
        """Open a file in a tab of its own; what is wrong with it is said when it is known."""
        store = Store()
        page = self._panel.add_page(path.name, store, _terms_of(store))
        page.table.following.stop()
        work = _Work(load(store, path), store.publish)
        work.ended.connect(lambda words: self._opened(path, work, words))
        self._under_way.append(work)
        return page

    def _opened(self, path: Path, work: _Work, words: str) -> None:
        self._under_way.remove(work)
        if words:
            self.said.emit(Severity.ERROR, f"{path.name} was not read: {words}", ())
        elif isinstance(work.last, Loaded) and work.last.notes:
            self.said.emit(Severity.NOTE, f"{path.name}: {' '.join(work.last.notes[:3])}", ())
        work.deleteLater()

    def ask_save(self, parent: QWidget) -> None:
        """Let the user choose where, and as what, to save the rows shown."""
        dialog = named(QFileDialog(parent, "Save what is shown"), "capture.save", "Save what is shown")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{row.title} (*{row.suffix})" for row in FORMATS])
        dialog.setDefaultSuffix("pcapng")
        page = self._panel.page
        dialog.fileSelected.connect(lambda name: self.save(page, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, page: TracePage, path: Path) -> None:
        """Write the rows a trace shows now, a slice at a time; passwords of binds are masked."""
        model = page.model
        rows = (model.store_row(position) for position in range(model.rowCount()))
        try:
            name = format_named(path.suffix).id
        except KeyError:
            name = FORMATS[0].id
        work = _Work(export_file(path, name, page.store, rows), lambda: None)
        work.ended.connect(lambda words: self._saved(path, work, words))
        self._under_way.append(work)

    def _saved(self, path: Path, work: _Work, words: str) -> None:
        self._under_way.remove(work)
        if words:
            self.said.emit(Severity.ERROR, words, ())
        else:
            self.said.emit(Severity.NOTE, f"{work.last or 0} PDUs saved in {path}.", ())
        work.deleteLater()


def _terms_of(store: Store) -> TraceTerms:
    """Sessions of a capture go by what it calls them."""

    def tag_of(session: int) -> SessionTag:
        ends = store.ends.get(session)
        title = (ends.title or ends.local) if ends else ""
        return SessionTag(title or f"#{session}", _TAG_COLOURS[session % len(_TAG_COLOURS)])

    return TraceTerms(tag_of, lambda _session: AS_USUAL)
