"""The window: a frame first, then arranges the panels and wires them in one method. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStatusBar

from smppconsole.smpp.finding import Severity
from smppconsole.ui import icons, place, tab_way
from smppconsole.ui.actions import ACTIONS
from smppconsole.ui.menus import Menus
from smppconsole.ui.panels.frame.header import Header
from smppconsole.ui.state_file import set_broken_aside
from smppconsole.ui.widgets.controls import native_keys
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.console.workspace import Workspace
    from smppconsole.ui.models.notices import About

_SIZE = QSize(1440, 900)
_LEAST = QSize(900, 560)


class MainWindow(QMainWindow):
    """Made as a frame: its place, its ground, its menus. ``furnish`` brings in all else, once. ``closing`` fires when
    the user closes it; ``app`` then unbinds and lets it go."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close = self.is_closing = self.is_furnished = False
        self.setObjectName("window")
        self.setWindowTitle("SMPP Console")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(_LEAST)
        self.troubles = set_broken_aside()
        self.header = Header()
        self.setMenuWidget(self.header)
        self.menus = Menus(self, self.header.menus, self.do)
        self.resize(_SIZE)
        place.restore(self)

    def furnish(self, workspace: Workspace) -> None:
        """The panels, over a workspace. Imported here: a frame is painted before."""
        from smppconsole.ui.abilities import Abilities  # noqa: PLC0415
        from smppconsole.ui.cast import Cast  # noqa: PLC0415
        from smppconsole.ui.deeds import Deeds  # noqa: PLC0415
        from smppconsole.ui.keepsakes import keepsakes  # noqa: PLC0415
        from smppconsole.ui.models.reference import Entry  # noqa: PLC0415
        from smppconsole.ui.painted_once import PaintedOnce  # noqa: PLC0415
        from smppconsole.ui.panels.frame.palette import Palette  # noqa: PLC0415
        from smppconsole.ui.remembering import Remembering  # noqa: PLC0415
        from smppconsole.ui.room import Room  # noqa: PLC0415

        self.workspace = workspace
        self.cast = Cast(workspace, self.header)
        self._arrange()
        self.room = Room(self, self.cast)
        self._painted = PaintedOnce(self)
        entries = [
            Entry(tr(spec.text).rstrip("…"), native_keys(spec.shown_keys), spec.id, tr(spec.menu)) for spec in ACTIONS
        ]
        self.abilities = self.menus.abilities = Abilities(self.cast, self.room)
        self.cast.trace.missing = self.abilities.missing_of
        self.palette_sheet = Palette(self, entries, self.abilities.missing_of, self.cast.sessions.words)
        self.deeds = Deeds(self, self.cast, self.room, self.palette_sheet)
        self._wire()
        self.cast.appearance.dress()
        if self.isVisible():
            self.room.come_in()
        trouble = self.room.restore()
        self.remembering = Remembering(self, self.cast, self.room, keepsakes(self.cast, self.deeds))
        self.remembering.restore()
        self.troubles += (*((trouble,) if trouble else ()), *self.remembering.troubles)
        self.deeds.begin()
        self.is_furnished = True
        if self.isVisible():
            self.show_sessions()

    # --- arranging

    def _arrange(self) -> None:
        self.setCentralWidget(self.cast.trace)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.cast.status, 1)
        self.setStatusBar(bar)

    def do(self, id: str) -> None:
        """Carry out an action, or say what it lacks."""
        missing = self.abilities.missing_of(id)
        if missing:
            notice, missing_of = self.cast.trace.notice, self.abilities.missing_of
            notice.say(Severity.NOTE, missing, about=("action",), holds=lambda: missing_of(id) == missing)
        else:
            self.deeds.do(id)

    def _wire(self) -> None:
        """Every signal of every panel, in one place, by who speaks."""
        cast, deeds = self.cast, self.deeds
        sessions, sending, looking, composer = cast.sessions, cast.sending, cast.looking, cast.composer
        # head and palette
        cast.header.asked.connect(self.do)
        self.palette_sheet.chosen.connect(self.do)
        # accounts
        cast.accounts.bind_toggled.connect(sessions.toggle)
        cast.accounts.chosen.connect(sessions.choose)
        cast.accounts.asked.connect(deeds.accounts.do)
        cast.accounts.saved.connect(deeds.accounts.save)
        cast.accounts.bind_asked.connect(deeds.accounts.save_and_bind)
        cast.accounts.delete_asked.connect(lambda name: deeds.accounts.do("delete", name))
        cast.accounts.left.connect(deeds.accounts.leave_sheet)
        cast.accounts.expand.clicked.connect(self.room.toggle_rail)
        cast.appearance.changing.connect(self.room.widths.note)
        cast.appearance.changed.connect(self.room.widths.follow)
        cast.appearance.changed.connect(self.room.give_way)
        cast.appearance.changed.connect(self.show_sessions)
        cast.appearance.changed.connect(composer.form.dress)
        # who has something to say
        for speaker in (sessions, cast.keeping, sending, cast.captures):
            speaker.said.connect(cast.trace.notice.notices.say)
        sessions.changed.connect(self.show_sessions)
        sessions.password_wanted.connect(deeds.accounts.ask_password)
        sending.guarded.connect(deeds.messages.ask_guarded)
        # the trace
        cast.trace.picked.connect(self._picked)
        cast.trace.asked.connect(self.do)
        cast.trace.turned.connect(lambda: self._picked(cast.trace.page.table.chosen_row))
        # the inspector
        cast.inspector.partner_asked.connect(self._choose_partner)
        cast.inspector.udhi_asked.connect(deeds.messages.send_with_udhi)
        cast.inspector.part_asked.connect(looking.turn)
        cast.inspector.left.connect(deeds.to_trace)
        cast.trace.noted.connect(lambda page, _rows: looking.show_row(page, page.table.chosen_row))
        looking.previewing.connect(composer.preview.setChecked)
        # the composer and the messages
        composer.send_asked.connect(lambda anyway: sending.send(composer.draft, anyway))
        composer.changed.connect(looking.show_draft)
        composer.preview_toggled.connect(lambda on: looking.set_preview(on, composer.draft))
        composer.session_chosen.connect(sessions.choose)
        cast.messages.row_asked.connect(self._go_to_row)
        cast.messages.menu_asked.connect(deeds.requests.open_menu)
        cast.side.head.more.clicked.connect(lambda: deeds.drafts.open_menu(deeds.do))
        deeds.drafts.wire()
        # the workspace and the beat
        self._leave = self.workspace.observe(self._observe)
        self._leave_store = self.workspace.store.observe(lambda _first, _last: cast.pulse.wake())
        cast.pulse.beat.connect(self.show_figures)
        cast.status.notices_asked.connect(lambda: self.do("notices"))
        cast.stall.measured.connect(cast.status.stall.setText)

    # --- showing

    def say(self, severity: Severity, words: str, links: tuple[str, ...] = (), about: About = ()) -> None:
        """A notice above the trace."""
        self.cast.trace.notice.say(severity, words, links, about)

    def show_sessions(self) -> None:
        """The accounts, the composer's choice and the trace's, and the figures."""
        cast, sessions = self.cast, self.cast.sessions
        views = sessions.views()
        if not sessions.current and views:
            sessions.current = views[0].account.name
        cast.accounts.show_views(views)
        cast.accounts.show_current(sessions.current)
        cast.composer.show_sessions(views, sessions.current)
        cast.composer.form.tlvs.set_book(sessions.terms().book)
        rows = [(tr("All sessions"), None), *((view.tag.text, view.number) for view in views if view.number)]
        cast.trace.live.filters.session.fill(tuple(rows))
        bound = any(view.link.state in {"alive", "late"} for view in views)
        cast.trace.show_bound(bound)
        cast.pulse.wake()
        self.show_figures()

    def show_figures(self) -> None:
        """What changes with time: lights, round trips, rates."""
        cast, view = self.cast, None
        for one in cast.sessions.views():
            cast.accounts.show_one(one)
            view = one if one.account.name == cast.sessions.current else view
        if view is not None:
            cast.health.show_health(view.tag.text, view.link, cast.sessions.log())
        cast.status.show_figures(cast.pulse.figures(view))

    def _picked(self, row: int) -> None:
        self.cast.looking.show_row(self.cast.trace.page, row)
        self._show_kin(row)

    def _show_kin(self, row: int) -> None:
        """Which rows belong to the same message as one."""
        page = self.cast.trace.page
        kin: frozenset[int] = frozenset()
        if row >= 0 and page is self.cast.trace.live:
            journeys = self.workspace.journeys
            number = journeys.message_of(row)
            kin = frozenset(journeys.journey(number).rows) if number >= 0 else kin
        parts = page.store.long_messages
        page.table.show_kin(kin | frozenset(parts.rows(parts.message_of(row))))

    def _choose_partner(self, row: int) -> None:
        self.cast.trace.page.go_to(row)

    def _go_to_row(self, row: int) -> None:
        self.cast.trace.tabs.setCurrentIndex(0)
        if not self.cast.trace.live.table.choose(row):
            self.say(Severity.NOTE, tr("The filter hides No. {row}. Clear it to see the PDU.", row=row + 1))

    def _observe(self, workspace: Workspace, what: str, _number: int) -> None:
        if what == "journeys":
            journeys = workspace.journeys
            self.cast.messages.refresh(workspace.changed_journeys, workspace.changed_incoming)
            chosen = self.cast.trace.page.table.chosen_row
            if chosen >= 0 and journeys.message_of(chosen) in workspace.changed_journeys:
                self._show_kin(chosen)
            self.cast.side.show_count(len(journeys) + len(journeys.inbox), journeys.waiting)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the panels as the eye does."""
        return self.is_furnished and tab_way.go(self, self.room.panels(), forward)

    # --- coming and going

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, in the order of the design, and be painted when all have."""
        super().resizeEvent(event)
        if self.is_furnished:
            self.room.give_way()
            self._painted.hold()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is."""
        super().showEvent(event)
        self._tell_seen()
        if self.is_furnished:
            self.show_sessions()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the figures change."""
        super().hideEvent(event)
        self._tell_seen()

    def changeEvent(self, event: QEvent) -> None:
        """Minimised, or on the screen again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._tell_seen()

    def _tell_seen(self) -> None:
        if self.is_furnished:
            self.cast.pulse.set_seen(self.isVisible() and not self.isMinimized())

    def closeEvent(self, event: QCloseEvent) -> None:
        """The first time, ask ``app`` to unbind; it closes the window when all is done."""
        if self.may_close:
            event.accept()
            return
        event.ignore()
        self.is_closing = True
        self.closing.emit()

    def let_go(self) -> None:
        """Watch nothing any longer, and close."""
        self.remembering.close()
        self._leave()
        self._leave_store()
        self.deeds.tools.close()
        self.deeds.workbench.close()
        self.deeds.traces.close()
        self.cast.close()
        self.may_close = True
        self.close()
