"""The composer: the form of a draft, what it counts to, what is wrong with it, and the button that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.checks import Problem, check
from smppconsole.compose.count import Count, count, headline
from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.history import History
from smppconsole.compose.proposal import propose_alphabet
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.bidi import isolated_in
from smppconsole.ui.panels.composer.form import ComposerForm
from smppconsole.ui.panels.sessions.view import RECEIVES, SessionView
from smppconsole.ui.widgets.controls import IconTextButton, label, named, set_tone
from smppconsole.ui.widgets.link_light import paint_light
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.section import bare_scrolled
from smppconsole.ui.widgets.wrapped_link import WrappedLink
from smppconsole.ui.words import escaped, sentence, tip, tr

_PAUSE, _AFTER_START, _STEP = 40, 250, 1000
"""Milliseconds from the last change to what is told of it; at the start the window is painted before."""
_TYPED = frozenset({"text", "source", "destination", "service_type", "schedule", "validity"})
"""What is typed letter by letter: one step of undo, until one rests for ``_STEP`` milliseconds."""
_BOUND = frozenset({"alive", "late"})
_UNBOUND = "Bind the session first (Ctrl+B)"


class Composer(QWidget):
    """Signals: ``changed`` with the draft after a pause in typing, ``send_asked`` with whether anyway,
    ``preview_toggled``, ``session_chosen`` with an account's name."""

    changed = Signal(object)
    send_asked = Signal(bool)
    preview_toggled = Signal(bool)
    session_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "composer", tr("Compose"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counter = label("", "text", fonts.text(12), "composer.counter")
        self.left_over = label("", "text2", fonts.text(11), "composer.left")
        self.way_out = WrappedLink("composer.way_out", tr("Other characters, fewer parts"))
        self.form = ComposerForm(self._counting())
        self.problem = label("", "warn", fonts.text(11), "composer.problem")
        self.production = label("", "warn", fonts.text(11), "composer.production")
        self.send = MainButton(tr("Send"), "composer.send", "Ctrl+Enter")
        self.preview = IconTextButton("eye", tr("Preview"), "composer.preview", tr("Preview the exact octets"))
        self._count = count(Draft())
        self._hindrance = tr(_UNBOUND)
        self._history = History(Draft())
        self._pause, self._rest = QTimer(self), QTimer(self, singleShot=True, interval=_STEP)
        self._lay_out()
        self._wire()
        self._settle()

    def _counting(self) -> QVBoxLayout:
        self.counter.setTextFormat(Qt.TextFormat.RichText)
        self.counter.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.way_out, 1)
        below.addStretch(0)
        below.addWidget(self.left_over)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.counter)
        column.addLayout(below)
        return column

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = bare_scrolled(self.form)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.preview.setCheckable(True)
        self.preview.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        for words in (self.production, self.problem):
            words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.send, 1)
        row.addWidget(self.preview)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.production)
        foot.addWidget(self.problem)
        foot.addLayout(row)
        return foot

    def _wire(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._settle)
        self._rest.timeout.connect(self._history.close_step)
        self.form.edited.connect(self._pause.start)
        self.way_out.clicked.connect(lambda: self.form.text.setPlainText(self._count.way_out))
        self.send.clicked.connect(lambda: self.send_asked.emit(False))
        self.preview.toggled.connect(self.preview_toggled)
        self.form.session.currentIndexChanged.connect(self._session_changed)
        self.form.fold.clicked.connect(lambda opened: QTimer.singleShot(0, self._show_unfolded) if opened else None)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def _show_unfolded(self) -> None:
        """What was unfolded comes up from below the edge, its heading at the top."""
        bar = self._area.verticalScrollBar()
        bar.setValue(max(bar.value(), self.form.fold.mapTo(self.form, QPoint(0, -theme.px(8))).y()))

    # --- the draft

    @property
    def draft(self) -> Draft:
        """The form as one value."""
        return self.form.draft

    @property
    def count(self) -> Count:
        """The count of the draft as it was last settled."""
        return self._count

    def show_draft(self, draft: Draft) -> None:
        """Fill the form in."""
        self.form.show_draft(draft)
        self._settle()

    def bring_back(self, draft: Draft) -> None:
        """The same at the start of the program: counted and checked a moment after the window is painted."""
        self.form.show_draft(draft)
        self._history.begin_with(self.draft)  # undo does not take away what was left from before
        self._pause.start(_AFTER_START)

    def show_sessions(self, views: Sequence[SessionView], chosen: str) -> None:
        """The sessions one may send on, each with its light; ``chosen`` is the account's name."""
        choice = self.form.session
        was = choice.blockSignals(True)
        rows = [(f"{view.tag.text}  {view.account.name}, {tr(view.role)}", view.account.name) for view in views]
        if rows != [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())]:
            choice.fill(tuple(rows) or ((tr("No session"), ""),))
        lights = {state: _light_icon(str(state)) for state in {view.link.state for view in views}}
        for at, view in enumerate(views):
            choice.setItemIcon(at, lights[view.link.state])
        choice.choose(chosen)
        choice.blockSignals(was)
        current = next((view for view in views if view.account.name == chosen), None)
        if current is not None:
            self.form.take_account(current.account)
        self._show_account(current)
        self._show_sendable()

    def _show_account(self, current: SessionView | None) -> None:
        """What there is to say of the session to send on, and what hinders it."""
        receives = current is not None and current.account.bind_as == "rx"
        bound = current is not None and str(current.link.state) in _BOUND
        self._hindrance = tr(RECEIVES) if receives else "" if bound else tr(_UNBOUND)
        told = tr(RECEIVES) if receives else ""
        if current is not None and current.account.production and not receives:
            told = tr("{chosen} is a production account: real subscribers.", chosen=current.account.name)
        self.production.setText(told)
        self.production.setVisible(bool(told))

    def _session_changed(self, _at: int) -> None:
        name = self.form.session.currentData()
        if isinstance(name, str) and name:
            self.session_chosen.emit(name)

    # --- back and forth

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo or self.draft != self._history.now

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return self._history.can_redo

    def undo(self) -> None:
        """The form as it was before the last change."""
        self._settle()
        self._step(self._history.undo())

    def redo(self) -> None:
        """The change that was undone last, once more."""
        self._settle()
        self._step(self._history.redo())

    def _step(self, draft: Draft) -> None:
        if draft != self.draft:
            self.show_draft(draft)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Undo and redo are those of the whole form: they go before the ones of the line in focus."""
        if now is not None and self.isAncestorOf(now):
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo, wherever in the form the focus is."""
        if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            back, forth = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
            if back or forth:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    (self.undo if back else self.redo)()
                return True
        return super().eventFilter(watched, event)

    # --- what it says

    def _settle(self) -> None:
        """Count, check and tell, after a pause in typing."""
        self._pause.stop()
        self._pause.setInterval(_PAUSE)
        draft = self.draft
        self._history.put(draft, _place_of(self._history.now, draft))
        self._rest.start()
        self._count = count(draft)
        self._show_count(draft, self._count)
        self._show_problems(draft)
        self._show_sendable()
        self.changed.emit(draft)

    def _show_count(self, draft: Draft, counted: Count) -> None:
        forcing = counted.forcing[1] if counted.forcing else None
        self.form.text.show_parts(counted.boundaries if counted.parts > 1 else (), forcing)
        self.form.text.set_problem(counted.problem)
        self.counter.setText(_count_words(counted, draft.carry))
        set_tone(self.counter, "err" if counted.problem else "text")
        self.way_out.setText(tr(counted.hint))
        self.way_out.setVisible(bool(counted.way_out))
        parts = tr(" in part {parts}", parts=counted.parts) if counted.parts > 1 else ""
        self.left_over.setText(
            tr("{left_in_part} left{parts}", left_in_part=counted.left_in_part, parts=parts)
            if not counted.problem
            else ""
        )
        wording = propose_alphabet(replace(draft, alphabet=Alphabet.AUTO))
        self.form.show_proposal(f"{tr(ALPHABETS[wording.alphabet].words)} ({wording.data_coding})")

    def _show_problems(self, draft: Draft) -> None:
        """The worst of what is wrong, in the line above the button."""
        typed = self.form.tlvs.problem
        problems = check(draft, now=datetime.now(UTC)) if draft.text or draft.destination else ()
        worst = Problem("tlv", Severity.ERROR, typed) if typed else problems[0] if problems else None
        if worst is None or worst.severity is Severity.NOTE:
            self.problem.hide()
            return
        more = tr(" And {problems} more.", problems=len(problems) - 1) if len(problems) > 1 else ""
        self.problem.setText(f"{sentence(tr(worst.text))}{more}")
        self.problem.setToolTip(_told_in_full((worst,) if typed else problems))
        set_tone(self.problem, "err" if worst.severity is Severity.ERROR else "warn")
        self.problem.show()

    def _show_sendable(self) -> None:
        parts = self._count.parts
        self.send.say(
            tr("Send {parts} parts", parts=parts) if parts > 1 else tr("Send 1 message") if parts else tr("Send")
        )
        self.send.setEnabled(not self._hindrance)
        self.send.setToolTip(self._hindrance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends, with Shift anyway."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def _told_in_full(problems: Sequence[Problem]) -> str:
    """Each problem in a line, and what to do."""
    return tip("\n".join(f"{sentence(tr(one.text))} {tr(one.remedy)}".strip() for one in problems))


def _place_of(before: Draft, after: Draft) -> str:
    """The one field that two drafts differ in, so that typing in it is one step; "" for several."""
    changed = [row.name for row in fields(Draft) if getattr(before, row.name) != getattr(after, row.name)]
    return changed[0] if len(changed) == 1 and changed[0] in _TYPED else ""


def _count_words(counted: Count, carry: Carry) -> str:
    """ "172 characters · UCS-2 because of “→” · 3 parts", the figures bold."""
    words = escaped(tr(headline(counted, carry)))
    words = isolated_in(words, counted.forcing[0] if counted.forcing else "")
    pieces = words.split(" · ")
    if counted.problem:
        return words
    bold = {0, len(pieces) - 1} if counted.parts > 1 else {0}
    return " · ".join(_with_bold_number(piece) if at in bold else piece for at, piece in enumerate(pieces))


def _with_bold_number(piece: str) -> str:
    number, _, rest = piece.partition(" ")
    return f"<b>{number}</b> {rest}"


def _light_icon(state: str) -> QIcon:
    """The light as an icon for a row of a choice."""
    side = theme.px(9)
    pixmap = QPixmap(QSize(side, side) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_light(painter, QRectF(0, 0, side, side), state)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # of itself Qt greys it there, and a light means something
    return icon
