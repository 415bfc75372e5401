"""The panels that are not always there: made when first asked for, fed while they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from smppconsole.console.account import Account
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.cast import Cast
from smppconsole.ui.models.trace_rows import RowMaker
from smppconsole.ui.panels.batch import BatchPanel
from smppconsole.ui.panels.centre import CentrePanel
from smppconsole.ui.panels.compare import ComparePanel
from smppconsole.ui.panels.dialogs import ask_password
from smppconsole.ui.panels.doctor import DoctorPanel
from smppconsole.ui.panels.doctor_run import DoctorRun
from smppconsole.ui.panels.ladder import LadderPanel, LadderScene
from smppconsole.ui.panels.shown_pdu import look_at
from smppconsole.ui.panels.statistics import ShownRows, StatisticsPanel, StatisticsScene
from smppconsole.ui.panels.tool_shelf import ToolShelf
from smppconsole.ui.panels.trace_page import TracePage
from smppconsole.ui.room import Room

_PRACTICE = "Message centre"


class ToolWork(QObject):
    """Opens the tools of one window. ``deeds`` are the ids of their actions."""

    def __init__(self, window: QMainWindow, cast: Cast, room: Room) -> None:
        super().__init__()
        self._window, self._cast = window, cast
        self.panels: dict[str, QWidget] = {}
        self._endings: list[Callable[[], object]] = []
        self._makers: dict[str, tuple[str, Callable[[], QWidget], Callable[[], object]]] = {
            "doctor": ("Bind doctor", self._make_doctor, self._feed_doctor),
            "centre": ("Message centre", self._make_centre, lambda: None),
            "batch": ("Batch", self._make_batch, self._feed_batch),
            "statistics": ("Statistics", self._make_statistics, self._feed_statistics),
            "ladder": ("Sequence view", self._make_ladder, self._feed_ladder),
            "compare": ("Compare", self._make_compare, self._feed_compare),
        }
        self.deeds: dict[str, Callable[[], object]] = {id: partial(self.open, id) for id in self._makers}
        self.shelf = ToolShelf(window)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.shelf)
        window.tabifyDockWidget(room.bottom, self.shelf)
        self.shelf.hide()
        self.shelf.turned.connect(self._feed)

    def open(self, id: str) -> None:
        """Bring a tool to the front; it is made the first time."""
        title, make, _ = self._makers[id]
        if id not in self.panels:
            self.panels[id] = make()
        self.shelf.show_tool(id, title, self.panels[id])
        self.panels[id].setFocus()

    def close(self) -> None:
        """The window is closing: end what the tools do."""
        for end in self._endings:
            end()
        self._endings.clear()

    def _feed(self, id: str) -> None:
        """Give a tool that came to the front what it shows."""
        self._makers[id][2]()

    def _seen(self, id: str) -> QWidget | None:
        """The panel of a tool, where it is looked at."""
        return self.panels.get(id) if self.shelf.is_seen(id) else None

    # --- the doctor

    def _make_doctor(self) -> DoctorPanel:
        cast, run = self._cast, DoctorRun(self._cast.workspace)
        panel = DoctorPanel(run)

        def given(name: str, password: str, keep: bool) -> None:
            if keep:
                tasks.spawn(cast.workspace.secrets.set(name, password), f"keep the password of {name}")
            run.give_password(name, password)

        def ask(name: str, why: str) -> None:
            ask_password(self._window, name, why, lambda password, keep: given(name, password, keep))

        run.password_wanted.connect(ask)
        panel.adopt_asked.connect(self._adopt)
        self._endings += [run.stop, _following(cast.sessions.changed, self._feed_doctor)]
        return panel

    def _feed_doctor(self) -> None:
        panel = self._seen("doctor")
        if isinstance(panel, DoctorPanel):
            sessions = self._cast.sessions
            panel.show_accounts([view.account for view in sessions.views()], sessions.current)

    def _adopt(self, account: Account) -> None:
        """Keep the settings that worked in the account."""
        known = self._cast.workspace.accounts.get(account.name)
        if known is None:
            self._say(f"{account.name} is not a saved account: there is nothing to keep the settings in.")
            return
        kept = replace(account, reconnect=known.reconnect)
        done = f"The account {account.name} has these settings now."
        self._cast.keeping.save(kept, account.name, None, lambda _name: self._say(done))

    # --- the centre

    def _make_centre(self) -> CentrePanel:
        panel = CentrePanel(self._cast.workspace)
        panel.bind_asked.connect(self._bind_to_centre)
        self._endings.append(panel.leave)
        return panel

    def _bind_to_centre(self, port: int, system_id: str, password: str) -> None:
        """An account of this window for the centre; the next one gets a number."""
        sessions, number = self._cast.sessions, 1
        name = _PRACTICE
        while (engine := sessions.engine(name)) is not None and (engine.is_busy or engine.account.port != port):
            number += 1
            name = f"{_PRACTICE} {number}"
        if engine is None:
            account = Account(name, "127.0.0.1", port, system_id, tag=f"MC{number}", group="This computer")
            self._cast.workspace.add(account)
        sessions.bind(name, password)

    # --- the batch

    def _make_batch(self) -> BatchPanel:
        cast = self._cast
        settings = cast.workspace.settings
        panel = BatchPanel(cast.sessions.engine, lambda: settings.flag("confirm_production"))
        endings = (
            panel.stop,
            _following(cast.sessions.changed, self._feed_batch),
            _following(cast.composer.changed, lambda _draft: self._feed_batch()),
        )
        self._endings += endings
        return panel

    def _feed_batch(self) -> None:
        panel = self._seen("batch")
        if isinstance(panel, BatchPanel):
            panel.show_session(self._cast.sessions.view())
            if panel.form.isEnabled() and panel.form.draft != self._cast.composer.draft:
                panel.form.show_draft(self._cast.composer.draft)

    # --- statistics

    def _make_statistics(self) -> StatisticsPanel:
        cast, panel = self._cast, StatisticsPanel()
        leave = cast.workspace.store.observe(lambda _first, _last: panel.grow())
        self._endings += [panel.stop, leave, _following(cast.trace.turned, self._feed_statistics)]
        panel.scope.chosen.connect(lambda _value: self._feed_statistics())
        return panel

    def _feed_statistics(self) -> None:
        panel, page = self._seen("statistics"), self._cast.trace.page
        if isinstance(panel, StatisticsPanel):
            model = page.model
            shown = ShownRows(model.rowCount, model.store_row) if page.filter.active else None
            scene = StatisticsScene(page.store, shown, page.terms.reading_of, lambda no: page.terms.tag_of(no).text)
            panel.show_scene(scene)

    # --- the ladder

    def _make_ladder(self) -> LadderPanel:
        cast, panel = self._cast, LadderPanel()
        panel.picked.connect(self._go_to)
        endings = (
            panel.stop,
            _following(cast.trace.picked, lambda _row: self._feed_ladder()),
            _following(cast.trace.turned, self._feed_ladder),
        )
        self._endings += endings
        return panel

    def _go_to(self, row: int) -> None:
        self._cast.trace.page.table.choose(row)

    def _feed_ladder(self) -> None:
        panel, page = self._seen("ladder"), self._cast.trace.page
        if isinstance(panel, LadderPanel):
            maker = RowMaker(page.store, page.terms.tag_of, page.terms.reading_of)
            panel.show_row(LadderScene(page.store, maker, lambda row: self._kin(page, row)), page.table.chosen_row)

    def _kin(self, page: TracePage, row: int) -> tuple[int, ...]:
        """The rows of the message of a row, where the window follows messages."""
        journeys = self._cast.workspace.journeys
        if page is not self._cast.trace.live:
            return ()
        number = journeys.message_of(row)
        return journeys.journey(number).rows if number >= 0 else ()

    # --- the comparison

    def _make_compare(self) -> ComparePanel:
        panel = ComparePanel()
        self._endings.append(_following(self._cast.trace.picked, lambda _row: self._feed_compare()))
        return panel

    def _feed_compare(self) -> None:
        panel, page = self._seen("compare"), self._cast.trace.page
        row = page.table.chosen_row
        if isinstance(panel, ComparePanel) and row >= 0:
            session = page.store.session(row)
            book = self._cast.workspace.terms_for(session).book
            panel.take(look_at(page.store.octets(row), page.terms.reading_of(session), book, number=row + 1))

    def _say(self, words: str) -> None:
        self._cast.trace.notice.say(Severity.NOTE, words)


def _following(signal: object, slot: Callable[..., object]) -> Callable[[], object]:
    """Connect, and give what disconnects."""
    signal.connect(slot)  # type: ignore[attr-defined]
    return lambda: signal.disconnect(slot)  # type: ignore[attr-defined]
