"""Accounts to and from a file: a TOML text that two colleagues can compare, with no secret in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.console import paths
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import sentence, tr, tr_many

if TYPE_CHECKING:
    from smppconsole.console.account_exchange import Imported
    from smppconsole.ui.panels.accounts.import_sheet import Wanted

_KINDS = "Accounts (*.toml);;All files (*)"


class AccountExchange(QObject):
    """Asks for the file, then reads or writes it. ``said`` carries severity, words and links."""

    said = Signal(object, str, object)

    def __init__(self, window: QWidget, sessions: Sessions) -> None:
        super().__init__()
        self._window, self._sessions = window, sessions

    def ask_import(self, _name: str = "") -> None:
        """Let the user choose files of accounts."""
        dialog = named(QFileDialog(self._window, tr("Import accounts")), "accounts.import", tr("Import accounts"))
        dialog.setNameFilter(tr(_KINDS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._read_all)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_export(self, name: str = "") -> None:
        """Let the user choose where to write one account, or all of them."""
        dialog = named(QFileDialog(self._window, tr("Export accounts")), "accounts.export", tr("Export accounts"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr(_KINDS))
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{name or 'accounts'}.toml")
        dialog.fileSelected.connect(lambda file: self.write(Path(file), name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read_all(self, names: list[str]) -> None:
        for name in names:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the accounts of a file into the list; where one of a name is there and says otherwise, ask first."""
        from smppconsole.console.account_exchange import free_name, import_text  # noqa: PLC0415 - when asked for
        from smppconsole.ui.panels.accounts.import_sheet import ImportSheet, Wanted  # noqa: PLC0415 - as above

        book = self._sessions.workspace.accounts
        try:
            told = import_text(_text_of(path), book)
        except (OSError, ValueError) as error:
            self._say_failed(path, error)
            return
        if told.changed:
            names = {account.name for account in told.new}
            ImportSheet(
                self._window,
                path.name,
                told,
                lambda wanted: self._take(path, told, wanted),
                lambda wish: free_name(wish, book, names),
            ).open()
        else:
            self._take(path, told, Wanted(told.new, ()))

    def _take(self, path: Path, told: Imported, wanted: Wanted) -> None:
        from smppconsole.console.account_exchange import outcome_words  # noqa: PLC0415 - when asked for

        book = self._sessions.workspace.accounts
        taken = (*wanted.added, *wanted.replacing)
        try:
            for account in taken:
                book.save(account)
        except (OSError, ValueError) as error:
            self._say_failed(path, error)
            return
        if taken:
            self._sessions.choose(taken[0].name)
        self._sessions.changed.emit()
        words = [tr(outcome_words(len(wanted.added), len(wanted.replacing), len(told.same)))]
        engines = (self._sessions.engine(account.name) for account in wanted.replacing)
        if any(engine is not None and engine.is_busy for engine in engines):
            words.append(tr("A session that is bound keeps its settings until it is bound again."))
        words.append(tr(told.problem_words))
        severity = Severity.WARNING if told.problems else Severity.NOTE
        self.said.emit(severity, f"{path.name}: {' '.join(filter(None, words))}", ())

    def _say_failed(self, path: Path, error: Exception) -> None:
        words = tr("{name} was not imported: {error}", name=path.name, error=sentence(str(error)))
        self.said.emit(Severity.ERROR, words, ())

    def write(self, path: Path, name: str = "") -> None:
        """Write one account, or all."""
        from smppconsole.console.account_exchange import export_text  # noqa: PLC0415 - when asked for

        accounts = [one for one in self._sessions.workspace.accounts if name in {"", one.name}]
        try:
            paths.write_whole(path, export_text(accounts))
        except OSError as error:
            self.said.emit(
                Severity.ERROR, tr("The accounts were not exported: {error}", error=sentence(str(error))), ()
            )
            return
        count = tr_many("1 account", "{count} accounts", len(accounts))
        self.said.emit(Severity.NOTE, tr("{count} exported to {path}, passwords left out.", count=count, path=path), ())


def _text_of(path: Path) -> str:
    """The text of a file; raises ``OSError``, and ``ValueError`` in words for what is no text."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        words = tr("it is not UTF-8 text (octet {start}). An export of this program is", start=error.start)
        raise ValueError(words) from error
