"""Opens captures into traces of their own, a slice at a time: the first rows at once, progress told, to be stopped."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.moments import full_time
from smppconsole.trace.store import Store
from smppconsole.ui.models.notices import News
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.panel import EMPTY_FILE, TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import grouped, tr, tr_many

_TAG_COLOURS = ("blue", "violet", "ochre", "rose", "teal")
_KINDS = "Captures (*.pcapng *.pcap *.cap *.dmp *.gz);;All files (*)"
_NOTES_LATER = 400
_MOST_SESSIONS = 500
_READING = "Reading…"


class Captures(QObject):
    """Signals: ``said`` with ``News``."""

    said = Signal(object)

    def __init__(self, panel: TracePanel) -> None:
        super().__init__()
        self._panel = panel
        self._under_way: list[SlicedWork] = []
        self._unsaved: dict[TracePage, Path] = {}
        self._facts: dict[TracePage, tuple[Path, list[str]]] = {}
        self._offered: dict[TracePage, int] = {}
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_NOTES_LATER)
        self._saving.timeout.connect(self.keep_notes)

    def close(self) -> None:
        """Stop what is loading, write the notes."""
        for work in self._under_way:
            work.stop()
        self.keep_notes()

    # --- opening

    def ask_open(self, parent: QWidget) -> None:
        """Let the user choose files to open."""
        dialog = named(QFileDialog(parent, tr("Open a capture")), "capture.open", tr("Open a capture"))
        dialog.setNameFilter(tr(_KINDS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: [self.open(Path(name)) for name in names])
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> TracePage:
        """Open a file in a tab of its own; what is wrong with it is said when it is known."""
        from smppconsole.trace.capture import load  # noqa: PLC0415 - when asked for

        store = Store()
        page = self._panel.add_page(path.name, store, _terms_of(store), tr(_READING))
        page.table.following.stop()
        page.table.following.quiet = True
        work = SlicedWork(load(store, path), store.publish)
        work.moved.connect(lambda: self._moved(page, work))
        work.ended.connect(lambda words: self._opened(path, page, work, words))
        page.reading.stopped.connect(lambda: self._stop(path, page, work))
        page.closed.connect(lambda: self._close(page, work))
        page.noted.connect(lambda _rows: self._note(page, path))
        self._under_way.append(work)
        self._facts[page] = path, [_READING]
        self._panel.tell_of(page, self.facts(page))
        return page

    def _opened(self, path: Path, page: TracePage, work: SlicedWork, words: str) -> None:
        from smppconsole.trace.capture import Loaded  # noqa: PLC0415 - when asked for

        self._drop(work)
        count, last = page.store.published, work.last
        notes = [words] if words else list(last.notes) if isinstance(last, Loaded) else []
        damaged = self._settle(path, page, notes)
        if words and not count:
            self._say(path, Severity.ERROR, tr("{name} was not read: {words}", name=path.name, words=words))
        elif words:
            told = tr(
                "{name} was read to No. {count}, then: {words}", name=path.name, count=grouped(count), words=words
            )
            self._say(path, Severity.WARNING, told)
        elif notes or damaged:
            self._say(path, Severity.NOTE, f"{path.name}: {_in_a_row([*notes, damaged])}")

    def _say(self, path: Path, severity: Severity, words: str) -> None:
        self.said.emit(News(severity, words, about=("file", str(path))))

    def facts(self, page: TracePage) -> str:
        """What there is to know of an opened capture, "" of others: its place, its contents, what could not be read."""
        if page not in self._facts:
            return ""
        path, notes = self._facts[page]
        return f"{path}: {_contents(page.store)} {_in_a_row(notes) or tr('All of it was read.')}"

    def tell_facts(self) -> None:
        """Say what there is to know of the capture in front."""
        self.said.emit(News(Severity.NOTE, self.facts(self._panel.page)))

    def _moved(self, page: TracePage, work: SlicedWork) -> None:
        _show_progress(page, work)
        if self._offered.get(page, 0) <= _MOST_SESSIONS:  # the rest is said at the end
            self._offer_sessions(page)

    def _offer_sessions(self, page: TracePage) -> None:
        """The sessions of a capture in the quick switch of its filter row, by what they are called and where from."""
        choice, ends = page.filters.session, page.store.ends
        if self._offered.get(page, 0) == len(ends):
            return
        self._offered[page] = len(ends)
        rows: list[tuple[str, int | None]] = [(tr("All sessions"), None)]
        for session, told in islice(ends.items(), _MOST_SESSIONS):
            rows.append((f"{told.title}  {told.local} → {told.remote}", session))
        if len(ends) > _MOST_SESSIONS:
            more = grouped(len(ends) - _MOST_SESSIONS)
            rows.append((tr("{more} more: filter by session == number", more=more), None))
        choice.fill(tuple(rows))
        for at, told in enumerate(islice(ends.values(), _MOST_SESSIONS), 1):
            choice.set_short(at, told.title)

    def _settle(self, path: Path, page: TracePage, notes: list[str]) -> str:
        """All that will be read is read: the user's notes (and what is wrong with them), what the file's end tells."""
        from smppconsole.trace.notes import load_notes  # noqa: PLC0415 - when asked for

        page.reading.show_share(1.0, "")
        self._offer_sessions(page)
        page.show_emptiness(" ".join(map(tr, notes)) or EMPTY_FILE)
        damaged = load_notes(page.store, path)
        self._facts[page] = path, [*notes, *[damaged] * bool(damaged)]
        self._panel.tell_of(page, self.facts(page))
        if page.store.comments or not damaged:
            page.model.refresh()
        page.judging.end()
        return damaged

    def _stop(self, path: Path, page: TracePage, work: SlicedWork) -> None:
        if work in self._under_way:
            work.stop()
            self._drop(work)
            words = tr(
                "Reading was stopped at No. {published}; the rest of the file is not shown.",
                published=grouped(page.store.published),
            )
            self._settle(path, page, [words])
            self._say(path, Severity.NOTE, f"{path.name}: {words}")

    def _close(self, page: TracePage, work: SlicedWork) -> None:
        """The tab goes: its notes are written, its file is let go."""
        self._drop(work)
        self.keep_notes()
        self._facts.pop(page, None)
        self._offered.pop(page, None)
        page.store.close()

    def _drop(self, work: SlicedWork) -> None:
        if work in self._under_way:
            self._under_way.remove(work)
            work.stop()
            work.deleteLater()

    # --- notes

    def _note(self, page: TracePage, path: Path) -> None:
        self._unsaved[page] = path
        self._saving.start()

    def keep_notes(self) -> None:
        """Write marks and comments beside their captures."""
        from smppconsole.trace.notes import save_notes  # noqa: PLC0415 - when asked for

        unsaved, self._unsaved = self._unsaved, {}
        for page, path in unsaved.items():
            try:
                save_notes(page.store, path)
            except CaptureError as error:
                self.said.emit(News(Severity.ERROR, str(error), about=("notes", str(path))))


def _in_a_row(sentences: list[str]) -> str:
    return " ".join(tr(words) for words in sentences if words)


def _contents(store: Store) -> str:
    """How many PDUs of how many sessions, from when to when."""
    count = store.published
    if not count:
        return tr(EMPTY_FILE)
    return tr(
        "{pdus}, {sessions}, from {first} to {last}.",
        pdus=tr_many("1 PDU", "{count} PDUs", count),
        sessions=tr_many("1 session", "{count} sessions", len(store.ends)),
        first=full_time(store.time_ns(0)),
        last=full_time(store.time_ns(count - 1)),
    )


def _show_progress(page: TracePage, work: SlicedWork) -> None:
    from smppconsole.trace.capture import Loaded  # noqa: PLC0415 - when asked for

    told = work.last
    if isinstance(told, Loaded):
        share = told.position / told.size if told.size else 0.0
        page.reading.show_share(
            share, tr("Reading, {share:.0%}: {rows} PDUs so far", share=share, rows=grouped(told.rows))
        )


def _terms_of(store: Store) -> TraceTerms:
    """Sessions of a capture go by what it calls them."""

    def tag_of(session: int) -> SessionTag:
        ends = store.ends.get(session)
        title = (ends.title or ends.local) if ends else ""
        return SessionTag(title or f"#{session}", _TAG_COLOURS[session % len(_TAG_COLOURS)])

    return TraceTerms(tag_of, lambda _session: AS_USUAL)
