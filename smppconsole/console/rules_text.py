"""Rules as the TOML text that ``rules_file`` reads: only what differs from the defaults."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from smppconsole.console.centre_rules import CentreRules


def rules_text(rules: CentreRules) -> str:
    """The text of a rules file; reading it gives the same rules."""
    document = tomlkit.document()
    _fill(document, rules, keep=("name",))
    return tomlkit.dumps(document)


def _fill(into: Any, value: Any, keep: tuple[str, ...] = ()) -> None:
    """Plain keys first: in TOML what stands behind a table belongs to it."""
    changed = [field for field in dataclasses.fields(value) if field.name in keep or _differs(field, value)]
    for field in sorted(changed, key=lambda field: _is_table(getattr(value, field.name))):
        into.add(field.name, _item(getattr(value, field.name)))


def _differs(field: dataclasses.Field[Any], value: Any) -> bool:
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    return bool(getattr(value, field.name) != default)


def _is_table(value: Any) -> bool:
    return dataclasses.is_dataclass(value) or (isinstance(value, tuple) and any(map(dataclasses.is_dataclass, value)))


def _item(value: Any) -> Any:
    if isinstance(value, Enum):
        return tomlkit.item(value.value)
    if dataclasses.is_dataclass(value):
        return _table(value)
    if isinstance(value, tuple):
        return _list(value)
    return tomlkit.item(value)


def _table(value: Any) -> Table:
    table = tomlkit.table()
    _fill(table, value)
    return table


def _list(values: tuple[Any, ...]) -> Any:
    if not _is_table(values):
        return tomlkit.item([_item(value) for value in values])
    tables: AoT = tomlkit.aot()
    for value in values:
        tables.append(_table(value))
    return tables
