"""The window: arranges the panels, wires them in one method, gives way where there is little room. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStatusBar, QVBoxLayout, QWidget

from smppconsole.console import paths
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.finding import Severity
from smppconsole.ui import icons, theme
from smppconsole.ui.actions import ACTIONS, MENUS, SEPARATE_BEFORE, ActionSpec
from smppconsole.ui.deeds import Deeds
from smppconsole.ui.models.message_model import MessageModel
from smppconsole.ui.panels.accounts import AccountsPanel
from smppconsole.ui.panels.appearance import Appearance
from smppconsole.ui.panels.captures import Captures
from smppconsole.ui.panels.composer import Composer
from smppconsole.ui.panels.header import Header
from smppconsole.ui.panels.health import HealthPanel
from smppconsole.ui.panels.inspector import Inspector
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.panels.palette import Entry, Palette
from smppconsole.ui.panels.preview import Looking
from smppconsole.ui.panels.pulse import Pulse
from smppconsole.ui.panels.sending import Sending
from smppconsole.ui.panels.sessions import Sessions
from smppconsole.ui.panels.side import SidePanel
from smppconsole.ui.panels.stall import StallMeter
from smppconsole.ui.panels.status import StatusBar
from smppconsole.ui.panels.trace import TracePanel
from smppconsole.ui.panels.trace_page import TraceTerms

_SIZE = QSize(1440, 900)
_LEAST = QSize(900, 560)
_LAYOUT_VERSION = 1
_RAIL_BELOW, _TAB_BELOW = 1240, 1040
_LOW_BELOW, _FLAT_BELOW = 800, 680


class MainWindow(QMainWindow):
    """``closing`` fires when the user closes it; ``app`` then unbinds and lets it go."""

    closing = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setObjectName("window")
        self.setWindowTitle("SMPP Console")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(_LEAST)
        self.may_close = False
        self._rail = self._tabbed = False
        self._make_panels()
        self._make_docks()
        self._make_actions()
        self._wire()
        self.resize(_SIZE)
        self.restore_layout()

    # --- arranging

    def _make_panels(self) -> None:
        workspace = self.workspace
        self.appearance = Appearance(workspace.settings)
        self.appearance.apply()
        self.sessions = Sessions(workspace)
        self.sending = Sending(self.sessions)
        self.header = Header()
        self.accounts = AccountsPanel()
        self.health = HealthPanel()
        self.trace = TracePanel(workspace.store, TraceTerms(self.sessions.tag_of, self.sessions.reading_of))
        self.inspector = Inspector()
        self.composer = Composer()
        self.messages = MessageTable(MessageModel(workspace.journeys))
        self.side = SidePanel(self.composer, self.messages)
        self.status = StatusBar()
        self.looking = Looking(self.inspector, self.sending)
        self.captures = Captures(self.trace)
        self.pulse = Pulse(workspace.store, self.sessions)
        self.stall = StallMeter()
        self.deeds = Deeds(self)

    def _make_docks(self) -> None:
        self.setMenuWidget(self.header)
        self.setCentralWidget(self.trace)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.accounts, 1)
        column.addWidget(self.health)
        self.left_dock = self._dock("left", "Accounts", left, None, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.right_dock = self._dock(
            "right", "Compose", self.side, self.side.head, Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.bottom_dock = self._dock(
            "bottom", "Inspector", self.inspector, self.inspector.head, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.status, 1)
        self.setStatusBar(bar)

    def _dock(
        self, name: str, title: str, widget: QWidget, head: QWidget | None, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock.{name}")
        dock.setWidget(widget)
        dock.setTitleBarWidget(head if head is not None else QWidget(dock))
        self.addDockWidget(area, dock)
        return dock

    def _make_actions(self) -> None:
        self.acts: dict[str, QAction] = {}
        menus = {title: self.header.menus.addMenu(title) for title in MENUS}
        for spec in ACTIONS:
            if spec.id in SEPARATE_BEFORE:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._make_action(spec))
        entries = [Entry(spec.text.rstrip("…"), spec.keys, spec.id, spec.menu) for spec in ACTIONS]
        self.palette_sheet = Palette(self, entries)

    def _make_action(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(f"action.{spec.id}")
        action.setCheckable(spec.checkable)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        action.triggered.connect(lambda _=False, id=spec.id: self.deeds.do(id))
        self.addAction(action)
        self.acts[spec.id] = action
        return action

    def _wire(self) -> None:
        """Every signal of every panel, in one place, by who speaks."""
        deeds, sessions, sending, looking = self.deeds, self.sessions, self.sending, self.looking
        # head and palette
        self.header.asked.connect(deeds.do)
        self.palette_sheet.chosen.connect(deeds.do)
        # accounts
        self.accounts.bind_toggled.connect(sessions.toggle)
        self.accounts.chosen.connect(sessions.choose)
        self.accounts.asked.connect(deeds.account)
        self.accounts.form.saved.connect(deeds.save_account)
        self.accounts.form.bind_asked.connect(deeds.save_and_bind)
        self.accounts.form.delete_asked.connect(lambda name: deeds.account("delete", name))
        self.accounts.form.left.connect(self.give_way)
        self.accounts.expand.clicked.connect(self.toggle_rail)
        # sessions and sending
        sessions.changed.connect(self.show_sessions)
        sessions.said.connect(self.say)
        sessions.password_wanted.connect(deeds.ask_password)
        sending.said.connect(self.say)
        sending.guarded.connect(deeds.ask_guarded)
        # the trace
        self.trace.picked.connect(self._picked)
        self.trace.asked.connect(deeds.do)
        self.trace.turned.connect(lambda: self._picked(self.trace.page.table.chosen_row))
        self.captures.said.connect(self.say)
        # the inspector
        self.inspector.partner_asked.connect(self._choose_partner)
        self.inspector.udhi_asked.connect(deeds.send_with_udhi)
        self.inspector.part_asked.connect(looking.turn)
        self.inspector.left.connect(deeds.to_trace)
        looking.previewing.connect(self.composer.preview.setChecked)
        # the composer and the messages
        self.composer.send_asked.connect(lambda anyway: sending.send(self.composer.draft, anyway))
        self.composer.changed.connect(looking.show_draft)
        self.composer.preview_toggled.connect(lambda on: looking.set_preview(on, self.composer.draft))
        self.composer.session_chosen.connect(sessions.choose)
        self.messages.row_asked.connect(self._go_to_row)
        # the workspace, the beat, the look
        self._leave = self.workspace.observe(self._observe)
        self._leave_store = self.workspace.store.observe(lambda _first, _last: self.pulse.wake())
        self.pulse.beat.connect(self.show_figures)
        self.stall.measured.connect(self.status.stall.setText)
        self.appearance.changed.connect(self.update)
        for dock, action in ((self.left_dock, "panel_left"), (self.bottom_dock, "panel_bottom")):
            dock.visibilityChanged.connect(self.acts[action].setChecked)
        self.right_dock.visibilityChanged.connect(self.acts["panel_right"].setChecked)

    # --- showing

    def say(self, severity: Severity, words: str, links: tuple[str, ...]) -> None:
        """A notice above the trace; no words take the one there away."""
        self.trace.notice.say(severity, words, links)

    def show_sessions(self) -> None:
        """The accounts, the composer's choice and the trace's, and the figures."""
        views = self.sessions.views()
        if not self.sessions.current and views:
            self.sessions.current = views[0].account.name
        current = self.sessions.current
        self.accounts.show_views(views)
        self.accounts.show_current(current)
        self.composer.show_sessions(views, current)
        rows = [("All sessions", None), *((view.tag.text, view.number) for view in views if view.number)]
        self.trace.live.filters.session.fill(tuple(rows))
        bound = any(view.link.state in {"alive", "late"} for view in views)
        self.trace.tabs.set_mark(0, "dot", "ok" if bound else "text3")
        self.pulse.wake()
        self.show_figures()

    def show_figures(self) -> None:
        """What changes with time: lights, round trips, rates."""
        view = self.sessions.view()
        for one in self.sessions.views():
            self.accounts.show_one(one)
        if view is not None:
            self.health.show_health(view.tag.text, view.link, self.sessions.log())
        self.status.show_figures(self.pulse.figures())

    def _picked(self, row: int) -> None:
        page = self.trace.page
        self.looking.show_row(page, row)
        kin: frozenset[int] = frozenset()
        if row >= 0 and page is self.trace.live:
            journeys = self.workspace.journeys
            number = journeys.message_of(row)
            kin = frozenset(journeys.journey(number).rows) if number >= 0 else kin
        page.table.show_kin(kin)

    def _choose_partner(self, row: int) -> None:
        self.trace.page.table.choose(row)

    def _go_to_row(self, row: int) -> None:
        self.trace.tabs.setCurrentIndex(0)
        if not self.trace.live.table.choose(row):
            self.say(Severity.NOTE, f"The filter hides No. {row + 1}. Clear it to see the PDU.", ())

    def _observe(self, workspace: Workspace, what: str, _number: int) -> None:
        if what == "journeys":
            self.messages.refresh(set(workspace.changed_journeys))
            waiting = sum(self.messages.messages.message(at).waiting for at in range(min(50, len(workspace.journeys))))
            self.side.show_count(len(workspace.journeys), waiting)

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, in the order of the design."""
        super().resizeEvent(event)
        self.give_way()

    def give_way(self) -> None:
        """Rail, tabs and folds for the size the window has."""
        width, height = self.width(), self.height()
        self.header.give_way(width)
        self.status.give_way(width)
        self._set_rail(width < theme.px(_RAIL_BELOW))
        self._set_tabbed(width < theme.px(_TAB_BELOW))
        self.side.set_low(height < theme.px(_LOW_BELOW) or self._tabbed)
        self.health.setVisible(height >= theme.px(_LOW_BELOW) and not self.accounts.is_rail)
        self.inspector.set_flat(height < theme.px(_FLAT_BELOW))
        self._measure_left()

    def _set_rail(self, rail: bool) -> None:
        if rail != self._rail:
            self._rail = rail
            self.accounts.set_rail(rail)

    def toggle_rail(self) -> None:
        """From the rail to the list, as long as the user wants it."""
        self.accounts.set_rail(not self.accounts.is_rail)
        self._measure_left()

    def _measure_left(self) -> None:
        """The rail and a sheet have widths of their own."""
        panel = self.accounts
        width = theme.px(84) if panel.is_rail else theme.px(320) if panel.is_editing else 0
        if width:
            self.left_dock.setFixedWidth(width)
        else:
            self._free_left()

    def _free_left(self) -> None:
        self.left_dock.setMinimumWidth(theme.px(200))
        self.left_dock.setMaximumWidth(theme.px(420))
        self.resizeDocks([self.left_dock], [theme.px(228)], Qt.Orientation.Horizontal)

    def _set_tabbed(self, tabbed: bool) -> None:
        """The composer becomes a tab beside the inspector, or goes back to the right."""
        if tabbed == self._tabbed:
            return
        self._tabbed = tabbed
        if tabbed:
            self.inspector.take_guest("Compose", self.side)
            self.right_dock.hide()
        else:
            self.inspector.give_guest_back()
            self.right_dock.setWidget(self.side)
            self.side.show()
            self.right_dock.show()

    @property
    def sheet_parent(self) -> QWidget:
        """What questions are asked over."""
        return self

    def show_composer(self) -> None:
        """Bring the composer to the front, wherever it is."""
        if not self.inspector.show_guest():
            self.right_dock.show()
        self.side.head.tabs.setCurrentIndex(0)

    def next_kin(self) -> None:
        """The next row of the same message."""
        table = self.trace.live.table
        later = sorted(row for row in table.kin if row > table.chosen_row) or sorted(table.kin)
        if later:
            table.choose(later[0])

    def toggle_stall_meter(self) -> None:
        """Show or hide how long the event loop was kept waiting at most."""
        self.status.stall.setVisible(self.acts["stall_meter"].isChecked())
        self.stall.set_running(self.acts["stall_meter"].isChecked())

    def edit_account_sheet(self) -> None:
        """Make room for the sheet of an account."""
        self._measure_left()
        self.health.setVisible(False)

    def restore_layout(self) -> None:
        """As it was left, or as the design has it."""
        kept = self._kept()
        geometry, state = kept.value("geometry"), kept.value("state")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is None or not self.restoreState(state, _LAYOUT_VERSION):
            self.reset_layout()

    def reset_layout(self) -> None:
        """Every panel in its place."""
        for dock in (self.left_dock, self.bottom_dock):
            dock.show()
        self.right_dock.setVisible(not self._tabbed)
        self.resizeDocks([self.left_dock, self.right_dock], [theme.px(228), theme.px(320)], Qt.Orientation.Horizontal)
        self.resizeDocks([self.bottom_dock], [round(self.height() * 0.43)], Qt.Orientation.Vertical)

    def keep_layout(self) -> None:
        """Remember where everything stands."""
        kept = self._kept()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("state", self.saveState(_LAYOUT_VERSION))
        kept.sync()

    def _kept(self) -> QSettings:
        return QSettings(str(paths.config() / "window.ini"), QSettings.Format.IniFormat)

    # --- coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is."""
        super().showEvent(event)
        self.show_sessions()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The first time, ask ``app`` to unbind; it closes the window when all is done."""
        if self.may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def let_go(self) -> None:
        """Watch nothing any longer, and close."""
        self.keep_layout()
        self._leave()
        self._leave_store()
        for part in (self.sessions, self.captures):
            part.close()
        self.pulse.stop()
        self.stall.set_running(False)
        self.trace.close_all()
        self.may_close = True
        self.close()
