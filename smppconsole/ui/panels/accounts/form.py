"""The sheet of one account: every field from its rule, checked while typing, the rare ones folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from smppconsole.console.account import Account, FieldType
from smppconsole.console.account_checks import check_account, check_password
from smppconsole.console.account_rules import RULES
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.fields import (
    FIRST,
    FOLDED,
    LABELS,
    NotesField,
    Unread,
    make_field,
    put,
    put_and_tell,
    read,
)
from smppconsole.ui.panels.accounts.trials import Trial, make_trial
from smppconsole.ui.panels.trace.slices import SlicedWork
from smppconsole.ui.widgets.controls import (
    Choice,
    IconButton,
    IconTextButton,
    LineField,
    MainButton,
    button,
    label,
    named,
    set_tone,
)
from smppconsole.ui.words import tr

_LABELS = 122
_TONES = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "text2"}


class AccountForm(QWidget):
    """Edits one account. ``saved`` carries the account, its old name and the password (None: untouched); ``bind_asked``
    the same; ``left`` when the sheet is closed without saving."""

    saved = Signal(object, str, object)
    bind_asked = Signal(object, str, object)
    delete_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "accounts.form", tr("Account"))
        self._account, self._old_name = Account(), ""
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._remarks: dict[str, QLabel] = {}
        self._trials: list[Trial] = []
        self._sections: list[QWidget] = []
        self._building: SlicedWork | None = None
        self.title = label(tr("New account"), "text", fonts.text(13, fonts.SEMIBOLD), "accounts.form_title")
        self.password = LineField("accounts.password", tr("Password"), tr("asked for when you bind"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.set_help(tr("Kept in the system's key store, never in a file. Empty: asked for when you bind."))
        self.hint = label("", "text2", fonts.text(11), "accounts.hint")
        self.problem = label("", "err", fonts.text(11), "accounts.problem")
        for words in (self.hint, self.problem):
            words.setWordWrap(True)
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
        column.addLayout(self._grid(FIRST))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded = QVBoxLayout()
        self._folded.setSpacing(theme.px(8))
        column.addLayout(self._folded)
        column.addStretch(1)
        return _area_of(inside)

    def _section(self, title: str, names: tuple[str, ...]) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(tr(title), "text", fonts.text(12, fonts.SEMIBOLD)))
        column.addLayout(self._grid(names))
        self._sections.append(section)
        self._wire_fields(names)
        self._fill(names)
        return section

    def _grid(self, names: tuple[str, ...]) -> QGridLayout:
        grid = _field_grid()
        for at, name in enumerate(names):
            widget = self.password if name == "password" else make_field(RULES[name])
            words = tr("Password" if name == "password" else LABELS.get(name, RULES[name].label))
            told, remark = _put_row(grid, 3 * at, words, widget)
            remark.setObjectName(f"accounts.{name}_remark")
            trial = make_trial(name, self)
            if trial is not None:
                trial.show_account(self._account)
                grid.addWidget(trial, 3 * at + 2, 1)
                self._trials.append(trial)
            self._fields[name], self._labels[name], self._remarks[name] = widget, told, remark
        return grid

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

    def _wire_fields(self, names: Iterable[str]) -> None:
        for widget in (self._fields[name] for name in names):
            if isinstance(widget, QLineEdit):
                widget.textChanged.connect(lambda _text: self._check())
                widget.returnPressed.connect(self._save)
            elif isinstance(widget, Choice):
                widget.currentIndexChanged.connect(lambda _at: self._check())
            elif isinstance(widget, QCheckBox):
                widget.toggled.connect(lambda _on: self._check())

    def _wire(self) -> None:
        self._wire_fields(FIRST)
        self.more.clicked.connect(self._unfold)
        self.save.clicked.connect(self._save)
        self.bind.clicked.connect(self._bind)
        self.delete.clicked.connect(lambda: self.delete_asked.emit(self._old_name))
        self.back.clicked.connect(self.left)

    # --- the account

    def show_account(self, account: Account, old_name: str = "", hint: str = "") -> None:
        """Show an account; ``old_name`` is "" for a new one, ``hint`` says where its settings come from."""
        self._account, self._old_name = account, old_name
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.title.setText(old_name or tr("New account"))
        self.delete.setVisible(bool(old_name))
        self._fill(self._fields)
        self.password.clear()
        self.say("")
        self._check()
        self._fields["name" if not old_name else "host"].setFocus()

    def _fill(self, names: Iterable[str]) -> None:
        for name in names:
            if name != "password":
                put(self._fields[name], getattr(self._account, name))

    @property
    def account(self) -> Account:
        """The account as it is typed; what cannot be read keeps its value of before."""
        values: dict[str, FieldType] = {}
        for name, widget in self._fields.items():
            if name != "password":
                typed = read(widget, RULES[name])
                if not isinstance(typed, Unread):
                    values[name] = typed
        return replace(self._account, **values)  # type: ignore[arg-type]

    def type_in(self, name: str, value: str) -> None:
        """Fill in a field on the user's behalf."""
        put_and_tell(self._fields[name], value)

    def say(self, words: str, tone: str = "err") -> None:
        """A sentence at the foot."""
        self.problem.setText(words)
        set_tone(self.problem, tone)
        self.problem.setVisible(bool(words))

    def _check(self) -> bool:
        """Mark the fields that are not right; whether the account can be saved."""
        problems, account = {}, self.account
        for trial in self._trials:
            trial.show_account(account)
        for problem in reversed(check_account(account)):
            problems[problem.field] = (problem.severity, tr(problem.words))
        for name, widget in self._fields.items():
            if name != "password" and isinstance(read(widget, RULES[name]), Unread):
                problems[name] = (Severity.ERROR, tr("{label} takes a number", label=tr(RULES[name].label)))
        password = check_password(self.password.text(), long_login=account.long_login)
        if password is not None:
            problems["password"] = (password.severity, tr(password.words))
        self._show_problems(problems)
        return not any(severity is Severity.ERROR for severity, _ in problems.values())

    def _show_problems(self, problems: Mapping[str, tuple[Severity, str]]) -> None:
        """Each problem below its field; at the foot, what stands where nobody sees it."""
        fresh = self._fresh()
        unmade = (problem for name, problem in problems.items() if name not in self._fields)
        hidden = next((words for severity, words in unmade if severity is Severity.ERROR), "")
        for name, widget in self._fields.items():
            severity, words = problems.get(name, (Severity.NOTE, ""))
            if fresh and isinstance(widget, LineField) and not widget.text():
                severity, words = Severity.NOTE, ""
            if isinstance(widget, LineField):
                widget.set_problem(words)
            set_tone(self._labels[name], _TONES[severity] if words else "text2")
            set_tone(self._remarks[name], _TONES[severity])
            self._remarks[name].setText(words)
            self._remarks[name].setVisible(bool(words))
            if words and severity is Severity.ERROR and not self._remarks[name].isVisibleTo(self):
                hidden = hidden or words
        self.say(hidden)

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
            section.setVisible(self.more.text() != tr("More settings"))
            self._folded.addWidget(section)
            yield

    def _ready(self) -> Account | None:
        account = self.account
        if not account.name.strip():
            account = replace(account, name=account.system_id or account.host)
        if not self._check() or not account.name:
            wrong = next((self._remarks[name].text() for name in self._remarks if self._remarks[name].text()), "")
            self.say(wrong or tr("A host is needed: whom to connect to?"))
            return None
        return account

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


def _field_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(8))
    grid.setColumnMinimumWidth(0, theme.px(_LABELS))
    grid.setColumnStretch(1, 1)
    return grid


def _put_row(grid: QGridLayout, at: int, words: str, widget: QWidget) -> tuple[QLabel, QLabel]:
    """A field in two rows of a grid; its label, and below the field what is wrong with it."""
    told = label(words, "text2", fonts.text(12))
    told.setBuddy(widget)
    told.setToolTip(widget.toolTip())
    remark = label("", "err", fonts.text(11))
    remark.setWordWrap(True)
    remark.hide()
    top = Qt.AlignmentFlag.AlignTop if isinstance(widget, NotesField) else Qt.AlignmentFlag(0)
    grid.addWidget(told, at, 0, top)
    grid.addWidget(widget, at, 1)
    grid.addWidget(remark, at + 1, 1)
    return told, remark


def _area_of(inside: QWidget) -> QScrollArea:
    """A scrolling area without a frame or a ground of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(area.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area
