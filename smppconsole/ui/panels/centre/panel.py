"""The message centre to practise on: start and stop, scenario, rules, who is connected, and what its people do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.console.centre_rules import CentreRules, Fault
from smppconsole.console.simulator import Centre
from smppconsole.console.workspace import Workspace
from smppconsole.net import tasks
from smppconsole.net.listen import ListenFailure
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, tab_way, theme
from smppconsole.ui.panels.centre.deeds import CentreDeeds
from smppconsole.ui.panels.centre.desk import (
    FaultSection,
    LogSection,
    MobileSection,
    OutbindSection,
    SessionsSection,
    Stack,
    tick,
)
from smppconsole.ui.panels.centre.rules_form import CentreRulesForm
from smppconsole.ui.panels.centre.scenario import ScenarioBar
from smppconsole.ui.slices import begun
from smppconsole.ui.widgets.controls import Choice, button, hairline, label, named
from smppconsole.ui.widgets.flow import Flow
from smppconsole.ui.widgets.link_light import LinkLight
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import piled, scrolled
from smppconsole.ui.words import tr

_WIDE = 760
_BEAT = 250
_HOSTS = (("This computer only", "127.0.0.1"), ("All networks", "0.0.0.0"))  # noqa: S104 - the user asks for it


class CentrePanel(QWidget):
    """Drives the centre of a workspace. ``bind_asked`` carries port, system_id and password to bind to it with. Made
    ``in_steps``, it is whole once ``steps`` has been gone through."""

    bind_asked = Signal(int, str, str)

    def __init__(self, workspace: Workspace, in_steps: bool = False) -> None:
        super().__init__()
        named(self, "centre", tr("Message centre"))
        self.setProperty("ground", "bg")
        self.setMinimumWidth(theme.px(300))
        self._workspace = workspace
        self._watched: Centre | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setInterval(_BEAT)
        self.steps = begun(self._make(), in_steps)

    # --- laying out

    def _make(self) -> Iterator[None]:
        """From the outside to the inside: what gets another parent is styled anew with all that is in it."""
        self._make_bar()
        self.setFocusProxy(self.start)
        self.notice = Notice("centre.notice", ())
        inside = QWidget()
        piled(self, self._bar(), hairline(), self.notice, scrolled(inside, "centre.scroll"))
        yield
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        whole.setSpacing(theme.px(8))
        self.scenario, self.deeds = ScenarioBar(), CentreDeeds(self._workspace)
        whole.addWidget(self.scenario)
        whole.addWidget(hairline())
        whole.addLayout(self._columns)
        whole.addStretch(1)
        yield from self._fill_columns()
        self._wire()
        self._begin()

    def _make_bar(self) -> None:
        self.light = LinkLight("centre.light")
        self.state = label("off", "text", fonts.text(12, fonts.SEMIBOLD), "centre.state")
        self.port = NumberField("centre.port", tr("Port"), 2775, 0, 65535, whole=True)
        self.host = Choice("centre.host", tr("Who may connect"))
        self.traced = tick(tr("In the trace"), "centre.traced", True, tr("Show the centre's side in the trace, too"))
        self.start = MainButton(tr("Start"), "centre.start")
        self.bind = button(tr("Bind to it"), "centre.bind", tr("Bind an account of this window to it"))

    def _fill_columns(self) -> Iterator[None]:
        self._columns.setSpacing(theme.px(16))
        left, right = Stack(), Stack()
        self._columns.addWidget(left, 3)
        self._columns.addWidget(right, 2)
        tab_way.gone_through_whole(left, right)
        yield
        self.sessions = left.put(SessionsSection())
        yield
        self.mobile = left.put(MobileSection())
        yield
        self.faults = left.put(FaultSection())
        self.outbind = left.put(OutbindSection())
        yield
        self.log = left.put(LogSection())
        yield
        self.form = right.put(CentreRulesForm())
        yield

    def _bar(self) -> QWidget:
        bar = QWidget()
        rows = QVBoxLayout(bar)
        rows.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        rows.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self.state.setWordWrap(True)
        head.addWidget(self.light)
        head.addWidget(self.state, 1)
        head.addWidget(self.bind)
        head.addWidget(self.start)
        self.bind.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.start.setMinimumWidth(theme.px(84))
        self.start.setSizePolicy(self.bind.sizePolicy())
        self.host.setMinimumWidth(theme.px(150))
        self._where = QWidget()
        self._where.setLayout(Flow(label(tr("Port"), "text2", fonts.text(12)), self.port, self.host, self.traced))
        rows.addLayout(head)
        rows.addWidget(self._where)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rules beside the rest, or below it."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _wire(self) -> None:
        self.start.clicked.connect(self.toggle)
        self.bind.clicked.connect(self._ask_bind)
        self.scenario.chosen.connect(self._use)
        self.scenario.said.connect(self.notice.say)
        self.form.changed.connect(self._rules_changed)
        self.sessions.asked.connect(self.deeds.act)
        self.mobile.sent.connect(self.deeds.deliver)
        self.faults.trapped.connect(self.deeds.trap)
        self.faults.slipped.connect(lambda fault: self.deeds.slip(fault, self.sessions.chosen))
        self.outbind.asked.connect(self.deeds.outbind)
        self.deeds.said.connect(self.notice.say)
        self.deeds.done.connect(self._note)
        self._beat.timeout.connect(self.refresh)
        self._leave = self._workspace.observe(self._observe)

    def _begin(self) -> None:
        settings = self._workspace.settings
        self.port.set_value(settings.number("simulator_port"))
        self.host.fill(tuple((tr(words), host) for words, host in _HOSTS))
        self.scenario.choose(settings.text("simulator_scenario"))
        self._watch()
        self.refresh()

    def leave(self) -> None:
        """Watch the workspace no longer."""
        self._leave()
        self._unwatch()
        self._beat.stop()

    # --- start and stop

    @property
    def centre(self) -> Centre | None:
        """The centre, while it runs."""
        return self._workspace.centre

    def toggle(self) -> None:
        """Start or stop it."""
        self.notice.hide()
        if self.centre is not None:
            tasks.spawn(self._workspace.stop_centre(), tr("stop the message centre"))
        elif self.port.is_good:
            tasks.spawn(self._start(), tr("start the message centre"))

    async def _start(self) -> None:
        host, port = str(self.host.currentData()), int(self.port.value)
        try:
            await self._workspace.start_centre(self.form.rules, host, port, traced=self.traced.isChecked())
        except ListenFailure as error:
            advice = " ".join(map(tr, error.advice))
            self.notice.say(Severity.ERROR, f"{tr('Not started: {error}.', error=error.words)} {advice}".strip())

    def _ask_bind(self) -> None:
        if self.centre is not None:
            login = self.form.rules.logins[0] if self.form.rules.logins else None
            name, password = (login.system_id, login.password) if login else ("demo", "secret")
            self.bind_asked.emit(self.centre.port, name, password)

    def _use(self, rules: CentreRules) -> None:
        """A scenario or a file: by other rules, now or when it starts."""
        self.form.show_rules(rules)
        if self.centre is not None and self.centre.rules is not rules:
            self.centre.use(rules)

    def _rules_changed(self, rules: CentreRules) -> None:
        """A rule was changed in the form."""
        self.scenario.show_rules(rules)
        if self.centre is not None:
            self.centre.use(rules)

    # --- what happens

    def _observe(self, _workspace: Workspace, what: str, _session: int) -> None:
        if what == "centre":
            self._watch()

    def _watch(self) -> None:
        """A centre came, went, or something happened there."""
        if self.centre is not self._watched:
            self._unwatch()
            self._watched = self.centre
            self._unwatch = self.centre.observe(self._note) if self.centre is not None else lambda: None
            self._note("listening" if self.centre else "stopped", self._address())
            if self.centre is not None and self.centre.rules is not self.form.rules:
                self.form.show_rules(self.centre.rules)
                self.scenario.show_rules(self.centre.rules)
        if not self._beat.isActive():
            self._beat.start()

    def _note(self, what: str, words: str) -> None:
        self.log.add(time.strftime("%H:%M:%S"), what, words)
        if not self._beat.isActive():
            self._beat.start()

    def _address(self) -> str:
        return f"{self.host.currentData()}:{self.centre.port}" if self.centre is not None else ""

    def refresh(self) -> None:
        """Show things as they are."""
        centre = self.centre
        sessions = centre.sessions if centre is not None else ()
        names = tuple(dict.fromkeys(one.system_id for one in sessions if one.can_receive))
        self.light.show_state("alive" if centre is not None else "off")
        self.state.setText(tr("Listening on {address}", address=self._address()) if centre is not None else tr("Off"))
        self.start.say(tr("Stop") if centre is not None else tr("Start"), filled=centre is None)
        self.bind.setVisible(centre is not None)
        self._where.setVisible(centre is None)
        self.sessions.show_sessions(sessions)
        self.mobile.show_names(names)
        self.faults.show_trap(centre.trap.fault if centre is not None else Fault.NONE)
        for widget in (self.faults.trap, self.outbind.send):
            widget.setEnabled(centre is not None)
        self.faults.now.setEnabled(bool(sessions))
        if sessions and self.isVisible():
            self._beat.start(4 * _BEAT)
