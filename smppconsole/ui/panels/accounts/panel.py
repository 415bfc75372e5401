"""The connection panel: the list of accounts with their lights, the rail where there is no room, the sheet of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smppconsole.console.account import Account
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.cards import AccountCard, GroupHead, RailRow, SessionRow
from smppconsole.ui.panels.accounts.folds import Folds
from smppconsole.ui.panels.accounts.rail import Rail
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.widgets.controls import IconButton, LineField, button, label, named
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.widgets.section import clear_column, scrolled_column
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.accounts.form import AccountForm

_NO_GROUP = "Other accounts"


class AccountsHead(QWidget):
    """The heading of the list and its two buttons; also the title bar of the dock, by which it is drawn elsewhere."""

    def __init__(self, add: QWidget, more: QWidget) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        row.addWidget(label(tr("Accounts"), "text", fonts.text(12, fonts.SEMIBOLD)), 1)
        row.addWidget(add)
        row.addWidget(more)
        self.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))

    def fold(self, folded: bool) -> None:
        """Take no room, where the rail or a sheet has a heading of its own."""
        self.setHidden(folded)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A dock asks its title bar for this, whether it is hidden or not."""
        return QSize(super().sizeHint().width(), 0 if self.isHidden() else self.maximumHeight())


class FirstSteps(QWidget):
    """What somebody without accounts begins with. ``asked`` carries "new" or "simulator"."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = QLabel(tr("Add the first account, or start the simulator to try the program without a provider."))
        words.setWordWrap(True)
        words.setFont(fonts.text(12))
        words.setProperty("tone", "text2")
        named(words, "accounts.empty", words.text())
        self.first = button(tr("Add account"), "accounts.first")
        self.first.clicked.connect(lambda: self.asked.emit("new"))
        simulator = button(tr("Start the simulator"), "accounts.simulator")
        simulator.clicked.connect(lambda: self.asked.emit("simulator"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(words)
        column.addSpacing(theme.px(4))
        column.addWidget(self.first)
        column.addWidget(simulator)


class AccountsPanel(QWidget):
    """Signals carry the account's name. ``asked`` is what a menu wants, see ``menus``; without a name of new, import,
    simulator and export (all), with a title of provider. ``group_asked`` carries the name and the group that it is
    to go to. The sheet's own signals are passed on, ``typed`` says that something on it changed: it is made when it is
    first wanted."""

    bind_toggled = Signal(str)
    chosen = Signal(str)
    asked = Signal(str, str)
    saved = Signal(object, str, object)
    bind_asked = Signal(object, str, object)
    delete_asked = Signal(str)
    left = Signal()
    typed = Signal()
    group_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "accounts", tr("Accounts"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = LineField("accounts.search", tr("Find account"), tr("Find account"), icon="search")
        self.add = IconButton("plus", "accounts.new", tr("New account"))
        self.more = IconButton("more", "accounts.menu", tr("More ways to get accounts"))
        self.expand = IconButton("panel-left", "accounts.expand", tr("Show the accounts"))
        self.rail = Rail(self.expand)
        self._form: AccountForm | None = None
        self._views: tuple[SessionView, ...] = ()
        self._rows: dict[str, tuple[AccountCard, SessionRow]] = {}
        self._current = self._in_sight = ""
        self._rail = False
        self.folds = Folds()
        self._lay_out()
        self.add.clicked.connect(lambda: self.asked.emit("new", ""))
        self.more.clicked.connect(self.open_more)
        self.search.textChanged.connect(self._rebuild)
        self.rail.chosen.connect(self.chosen)
        self.rail.opened.connect(lambda name: self.asked.emit("edit", name))
        self.rail.menu_asked.connect(self._open_menu)
        self.folds.came_back.connect(self._rebuild)

    def _lay_out(self) -> None:
        self._cards, self._cards_area = scrolled_column()
        self._empty = FirstSteps()
        self.first = self._empty.first
        self._empty.asked.connect(lambda wish: self.asked.emit(wish, ""))
        self.head = AccountsHead(self.add, self.more)
        wide = QWidget()
        column = QVBoxLayout(wide)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        search = QHBoxLayout()
        search.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(6))
        search.addWidget(self.search)
        column.addLayout(search)
        column.addWidget(self._empty)
        column.addWidget(self._cards_area, 1)
        self.pages = QStackedWidget()
        for page in (wide, self.rail):
            self.pages.addWidget(page)
        self.pages.currentChanged.connect(lambda page: self.head.fold(page != 0))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    @property
    def form(self) -> AccountForm:
        """The sheet of an account."""
        form = self._made_form()
        if form.parent() is None:
            self.pages.addWidget(form)
        return form

    def prepare(self) -> Iterator[None]:
        """Make the sheet beforehand, and style it in a step of its own."""
        for made in (self._made_form, lambda: self.form):
            made()
            yield

    def _made_form(self) -> AccountForm:
        if self._form is None:
            from smppconsole.ui.panels.accounts.form import AccountForm  # noqa: PLC0415 - when asked for

            self._form = form = AccountForm()
            form.saved.connect(self.saved)
            form.bind_asked.connect(self.bind_asked)
            form.delete_asked.connect(self.delete_asked)
            form.left.connect(self.close_form)
            form.left.connect(self.left)
            form.rows.changed.connect(self.typed)
        return self._form

    # --- showing

    def show_views(self, views: Sequence[SessionView]) -> None:
        """Show the accounts as they are now; rows are made anew only where accounts came or went."""
        before = [(view.account.name, view.group) for view in self._views]
        self._views = tuple(views)
        if before != [(view.account.name, view.group) for view in views] or not self._rows:
            self._rebuild()
        for view in self._views:
            self.show_one(view)

    def show_one(self, view: SessionView) -> None:
        """Show one session as it is now."""
        for row in self._rows_of(view.account.name):
            row.show_view(view)

    def _rows_of(self, name: str) -> tuple[AccountCard | SessionRow | RailRow, ...]:
        rail = self.rail.rows.get(name)
        return (*self._rows.get(name, ()), *((rail,) if rail else ()))

    def show_current(self, name: str) -> None:
        """Mark the session the window speaks of, and bring one that is new into sight."""
        self._current = name
        for account in self._rows:
            for row in self._rows_of(account)[1:]:
                row.set_chosen(account == name)
        if name != self._in_sight and name in self._rows:
            self._in_sight = name
            QTimer.singleShot(0, self, lambda: _bring_into_sight(self._cards_area, self._rows.get(name, ())))

    def set_rail(self, rail: bool) -> None:
        """The list, or the rail where the window is narrow."""
        self._rail = rail
        if rail and not self.rail.rows:
            self._fill_rail()
        if not self.is_editing:
            self.pages.setCurrentIndex(1 if rail else 0)

    def take_focus(self, name: str = "") -> None:
        """Where one begins here: the session named, the sheet, the rail, the search, or the first button where there is
        no account."""
        row = next((row for row in self._rows_of(name) if row.isVisible()), None)
        if row is not None:
            row.setFocus()
        elif self.is_editing:
            self.form.setFocus()
        elif self.is_rail:
            self.expand.setFocus()
        else:
            (self.search if self._views else self.first).setFocus()

    @property
    def is_rail(self) -> bool:
        """Whether the rail is in front."""
        return self.pages.currentIndex() == 1

    @property
    def is_editing(self) -> bool:
        """Whether the sheet of an account is in front."""
        return self._form is not None and self.pages.currentWidget() is self._form

    def edit(self, account: Account, old_name: str = "", hint: str = "") -> None:
        """Open the sheet of an account; ``hint`` says where its settings come from."""
        self.pages.setCurrentWidget(self.form)
        self.form.show_account(account, old_name, hint)

    def close_form(self) -> None:
        """Back to the list."""
        self.pages.setCurrentIndex(1 if self._rail else 0)

    def _rebuild(self) -> None:
        held = self._give_focus_up()
        clear_column(self._cards)
        self._rows = {}
        wanted = self.search.text().casefold().split()
        groups: dict[str, list[SessionView]] = {}
        for view in self._views:
            account = view.account
            if all(word in _searched(account) for word in wanted):
                groups.setdefault(view.group, []).append(view)
        for group in sorted(groups, key=lambda group: not group):  # those of no group stand last
            self._add_group(group, groups[group], plain=not group and len(groups) == 1)
        if self._views and not groups:
            none = label(tr("No account matches."), "text2", fonts.text(12), "accounts.none_found")
            none.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
            self._cards.addWidget(none)
        self._cards.addStretch(1)
        self._fill_rail()
        self._empty.setVisible(not self._views)
        self.search.setVisible(bool(self._views))
        if held:
            self.take_focus(held if held in self._rows else self._current)

    def _fill_rail(self) -> None:
        """Its rows are made when it is first wanted: most windows have room for the list."""
        views = {view.account.name: view for view in self._views}
        self.rail.fill([views[name] for name in self._rows] if self._rail else ())
        self.show_current(self._current)

    def _give_focus_up(self) -> str:
        """Whose row has the focus, which would go with the row; the first account where it is on a first step, which
        goes as soon as there is an account."""
        focus = QApplication.focusWidget()
        if self._views and focus is not None and self._empty.isAncestorOf(focus):
            self.setFocus()
            return self._views[0].account.name
        to_be = self.window().focusWidget()  # behind a sheet that has just closed the window has no focus yet
        for name in self._rows:
            if to_be in self._rows_of(name):
                self.setFocus()
                return name
        return ""

    def _add_group(self, group: str, views: list[SessionView], plain: bool) -> None:
        locked = any(view.account.production for view in views)
        folded = group in self.folds and not plain and not self.search.text().strip()  # what is searched for is seen
        head = GroupHead(group or tr(_NO_GROUP), len(views), locked, folded)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, theme.px(6))
        column.setSpacing(0)
        for view in views:
            column.addWidget(self._add_card(view, column))
        head.clicked.connect(head.turn)
        head.clicked.connect(lambda: inside.setVisible(not head.folded))
        head.clicked.connect(lambda: self.folds.note(group, head.folded))
        self._cards.addWidget(head)
        head.setHidden(plain)  # in its column only: shown before, it would be a window for a moment
        self._cards.addWidget(inside)
        inside.setVisible(not folded)  # now, not when the loop turns: a row that is not shown takes no focus

    def _add_card(self, view: SessionView, column: QVBoxLayout) -> QWidget:
        name = view.account.name
        card, row = AccountCard(view), SessionRow(view)
        for one in (card, row):
            one.clicked.connect(lambda: self.chosen.emit(name))
            one.opened.connect(lambda: self.asked.emit("edit", name))
            one.menu_asked.connect(lambda place: self._open_menu(name, place))
        row.asked_to_bind.connect(lambda: self.bind_toggled.emit(name))
        column.addWidget(card)
        self._rows[name] = (card, row)
        return row

    def open_more(self, templates: bool = False) -> None:
        """The menu of ways to get accounts, or of the ``templates`` of providers alone."""
        from smppconsole.ui.panels.accounts.menus import account_menu, provider_menu  # noqa: PLC0415 - when asked for

        menu = (provider_menu if templates else account_menu)(self, self.asked.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(menu, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_menu(self, name: str, place: QPoint) -> None:
        view = {one.account.name: one for one in self._views}[name]
        groups = (one.account.group for one in self._views)
        from smppconsole.ui.panels.accounts.menus import row_menu  # noqa: PLC0415 - when asked for

        menu = row_menu(self, self.asked.emit, groups, view, self.group_asked.emit)
        open_at(menu, place)


def _bring_into_sight(area: QScrollArea, rows: Iterable[QWidget]) -> None:
    """The whole of an account, once its rows have their place."""
    for row in rows:
        area.ensureWidgetVisible(row, 0, theme.px(4))


def _searched(account: Account) -> str:
    kind = "production" if account.production else ""
    texts = (account.name, account.tag, account.host, account.group, account.system_id, account.notes, kind)
    return " ".join(texts).casefold()
