"""What the actions do: a table from ids to calls, and the ways about the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from smppconsole.ui.account_work import AccountWork
from smppconsole.ui.cast import Cast
from smppconsole.ui.draft_work import DraftWork
from smppconsole.ui.inspector_work import InspectorWork
from smppconsole.ui.message_requests import MessageRequests
from smppconsole.ui.message_work import MessageWork
from smppconsole.ui.panels.frame.palette import Palette
from smppconsole.ui.room import Room
from smppconsole.ui.tool_work import ToolWork
from smppconsole.ui.trace_work import TraceWork
from smppconsole.ui.workbench_work import WorkbenchWork

if TYPE_CHECKING:
    from smppconsole.ui.panels.frame.help_window import HelpWindow

_Calls = dict[str, Callable[[], object]]


class Deeds(QObject):
    """Carries out actions in one window."""

    def __init__(self, window: QMainWindow, cast: Cast, room: Room, palette: Palette) -> None:
        super().__init__()
        self._window, self._cast, self._room = window, cast, room
        self._guide: HelpWindow | None = None
        self.accounts = AccountWork(window, cast, room)
        self.messages = MessageWork(window, cast, room)
        self.drafts = DraftWork(cast, self.messages)
        self.requests = MessageRequests(window, cast, self.drafts.take_up)
        self.workbench = WorkbenchWork(window, cast)
        self.tools = ToolWork(window, cast, room)
        self.traces = TraceWork(window, cast)
        self.inspecting = InspectorWork(cast, palette)
        for dock in (room.left, room.bottom, room.right):
            dock.escaped.connect(self.to_trace)
        self._table: _Calls = {
            **self._files(),
            **self._looks(palette),
            **self._accounts_table(),
            **self._messages_table(),
            **self.drafts.deeds,
            **self._ways(),
            **self.tools.deeds,
            **self.traces.deeds,
        }

    def do(self, action: str) -> None:
        """Carry out an action; what the trace's own keys want goes to the page in front."""
        deed = self._table.get(action)
        if deed is not None:
            deed()
        else:
            self._cast.trace.page.act(action)

    def prepare(self) -> Iterator[None]:
        """Make beforehand, step by step, what takes long to open for the first time. A workbench that was open is open
        again before all else: somebody works on it."""
        if self.workbench.place.is_open:
            yield from self.workbench.prepare()
            self.workbench.come_back()
        yield from self._cast.accounts.prepare()
        for made in (
            lambda: self._cast.composer.form.rare,
            lambda: self._cast.side.templates,
            lambda: self._cast.side.sent,
        ):
            made()
            yield
        yield from self.tools.prepare()
        yield from self.workbench.prepare()

    @property
    def known(self) -> frozenset[str]:
        """The ids that are carried out here."""
        return frozenset(self._table)

    # --- the table

    def _files(self) -> _Calls:
        cast, window = self._cast, self._window
        return {
            "open": lambda: cast.captures.ask_open(window),
            "about_capture": cast.captures.tell_facts,
            "close_capture": lambda: cast.trace.close_page(cast.trace.tabs.currentIndex()),
            "quit": window.close,
            "copy_octets": cast.inspector.copy_octets,
            "copy": cast.inspector.copy_octets,
            "copy_code": self.messages.copy_code,
            "copy_command": self.messages.copy_command,
        }

    def _looks(self, palette: Palette) -> _Calls:
        cast, room, look, window = self._cast, self._room, self._cast.appearance, self._window
        return {
            "palette": lambda: palette.open_over(cast.header.search_box),
            "panel_left": lambda: room.toggle(room.left),
            "panel_bottom": lambda: room.toggle(room.bottom),
            "panel_right": lambda: room.toggle(room.right),
            "turn_theme": look.turn,
            "theme_system": lambda: look.choose("system"),
            "theme_light": lambda: look.choose("light"),
            "theme_dark": lambda: look.choose("dark"),
            "larger": lambda: look.resize(1),
            "smaller": lambda: look.resize(-1),
            "normal": lambda: look.resize(0),
            "density": look.turn_density,
            "settings": self.open_settings,
            "full_screen": lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen),
            "reset_layout": room.reset,
            "stall_meter": self.toggle_stall_meter,
            "about": self.tell_about,
            "help": lambda: self.guide().open_for(QApplication.focusWidget()),
            "guide": lambda: self.guide().open_for(None),
        }

    def _accounts_table(self) -> _Calls:
        cast, sessions, work = self._cast, self._cast.sessions, self.accounts
        return {
            "bind": sessions.toggle,
            "wait_outbind": lambda: work.do("outbind", sessions.current),
            "new_account": lambda: work.do("new", ""),
            "edit_account": lambda: work.do("edit", sessions.current),
            "new_from_provider": work.ask_provider,
            "import_accounts": work.exchange.ask_import,
            "export_accounts": work.exchange.ask_export,
            "simulator": work.start_simulator,
            "notice.edit": work.edit_failed,
            "notice.again": work.bind_again,
            "notice.all": lambda: self.tools.open("notices"),
            "notice.undelete": cast.keeping.undelete,
            "notice.sheet": work.go_on,
        }

    def _messages_table(self) -> _Calls:
        cast, work = self._cast, self.messages
        return {
            "new": work.new,
            "send": lambda: cast.sending.send(cast.composer.draft),
            "send_anyway": lambda: cast.sending.send(cast.composer.draft, anyway=True),
            "preview": cast.composer.preview.toggle,
            "send_again": work.send_again,
            "edit_message": work.edit,
            "edit_resend": self.workbench.edit_chosen,
            "workbench": self.workbench.open,
        }

    def _ways(self) -> _Calls:
        return {
            "filter": self.to_filter,
            "follow": self.follow,
            "inspect": self.to_inspector,
            "kin": self.next_kin,
            "to_accounts": self.to_accounts,
            "find_account": self.to_accounts,
            "to_trace": self.to_trace,
            "to_inspector": self.to_inspector,
            "to_composer": self.messages.to_composer,
            "to_menus": self.to_menus,
            "next_panel": lambda: self.walk(1),
            "previous_panel": lambda: self.walk(-1),
        }

    # --- ways

    def begin(self) -> None:
        """Where the keys go at first: to the first step of somebody without accounts, else to the trace."""
        first = self._cast.accounts.findChild(QWidget, "accounts.first")
        if self._cast.sessions.views() or first is None:
            self.to_trace()
        else:
            first.setFocus()

    def to_trace(self) -> None:
        """The table of the trace in front."""
        self._room.low_window.bring_trace()
        self._cast.trace.activateWindow()
        self._cast.trace.page.table.setFocus()

    def follow(self) -> None:
        """Keep the newest row of the trace in front in sight."""
        self._cast.trace.page.table.following.start()

    def to_inspector(self) -> None:
        """The tree of fields."""
        self._room.bring(self._room.bottom)
        self._cast.inspector.head.tabs.setCurrentIndex(0)
        self._cast.inspector.tree.setFocus()

    def to_accounts(self) -> None:
        """The accounts."""
        self._room.bring(self._room.left)
        self._cast.accounts.take_focus()

    def to_menus(self) -> None:
        """The first menu, open; what had the focus has it again behind it."""
        menus = self._cast.header.menus
        menus.setActiveAction(menus.actions()[0])

    def to_filter(self) -> None:
        """The filter line, its content selected."""
        self._room.low_window.bring_trace()
        self._cast.trace.page.to_filter()

    def next_kin(self) -> None:
        """The next row of the same message."""
        table = self._cast.trace.page.table
        later = sorted(row for row in table.kin if row > table.chosen_row) or sorted(table.kin)
        if later:
            table.choose(later[0])

    def walk(self, step: int) -> None:
        """The next panel, or the one before."""
        cast = self._cast
        stations: tuple[tuple[QWidget, Callable[[], None]], ...] = (
            (cast.accounts, self.to_accounts),
            (cast.trace, self.to_trace),
            (cast.inspector, self.to_inspector),
            (cast.side, self.messages.to_composer),
        )
        focus = QApplication.focusWidget()
        here = next((at for at, (panel, _) in enumerate(stations) if focus and panel.isAncestorOf(focus)), 0)
        stations[(here + step) % len(stations)][1]()

    def guide(self) -> HelpWindow:
        """The guide; made when it is first asked for."""
        if self._guide is None:
            from smppconsole.ui.panels.frame.help_window import HelpWindow  # noqa: PLC0415 - when asked for

            self._guide = HelpWindow(self._window)
        return self._guide

    def tell_about(self) -> None:
        """What runs here, of what it is made, and the licences."""
        from smppconsole.ui.panels.frame.about import tell_about  # noqa: PLC0415 - when asked for

        tell_about(self._window)

    def open_settings(self) -> None:
        """The sheet of settings; what changes the look does so at once."""
        from smppconsole.ui.panels.frame.settings_sheet import SettingsSheet  # noqa: PLC0415 - when asked for

        sheet = SettingsSheet(self._window, self._cast.workspace.settings)
        sheet.changed.connect(lambda _name: self._cast.appearance.apply())
        sheet.said.connect(partial(self._cast.trace.notice.say, about=("settings",)))
        self._cast.appearance.changed.connect(sheet.follow)
        sheet.open()

    def toggle_stall_meter(self) -> None:
        """Show or hide how long the event loop was kept waiting at most."""
        hidden = self._cast.status.stall.isHidden()
        self._cast.status.stall.setVisible(hidden)
        self._cast.stall.set_running(hidden)
