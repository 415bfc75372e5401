"""What the person at the message centre does: sessions, messages from the mobile side, faults, outbind."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from smppconsole.console.centre_rules import Fault
from smppconsole.console.centre_session import CentreSession
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.centre.fields import FAULTS
from smppconsole.ui.widgets.controls import Choice, LineField, button, label, named
from smppconsole.ui.widgets.flow import Flow
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import Section, labelled
from smppconsole.ui.words import tr

_W = TypeVar("_W", bound=QWidget)
_SESSIONS = (
    Column("Bound as", 150),
    Column("From", mono=True),
    Column("Taken", 60, right=True, mono=True),
)
_LOG = (Column("Time", 76, mono=True), Column("What", 84), Column("Words"))
_NOBODY = "Nobody is connected. Bind an account to this port, or press “Bind to it”."
_ROLES = {"tx": "transmitter", "rx": "receiver", "trx": "transceiver"}
_MOST_LINES = 500
_EVERYBODY = -1


class SessionsSection(Section):
    """Who is connected. ``asked`` carries what is wanted (enquire, unbind, drop, reset) and the session, -1 for all."""

    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(tr("Connected"), "centre.sessions")
        self._sessions: tuple[CentreSession, ...] = ()
        self._told: list[tuple[Cell, ...]] = []
        self.table = Grid(
            "centre.session_table", tr("Connected sessions"), _SESSIONS, self._cells, _NOBODY, chooses=False
        )
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.buttons = {
            wish: button(words, f"centre.{wish}", says, small=True)
            for wish, words, says in (
                ("enquire", tr("Send enquire_link"), tr("Send enquire_link to the session, or to all")),
                ("unbind", tr("Send unbind"), tr("Send unbind to the session, or to all")),
                ("drop", tr("Close"), tr("Close the connection without a word")),
                ("reset", tr("Reset"), tr("Reset the connection")),
            )
        }
        for wish, press in self.buttons.items():
            press.clicked.connect(lambda _=False, wish=wish: self.asked.emit(wish, self.chosen))
        self.body.addWidget(self.table)
        flow = QWidget()
        flow.setLayout(Flow(*self.buttons.values(), gap=6))
        self.body.addWidget(flow)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._say())
        self.show_sessions(())

    @property
    def chosen(self) -> int:
        """The number of the session selected, -1 for all."""
        rows = self.table.chosen_rows
        return self._sessions[rows[0]].number if rows and rows[0] < len(self._sessions) else _EVERYBODY

    def show_sessions(self, sessions: tuple[CentreSession, ...]) -> None:
        """Who is connected now."""
        if [one.number for one in sessions] != [one.number for one in self._sessions] or not sessions:
            self._sessions = sessions
            self.table.rows.reset(len(sessions))
            self.table.setFixedHeight(min(self.table.full_height(2), theme.px(240)))
        told = [self._cells(at) for at in range(len(sessions))]
        if told != self._told:
            self._told = told
            self.table.rows.touch(0, len(sessions) - 1)
        for press in self.buttons.values():
            press.setEnabled(bool(sessions))
        self._say()

    def _say(self) -> None:
        count = len(self._sessions)
        whom = tr("to the one selected") if self.chosen != _EVERYBODY else tr("buttons act on all")
        self.remark.setText(f"{count}, {whom}" if count > 1 else str(count or ""))

    def _cells(self, at: int) -> tuple[Cell, ...]:
        session = self._sessions[at]
        if not session.state.is_bound:
            words, tone, icon = tr("not bound yet"), "text2", "ring"
        else:
            words, tone, icon = f"{session.system_id or '–'}, {tr(_ROLES[session.bind_as])}", "text", ""
        return Cell(words, tone, icon), Cell(session.remote, "text2"), Cell(str(session.taken), "text2")


class MobileSection(Section):
    """A message from the mobile side. ``sent`` carries source, destination, text and the system_id ("" for all)."""

    sent = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__(tr("From the mobile side"), "centre.mobile")
        self.source = LineField("centre.mobile_from", tr("From which number"), mono=True)
        self.destination = LineField("centre.mobile_to", tr("To which number"), mono=True)
        self.text = entry("centre.mobile_text", tr("Text of the message"))
        self.whom = Choice("centre.mobile_whom", tr("To whom it is delivered"))
        self.send = button(tr("Deliver"), "centre.mobile_send", tr("Deliver the message"))
        self.source.setText("491701234567")
        self.destination.setText("1234")
        self.text.setPlaceholderText(tr("Text of a deliver_sm"))
        self.text.setFont(fonts.text(12))
        self.text.setFixedHeight(theme.px(56))
        self.send.clicked.connect(self._send)
        numbers = QHBoxLayout()
        numbers.setSpacing(theme.px(8))
        numbers.addLayout(labelled(tr("From"), self.source), 3)
        numbers.addLayout(labelled(tr("To"), self.destination), 2)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.whom, 1)
        foot.addWidget(self.send)
        for row in (numbers, self.text, foot):
            self.body.addLayout(row) if isinstance(row, QHBoxLayout) else self.body.addWidget(row)
        self.show_names(())

    def show_names(self, names: tuple[str, ...]) -> None:
        """The system_ids that can receive."""
        self.whom.fill(
            ((tr("To everybody who can receive"), ""), *((tr("To {name}", name=name), name) for name in names))
        )
        self.send.setEnabled(bool(names))
        self.send.setToolTip("" if names else tr("Nobody is bound as receiver or transceiver"))

    def _send(self) -> None:
        whom = str(self.whom.currentData() or "")
        self.sent.emit(self.source.text(), self.destination.text(), self.text.toPlainText(), whom)


class FaultSection(Section):
    """Faults by hand: ``trapped`` for the next answer, ``slipped`` at once."""

    trapped = Signal(object)
    slipped = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Faults"), "centre.faults")
        self.choice = Choice("centre.fault", tr("Which fault"))
        self.choice.fill(tuple((tr(words), fault) for words, fault in FAULTS[1:]))
        self.trap = button(tr("With the next answer"), "centre.fault_next", small=True)
        self.now = button(tr("Now, unasked"), "centre.fault_now", small=True)
        self.trap.setCheckable(True)
        self.trap.clicked.connect(lambda on: self.trapped.emit(self._fault if on else Fault.NONE))
        self.now.clicked.connect(lambda: self.slipped.emit(self._fault))
        flow = QWidget()
        flow.setLayout(Flow(self.trap, self.now, gap=6))
        self.body.addWidget(self.choice)
        self.body.addWidget(flow)

    @property
    def _fault(self) -> Fault:
        return Fault(self.choice.currentData())

    def show_trap(self, fault: Fault) -> None:
        """What is set for the next answer."""
        self.trap.setChecked(fault is not Fault.NONE)
        words = next(tr(words) for words, value in FAULTS if value is fault)
        self.remark.setText(tr("waiting: {words}", words=words) if fault is not Fault.NONE else "")


class OutbindSection(Section):
    """Ask an ESME that listens to bind. ``asked`` carries host, port, system_id and password."""

    asked = Signal(str, int, str, str)

    def __init__(self) -> None:
        super().__init__(tr("Outbind"), "centre.outbind", folded=True)
        self.host = LineField("centre.outbind_host", tr("Host of the ESME"), mono=True)
        self.port = NumberField("centre.outbind_port", tr("Port of the ESME"), 2776, 1, 65535, whole=True)
        self.name = LineField("centre.outbind_name", tr("system_id of the centre"), "system_id")
        self.password = LineField("centre.outbind_password", tr("Password of the centre"), "password")
        self.send = button(tr("Connect and send outbind"), "centre.outbind_send", small=True)
        self.host.setText("127.0.0.1")
        self.send.clicked.connect(self._send)
        for pair in ((self.host, self.port), (self.name, self.password)):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for widget in pair:
                row.addWidget(widget)
            self.body.addLayout(row)
        self.body.addWidget(self.send)

    def _send(self) -> None:
        self.asked.emit(self.host.text().strip(), int(self.port.value), self.name.text(), self.password.text())


class LogSection(Section):
    """What happened at the centre, newest last."""

    def __init__(self) -> None:
        super().__init__(tr("What happened"), "centre.log")
        self._lines: list[tuple[str, str, str]] = []
        self.table = Grid("centre.log_table", tr("What happened"), _LOG, self._cells, tr("Nothing yet."))
        self.table.setFixedHeight(theme.px(theme.HEIGHTS.trace_row) * 6 + 2)
        self.body.addWidget(self.table)

    def add(self, time: str, what: str, words: str) -> None:
        """One line more; the oldest make room."""
        self._lines.append((time, what, words))
        if len(self._lines) > _MOST_LINES:
            del self._lines[: _MOST_LINES // 2]
        self.table.rows.set_count(len(self._lines))
        self.table.scrollToBottom()

    def _cells(self, at: int) -> tuple[Cell, ...]:
        time, what, words = self._lines[at]
        return Cell(time, "text3"), Cell(tr(what), "text2"), Cell(tr(words))


class Stack(QWidget):
    """Widgets one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)

    def put(self, widget: _W) -> _W:
        """One more, below the others."""
        self._column.insertWidget(self._column.count() - 1, widget)
        return widget


def tick(words: str, name: str, on: bool, help_words: str) -> QCheckBox:
    """A switch with its words."""
    made = named(QCheckBox(words), name, words)
    made.setFont(fonts.text(12))
    made.setChecked(on)
    made.setToolTip(help_words)
    return made


def entry(name: str, says: str) -> QTextEdit:
    """A field of several lines; Tab leaves it."""
    made = named(QTextEdit(), name, says)
    made.setProperty("entry", True)
    made.setAcceptRichText(False)
    made.setTabChangesFocus(True)
    return made


def grey(words: str, name: str) -> QLabel:
    """A wrapped grey sentence."""
    made = label(words, "text2", fonts.text(11), name)
    made.setWordWrap(True)
    return made
