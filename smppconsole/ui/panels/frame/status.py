"""The status bar: light, last answer, round trip, missed, window, messages a second, capture, PDU count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.recording import RecordingState, RecordingStatus
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.sessions.view import trip_words
from smppconsole.ui.widgets.aloud import TOLD_BY_CHANGE
from smppconsole.ui.widgets.controls import IconButton, hairline, label, named, set_tone
from smppconsole.ui.widgets.copying import offer_copy
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.focus_ring import ring_over
from smppconsole.ui.widgets.icon_mark import IconMark
from smppconsole.ui.widgets.link_light import LinkLight
from smppconsole.ui.widgets.plots import Sparkline, Trips, WindowGauge
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.telling import set_description, set_tip
from smppconsole.ui.words import grouped, tr, tr_many
from smppconsole.values import dataclass

_RECORDING = {
    RecordingState.NONE: ("", "text", ""),
    RecordingState.OFF: ("No capture file", "text2", ""),
    RecordingState.WRITING: ("Writing", "text", "record"),
    RecordingState.FAILED: ("Not written", "err", "error"),
}
"""Words, their tone, and the icon before them."""
_TONES = {"off": "text2", "waiting": "accent", "binding": "accent", "alive": "ok", "late": "warn", "dead": "err"}


@dataclass(frozen=True, slots=True)
class StatusFigures:
    """What the bar shows. Rates are messages a second; ``now`` is wall time in seconds."""

    tag: str
    link: LinkStatus
    outstanding: int
    window: int
    trips: Trips
    out_rate: float
    in_rate: float
    recording: RecordingStatus
    now: float


def octets_words(size: int) -> str:
    """4.2 MB, 812 kB, 40 B."""
    if size >= 1_000_000:
        return tr("{size:.1f} MB", size=size / 1000000)
    return tr("{size:.0f} kB", size=size / 1000) if size >= 1000 else f"{size} B"


@told_as(Role.StatusBar)
class StatusBar(QWidget):
    """Shows ``StatusFigures``; what there is no room for gives way from the right, light and word never.
    ``recording_asked`` fires when the words on the capture are pressed, ``notices_asked`` when the bell is."""

    recording_asked = Signal()
    notices_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "status", tr("Status"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(theme.HEIGHTS.status))
        self.light = LinkLight("status.light", 9)
        self.state = label("off", "text2", fonts.text(12, fonts.SEMIBOLD), "status.state")
        self.words = CutLabel("text", fonts.text(12))
        self.words.setObjectName("status.words")
        self.words.setText(tr("no session"))
        self.spark = Sparkline("status.sparkline")
        self.trip = label("", "text", fonts.mono(11), "status.round_trip")
        self.missed = label("", "warn", fonts.text(12), "status.missed")
        self.gauge = WindowGauge("status.window")
        self.used = label(tr("0 of 10"), "text", fonts.mono(11), "status.outstanding")
        self.rates = label(tr("→ 0.0  ← 0.0 msg/s"), "text", fonts.mono(11), "status.rates")
        self.mark = IconMark()
        self.writing = label("", "text", fonts.text(12, fonts.MEDIUM), "status.capture")
        self.file = label("", "text2", fonts.mono(11), "status.file")
        self.rows = label(tr("0 PDUs"), "text", fonts.mono(11), "status.rows")
        self.stall = label("", "text3", fonts.mono(11), "status.stall")
        self.stall.hide()
        self.notices = IconButton("bell", "status.notices", tr("Notices"), "Ctrl+Shift+J", size=13)
        self.notices.setFixedSize(theme.px(theme.HEIGHTS.control), theme.px(theme.HEIGHTS.small_control))
        self.notices.clicked.connect(self.notices_asked)
        self._spark_room = True
        self._inside = QWidget(self)
        self._lay_out()
        offer_copy(self, lambda: self.told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No layout holds what is inside: words that grow would have the whole window laid out each time."""
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(8))
        self._trip_line: QWidget = hairline(vertical=True)
        self._window_line, self._rates_line, self._rows_line = (hairline(vertical=True) for _ in range(3))
        self.window_words = label(tr("Window"), "text2", fonts.text(12))
        before: list[QWidget] = [
            self.light,
            self.state,
            self.words,
            self.missed,
            self._trip_line,
            self.spark,
            self.trip,
        ]
        before += [self._window_line, self.window_words, self.gauge, self.used, self._rates_line, self.rates]
        for widget in before:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.stall, self.mark, self.writing, self.file, self._rows_line, self.rows, self.notices):
            row.addWidget(widget)
        for line in (self._trip_line, self._window_line, self._rates_line, self._rows_line):
            line.setFixedHeight(theme.px(14))

    def show_figures(self, told: StatusFigures) -> None:
        """Show other figures; called at most twice a second."""
        link = told.link
        state = str(link.state)
        self.light.show_state(state)
        self.state.setText(tr(state))
        set_tone(self.state, _TONES[state])
        self.words.setText(_words(told))
        set_tip(self, tr(link.words))
        self.missed.setText(tr("{missed} missed", missed=link.missed) if link.missed else "")
        self.missed.setVisible(bool(link.missed))
        self.spark.show_trips(told.trips)
        self.trip.setText(trip_words(link.last_round_trip) if link.last_round_trip is not None else "")
        for widget in (self._trip_line, self.trip):
            widget.setVisible(link.last_round_trip is not None)
        self.spark.setVisible(len(told.trips) > 1 and self._spark_room)
        self.gauge.show_window(told.outstanding, told.window)
        self.used.setText(tr("{outstanding} of {window}", outstanding=told.outstanding, window=told.window))
        self.rates.setText(
            tr(
                "→ {rate_words}  ← {rate_words_2} msg/s",
                rate_words=rate_words(told.out_rate),
                rate_words_2=rate_words(told.in_rate),
            )
        )
        self._show_recording(told.recording)

    @property
    def told(self) -> str:
        """All its words in a line, with why there is no link and where the capture goes."""
        window = f"{self.window_words.text()} {self.used.text()}"
        capture = " ".join(filter(None, (self.writing.text(), self.file.text())))
        shown = (self.state, self.words, self.missed, self.trip)
        parts = [*(one.text() for one in shown), window, self.rates.text(), capture, self.rows.text()]
        return ", ".join(filter(None, (*parts, *self._behind)))

    @property
    def _behind(self) -> list[str]:
        """What is said on hover alone."""
        why = "" if self.toolTip() in self.words.text() else self.toolTip()
        return list(filter(None, (why, self.writing.toolTip())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A screen reader is told what stands there now; later figures do not interrupt it. Orca reads what is shown
        by itself."""
        self.setAccessibleDescription(", ".join(self._behind) if TOLD_BY_CHANGE else self.told)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus."""
        ring_over(self)

    def show_rows(self, shown: int, total: int) -> None:
        """How many PDUs the trace in front holds, and how many of them its filter shows."""
        every = tr_many("1 PDU", "{count} PDUs", total, count=grouped(total))
        words = every if shown == total else tr("{shown} of {every}", shown=grouped(shown), every=every)
        self.rows.setText(words)

    def _show_recording(self, told: RecordingStatus) -> None:
        """Whether what is seen is kept, and where; never silent while a session runs."""
        words, tone, icon = _RECORDING[told.state]
        self.mark.show_icon(icon, "err")
        self.writing.setText(tr(words))
        set_tone(self.writing, tone)
        for part in (self.writing, self.file):
            set_tip(part, tr(told.words))
            set_description(part, tr(told.words))
        if told.state is RecordingState.WRITING and told.path is not None:
            self.file.setText(f"{told.path.name} {octets_words(told.size)}")
        else:
            lost = tr_many("1 PDU in memory only", "{lost} PDUs in memory only", told.lost, lost=grouped(told.lost))
            self.file.setText(lost if told.lost else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Words on the capture lead to where it is set."""
        if self.childAt(event.position().toPoint()) in (self.writing, self.file):
            self.recording_asked.emit()
        super().mousePressEvent(event)

    def give_way(self, width: int) -> None:
        """Hide what there is no room for."""
        self._spark_room = width >= theme.px(900)
        for widget, least in (
            (self.file, 1180),
            (self.gauge, 820),
            (self.window_words, 820),
            (self.rates, 760),
            (self._rates_line, 760),
        ):
            widget.setVisible(width >= theme.px(least))


def _words(told: StatusFigures) -> str:
    """ "NL TX, answered 5 s ago" and its like."""
    link = told.link
    if not told.tag:
        return tr("no session")
    if link.state is LinkState.OFF:
        return tr("{tag}, not connected", tag=told.tag)
    if link.state is LinkState.DEAD:
        again = tr(", again in {retry_in:.0f} s", retry_in=link.retry_in) if link.retry_in is not None else ""
        return tr("{tag}, no link{again}", tag=told.tag, again=again)
    if link.last_answer_at is None:
        return f"{told.tag}, {tr(link.words)}"
    return tr("{tag}, answered {ago}", tag=told.tag, ago=ago(told.now - link.last_answer_at))


_AGES = ((0.0, 5), (10.0, 10), (120.0, 60))
"""From which age on it is told in steps of how many seconds: nobody reads the time since an answer to the second, and
each step wakes the machine."""


def _step_of(seconds: float) -> int:
    return next((step for least, step in reversed(_AGES) if seconds >= least), 1)


def ago(seconds: float) -> str:
    """just now, 5 s ago, 15 s ago, 3 min ago."""
    whole = seconds // _step_of(seconds) * _step_of(seconds)
    if whole <= 0:
        return tr("just now")
    return tr("{seconds:.0f} s ago", seconds=whole) if whole < 120 else tr("{seconds:.0f} min ago", seconds=whole / 60)


def ago_lasts(seconds: float) -> float:
    """How many seconds the words for that age stay true."""
    step = _step_of(seconds)
    return step - seconds % step


def rate_words(rate: float) -> str:
    """12.4, or 1 204 where tenths say nothing."""
    return f"{rate:.1f}" if rate < 100 else grouped(round(rate))
