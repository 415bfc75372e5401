"""What the actions do with messages: new, again, edited, copied as code, and the question before a production send."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from smppconsole.compose.draft import Draft
from smppconsole.compose.layout import DraftError
from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.composer.sending import COMMAND_COPIED, Question
from smppconsole.ui.room import Room
from smppconsole.ui.words import tr


class MessageWork(QObject):
    """Works on the composer and the chosen PDU of one window."""

    def __init__(self, window: QWidget, cast: Cast, room: Room) -> None:
        super().__init__()
        self._window, self._cast, self._room = window, cast, room

    def ask_guarded(self, question: Question) -> None:
        """Ask before sending on a production account."""
        from smppconsole.ui.panels.frame.dialogs import ask  # noqa: PLC0415 - when asked for

        sending = self._cast.sending
        ask(
            self._window,
            "guard",
            tr("Production account"),
            question.text,
            question.button,
            lambda: (
                sending.again(question.octets, confirmed=True)
                if question.octets
                else sending.send(question.draft, question.anyway, confirmed=True)
            ),
        )

    def new(self) -> None:
        """An empty form, with what the account proposes."""
        account = self._account
        draft = Draft(source=account.default_source, **account.message_ways)
        self._cast.composer.show_draft(draft)
        self.to_composer()

    def edit(self) -> None:
        """The text of the chosen PDU as a draft."""
        from smppconsole.ui.panels.composer.redraft import draft_of  # noqa: PLC0415 - when asked for

        page = self._cast.trace.page
        row = page.table.chosen_row
        if row < 0:
            self._say(tr("Choose a message in the trace first."))
            return
        draft = draft_of(page.store.octets(row), page.terms.reading_of(page.store.session(row)))
        if draft is None:
            self._say(tr("This PDU carries no message to edit. Choose a submit_sm, deliver_sm or data_sm."))
            return
        self._cast.composer.show_draft(draft)
        self.to_composer()

    def send_again(self) -> None:
        """The chosen PDU once more."""
        octets = self._chosen
        if octets:
            self._cast.sending.again(octets)

    def send_with_udhi(self) -> None:
        """The chosen PDU once more, its header announced."""
        octets = self._chosen
        if octets:
            self._cast.sending.again_with_udhi(octets)

    def copy_code(self) -> None:
        """The draft as a program that uses smpplib."""
        from smppconsole.compose.snippet import smpplib_code  # noqa: PLC0415 - when asked for

        account = self._account
        try:
            code = smpplib_code(
                self._cast.composer.draft,
                host=account.host or "127.0.0.1",
                port=account.port,
                system_id=account.system_id,
                system_type=account.system_type,
            )
        except DraftError as error:
            self._say(tr("Not copied. {field}: {rule}", field=error.field, rule=error.rule))
            return
        QGuiApplication.clipboard().setText(code)
        self._say(tr("Copied: the message as a program that uses smpplib."))

    def copy_command(self) -> None:
        """The draft as a command line."""
        from smppconsole.compose.snippet import command_line  # noqa: PLC0415 - when asked for

        name = self._cast.sessions.current
        words = command_line(self._cast.composer.draft, {"account": name} if name else {})
        QGuiApplication.clipboard().setText(words)
        self._say(tr(COMMAND_COPIED))

    def show_composer(self) -> None:
        """The right side, wherever it stands."""
        self._room.show_composer()

    def to_composer(self) -> None:
        """The composer, where the first empty field is."""
        self._room.show_composer()
        form = self._cast.composer.form
        empty = [line for line in (form.source, form.destination) if not line.text()]
        (empty[0] if empty else form.text).setFocus()

    @property
    def _account(self) -> Account:
        return self._cast.sessions.account(self._cast.sessions.current) or Account()

    @property
    def _chosen(self) -> bytes:
        page = self._cast.trace.page
        row = page.table.chosen_row
        return page.store.octets(row) if row >= 0 else b""

    def _say(self, words: str) -> None:
        self._cast.trace.notice.say(Severity.NOTE, words)
