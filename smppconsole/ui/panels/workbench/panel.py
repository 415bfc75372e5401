"""The PDU workbench: any PDU as a form or as octets, its reading beside it while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smppconsole.compose.bench import Bench, as_form, as_octets, look, with_pdus
from smppconsole.compose.history import History
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.ui import tab_way, theme
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.inspector.shown_pdu import look_at
from smppconsole.ui.panels.workbench.foot import WorkbenchFoot
from smppconsole.ui.panels.workbench.form import WorkbenchForm
from smppconsole.ui.panels.workbench.keys import WorkbenchKeys
from smppconsole.ui.panels.workbench.raw import RawEditor
from smppconsole.ui.slices import begun
from smppconsole.ui.widgets.controls import IconButton, hairline, named
from smppconsole.ui.widgets.section import scrolled
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.widgets.squeezed import Squeezed
from smppconsole.ui.words import tr

_PAUSE, _STEP = 40, 1000
_WIDE = 820
_SHARES = {Qt.Orientation.Horizontal: (4, 7), Qt.Orientation.Vertical: (6, 5)}
_NO_OCTETS = "What the octets say is shown here."
_MODES = (("Form", "", False), ("Octets", "", True))


class Workbench(tab_way.WalkedWindow):
    """Holds a ``Bench``. Signals: ``send_asked`` with whether anyway, ``copy_asked`` with hex, code or command,
    ``session_chosen``, ``put`` when something else lies on it. A window of its own, ``over``
    another. Made ``in_steps``, it is whole once ``steps`` has been gone through: to make it at once takes a tenth of a
    second."""

    SIZE = (1180, 760)
    send_asked = Signal(bool)
    copy_asked = Signal(str)
    session_chosen = Signal(str)
    put = Signal()

    def __init__(self, over: QWidget | None = None, in_steps: bool = False) -> None:
        super().__init__(over, Qt.WindowType.Window)
        named(self, "workbench", tr("PDU workbench"))
        self.setWindowTitle(tr("PDU workbench"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._history = History(Bench())
        self._book, self._reading = STANDARD, AS_USUAL
        self.looked = look(Bench())
        self._part = 0
        self.steps = begun(self._make(), in_steps)

    def sizeHint(self) -> QSize:
        """Form and inspector side by side."""
        return QSize(*map(theme.px, self.SIZE))

    def _make(self) -> Iterator[None]:
        self.form = WorkbenchForm(in_steps=True)
        yield
        self.inspector = Inspector()
        yield
        self._make_controls()
        yield
        yield from self._lay_out()
        yield from self.form.steps
        self.setMinimumSize(theme.px(420), theme.px(320))
        self.setFocusProxy(self.form.command)
        self._wire()
        yield
        self._show(self.bench)

    def _make_controls(self) -> None:
        self.mode = Segmented("workbench.mode", tr("Work on"), _MODES)
        self.undo = IconButton("undo", "workbench.undo", tr("Undo"), "Ctrl+Z")
        self.redo = IconButton("redo", "workbench.redo", tr("Redo"), "Ctrl+Shift+Z")
        self.clear = IconButton("trash", "workbench.clear", tr("Clear everything"), "")
        self.octets = RawEditor()
        self.foot = WorkbenchFoot()
        for child in self.inspector.findChildren(QWidget):
            if child.objectName().startswith("inspector"):
                child.setObjectName(f"workbench.{child.objectName()}")
        self.inspector.setObjectName("workbench.inspector")
        self.keys = WorkbenchKeys(self, self.step_back, self.step_forth, self._send)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_STEP)

    def _lay_out(self) -> Iterator[None]:
        """From the outside to the inside: a widget that gets another parent is styled anew with all that is in it."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter()
        whole.addWidget(Squeezed(self.splitter))  # on a low screen it needs more height than there is
        self.splitter.setObjectName("workbench.splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        column, beside = _half(self.splitter, 370, 240), _half(self.splitter, 440, 160)
        column.addLayout(self._head())
        column.addWidget(hairline())
        self.pages = QStackedWidget()
        column.addWidget(self.pages, 1)
        self.pages.addWidget(scrolled(self.form, "workbench.scroll", "surface"))
        yield
        self.pages.addWidget(self.octets)
        column.addWidget(hairline())
        column.addWidget(self.foot)
        yield
        beside.addWidget(self.inspector.head)
        beside.addWidget(hairline())
        beside.addWidget(self.inspector, 1)
        yield
        self.splitter.setSizes([theme.px(420), theme.px(760)])

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

    def _wire(self) -> None:
        self.form.changed.connect(lambda sheet, place: self._put(replace(self.bench, sheet=sheet), place))
        self.octets.changed.connect(lambda text: self._put(replace(self.bench, raw=text), "raw"))
        self.mode.chosen.connect(self._turn)
        self.undo.clicked.connect(self.step_back)
        self.redo.clicked.connect(self.step_forth)
        self.clear.clicked.connect(lambda: self.show_bench(Bench(is_raw=self.bench.is_raw)))
        self.foot.send_asked.connect(self.send_asked)
        self.foot.copy_asked.connect(self.copy_asked)
        self.foot.session_chosen.connect(self.session_chosen)
        self.inspector.part_asked.connect(self._step_part)
        self._pause.timeout.connect(self._refresh)
        self._rest.timeout.connect(self._history.close_step)

    # --- what is on the bench

    @property
    def bench(self) -> Bench:
        """What is typed."""
        return self._history.now

    @property
    def pdus(self) -> tuple[bytes, ...]:
        """The octets that would go out, PDU by PDU."""
        return self.looked.pdus

    def show_bench(self, bench: Bench) -> None:
        """Put something else on the bench; what was there comes back by undo."""
        self._history.put(bench)
        self._show(bench)

    def open_octets(self, pdus: Sequence[bytes]) -> None:
        """PDUs of the trace to be edited."""
        self.show_bench(with_pdus(self.bench, pdus, self._book, self._reading))

    def set_terms(self, book: Book, reading: Reading) -> None:
        """Read and write as the session's account says."""
        if (book, reading) != (self._book, self._reading):
            self._book, self._reading = book, reading
            self.form.set_terms(book, reading)
            self._refresh()

    def step_back(self) -> None:
        """Undo."""
        self._show(self._history.undo())

    def step_forth(self) -> None:
        """Redo."""
        self._show(self._history.redo())

    def _put(self, bench: Bench, place: str) -> None:
        self._history.put(bench, place)
        self._pause.start()
        self._rest.start()
        self.put.emit()

    def _show(self, bench: Bench) -> None:
        self.put.emit()
        self.form.show_sheet(bench.sheet)
        self.octets.show_text(bench.raw)
        self.mode.set_value(bench.is_raw)
        self.pages.setCurrentIndex(int(bench.is_raw))
        self._part = 0
        self._refresh()

    def _turn(self, to_raw: bool) -> None:
        """The same PDU the other way: a form becomes its octets, octets a form where one can say them."""
        self.settle()
        bench, why = as_form(self.looked, self._part, self._book, self._reading)
        if to_raw:
            bench = as_octets(self.looked)
        if bench is not None:
            self.show_bench(bench)
            return
        self.mode.set_value(True)
        self.foot.say(Severity.WARNING, why)

    def _send(self, anyway: bool) -> None:
        self.settle()
        self.foot.ask_send(anyway)

    # --- reading it

    def settle(self) -> None:
        """Read what was typed last, without waiting for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._refresh()

    def _refresh(self) -> None:
        looked = self.looked = look(self.bench, self._book, self._reading)
        self.form.show_made(looked.made)
        self.octets.show_reading(looked.raw)
        self.foot.show_looked(looked)
        self.undo.setEnabled(self._history.can_undo)
        self.redo.setEnabled(self._history.can_redo)
        self._look()

    def _look(self) -> None:
        pdus = self.pdus
        self._part = max(0, min(self._part, len(pdus) - 1))
        if not pdus:
            self.inspector.empty.setText(tr(_NO_OCTETS))
            self.inspector.show_pdu(None)
            return
        shown = look_at(pdus[self._part], self._reading, self._book, part=self._part + 1, parts=len(pdus))
        self.inspector.show_pdu(shown)

    def _step_part(self, step: int) -> None:
        self._part += step
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else the reading below."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if orientation is not self.splitter.orientation():
            self.splitter.setOrientation(orientation)
            self.splitter.setSizes([share * 100 for share in _SHARES[orientation]])


def _half(splitter: QSplitter, wide: int, high: int) -> QVBoxLayout:
    """One half of the splitter, so wide and high at least."""
    side = QWidget()
    side.setMinimumSize(theme.px(wide), theme.px(high))
    splitter.addWidget(side)
    splitter.setStretchFactor(splitter.indexOf(side), 1)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
