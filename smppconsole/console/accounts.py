"""Account sheets: one frozen value an account, one TOML file each, never a password among them.

Files are read with tolerance (what is not understood is told in words and left at its default) and written in place,
so that the comments of whoever edits them by hand survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smppconsole.console import paths
from smppconsole.console.account import Account, FieldType
from smppconsole.console.toml_file import parsed
from smppconsole.smpp.said import said

if TYPE_CHECKING:
    from tomlkit.items import Table

__all__ = ["Account", "AccountBook", "account_from"]


def account_from(values: Mapping[str, Any], base: Account | None = None) -> tuple[Account, tuple[str, ...]]:
    """An account of loose ``values`` over ``base``, and in words what of them was not taken."""
    from smppconsole.console.account_checks import row_problems  # noqa: PLC0415 - when asked for
    from smppconsole.console.account_rules import RULES  # noqa: PLC0415 - when asked for

    account = base or Account()
    problems: list[str] = []
    for key, value in values.items():
        if "password" in key and key not in RULES:
            problems.append(
                said("{key}: a password in a file is not read; it belongs in the system's key store", key=key)
            )
        elif key not in RULES:
            problems.append(said("{key}: there is no such setting of an account", key=key))
        elif words := RULES[key].refusal(value):
            problems.append(said("{key}: {words}", key=key, words=words))
        else:
            account = replace(account, **{key: RULES[key].settle(value)})
    for key, words in row_problems(account):
        if words and key in values:
            problems.append(said("{key}: {words}; the other rows hold", key=key, words=words))
    return account, tuple(problems)


class AccountBook:
    """The saved accounts, by name, in a folder of TOML files."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.accounts()
        self._accounts: dict[str, Account] = {}
        self._files: dict[str, Path] = {}

    def load(self) -> tuple[str, ...]:
        """Read all files anew; returns in words, file by file, what was not taken."""
        self._accounts.clear()
        self._files.clear()
        problems: list[str] = []
        for path in sorted(self._folder.glob("*.toml")):
            problems.extend(said("{name}: {words}", name=path.name, words=words) for words in self._read(path))
        return tuple(problems)

    def __iter__(self) -> Iterator[Account]:
        return iter(sorted(self._accounts.values(), key=lambda account: (account.group, account.name.casefold())))

    def __len__(self) -> int:
        return len(self._accounts)

    def get(self, name: str) -> Account | None:
        """The account of that name; letters' case does not matter where only one fits."""
        if name in self._accounts:
            return self._accounts[name]
        alike = [account for account in self._accounts.values() if account.name.casefold() == name.casefold()]
        return alike[0] if len(alike) == 1 else None

    def save(self, account: Account, *, instead_of: str = "") -> Path:
        """Write ``account`` (under a new name where ``instead_of`` names the old one); raises ``OSError``, and
        ``ValueError`` for an account without a name or with a name that is taken."""
        if not account.name.strip():
            raise ValueError("an account needs a name to be saved under")
        old = instead_of or account.name
        if account.name != old and account.name in self._accounts:
            raise ValueError(f"there is an account {account.name!r} already")
        path = self._files.get(old) or self._free_path(account.name)
        paths.write_whole(path, _document(account, path))
        self._forget(old)
        self._accounts[account.name], self._files[account.name] = account, path
        return path

    def delete(self, name: str) -> None:
        """Remove an account and its file; one that is not there is no error. Raises ``OSError``."""
        path = self._files.get(name)
        if path is not None:
            path.unlink(missing_ok=True)
        self._forget(name)

    def free_name(self, wish: str) -> str:
        """``wish``, or ``wish 2`` and so on until nobody has it."""
        name, number = wish, 1
        while name in self._accounts:
            number += 1
            name = f"{wish} {number}"
        return name

    def _read(self, path: Path) -> tuple[str, ...]:
        try:
            document = parsed(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            return (said("cannot be read: {error}", error=error),)
        account, problems = account_from(dict(_flat(document)))
        if not account.name:
            account = replace(account, name=path.stem)
        if account.name in self._accounts:
            taken = self._files[account.name].name
            account = replace(account, name=self.free_name(account.name))
            problems += (said("its name is that of {taken} too; shown as {name!r}", taken=taken, name=account.name),)
        self._accounts[account.name], self._files[account.name] = account, path
        return problems

    def _forget(self, name: str) -> None:
        self._accounts.pop(name, None)
        self._files.pop(name, None)

    def _free_path(self, name: str) -> Path:
        stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "account"
        taken = {path.name for path in self._folder.glob("*.toml")}
        candidates = (f"{stem}{suffix}.toml" for suffix in ("", *(f"-{number}" for number in range(2, 10_000))))
        return self._folder / next(candidate for candidate in candidates if candidate not in taken)


def _flat(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The keys of all sections of a file; sections are for the eye."""
    for key, value in document.items():
        if isinstance(value, Mapping):
            yield from _flat(value)
        else:
            yield key, value


def _document(account: Account, path: Path) -> str:
    """The TOML text of ``account``, over what stands at ``path`` so that comments stay."""
    import tomlkit  # noqa: PLC0415 - who only reads needs none
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above
    from tomlkit.items import Table  # noqa: PLC0415 - as above

    from smppconsole.console.account_rules import RULES  # noqa: PLC0415 - when asked for

    try:
        document = tomlkit.parse(path.read_text("utf-8"))
    except (OSError, ValueError, TOMLKitError):
        document = tomlkit.document()
    defaults, values = asdict(Account()), asdict(account)
    _drop_unknown(document, set(RULES))
    for field in fields(Account):
        section = document.setdefault(RULES[field.name].section, tomlkit.table())
        _put(section, field.name, values[field.name], defaults[field.name])
    for name in [name for name, section in document.items() if isinstance(section, Table) and _is_bare(section)]:
        del document[name]
    return tomlkit.dumps(document)


def _is_bare(section: Table) -> bool:
    """Whether a section holds nothing, not even a comment."""
    return not section and not section.as_string().strip()


def _drop_unknown(table: Any, known: set[str]) -> None:
    """Take out what an account must not hold (a password typed in by hand, above all); unknown keys stay."""
    for key in list(table):
        if hasattr(table[key], "items"):
            _drop_unknown(table[key], known)
        elif "password" in key and key not in known:
            del table[key]


def _put(section: Any, key: str, value: FieldType, default: FieldType) -> None:
    if value is None or value == default:
        section.pop(key, None)
    else:
        section[key] = value
