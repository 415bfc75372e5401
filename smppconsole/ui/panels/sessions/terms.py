"""How the PDUs of sessions are read and written: their accounts' habits and dictionaries."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject

from smppconsole.console.account import Account
from smppconsole.console.dictionaries import joined
from smppconsole.console.workspace import Terms, Workspace, terms_of
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book


class SessionTerms(QObject):
    """Over the sessions of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def reading_of(self, session_no: int) -> Reading:
        """How the text of a session is read."""
        return self.workspace.terms_for(session_no).reading

    def book_of(self, session_no: int) -> Book:
        """By which tables a session is read: the standard's, and its account's dictionary."""
        return self.workspace.terms_for(session_no).book

    def words(self) -> Book:
        """The tables of all sessions together: what a filter may name."""
        return joined(terms.book for terms in self.workspace.terms.values())


@lru_cache(maxsize=32)
def terms_or_usual(account: Account) -> Terms:
    """How an account reads and writes; as usual where its dictionary cannot be used."""
    try:
        return terms_of(account)
    except ValueError:
        return Terms()
