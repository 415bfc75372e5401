"""Takes PDUs out of a trace: into a file, a slice at a time, or onto the clipboard. Always masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.console.workspace import Workspace
from smppconsole.smpp.finding import Severity
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.export import Exporting, Format, export_file, export_text, format_named, format_of
from smppconsole.trace.mask import Masking
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import grouped, tr, tr_many

if TYPE_CHECKING:
    from smppconsole.trace.journeys import Journeys
    from smppconsole.ui.panels.trace.export_choice import ExportWish, RowSet
    from smppconsole.ui.panels.trace.export_sheet import ExportSheet

_CARRIERS = frozenset({0x04, 0x05, 0x21, 0x103})
_MOST_MESSAGES = 100  # whose messages are looked for, of the rows chosen
MOST_COPIED = 2000
"""PDUs that are put onto the clipboard at once: more belongs into a file, and would make the window wait."""


class Exports(QObject):
    """Signals: ``said`` with severity, words and links. How far a file is stands above its trace, and stops it."""

    said = Signal(object, str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._under_way: dict[SlicedWork, tuple[TracePage, Path]] = {}
        self._bound: set[TracePage] = set()
        self._folder: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Stop what is being written; files half written never appear."""
        for work in self._under_way:
            work.stop()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def masking(self) -> Masking:
        """What is masked beside passwords, by the settings."""
        settings = self._workspace.settings
        return Masking(settings.flag("mask_numbers"), settings.flag("mask_text"))

    def terms(self, page: TracePage, masking: Masking, rows: Sequence[int]) -> Exporting:
        """How rows of a trace are told: by their sessions' tables, with the facts of a ticket before them."""
        from smppconsole.console.ticket_facts import ticket_facts  # noqa: PLC0415 - when asked for

        names = {page.store.ends[session].account for session in _sessions(page, rows) if session in page.store.ends}
        known = [*(engine.account for engine in self._workspace.engines.values()), *self._workspace.accounts]
        accounts = {account.name: account for account in reversed(known) if account.name in names}
        facts = ticket_facts(datetime.now().astimezone(), accounts.values())
        terms = page.terms
        return Exporting(masking, terms.words(), terms.reading_of, page.title, facts, terms.book_of)

    # --- asking

    def ask(self, parent: QWidget, page: TracePage, form: str = "") -> ExportSheet:
        """Let the user choose what, as what and masked how; the sheet stays until a file is named."""
        from smppconsole.ui.panels.trace.export_sheet import ExportSheet  # noqa: PLC0415 - when asked for

        sets = _sets(page, self._workspace.journeys)
        sheet = ExportSheet(parent, page.store, sets, lambda *asked: self.terms(page, *asked), self.masking)
        sheet.choose(_first_choice(sets, form), form)
        sheet.save_asked.connect(lambda wish: self._ask_path(sheet, page, wish))
        sheet.copy_asked.connect(lambda wish: self.copy(page, wish.rows.rows, wish.form, wish.masking))
        sheet.open()
        return sheet

    def _ask_path(self, sheet: ExportSheet, page: TracePage, wish: ExportWish) -> None:
        dialog = named(QFileDialog(sheet, tr("Save PDUs")), "export.file", tr("Save PDUs"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr(wish.form.title)} (*{wish.form.suffix})")
        dialog.selectFile(f"{Path(page.title).stem.lower()}{wish.form.suffix}")
        dialog.fileSelected.connect(lambda name: self._take_path(sheet, page, wish, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_path(self, sheet: ExportSheet, page: TracePage, wish: ExportWish, path: Path) -> None:
        if not path.name.lower().endswith(wish.form.suffix):
            path = path.with_name(path.name + wish.form.suffix)
        sheet.accept()
        self.save(page, path, wish.rows.rows, wish.form, wish.masking)

    # --- doing

    def save(
        self,
        page: TracePage,
        path: Path,
        rows: Sequence[int] | None = None,
        form: Format | None = None,
        masking: Masking | None = None,
    ) -> None:
        """Write rows (those shown, unless named) in a form (the file's name says which, unless named)."""
        rows = page.filter.rows if rows is None else rows
        exporting = self.terms(page, self.masking if masking is None else masking, rows)
        work = SlicedWork(export_file(path, (form or _form_of(path)).id, page.store, rows, exporting))
        total = len(rows)
        work.moved.connect(lambda: _show_progress(page, path, work.last or 0, total))
        work.ended.connect(lambda words: self._saved(page, path, work, words, exporting))
        self._under_way[work] = page, path
        self._bind(page)

    def _saved(self, page: TracePage, path: Path, work: SlicedWork, words: str, exporting: Exporting) -> None:
        del self._under_way[work]
        page.saving.show_share(1.0, "")
        if words:
            self.said.emit(Severity.ERROR, words, ())
        else:
            count = work.last or 0
            said = tr_many(
                "1 PDU saved in {path}", "{rows} PDUs saved in {path}", count, rows=grouped(count), path=path
            )
            self.said.emit(
                Severity.NOTE, tr("{said}, masked: {words}.", said=said, words=tr(exporting.masking.words)), ()
            )
        work.deleteLater()

    def _bind(self, page: TracePage) -> None:
        """Hear of it when the user has enough."""
        if page not in self._bound:
            self._bound.add(page)
            page.saving.stopped.connect(lambda: self._stop(page))
            page.closed.connect(lambda: self._forget(page))

    def _stop(self, page: TracePage) -> None:
        """Write no more of a trace: the files are left as they were."""
        for work, (of, path) in tuple(self._under_way.items()):
            if of is page:
                del self._under_way[work]
                work.stop()
                work.deleteLater()
                self.said.emit(Severity.NOTE, tr("Saving was stopped; {path} is as it was before.", path=path), ())
        page.saving.show_share(1.0, "")

    def _forget(self, page: TracePage) -> None:
        self._stop(page)
        self._bound.discard(page)

    def copy(self, page: TracePage, rows: Sequence[int], form: Format, masking: Masking | None = None) -> None:
        """Put rows onto the clipboard as text; as a capture, as a file to be pasted into a folder or a mail."""
        if not rows:
            return
        if len(rows) > MOST_COPIED:
            words = tr(
                "{rows} PDUs are too many to copy; {most_copied} are the most. Save them.",
                rows=grouped(len(rows)),
                most_copied=grouped(MOST_COPIED),
            )
            self.said.emit(Severity.WARNING, words, ())
            return
        exporting = self.terms(page, self.masking if masking is None else masking, rows)
        if form.pieces is None:
            self._copy_file(page, rows, form, exporting)
        else:
            QGuiApplication.clipboard().setText(export_text(form.id, page.store, rows, exporting))
        count = tr_many("1 PDU", "{count} PDUs", len(rows))
        self.said.emit(
            Severity.NOTE,
            tr(
                "{count} copied as {title}, masked: {words}.",
                count=count,
                title=tr(form.title),
                words=tr(exporting.masking.words),
            ),
            (),
        )

    def copy_as(self, page: TracePage, form: str) -> None:
        """The selected rows onto the clipboard."""
        self.copy(page, page.table.chosen_rows, format_named(form))

    def _copy_file(self, page: TracePage, rows: Sequence[int], form: Format, exporting: Exporting) -> None:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="smppconsole-")
        path = Path(self._folder.name) / f"{Path(page.title).stem.lower()}{form.suffix}"
        try:
            for _ in export_file(path, form.id, page.store, rows, exporting):
                continue
        except CaptureError as error:
            self.said.emit(Severity.ERROR, str(error), ())
            return
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - no window needs one to be painted

        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        QGuiApplication.clipboard().setMimeData(data)


def _show_progress(page: TracePage, path: Path, done: int, total: int) -> None:
    words = tr("Saving {name}: {done} of {total} PDUs", name=path.name, done=grouped(done), total=grouped(total))
    page.saving.show_share(done / total if total else 1.0, words)


def _sets(page: TracePage, journeys: Journeys) -> tuple[RowSet, ...]:
    """What may be meant: what is selected, the whole message that it belongs to, what the filter shows, all."""
    from smppconsole.ui.panels.trace.export_choice import RowSet  # noqa: PLC0415 - when asked for

    chosen = page.table.chosen_rows
    whole = _whole(page, journeys, chosen)
    carries = any(page.store.command(row) in _CARRIERS for row in whole)
    sets = [
        RowSet("selection", tr("Selection"), chosen),
        RowSet("message", tr("Message") if carries else tr("Exchange"), whole if whole != chosen else ()),
        RowSet("filter", tr("Filter"), page.filter.rows if page.filter.active else ()),
    ]
    wanted = [one for one in sets if len(one.rows) or (one.id == "filter" and page.filter.active)]
    return (*wanted, RowSet("all", tr("All"), range(page.store.published)))


def _first_choice(sets: Sequence[RowSet], form: str) -> str:
    """Of a ticket the message that is asked about, else what was selected, where that is more than the current row."""
    names = [one.id for one in sets]
    if form == "ticket":
        return "message" if "message" in names else names[0]
    single = names[0] == "selection" and len(sets[0].rows) == 1
    return next(name for name in names if name not in ({"selection", "message"} if single else {"message"}))


def _whole(page: TracePage, journeys: Journeys, chosen: Sequence[int]) -> list[int]:
    """The rows of the messages that these rows belong to: parts, answers, receipts, and what was asked about them."""
    from smppconsole.ui.models.ladder_steps import message_rows  # noqa: PLC0415 - when asked for

    store, parts = page.store, page.store.long_messages
    found: set[int] = set()
    for row in chosen[:_MOST_MESSAGES]:
        number = journeys.message_of(row) if journeys.store is store else -1
        kin = journeys.journey(number).rows if number >= 0 else (row,)
        found.update(message_rows(store, (*kin, *parts.rows(parts.message_of(row)))))
    return sorted(found)


def _sessions(page: TracePage, rows: Sequence[int]) -> set[int]:
    """The sessions of rows; of very many rows, all there are."""
    if len(rows) > MOST_COPIED:
        return set(page.store.ends)
    return {page.store.session(row) for row in rows}


def _form_of(path: Path) -> Format:
    try:
        return format_of(path)
    except KeyError:
        return format_named("pcapng")
