"""The message centres of one account: its host, and others that serve it too, each with a port of its own if need be.

They are tried in their order where one cannot be reached, and in turn from one try to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from smppconsole.console.account import Account
from smppconsole.smpp.said import said

_HOST = re.compile(r"(\[[0-9a-fA-F:.%\w]+\]|[^\s:/\[\]]+)(?::(\d{1,5}))?").fullmatch
_HIGHEST_PORT = 65_535


def hosts_of(account: Account, first: int = 0) -> tuple[Account, ...]:
    """The account at each of its hosts, beginning with number ``first`` (around the end, if need be)."""
    all_of_them = (account, *(_at(account, host, port) for host, port in _others(account.other_hosts)))
    first %= len(all_of_them)
    return all_of_them[first:] + all_of_them[:first]


def hosts_problem(text: str) -> str:
    """Why such a list cannot be read as a whole, in words; "" where it can."""
    for part in _parts(text):
        found = _HOST(part)
        if found is None:
            return said("{part!r} is no host, or host:port; commas stand between them", part=part)
        if found[2] and not 1 <= int(found[2]) <= _HIGHEST_PORT:
            return said("the port in {part!r} lies outside 1 to {highest}", part=part, highest=_HIGHEST_PORT)
    return ""


def _others(text: str) -> Iterator[tuple[str, int]]:
    """Host and port (0: the account's) of each that can be read."""
    for part in _parts(text):
        found = _HOST(part)
        if found is not None and not hosts_problem(part):
            yield found[1].removeprefix("[").removesuffix("]"), int(found[2] or 0)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _at(account: Account, host: str, port: int) -> Account:
    return replace(account, host=host, port=port or account.port)
