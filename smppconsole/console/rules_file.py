"""TOML into frozen dataclasses, with words for what does not fit: the file, the key, what was expected."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from smppconsole.smpp.said import said

T = TypeVar("T")


class RulesError(ValueError):
    """A rules file that cannot be used; the words say where and why."""


def fill(kind: type[T], values: Mapping[str, Any], where: str) -> T:
    """An instance of the dataclass ``kind`` from ``values``; raises ``RulesError``.

    Tuples of dataclasses are TOML's arrays of tables; fields left out keep their default.
    """
    hints = get_type_hints(kind)
    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for key in values:
        if key not in known:
            raise RulesError(
                said(
                    "{where}: there is no {key!r}; known are {known}",
                    where=where,
                    key=key,
                    known=", ".join(sorted(known)),
                )
            )
    filled = {key: _value(hints[key], value, f"{where}.{key}") for key, value in values.items()}
    try:
        return kind(**filled)
    except (TypeError, ValueError) as error:
        raise RulesError(said("{where}: {error}", where=where, error=error)) from error


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) in (types.UnionType,):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_items(get_args(hint)[0], value, where))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            raise RulesError(said("{where} is a table, not {value!r}", where=where, value=value))
        return fill(hint, value, where)
    return _plain(hint, value, where)


def _items(hint: Any, value: Any, where: str) -> Iterator[Any]:
    if not isinstance(value, list):
        raise RulesError(said("{where} is a list, not {value!r}", where=where, value=value))
    for number, item in enumerate(value, 1):
        yield _value(hint, item, f"{where}[{number}]")


def _plain(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        choices = [str(member.value) for member in hint]
        if value not in choices:
            raise RulesError(
                said("{where} is one of {choices}, not {value!r}", where=where, choices=", ".join(choices), value=value)
            )
        return hint(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise RulesError(
            said("{where} is {words}, not {value!r}", where=where, words=_WORDS.get(hint, hint), value=value)
        )
    return value


_WORDS: dict[Any, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}
