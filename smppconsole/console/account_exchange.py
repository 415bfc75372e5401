"""Account sheets to hand on: one plain TOML text for any number of accounts, in one order, without secrets.

Two colleagues who export the same accounts get the same text, so that a line-by-line comparison shows what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from smppconsole.console.account import Account
from smppconsole.console.account_rules import RULES
from smppconsole.console.accounts import AccountBook, account_from
from smppconsole.smpp.said import capital, counted, joined, said
from smppconsole.values import dataclass

_HEAD = "Accounts of SMPP Console. Passwords are not exported: each user gives their own."
_ALWAYS = frozenset({"name", "host", "port", "system_id"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a text: the accounts ``new`` to a book under free names, the names of those ``same`` as there are,
    and in words what was not taken."""

    new: tuple[Account, ...]
    same: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "2 accounts imported, 1 was there already." """
        count = len(self.new)
        told: list[str] = [counted("1 account imported", "{count} accounts imported", count)]
        if self.same:
            told.append(counted("1 was there already", "{count} were there already", len(self.same)))
        problems = [said("{words}.", words=capital(words)) for words in self.problems[:5]]
        return joined(" ", [joined(", ", told) + ".", *problems])


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
    """Read what ``export_text`` wrote, or the file of one account; raises ``ValueError`` in words for no TOML."""
    try:
        document = tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise ValueError(f"this is no TOML text: {error}") from error
    new: dict[str, Account] = {}
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
        if book.get(named.name) == named:
            same.append(named.name)
        else:
            free = _free(named.name, book, new)
            new[free] = replace(named, name=free)
    return Imported(tuple(new.values()), tuple(same), tuple(problems))


def _free(wish: str, book: AccountBook, new: Mapping[str, Account]) -> str:
    """A name that neither the book nor the text has yet."""
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
