"""What the window does with drafts beside sending them: templates, what was sent, copies, and the one not sent yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import expand
from smppconsole.compose.layout import DraftError
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.finding import Severity
from smppconsole.ui.cast import Cast
from smppconsole.ui.menu_keys import with_keys
from smppconsole.ui.message_work import MessageWork
from smppconsole.ui.panels.frame.side import COMPOSE, HISTORY, TEMPLATES
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr, tr_many

_MENU = (
    ("New message", "new"),
    ("Undo", "undo"),
    ("Redo", "redo"),
    ("", ""),
    ("Save as template…", "save_template"),
    ("Templates", "templates"),
    ("History", "history"),
    ("", ""),
    ("Copy as hex", "copy_hex"),
    ("Copy as smpplib code", "copy_code"),
    ("Copy as command line", "copy_command"),
)


class DraftWork(QObject):
    """Works on the drafts of one window."""

    def __init__(self, cast: Cast, messages: MessageWork) -> None:
        super().__init__()
        self._cast, self._messages = cast, messages
        self.deeds = {
            "undo": lambda: self._step(cast.composer.undo),
            "redo": lambda: self._step(cast.composer.redo),
            "save_template": lambda: self.to_page(TEMPLATES),
            "templates": lambda: self.to_page(TEMPLATES),
            "history": lambda: self.to_page(HISTORY),
            "copy_hex": self.copy_hex,
        }

    def wire(self) -> None:
        """Listen to the pages of the right side, and to what may let a notice go."""
        cast = self._cast
        cast.side.made.connect(self._wire_page)
        cast.sending.sent.connect(self.remember)
        cast.composer.changed.connect(cast.sending.note)
        for change in (cast.composer.changed, cast.sessions.changed, cast.trace.picked):
            change.connect(cast.trace.notice.look_again)  # when the draft at hand is noted
        cast.side.turned.connect(self._turned)

    def _wire_page(self, tab: int) -> None:
        """One of the pages was made."""
        cast, side = self._cast, self._cast.side
        if tab == TEMPLATES:
            side.templates.use_asked.connect(self.take_up)
            side.templates.save_asked.connect(lambda name: side.templates.keep(name, cast.composer.draft))
            side.templates.said.connect(partial(cast.trace.notice.say, about=("templates",)))
        elif tab == HISTORY:
            side.sent.edit_asked.connect(self.take_up)
            side.sent.send_asked.connect(cast.sending.send)

    def take_up(self, draft: Draft) -> None:
        """A draft into the form."""
        self._cast.composer.show_draft(draft)
        self._cast.side.head.tabs.setCurrentIndex(COMPOSE)
        self._messages.to_composer()

    def _step(self, step: Callable[[], None]) -> None:
        """Undo or redo, where one sees what it changes; not from a form that has nothing to do with the message."""
        cast, focus = self._cast, QApplication.focusWidget()
        panels = (cast.side, cast.side.head, cast.trace, cast.inspector)
        if focus is not None and not any(focus is panel or panel.isAncestorOf(focus) for panel in panels):
            words = tr("Undo and redo are those of the message: go to the composer first (Ctrl+4).")
            cast.trace.notice.say(Severity.NOTE, words, about=("undo",))
            return
        self._messages.show_composer()
        cast.side.head.tabs.setCurrentIndex(COMPOSE)
        step()

    def to_page(self, page: int) -> None:
        """Templates or history to the front, where one would type."""
        self._messages.show_composer()
        tabs = self._cast.side.head.tabs
        tabs.setTabVisible(page, True)
        tabs.setCurrentIndex(page)
        (self._cast.side.templates.name if page == TEMPLATES else self._cast.side.sent.search).setFocus()

    def remember(self, draft: Draft) -> None:
        """A draft was sent."""
        cast = self._cast
        try:
            parts = len(expand(draft, 1).pdus)
            cast.shelf.remember(cast.sessions.current, draft, parts)
        except (DraftError, EncodeError):
            return
        except OSError as error:
            cast.trace.notice.say(Severity.WARNING, tr("Sent, but not kept in the history: {error}.", error=error))
        if cast.side.head.tabs.currentIndex() == HISTORY:
            cast.side.sent.refresh()

    def copy_hex(self) -> None:
        """The parts of the draft as they would go out, a line of hex each."""
        try:
            pdus = expand(self._cast.composer.draft, 1).pdus
            lines = [encode(pdu.with_sequence(at), anyway=True).hex(" ").upper() for at, pdu in enumerate(pdus, 1)]
        except (DraftError, EncodeError) as error:
            self._cast.trace.notice.say(
                Severity.NOTE, tr("Not copied. {field}: {rule}", field=error.field, rule=error.rule)
            )
            return
        QGuiApplication.clipboard().setText("\n".join(lines))
        count = tr_many("1 PDU", "{count} PDUs", len(lines))
        self._cast.trace.notice.say(Severity.NOTE, tr("Copied: {count} as hex, numbered from 1.", count=count))

    def open_menu(self, do: Callable[[str], object]) -> None:
        """What else can be done with the message; ``do`` carries out an action by its id."""
        menu = QMenu(self._cast.side)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, action in _MENU:
            if words:
                menu.addAction(with_keys(tr(words), action)).triggered.connect(
                    lambda _=False, action=action: do(action)
                )
            else:
                menu.addSeparator()
        button = self._cast.side.head.more
        open_at(menu, button.mapToGlobal(button.rect().bottomLeft()))

    def _turned(self, page: int) -> None:
        if page == HISTORY:
            self._cast.side.sent.refresh()
        elif page == TEMPLATES:
            self._cast.side.templates.refresh()
