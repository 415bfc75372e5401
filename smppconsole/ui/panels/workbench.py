"""The PDU workbench: any PDU as a form or as octets, its reading beside it while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smppconsole.compose.history import History
from smppconsole.compose.opened import open_octets
from smppconsole.compose.rawoctets import RawOctets, read_raw, write_raw
from smppconsole.compose.workbench import Bench, Made, Sheet, make
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.inspector import Inspector
from smppconsole.ui.panels.session_view import SessionView
from smppconsole.ui.panels.shown_pdu import look_at
from smppconsole.ui.panels.workbench_form import WorkbenchForm
from smppconsole.ui.panels.workbench_raw import RawEditor
from smppconsole.ui.widgets.controls import (
    Choice,
    IconButton,
    IconTextButton,
    MainButton,
    button,
    hairline,
    label,
    named,
    set_tone,
)
from smppconsole.ui.widgets.section import scrolled
from smppconsole.ui.widgets.segmented import Segmented

_PAUSE = 40
_NO_OCTETS = "What the octets say is shown here."
_WIDE = 820
_MODES = (("Form", "", False), ("Octets", "", True))
_COPIES = (("hex", "Copy as hex"), ("code", "Copy as smpplib code"), ("command", "Copy as command line"))
_TONES = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "text2"}


class Workbench(QWidget):
    """Holds a ``Bench``. Signals: ``send_asked`` with whether anyway, ``copy_asked`` with hex, code or command,
    ``session_chosen``."""

    send_asked = Signal(bool)
    copy_asked = Signal(str)
    session_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "workbench", "PDU workbench")
        self.setWindowTitle("PDU workbench")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._history = History(Bench())
        self._book, self._reading = STANDARD, AS_USUAL
        self.made: Made = make(Sheet())
        self.raw: RawOctets = read_raw("")
        self._part = 0
        self._bound = False
        self._make_controls()
        self._lay_out()
        self.setMinimumSize(theme.px(420), theme.px(480))
        self.setFocusProxy(self.form.command)
        self._wire()
        self._show(self._history.now)

    def sizeHint(self) -> QSize:
        """Form and inspector side by side."""
        return QSize(theme.px(1180), theme.px(760))

    def _make_controls(self) -> None:
        self.mode = Segmented("workbench.mode", "Work on", _MODES)
        self.undo = IconButton("undo", "workbench.undo", "Undo", "Ctrl+Z")
        self.redo = IconButton("redo", "workbench.redo", "Redo", "Ctrl+Shift+Z")
        self.clear = IconButton("trash", "workbench.clear", "Clear everything", "")
        self.session = Choice("workbench.session", "Send on")
        self.session.fill((("No session", ""),))
        self.form = WorkbenchForm()
        self.octets = RawEditor()
        self.verdict = QLabel()
        named(self.verdict, "workbench.verdict", "Verdict")
        self.send = MainButton("Send", "workbench.send", "Ctrl+Enter")
        self.anyway = button("Send anyway", "workbench.send_anyway")
        self.copy = IconTextButton("copy", "Copy", "workbench.copy", "Copy the PDU")
        self.inspector = Inspector()
        for child in self.inspector.findChildren(QWidget):
            if child.objectName().startswith("inspector"):
                child.setObjectName(f"workbench.{child.objectName()}")
        self.inspector.setObjectName("workbench.inspector")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)

    def _lay_out(self) -> None:
        """From the outside to the inside: a widget that gets another parent is styled anew with all that is in it."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter()
        whole.addWidget(self.splitter)
        self.splitter.setObjectName("workbench.splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        column, beside = self._side(240), self._side(160)
        column.addLayout(self._head())
        column.addWidget(hairline())
        self.pages = QStackedWidget()
        column.addWidget(self.pages, 1)
        self.pages.addWidget(scrolled(self.form, "workbench.scroll", "surface"))
        self.pages.addWidget(self.octets)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        beside.addWidget(self.inspector.head)
        beside.addWidget(hairline())
        beside.addWidget(self.inspector, 1)
        self.splitter.setSizes([theme.px(420), theme.px(760)])

    def _side(self, least: int) -> QVBoxLayout:
        """One half of the splitter, ``least`` pixels high at least where it lies above or below the other."""
        side = QWidget()
        side.setMinimumSize(theme.px(320), theme.px(least))
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(self.splitter.indexOf(side), 1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return column

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(4))
        row.addWidget(self.mode)
        row.addSpacing(theme.px(8))
        for tool in (self.undo, self.redo, self.clear):
            row.addWidget(tool)
        row.addStretch(1)
        return row

    def _foot(self) -> QVBoxLayout:
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setFont(fonts.text(11))
        self.verdict.setMinimumHeight(theme.px(30))
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for widget in (self.anyway, self.copy):
            widget.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        on = QHBoxLayout()
        on.setSpacing(theme.px(8))
        told = label("Send on", "text2")
        told.setBuddy(self.session)
        on.addWidget(told)
        on.addWidget(self.session, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.send, 1)
        row.addWidget(self.anyway)
        row.addWidget(self.copy)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.verdict)
        foot.addLayout(on)
        foot.addLayout(row)
        return foot

    def _wire(self) -> None:
        self.form.changed.connect(lambda sheet, place: self._put(replace(self.bench, sheet=sheet), place))
        self.octets.changed.connect(lambda text: self._put(replace(self.bench, raw=text), "raw"))
        self.mode.chosen.connect(self._turn)
        self.undo.clicked.connect(self.step_back)
        self.redo.clicked.connect(self.step_forth)
        self.clear.clicked.connect(lambda: self.show_bench(Bench(is_raw=self.bench.is_raw)))
        self.session.activated.connect(lambda _at: self.session_chosen.emit(self.session.currentData()))
        self.send.clicked.connect(lambda: self._ask_send(False))
        self.anyway.clicked.connect(lambda: self._ask_send(True))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one
        self.inspector.part_asked.connect(self._step_part)
        self._pause.timeout.connect(self._refresh)
        menu = QMenu(self)
        menu.setObjectName("workbench.copy_menu")
        for kind, words in _COPIES:
            menu.addAction(words, partial(self.copy_asked.emit, kind))
        self.copy.setMenu(menu)

    # --- what is on the bench

    @property
    def bench(self) -> Bench:
        """What is typed."""
        return self._history.now

    def show_bench(self, bench: Bench) -> None:
        """Put something else on the bench; what was there comes back by undo."""
        self._history.put(bench)
        self._show(bench)

    def open_octets(self, pdus: Sequence[bytes]) -> None:
        """PDUs of the trace to be edited: one as a form where a form can say it, else as octets. It goes out under the
        next sequence number."""
        opened = open_octets(pdus[0], self._book, self._reading) if len(pdus) == 1 else None
        raw = write_raw(pdus)
        if opened is not None and opened.sheet is not None:
            self.show_bench(Bench(replace(opened.sheet, sequence=""), raw))
        else:
            self.show_bench(Bench(self.bench.sheet, raw, is_raw=True))

    def set_terms(self, book: Book, reading: Reading) -> None:
        """Read and write as the session's account says."""
        if (book, reading) != (self._book, self._reading):
            self._book, self._reading = book, reading
            self.form.set_terms(book, reading)
            self._refresh()

    def show_sessions(self, views: Sequence[SessionView], current: str) -> None:
        """The sessions one can send on."""
        rows = [(f"{view.account.name}, {view.role}, {view.link.state}", view.account.name) for view in views]
        self.session.fill(tuple(rows) or (("No session", ""),))
        self.session.choose(current)
        self._bound = any(view.account.name == current and view.link.state in {"alive", "late"} for view in views)
        self._show_buttons()

    def step_back(self) -> None:
        """Undo."""
        self._show(self._history.undo())

    def step_forth(self) -> None:
        """Redo."""
        self._show(self._history.redo())

    def _put(self, bench: Bench, place: str) -> None:
        self._history.put(bench, place)
        self._pause.start()

    def _show(self, bench: Bench) -> None:
        self.form.show_sheet(bench.sheet)
        self.octets.show_text(bench.raw)
        self.mode.set_value(bench.is_raw)
        self.pages.setCurrentIndex(int(bench.is_raw))
        self._part = 0
        self._refresh()

    def _turn(self, to_raw: bool) -> None:
        """The same PDU the other way: a form becomes its octets, octets a form where one can say them."""
        self._settle()
        bench = self.bench
        if to_raw:
            raw = write_raw([self.made.octets]) if self.made.octets else bench.raw
            self.show_bench(replace(bench, raw=raw, is_raw=True))
            return
        if not self.raw.pieces:
            self.show_bench(replace(bench, is_raw=False))
            return
        opened = open_octets(self.raw.pieces[self._part], self._book, self._reading)
        if opened.sheet is None:
            self.mode.set_value(True)
            self.say(Severity.WARNING, f"These octets stay octets: {opened.why}")
            return
        self.show_bench(Bench(opened.sheet, bench.raw))

    # --- reading it

    def _settle(self) -> None:
        """Read what was typed last, without waiting for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._refresh()

    def _refresh(self) -> None:
        bench = self.bench
        self.made = make(bench.sheet, self._book, self._reading)
        self.raw = read_raw(bench.raw)
        self.form.show_made(self.made)
        self.octets.show_reading(self.raw)
        self._show_verdict()
        self._show_buttons()
        self._look()

    @property
    def pdus(self) -> tuple[bytes, ...]:
        """The octets that would go out, PDU by PDU."""
        if self.bench.is_raw:
            return self.raw.pieces
        return (self.made.octets,) if self.made.octets else ()

    def _look(self) -> None:
        pdus = self.pdus
        self._part = max(0, min(self._part, len(pdus) - 1))
        if not pdus:
            self.inspector.empty.setText(_NO_OCTETS)
            self.inspector.show_pdu(None)
            return
        shown = look_at(pdus[self._part], self._reading, self._book, part=self._part + 1, parts=len(pdus))
        self.inspector.show_pdu(shown)

    def _step_part(self, step: int) -> None:
        self._part += step
        self._look()

    def _show_verdict(self) -> None:
        if self.bench.is_raw:
            self.say(Severity.NOTE, "Octets are sent exactly as they stand; the sequence number too.")
        elif self.made.refused:
            worst = self.made.refused[0]
            more = f" (and {len(self.made.refused) - 1} more)" if len(self.made.refused) > 1 else ""
            self.say(Severity.ERROR, f"Refused: {worst.field}: {worst.text}{more}")
        else:
            others = len(self.made.problems)
            remarks = f", {others} remark{'s' if others != 1 else ''} in Findings" if others else ""
            self.say(Severity.NOTE, f"Nothing to refuse{remarks}. {len(self.made.octets)} octets.")

    def say(self, severity: Severity, words: str) -> None:
        """A sentence above the buttons, until the next change."""
        self.verdict.setText(words)
        set_tone(self.verdict, _TONES[severity])

    def _show_buttons(self) -> None:
        raw = self.bench.is_raw
        self.undo.setEnabled(self._history.can_undo)
        self.redo.setEnabled(self._history.can_redo)
        self.send.say(f"Send {len(self.raw.octets)} octets" if raw else f"Send {self.bench.sheet.command}")
        sound = bool(self.raw.octets) if raw else not self.made.refused
        self.send.setEnabled(self._bound and sound)
        self.anyway.setVisible(not raw and bool(self.made.refused))
        self.anyway.setEnabled(self._bound and not self.made.garbled)
        why = "" if self._bound else "The session is not bound. Bind it first (Ctrl+B)."
        for control in (self.send, self.anyway):
            control.setToolTip(why)
        self.copy.setEnabled(bool(self.pdus))

    # --- keys and room

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The keys of the workbench go before those of the line in focus, which has an undo of its own."""
        if now is not None and self.isAncestorOf(now):
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo, redo and send, wherever the focus is."""
        if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            deed = self._deed_of(event)
            if deed is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    deed()
                return True
        return super().eventFilter(watched, event)

    def _deed_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.step_back
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.step_forth
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return partial(self._ask_send, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return None

    def _ask_send(self, anyway: bool) -> None:
        self._settle()
        control = self.anyway if anyway and not self.anyway.isHidden() else self.send
        if control.isEnabled():
            self.send_asked.emit(anyway)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else the reading below."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
