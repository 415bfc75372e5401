"""What the actions do: one small method a deed, looked up by the action's id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QToolTip, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.compose.layout import DraftError
from smppconsole.compose.snippet import command_line, smpplib_code
from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.accounts import AccountsPanel
from smppconsole.ui.panels.appearance import Appearance
from smppconsole.ui.panels.captures import Captures
from smppconsole.ui.panels.composer import Composer
from smppconsole.ui.panels.dialogs import ask, ask_password, tell_about
from smppconsole.ui.panels.header import Header
from smppconsole.ui.panels.inspector import Inspector
from smppconsole.ui.panels.palette import Palette
from smppconsole.ui.panels.redraft import draft_of
from smppconsole.ui.panels.sending import Question, Sending
from smppconsole.ui.panels.sessions import Sessions
from smppconsole.ui.panels.side import SidePanel
from smppconsole.ui.panels.trace import TracePanel

SIMULATOR = "Simulator"


class Desk(Protocol):
    """What of the window the deeds work on."""

    accounts: AccountsPanel
    appearance: Appearance
    captures: Captures
    composer: Composer
    header: Header
    inspector: Inspector
    palette_sheet: Palette
    sending: Sending
    sessions: Sessions
    side: SidePanel
    trace: TracePanel
    left_dock: QDockWidget
    right_dock: QDockWidget
    bottom_dock: QDockWidget

    @property
    def sheet_parent(self) -> QWidget: ...
    def close(self) -> bool: ...
    def give_way(self) -> None: ...
    def edit_account_sheet(self) -> None: ...
    def next_kin(self) -> None: ...
    def reset_layout(self) -> None: ...
    def say(self, severity: Severity, words: str, links: tuple[str, ...]) -> None: ...
    def show_composer(self) -> None: ...
    def toggle_stall_meter(self) -> None: ...


class Deeds(QObject):
    """Carries out actions on the panels of one window."""

    def __init__(self, window: Desk) -> None:
        super().__init__()
        self._window = window
        self._table = _table(self, window)

    def do(self, action: str) -> None:
        """Carry out an action; what the trace's own keys want goes to the page in front."""
        deed = self._table.get(action)
        if deed is not None:
            deed()
        else:
            self._window.trace.page.act(action)

    # --- accounts

    def account(self, wish: str, name: str) -> None:
        """What a menu of the accounts wants."""
        window, sessions = self._window, self._window.sessions
        known = sessions.account(name)
        if wish == "simulator":
            self.start_simulator()
        elif wish == "new":
            self._edit(Account(), "")
        elif wish == "duplicate" and known is not None:
            self._edit(sessions.duplicate(name) or known, "")
        elif wish == "delete" and known is not None:
            words = f"Delete the account {name}? Its password is forgotten too; what the trace shows of it stays."
            ask(window.sheet_parent, "delete", "Delete account", words, "Delete account", lambda: self._delete(name))
        elif wish == "edit" and known is not None:
            self._edit(known, name)

    def _edit(self, account: Account, old_name: str) -> None:
        self._window.accounts.edit(account, old_name)
        self._window.edit_account_sheet()

    def _delete(self, name: str) -> None:
        self._window.sessions.delete(name)
        self._window.accounts.close_form()
        self._window.give_way()

    def save_account(self, account: Account, old_name: str, password: str | None) -> None:
        """Save a sheet and go back to the list."""
        self._window.sessions.save(account, old_name, password, lambda _name: self._close_sheet())

    def save_and_bind(self, account: Account, old_name: str, password: str | None) -> None:
        """Save a sheet, go back to the list, and bind."""

        def go_on(name: str) -> None:
            self._close_sheet()
            self._window.sessions.bind(name, password)

        self._window.sessions.save(account, old_name, password, go_on)

    def _close_sheet(self) -> None:
        self._window.accounts.close_form()
        self._window.give_way()

    def ask_password(self, name: str, why: str) -> None:
        """Ask for what the key store does not have."""
        ask_password(
            self._window.sheet_parent,
            name,
            why,
            lambda password, keep: self._window.sessions.bind(name, password, keep),
        )

    def start_simulator(self) -> None:
        """Start the practice centre, and bind to it."""
        self._window.sessions.start_simulator(SIMULATOR)

    def edit_failed(self) -> None:
        """The sheet of the account whose bind failed."""
        self.account("edit", self._window.sessions.last_failed or self._window.sessions.current)

    def bind_again(self) -> None:
        """Once more, after a failure."""
        name = self._window.sessions.last_failed or self._window.sessions.current
        self._window.trace.notice.hide()
        if name:
            self._window.sessions.bind(name)

    # --- messages

    def ask_guarded(self, question: Question) -> None:
        """Ask before sending on a production account."""
        sending = self._window.sending
        ask(
            self._window.sheet_parent,
            "guard",
            "Production account",
            question.text,
            question.button,
            lambda: sending.send(question.draft, question.anyway, confirmed=True),
        )

    def new_message(self) -> None:
        """An empty form."""
        account = self._window.sessions.account(self._window.sessions.current) or Account()
        self._window.composer.show_draft(
            Draft(source=account.default_source, default_alphabet=account.default_alphabet)
        )
        self.to_composer()

    def edit_and_resend(self) -> None:
        """The chosen PDU as a draft."""
        page = self._window.trace.page
        row = page.table.chosen_row
        if row < 0:
            self._say("Choose a message in the trace first.")
            return
        draft = draft_of(page.store.octets(row), page.terms.reading_of(page.store.session(row)))
        if draft is None:
            self._say("This PDU carries no message to edit. Choose a submit_sm, deliver_sm or data_sm.")
            return
        self._window.composer.show_draft(draft)
        self.to_composer()

    def send_again(self) -> None:
        """The chosen PDU once more."""
        row = self._window.trace.page.table.chosen_row
        if row >= 0:
            self._window.sending.again(self._window.trace.page.store.octets(row))

    def send_with_udhi(self) -> None:
        """The chosen PDU once more, its header announced."""
        row = self._window.trace.page.table.chosen_row
        if row >= 0:
            self._window.sending.again_with_udhi(self._window.trace.page.store.octets(row))

    def copy_code(self) -> None:
        """The draft as a program that uses smpplib."""
        account = self._window.sessions.account(self._window.sessions.current) or Account()
        try:
            code = smpplib_code(
                self._window.composer.draft,
                host=account.host or "127.0.0.1",
                port=account.port,
                system_id=account.system_id,
                system_type=account.system_type,
            )
        except DraftError as error:
            self._say(f"Not copied. {error.field}: {error.rule}")
            return
        QGuiApplication.clipboard().setText(code)
        self._say("Copied: the message as a program that uses smpplib.")

    def copy_command(self) -> None:
        """The draft as a command line."""
        name = self._window.sessions.current
        QGuiApplication.clipboard().setText(
            command_line(self._window.composer.draft, {"account": name} if name else {})
        )
        self._say("Copied: the message as a command line.")

    # --- going about

    def to_trace(self) -> None:
        """The table of the trace in front."""
        self._window.trace.page.table.setFocus()

    def follow(self) -> None:
        """Keep the newest row of the trace in front in sight."""
        self._window.trace.page.table.follow()

    def to_composer(self) -> None:
        """The composer, where the first empty field is."""
        self._window.show_composer()
        composer = self._window.composer
        field: QWidget = composer.text
        for line in (composer.source, composer.destination):
            if not line.text():
                field = line
                break
        field.setFocus()

    def to_inspector(self) -> None:
        """The tree of fields."""
        self._window.bottom_dock.show()
        self._window.inspector.head.tabs.setCurrentIndex(0)
        self._window.inspector.tree.setFocus()

    def to_accounts(self) -> None:
        """The accounts."""
        self._window.left_dock.show()
        self._window.accounts.search.setFocus()

    def to_filter(self) -> None:
        """The filter line, its content selected."""
        edit = self._window.trace.page.filters.line.edit
        edit.setFocus()
        edit.selectAll()

    def walk(self, step: int) -> None:
        """The next panel, or the one before."""
        stations: tuple[tuple[QWidget, Callable[[], None]], ...] = (
            (self._window.accounts, self.to_accounts),
            (self._window.trace, self.to_trace),
            (self._window.inspector, self.to_inspector),
            (self._window.side, self.to_composer),
        )
        focus = QApplication.focusWidget()
        here = next((at for at, (panel, _) in enumerate(stations) if focus and panel.isAncestorOf(focus)), 0)
        stations[(here + step) % len(stations)][1]()

    def help_here(self) -> None:
        """What the field in focus means, where it is."""
        focus = QApplication.focusWidget()
        if focus is None:
            return
        words = focus.toolTip() or focus.accessibleDescription() or focus.accessibleName()
        QToolTip.showText(focus.mapToGlobal(focus.rect().bottomLeft()), words, focus)

    def _say(self, words: str) -> None:
        self._window.say(Severity.NOTE, words, ())


def _table(deeds: Deeds, window: Desk) -> dict[str, Callable[[], object]]:
    """Actions and what they call."""
    return {
        "open": lambda: window.captures.ask_open(window.sheet_parent),
        "save": lambda: window.captures.ask_save(window.sheet_parent),
        "close_capture": lambda: window.trace.close_page(window.trace.tabs.currentIndex()),
        "quit": window.close,
        "filter": deeds.to_filter,
        "copy_octets": window.inspector.copy_octets,
        "copy": window.inspector.copy_octets,
        "copy_code": deeds.copy_code,
        "copy_command": deeds.copy_command,
        "palette": lambda: window.palette_sheet.open_over(window.header.search_box),
        "panel_left": lambda: window.left_dock.setVisible(window.left_dock.isHidden()),
        "panel_bottom": lambda: window.bottom_dock.setVisible(window.bottom_dock.isHidden()),
        "panel_right": lambda: window.right_dock.setVisible(window.right_dock.isHidden()),
        "turn_theme": window.appearance.turn,
        "theme_system": lambda: window.appearance.choose("system"),
        "theme_light": lambda: window.appearance.choose("light"),
        "theme_dark": lambda: window.appearance.choose("dark"),
        "larger": lambda: window.appearance.resize(1),
        "smaller": lambda: window.appearance.resize(-1),
        "normal": lambda: window.appearance.resize(0),
        "reset_layout": window.reset_layout,
        "stall_meter": window.toggle_stall_meter,
        "bind": window.sessions.toggle,
        "new_account": lambda: deeds.account("new", ""),
        "edit_account": lambda: deeds.account("edit", window.sessions.current),
        "simulator": deeds.start_simulator,
        "new": deeds.new_message,
        "send": lambda: window.sending.send(window.composer.draft),
        "send_anyway": lambda: window.sending.send(window.composer.draft, anyway=True),
        "preview": window.composer.preview.toggle,
        "send_again": deeds.send_again,
        "edit_resend": deeds.edit_and_resend,
        "follow": deeds.follow,
        "inspect": deeds.to_inspector,
        "kin": window.next_kin,
        "notice.edit": deeds.edit_failed,
        "notice.again": deeds.bind_again,
        "to_accounts": deeds.to_accounts,
        "to_trace": deeds.to_trace,
        "to_inspector": deeds.to_inspector,
        "to_composer": deeds.to_composer,
        "next_panel": lambda: deeds.walk(1),
        "previous_panel": lambda: deeds.walk(-1),
        "find_account": deeds.to_accounts,
        "help": deeds.help_here,
        "about": lambda: tell_about(window.sheet_parent),
    }
