"""The sheet of one account: every field from its rule, checked while typing, the rare ones folded away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from smppconsole.console.account import Account
from smppconsole.console.account_checks import check_account, check_password
from smppconsole.console.account_rules import RULES
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.field_rows import PASSWORD, FieldRows
from smppconsole.ui.panels.accounts.fields import FIRST, FOLDED
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.controls import (
    IconButton,
    IconTextButton,
    LineField,
    button,
    label,
    named,
    set_tone,
)
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.section import bare_scrolled
from smppconsole.ui.words import tip, tr


class AccountForm(QWidget):
    """Edits one account; ``taken`` gives the names of those there are. ``saved`` carries the account, its old name and
    the password (None: untouched); ``bind_asked`` the same; ``left`` when the sheet is closed without saving."""

    saved = Signal(object, str, object)
    bind_asked = Signal(object, str, object)
    delete_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "accounts.form", tr("Account"))
        self._old_name, self._shown = "", Account()
        self.taken: Callable[[], Iterable[str]] = tuple
        self._sections: list[QWidget] = []
        self._building: SlicedWork | None = None
        self.title = CutLabel("text", fonts.text(13, fonts.SEMIBOLD))
        self.title.setObjectName("accounts.form_title")
        self.password = LineField("accounts.password", tr("Password"), tr("asked when you bind"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.set_help(tr("Kept in the system's key store, never in a file. Empty: asked for when you bind."))
        self.rows = FieldRows(self, self.password)
        self.hint = label("", "text2", fonts.text(11), "accounts.hint")
        self.problem = label("", "err", fonts.text(11), "accounts.problem")
        for words in (self.hint, self.problem):
            words.setWordWrap(True)
            let_copy(words)
        self.more = IconTextButton("chevron-right", tr("More settings"), "accounts.more")
        self.more.setProperty("role", "quiet")
        self.more.setFixedHeight(theme.px(theme.HEIGHTS.small_control))
        self.save = button(tr("Save"), "accounts.save")
        self.save.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.bind = MainButton(tr("Save and bind"), "accounts.save_bind")
        self.delete = button(tr("Delete"), "accounts.delete", role="quiet")
        self.back = IconButton("back", "accounts.back", tr("Back to the list"), "Esc")
        self._lay_out()
        self._wire()

    # --- laying out

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        head.setSpacing(theme.px(4))
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.delete)
        bar = QWidget()
        bar.setLayout(head)
        bar.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._scrolled(), 1)
        column.addLayout(self._foot())

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self.hint)
        column.addLayout(self.rows.grid(FIRST))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded = QVBoxLayout()
        self._folded.setSpacing(theme.px(8))
        column.addLayout(self._folded)
        column.addStretch(1)
        return bare_scrolled(inside)

    def _section(self, title: str, names: tuple[str, ...]) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(tr(title), "text", fonts.text(12, fonts.SEMIBOLD)))
        column.addLayout(self.rows.grid(names))
        self._sections.append(section)
        return section

    def _foot(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.bind, 2)
        buttons.addWidget(self.save, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.problem)
        foot.addLayout(buttons)
        return foot

    def _wire(self) -> None:
        self.rows.changed.connect(self._check)
        self.rows.entered.connect(self._save)
        self.more.clicked.connect(self._unfold)
        self.save.clicked.connect(self._save)
        self.bind.clicked.connect(self._bind)
        self.delete.clicked.connect(lambda: self.delete_asked.emit(self._old_name))
        self.back.clicked.connect(self.left)

    # --- the account

    def show_account(self, account: Account, old_name: str = "", hint: str = "") -> None:
        """Show an account; ``old_name`` is "" for a new one, ``hint`` says where its settings come from."""
        self._old_name = old_name
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.title.setText(old_name or tr("New account"))
        self.title.setToolTip(tip(old_name))
        self.delete.setVisible(bool(old_name))
        self._shown = account
        self.rows.fill(account)
        self.password.clear()
        self.say("")
        self._check()
        self.rows["name" if not old_name else "host"].setFocus()

    @property
    def old_name(self) -> str:
        """The name of the account the sheet was opened for, "" for a new one."""
        return self._old_name

    @property
    def is_changed(self) -> bool:
        """Whether somebody typed something since the sheet was opened."""
        return self.account != self._shown or bool(self.password.text() or self.rows.unread())

    @property
    def account(self) -> Account:
        """The account as it is typed; what cannot be read keeps its value of before."""
        return self.rows.account

    def say(self, words: str, tone: str = "err") -> None:
        """A sentence at the foot."""
        self.problem.setText(words)
        set_tone(self.problem, tone)
        self.problem.setVisible(bool(words))

    def _check(self) -> bool:
        """Mark the fields that are not right; whether the account can be saved."""
        problems, account = {}, self.account
        self.rows.show_trials(account)
        for problem in reversed(check_account(account)):
            problems[problem.field] = (problem.severity, tr(problem.words))
        if account.name != self._old_name and account.name in self.taken():
            problems["name"] = (Severity.ERROR, tr("There is an account {name} already", name=account.name))
        for name in self.rows.unread():
            problems[name] = (Severity.ERROR, tr("{label} takes a number", label=tr(RULES[name].label)))
        password = check_password(self.password.text(), long_login=account.long_login)
        if password is not None:
            problems[PASSWORD] = (password.severity, tr(password.words))
        self.say(self.rows.mark(problems, spare_empty=self._fresh()))
        return not any(severity is Severity.ERROR for severity, _ in problems.values())

    def _fresh(self) -> bool:
        """A new sheet on which nothing stands yet is not scolded."""
        return not self._old_name and not self.account.host and not self.account.system_id

    def _unfold(self) -> None:
        """The rare fields, made in slices when they are first asked for; or folded away again."""
        shown = not self._sections or self._sections[0].isHidden()
        for section in self._sections:
            section.setVisible(shown)
        if self._building is None:
            self._building = SlicedWork(self._build())
            self._building.ended.connect(lambda _words: self._check())
        self.more.setText(tr("Fewer settings") if shown else tr("More settings"))
        self.more.set_icon("chevron-down" if shown else "chevron-right")
        self._check()

    def _build(self) -> Iterator[None]:
        for title, names in FOLDED:
            section = self._section(title, names)
            self._folded.addWidget(section)  # before it is shown, which would else make it a window of its own
            section.setVisible(self.more.text() != tr("More settings"))
            yield

    def _ready(self) -> Account | None:
        account = self.account
        if not account.name.strip():
            account = replace(account, name=account.system_id or account.host)
        if not self._check() or not account.name:
            self.say(self.rows.first_remark() or tr("A host is needed: whom to connect to?"))
            self._go_to_fault()
            return None
        return account

    def _go_to_fault(self) -> None:
        """The keys to the first field that is wrong, which says why; where they are there, or nobody sees it, that is
        read."""
        wrong = self.rows.first_wrong()
        if wrong is None or wrong.hasFocus():
            say_aloud(self, self.problem.text(), urgent=True)
        else:
            wrong.setFocus()

    def _save(self) -> None:
        account = self._ready()
        if account is not None:
            self.saved.emit(account, self._old_name, self.password.text() or None)

    def _bind(self) -> None:
        account = self._ready()
        if account is not None:
            self.bind_asked.emit(account, self._old_name, self.password.text() or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves without saving."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
