"""Accounts to and from a file: a TOML text that two colleagues can compare, with no secret in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.console import paths
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import sentence, tr, tr_many

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
        """Take the accounts of a file into the list; those there already stay as they are."""
        from smppconsole.console.account_exchange import import_text  # noqa: PLC0415 - when asked for

        book = self._sessions.workspace.accounts
        try:
            told = import_text(path.read_text("utf-8"), book)
            for account in told.new:
                book.save(account)
        except (OSError, ValueError) as error:
            self.said.emit(
                Severity.ERROR, tr("{name} was not imported: {error}", name=path.name, error=sentence(str(error))), ()
            )
            return
        if told.new:
            self._sessions.choose(told.new[0].name)
        self._sessions.changed.emit()
        self.said.emit(Severity.WARNING if told.problems else Severity.NOTE, f"{path.name}: {tr(told.words)}", ())

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
