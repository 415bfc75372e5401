"""What a ticket says beside its PDUs: when and where it was made, by which versions, for which account."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from smppconsole.console.account import Account
from smppconsole.console.account_exchange import export_text

_LIBRARIES = ("smpplib", "PySide6-Essentials")


def ticket_facts(now: datetime, accounts: Iterable[Account] = ()) -> tuple[tuple[str, str], ...]:
    """Pairs of name and words; ``now`` is aware. Accounts are told without secrets or notes."""
    libraries = ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name)))
    zone = f"{now.tzname()} ({now:%z}); every time is told with its own"
    told = tuple((f"Account {account.name}", _settings(account)) for account in accounts)
    return (
        ("Made", now.isoformat(timespec="seconds")),
        ("With", f"Python {platform.python_version()}, {libraries}, {platform.platform(terse=True)}"),
        ("Zone", zone),
        *told,
    )


def _settings(account: Account) -> str:
    """The account's settings line by line, as they are exported."""
    lines = export_text([replace(account, notes="")]).splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("#", "[")))


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - costs more than all else here

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
