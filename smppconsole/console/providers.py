"""Templates for new accounts: what a provider publishes about its connection, as a start that stays editable.

``resources/providers/*.toml``: ``title``, ``source`` (the page the rules were read on), ``notes`` in words, and under
``[account]`` settings of an ``Account``. Rules change: the template names its source so that they can be read again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from smppconsole.console import paths
from smppconsole.console.accounts import Account, account_from
from smppconsole.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """One template."""

    title: str
    source: str
    notes: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def account(self) -> Account:
        """A new account by this template, its notes naming the source. Raises ``ValueError`` for a bad setting."""
        account, problems = account_from(self.settings)
        if problems:
            raise ValueError(f"template {self.title}: {'; '.join(problems)}")
        return replace(account, name=self.title, notes=f"{self.notes.strip()}\n\nRead at: {self.source}\n")


def providers(folder: Path | None = None) -> tuple[Provider, ...]:
    """All templates that come with the program, by title."""
    places = (folder or paths.resource("providers")).glob("*.toml")
    return tuple(sorted((_read(place) for place in places), key=lambda provider: provider.title.casefold()))


def _read(place: Path) -> Provider:
    values = tomllib.loads(place.read_text(encoding="utf-8"))
    return Provider(values["title"], values["source"], values["notes"], values.get("account", {}))
