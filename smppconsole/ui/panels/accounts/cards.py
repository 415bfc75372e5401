"""The list of accounts: groups that fold, a card an account, its session with light and button; and the narrow rail."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from smppconsole.console.linkstatus import LinkState
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.widgets.aloud import TOLD_BY_CHANGE, say_aloud
from smppconsole.ui.widgets.controls import button, label, named, set_tone
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.link_light import TOKENS, LinkLight, paint_light
from smppconsole.ui.widgets.telling import set_description, set_tip
from smppconsole.ui.words import tr, tr_many


class _Row(QAbstractButton):
    """A row that can be chosen, with hover and focus; to a screen reader a button, checked where it is chosen."""

    choosable = False
    opened = Signal()
    menu_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._why = ""
        self.setCheckable(self.choosable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda place: self.menu_asked.emit(self.mapToGlobal(place)))

    @property
    def chosen(self) -> bool:
        """Whether this is the session the window speaks of."""
        return self.isChecked()

    def set_chosen(self, chosen: bool) -> None:
        """Mark it as the session the window speaks of."""
        self.setChecked(chosen)

    def explain(self, why: str) -> None:
        """What a screen reader says behind the name. Of a row that has the keys it reads what changes: the name, which
        tells the state, is enough then."""
        self._why = why
        if not (TOLD_BY_CHANGE and self.hasFocus()):
            set_description(self, why)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The words behind the name are those of now."""
        if self._why:
            set_description(self, self._why)
        super().focusInEvent(event)

    def nextCheckState(self) -> None:
        """A press asks only: which one is chosen is said by the panel."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.click()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open its sheet."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter opens."""
        if event.key() == Qt.Key.Key_Space:
            self.click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground: chosen, under the mouse, or the panel's; the ring of the focus."""
        painter = QPainter(self)
        look = theme.current()
        if self.chosen:
            painter.fillRect(self.rect(), look.colour("sel_idle"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.colour("hover"))
        if self.hasFocus():
            painter.setPen(look.colour("accent_text"))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -1.5, -1.5))
        self.paint_more(painter)
        painter.end()

    def paint_more(self, painter: QPainter) -> None:
        """What a kind of row adds."""


class AccountCard(_Row):
    """An account's colour, name, letters and address."""

    def __init__(self, view: SessionView) -> None:
        super().__init__()
        self._view = view
        kind = tr(", production") if view.account.production else ""
        named(self, f"accounts.card.{view.account.name}", tr("Account {name}{kind}", name=view.account.name, kind=kind))
        self.setFixedHeight(theme.px(38))

    def show_view(self, view: SessionView) -> None:
        """Show another state of the same account."""
        before, self._view = self._view, view
        if (before.account, before.tag) != (view.account, view.tag):
            self.update()

    def paint_more(self, painter: QPainter) -> None:
        """The bar in the account's colour, two lines of words."""
        account, look = self._view.account, theme.current()
        tag = look.colour(f"tag.{self._view.tag.colour}")
        painter.fillRect(QRectF(theme.px(16), theme.px(5), theme.px(3), self.height() - theme.px(9)), tag)
        left = theme.px(27)
        bold = fonts.text(13, fonts.MEDIUM)
        painter.setFont(bold)
        painter.setPen(look.colour("text"))
        room = self.width() - left - theme.px(66 if account.production else 48)
        name = QFontMetrics(bold).elidedText(account.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, theme.px(16), name)
        painter.setFont(fonts.mono(11))
        painter.setPen(tag)
        behind = left + QFontMetrics(bold).horizontalAdvance(name) + theme.px(7)
        painter.drawText(behind, theme.px(16), self._view.letters)
        if account.production:
            behind += QFontMetrics(fonts.mono(11)).horizontalAdvance(self._view.letters) + theme.px(5)
            icons.paint(painter, "lock", "warn", behind, theme.px(5), theme.px(12))
        painter.setPen(look.colour("text2"))
        where = f"{account.host}:{account.port}" + ("  TLS" if account.tls != "off" else "")
        cut = QFontMetrics(fonts.mono(11)).elidedText(
            where, Qt.TextElideMode.ElideMiddle, self.width() - left - theme.px(8)
        )
        painter.drawText(left, theme.px(32), cut)


class SessionRow(_Row):
    """The light of a session, its role, its state in words, and the button."""

    choosable = True
    asked_to_bind = Signal()

    def __init__(self, view: SessionView) -> None:
        super().__init__()
        name, self._told = view.account.name, ""
        named(self, f"accounts.session.{name}", "")
        self.light = LinkLight(f"accounts.light.{name}", 10)
        self.role = CutLabel("text", fonts.text(12))
        self.state = label("", "text3", fonts.text(11, fonts.SEMIBOLD), f"accounts.state.{name}")
        self.detail = CutLabel("text2", fonts.mono(11))  # the row says all of it on hover
        self.act = button(tr("Bind"), f"accounts.bind.{name}", small=True)
        self.act.setMinimumWidth(theme.px(60))
        self.act.clicked.connect(self.asked_to_bind)
        self.setFixedHeight(theme.px(theme.HEIGHTS.session_row))
        self._lay_out()
        self.show_view(view)

    def _lay_out(self) -> None:
        words, second = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, theme.px(3), 0, theme.px(4))
        second.setSpacing(theme.px(5))
        second.addWidget(self.state)
        second.addWidget(self.detail, 1)
        words.addWidget(self.role)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(26), 0, theme.px(8), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.light)
        row.addLayout(words, 1)
        row.addWidget(self.act)

    def show_view(self, view: SessionView) -> None:
        """Show the state of now."""
        state = str(view.link.state)
        self.light.show_state(state)
        self.role.setText(tr(view.role))
        self.state.setText(tr(state))
        set_tone(self.state, _TONES[state])
        self.detail.setText(view.detail)
        set_tone(self.detail, "err" if view.failure else "text2")
        if self.act.accessibleName() != (says := f"{view.button} {view.account.name}"):
            self.act.setText(view.button)
            self.act.setAccessibleName(says)
        set_tip(self, view.words)
        self.explain(view.words)
        self._tell(view)

    def _tell(self, view: SessionView) -> None:
        """The name says the state; that it became another is announced, trying apart. Where a screen reader reads what
        changes of that which has the focus, that is enough."""
        state = state_words(view)
        if state == self._told:
            return
        name, role = view.account.name, tr(view.role)
        self.setAccessibleName(tr("Session of {name}, {role}: {state}", name=name, role=role, state=state))
        read_anyway = TOLD_BY_CHANGE and self.hasFocus()
        if self._told and view.link.state is not LinkState.BINDING and not read_anyway:
            say_aloud(self, self.accessibleName())
        self._told = state


def state_words(view: SessionView) -> str:
    """The state of a session in a word, and in two more why there is none."""
    return ", ".join(filter(None, (tr(view.link.state), view.failure)))


_TONES = {"off": "text2", "waiting": "accent", "binding": "accent", "alive": "ok", "late": "warn", "dead": "err"}


class GroupHead(_Row):
    """The name of a group with a chevron, a lock where it holds production accounts, and its count."""

    def __init__(self, title: str, count: int, locked: bool, folded: bool = False) -> None:
        super().__init__()
        self._title, self._count, self._locked, self.folded = title, count, locked, folded
        words = tr_many("Group {title}, {count} account", "Group {title}, {count} accounts", count, title=title)
        named(self, f"accounts.group.{title}", words)
        self._say_fold()
        self.opened.connect(self.click)
        self.setFixedHeight(theme.px(28))

    def turn(self) -> None:
        """Fold or unfold."""
        self.folded = not self.folded
        self._say_fold()
        self.update()

    def _say_fold(self) -> None:
        self.setAccessibleDescription(tr("folded") if self.folded else tr("unfolded"))

    def paint_more(self, painter: QPainter) -> None:
        """Chevron, words, lock, count."""
        look, side = theme.current(), theme.px(12)
        middle = self.height() / 2
        icon = "chevron-right" if self.folded else "chevron-down"
        icons.paint(painter, icon, "text2", theme.px(8), middle - side / 2, side)
        font = fonts.text(12, fonts.MEDIUM)
        painter.setFont(font)
        painter.setPen(look.colour("text2"))
        inside = self.rect().adjusted(theme.px(25), 0, -theme.px(10), 0)
        title = self.cut_title()
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        if self._locked:
            left = inside.left() + QFontMetrics(font).horizontalAdvance(title) + theme.px(6)
            icons.paint(painter, "lock", "text2", left, middle - side / 2, side)
        painter.setFont(fonts.text(11))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(self._count))

    def cut_title(self) -> str:
        """The name as far as there is room beside lock and count; the whole of one that is cut stands on hover."""
        font, count = fonts.text(12, fonts.MEDIUM), QFontMetrics(fonts.text(11)).horizontalAdvance(str(self._count))
        room = self.width() - theme.px(25 + 10 + 8) - count - theme.px(18) * self._locked
        cut = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(self._title if cut != self._title else "")
        return cut


class RailRow(_Row):
    """A session where there is room for letters, light and word alone."""

    choosable = True

    def __init__(self, view: SessionView) -> None:
        super().__init__()
        self._view = view
        self._told: tuple[str, str, SessionTag] | None = None
        named(self, f"accounts.rail.{view.account.name}", "")
        self.setFixedHeight(theme.px(44))
        self.show_view(view)

    def show_view(self, view: SessionView) -> None:
        """Show the state of now; a look at the same state costs nothing."""
        self._view = view
        told = f"{view.account.name}, {tr(view.role)}: {state_words(view)}", view.words, view.tag
        if told != self._told:
            self._told = told
            self.setAccessibleName(told[0])
            self.explain(view.words)
            self.setToolTip(f"{view.account.name}, {tr(view.role)}\n{view.words}")
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(theme.px(84), theme.px(44))

    def paint_more(self, painter: QPainter) -> None:
        """Bar, letters, light, word."""
        look, state = theme.current(), str(self._view.link.state)
        tag = look.colour(f"tag.{self._view.tag.colour}")
        painter.fillRect(QRectF(theme.px(6), theme.px(9), theme.px(3), self.height() - theme.px(16)), tag)
        painter.setFont(fonts.mono(11))
        painter.setPen(look.colour("text"))
        painter.drawText(theme.px(16), theme.px(16), self._view.tag.text)
        side = theme.px(8)
        paint_light(painter, QRectF(theme.px(18), theme.px(27), side, side), state)
        painter.setFont(fonts.text(11, fonts.SEMIBOLD))
        failed = bool(self._view.failure)
        painter.setPen(look.colour("err" if failed else TOKENS[state]))
        painter.drawText(theme.px(32), theme.px(35), tr("failed") if failed else tr(state))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        self.update()
