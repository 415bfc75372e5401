"""Account sheets to hand on: one plain TOML text for any number of accounts, in one order, without secrets.

Two colleagues who export the same accounts get the same text, so that a line-by-line comparison shows what differs.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from smppconsole.console.account import Account, FieldType
from smppconsole.console.account_rules import RULES, FieldRule
from smppconsole.console.accounts import AccountBook, account_from
from smppconsole.smpp.said import capital, counted, joined, said
from smppconsole.values import dataclass

_HEAD = "Accounts of SMPP Console. Passwords are not exported: each user gives their own."
_NO_TOML = (
    "this is no TOML text: {error}. Nothing of it was taken. Correct it there, or let your colleague export once more"
)
_NO_ACCOUNT = "it holds no account: such a file has a line [[account]] above each, as an export writes it"
_MOST_TOLD = 5
_ALWAYS = frozenset({"name", "host", "port", "system_id"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that two accounts of a name say otherwise: its rule, here and in the text."""

    rule: FieldRule
    here: FieldType
    there: FieldType


@dataclass(frozen=True, slots=True)
class Changed:
    """An account that a book has, and what a text says of it."""

    here: Account
    there: Account

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What they say otherwise, in the order of the sheet."""
        rows = ((rule, getattr(self.here, name), getattr(self.there, name)) for name, rule in RULES.items())
        return tuple(Difference(*row) for row in rows if row[1] != row[2])


@dataclass(frozen=True, slots=True)
class Imported:
    """What stands in a text: the accounts ``new`` to a book under free names, those ``changed`` against the book's, the
    names of those ``same`` as there are, and in words what was not taken."""

    new: tuple[Account, ...]
    changed: tuple[Changed, ...]
    same: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def problem_words(self) -> str:
        """The first problems, a sentence each."""
        more = len(self.problems) - _MOST_TOLD
        told = [said("{words}.", words=capital(words)) for words in self.problems[:_MOST_TOLD]]
        return joined(" ", told + ([said("And {more} more.", more=more)] if more > 0 else []))


def outcome_words(new: int, replaced: int, same: int) -> str:
    """ "2 accounts imported, 1 replaced, 3 were there already." """
    told: list[str] = [counted("1 account imported", "{count} accounts imported", new)]
    if replaced:
        told.append(said("{replaced} replaced", replaced=replaced))
    if same:
        told.append(counted("1 was there already", "{count} were there already", same))
    return joined("", (joined(", ", told), "."))


def export_text(accounts: Iterable[Account]) -> str:
    """The TOML text of ``accounts``, by name; settings at their default are left out."""
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    rows = tomlkit.aot()
    for account in sorted(accounts, key=lambda one: (one.name.casefold(), one.name)):
        rows.append(_table(account))
    if rows:
        document.add("account", rows)
    return tomlkit.dumps(document)


def import_text(text: str, book: AccountBook) -> Imported:
    """Read what ``export_text`` wrote, or the file of one account; raises ``ValueError`` in words for no TOML, and for
    one that holds no account."""
    try:
        document = tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise ValueError(said(_NO_TOML, error=error)) from error
    new: dict[str, Account] = {}
    changed: dict[str, Changed] = {}
    same: list[str] = []
    problems: list[str] = []
    for at, values in enumerate(_sheets(document), start=1):
        account, told = account_from(values)
        problems += [
            said("{name}: {words}", name=account.name or said("account {at}", at=at), words=words) for words in told
        ]
        if not account.name and not account.host:
            problems.append(said("account {at}: neither a name nor a host stands there", at=at))
            continue
        named = replace(account, name=account.name or account.host)
        here = book.get(named.name)
        if here == named:
            same.append(named.name)
        elif here is not None and here.name == named.name and named.name not in changed:
            changed[named.name] = Changed(here, named)
        else:
            free = free_name(named.name, book, new)
            new[free] = replace(named, name=free)
    if not (new or changed or same or problems):
        raise ValueError(said(_NO_ACCOUNT))
    return Imported(tuple(new.values()), tuple(changed.values()), tuple(same), tuple(problems))


def free_name(wish: str, book: AccountBook, new: Container[str] = ()) -> str:
    """A name that neither the book nor those ``new`` to it have yet."""
    name, number = book.free_name(wish), 1
    while name in new:
        number += 1
        name = book.free_name(f"{wish} {number}")
    return name


def _table(account: Account) -> Table:
    table = tomlkit.table()
    for name, rule in RULES.items():
        value = getattr(account, name)
        if name in _ALWAYS or (value is not None and value != rule.default):
            table.add(name, tomlkit.string(value, multiline=True) if rule.lines else tomlkit.item(value))
    return table


def _sheets(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The settings of each account of a file: a list of them, or the sections of a single one."""
    rows = document.get("account")
    if isinstance(rows, list):
        return [dict(row) for row in rows if isinstance(row, Mapping)]
    flat: dict[str, Any] = {}
    for key, value in document.items():
        flat |= value if isinstance(value, Mapping) else {key: value}
    return [flat] if flat else []
