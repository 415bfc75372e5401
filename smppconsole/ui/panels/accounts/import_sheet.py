"""What an imported file would change: which of its accounts are new, which differ from yours and in what, and for each
what is to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.console.account import Account, FieldType
from smppconsole.console.account_exchange import Changed, Difference, Imported
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.widgets.controls import label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.section import bare_scrolled
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import tr, tr_many
from smppconsole.values import dataclass

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_WAYS = (("Keep mine", "", MINE), ("Take theirs", "", THEIRS), ("Keep both", "", BOTH))
_LONGEST = 48
_WIDTH, _HIGHEST = 520, 380


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken of a file: accounts that are ``added``, under a free name where theirs is kept beside mine,
    and those that stand in for mine of the same name."""

    added: tuple[Account, ...]
    replacing: tuple[Account, ...]


class ImportSheet(Sheet):
    """Asks of each account; ``on_wanted`` is called with what was chosen."""

    def __init__(
        self,
        parent: QWidget,
        source: str,
        told: Imported,
        on_wanted: Callable[[Wanted], object],
        free_name: Callable[[str], str],
    ) -> None:
        super().__init__(parent, "accounts.import_sheet", tr("Import accounts"), _headline(source, told), "")
        self._told, self._free_name = told, free_name
        self._new = [(account, _tick(account)) for account in told.new]
        self._changed = [(changed, _ways(changed)) for changed in told.changed]
        self.body.addWidget(self._list(), 1)
        if told.problems:
            problems = label(tr(told.problem_words), "warn", fonts.text(11), "accounts.import_problems")
            problems.setWordWrap(True)
            let_copy(problems)
            self.body.addWidget(problems)
        self.setMinimumWidth(theme.px(_WIDTH))
        for _account, tick in self._new:
            tick.toggled.connect(lambda _on: self._show_button())
        for _changed, ways in self._changed:
            ways.chosen.connect(lambda _way: self._show_button())
        self.accepted.connect(lambda: on_wanted(self.wanted))
        self._show_button()

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(6))
        if len(self._changed) > 1:
            every = _segmented("accounts.import_way", tr("What becomes of all of them"))
            every.chosen.connect(self._choose_every)
            column.addWidget(_headed(tr("All that differ"), "text2", every))
        for changed, ways in self._changed:
            column.addWidget(_headed(changed.here.name, "text", ways))
            column.addWidget(_told_differences(changed))
        for _account, tick in self._new:
            column.addWidget(tick)
        column.addStretch(1)
        area = bare_scrolled(inside)
        area.setObjectName("accounts.import_list")
        area.setMinimumHeight(min(inside.sizeHint().height() + theme.px(4), theme.px(_HIGHEST)))
        return area

    def _choose_every(self, way: object) -> None:
        for _changed, ways in self._changed:
            ways.set_value(way)
        self._show_button()

    @property
    def wanted(self) -> Wanted:
        """What is chosen now."""
        added = [account for account, tick in self._new if tick.isChecked()]
        both = [changed.there for changed, ways in self._changed if ways.value == BOTH]
        added += [replace(account, name=self._free_name(account.name)) for account in both]
        theirs = [changed.there for changed, ways in self._changed if ways.value == THEIRS]
        return Wanted(tuple(added), tuple(theirs))

    def _show_button(self) -> None:
        """The button says what it would do."""
        wanted = self.wanted
        added, replaced = len(wanted.added), len(wanted.replacing)
        words = [tr_many("Add 1 account", "Add {count} accounts", added)] if added else []
        words += [tr_many("replace 1", "replace {count}", replaced)] if replaced else []
        told = ", ".join(words) or tr("Nothing to import")
        self.yes.say(told[:1].upper() + told[1:])
        self.yes.setEnabled(bool(added or replaced))


def _headline(source: str, told: Imported) -> str:
    """ "nordlink.toml: 2 new accounts, 1 differs from yours, 3 are the same." """
    parts = [tr_many("1 new account", "{count} new accounts", len(told.new))] if told.new else []
    parts += [tr_many("1 differs from yours", "{count} differ from yours", len(told.changed))]
    parts += [tr_many("1 is the same", "{count} are the same", len(told.same))] if told.same else []
    return tr("{source}: {parts}. Yours keep their passwords.", source=source, parts=", ".join(parts))


def _tick(account: Account) -> QCheckBox:
    words = tr("{name}, new: {host}:{port}", name=account.name, host=account.host, port=account.port)
    tick = named(QCheckBox(words.replace("&", "&&")), f"accounts.import_new.{account.name}", words)
    tick.setChecked(True)
    return tick


def _ways(changed: Changed) -> Segmented:
    name = changed.here.name
    return _segmented(f"accounts.import_way.{name}", tr("What becomes of {name}", name=name))


def _segmented(name: str, says: str) -> Segmented:
    ways = Segmented(name, says, _WAYS)
    ways.set_value(MINE)
    return ways


def _headed(words: str, tone: str, ways: Segmented) -> QWidget:
    """Words at the left, cut where they are long, and what is chosen at the right."""
    head, told = QWidget(), CutLabel(tone, fonts.text(12, fonts.SEMIBOLD))
    told.setText(words)
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(told, 1)
    row.addWidget(ways)
    return head


def _told_differences(changed: Changed) -> QWidget:
    told = label("\n".join(map(difference_words, changed.differences)), "text2", fonts.text(11))
    told.setObjectName(f"accounts.import_differences.{changed.here.name}")
    told.setWordWrap(True)
    let_copy(told)
    return told


def difference_words(difference: Difference) -> str:
    """ "Port: 2775 here, 3550 in the file". Of texts of many lines the first that differs."""
    here, there = difference.here, difference.there
    if difference.rule.lines and isinstance(here, str) and isinstance(there, str):
        here, there = _first_that_differ(here, there)
    return tr(
        "{label}: {here} here, {there} in the file",
        label=tr(difference.rule.label),
        here=_value_words(here),
        there=_value_words(there),
    )


def _first_that_differ(here: str, there: str) -> tuple[str, str]:
    one, other = here.splitlines(), there.splitlines()
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return "".join(one[at : at + 1]), "".join(other[at : at + 1])


def _value_words(value: FieldType) -> str:
    if value is None:
        return tr("proposed")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        words = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return f"“{words}”" if words else tr("empty")
    return f"{value:g}" if isinstance(value, float) else str(value)
