"""One step of something done in order: its state, its time, what was found, what to check, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import button, label, named, set_tone
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.flow import Flow
from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

LOOKS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "waiting": ("ring", "text3", "waits"),
        "running": ("clock", "accent_text", "under way"),
        "good": ("tick-disc", "ok", "done"),
        "remark": ("triangle", "warn", "done, but look"),
        "failed": ("cross", "err", "failed"),
        "skipped": ("ring", "text3", "not reached"),
    }
)
"""State of a step: icon, token, word."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen: a name, a value; ``mono`` for octets, addresses and the like."""

    name: str
    value: str
    mono: bool = True


@dataclass(frozen=True, slots=True)
class StepView:
    """What a card shows. ``tries`` are (words of the button, what ``tried`` carries)."""

    state: str = "waiting"
    time: str = ""
    finding: str = ""
    advice: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    tries: tuple[tuple[str, object], ...] = ()


@told_as(Role.ListItem)
class StepCard(QWidget):
    """Shows a ``StepView``. The evidence of a step that failed is unfolded."""

    tried = Signal(object)

    def __init__(self, title: str, name: str, last: bool = False) -> None:
        super().__init__()
        named(self, name, title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # to be heard: what stands in it is but labels
        self._name, self._title, self._last = name, title, last
        self.view = StepView()
        self.title = label(title, "text", fonts.text(13, fonts.SEMIBOLD), f"{name}.title")
        self.word = label("", "text3", fonts.text(12), f"{name}.state")
        self.time = label("", "text2", fonts.mono(11), f"{name}.time")
        self.more = button(tr("Evidence"), f"{name}.more", tr("Evidence of {title}", title=title), role="link")
        self.finding = _wrapped("", fonts.text(12), f"{name}.finding")
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(theme.px(8))
        self._advice, self._evidence, self._tries = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self.more.clicked.connect(lambda: self.unfold(self._evidence.isHidden()))
        self.show_view(StepView())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self.title.setFixedHeight(theme.px(theme.HEIGHTS.small_control))
        head.addWidget(self.title)
        head.addWidget(self.word)
        head.addStretch(1)
        head.addWidget(self.more)
        head.addWidget(self.time)
        self.inside.addLayout(head)
        self.inside.addWidget(self.finding)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(4), theme.px(16), theme.px(4))
        column.addLayout(self.inside)

    def show_view(self, view: StepView) -> None:
        """Show another state."""
        self.view = view
        _, token, word = LOOKS[view.state]
        word = tr(word)
        self.word.setText(word)
        set_tone(self.word, {"accent_text": "accent"}.get(token, token))
        set_tone(self.title, "text3" if view.state in {"waiting", "skipped"} else "text")
        self.time.setText(view.time)
        self.finding.setText(view.finding)
        set_tone(self.finding, {"failed": "err", "remark": "warn"}.get(view.state, "text"))
        self.finding.setVisible(bool(view.finding))
        self.setAccessibleName(f"{self._title}: {', '.join(filter(None, (word, view.time)))}. {view.finding}".strip())
        self._advice = self._instead(self._advice, self._make_advice(view.advice))
        self._tries = self._instead(self._tries, self._make_tries(view.tries))
        self._evidence = self._instead(self._evidence, self._make_evidence(view.evidence))
        self.unfold(view.state == "failed" and bool(view.evidence))
        self.more.setVisible(bool(view.evidence))
        self.update()

    def unfold(self, shown: bool) -> None:
        """Show the evidence, or fold it away."""
        self._evidence.setVisible(shown)
        self.more.setText(tr("Hide evidence") if shown else tr("Evidence"))

    def _instead(self, before: QWidget, after: QWidget) -> QWidget:
        self.inside.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.inside.addWidget(after)
        after.setVisible(after.layout() is not None)
        return after

    def _make_advice(self, advice: tuple[str, ...]) -> QWidget:
        if not advice:
            return QWidget()
        grid = _grid()
        failed = tr("Check this first") if len(advice) > 1 else tr("Check this")
        title = failed if self.view.state == "failed" else tr("Good to know")
        grid.addWidget(label(title, "text2", fonts.text(11, fonts.MEDIUM)), 0, 0, 1, 2)
        for at, words in enumerate(advice, 1):
            number = label(f"{at}.", "text2", fonts.mono(11))
            grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(_wrapped(words, fonts.text(12), f"{self._name}.advice{at}"), at, 1)
        return _holding(grid)

    def _make_tries(self, tries: tuple[tuple[str, object], ...]) -> QWidget:
        if not tries:
            return QWidget()
        flow = Flow(label(tr("Try it"), "text2", fonts.text(11, fonts.MEDIUM)), gap=6)
        for at, (words, value) in enumerate(tries, 1):
            press = button(words, f"{self._name}.try{at}", tr("Try {words}", words=words), small=True)
            press.clicked.connect(lambda _=False, value=value: self.tried.emit(value))
            flow.addWidget(press)
        return _holding(flow)

    def _make_evidence(self, evidence: tuple[Evidence, ...]) -> QWidget:
        if not evidence:
            return QWidget()
        grid = _grid()
        for at, one in enumerate(evidence):
            told = label(one.name, "text2", fonts.text(11))
            grid.addWidget(told, at, 0, Qt.AlignmentFlag.AlignTop)
            font = fonts.mono(11) if one.mono else fonts.text(12)
            grid.addWidget(_wrapped(one.value, font, f"{self._name}.evidence{at + 1}"), at, 1)
        made = _holding(grid, inset=8)
        made.setProperty("ground", "raised")
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon of the state, and the line on to the next step."""
        painter = QPainter(self)
        look = theme.current()
        icon, token, _ = LOOKS[self.view.state]
        side, left, top = theme.px(16), theme.px(12), theme.px(8)
        middle = left + side // 2
        painter.setPen(look.colour("line_strong"))
        if not self._last:
            painter.drawLine(middle, top + side + theme.px(4), middle, self.height() + theme.px(4))
        icons.paint(painter, icon, token, left, top, side)
        if self.hasFocus():
            ring(painter, self.rect().adjusted(theme.px(4), 0, -theme.px(4), 0))
        painter.end()


def _wrapped(words: str, font: QFont, name: str) -> QLabel:
    made = label(words, "text", font, name)
    made.setWordWrap(True)
    let_copy(made)
    return made


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(1, 1)
    return grid


def _holding(layout: QLayout, inset: int = 0) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(theme.px(inset), theme.px(inset), theme.px(inset), theme.px(inset))
    made.setLayout(layout)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
