"""Values that cost a start next to nothing: what ``dataclasses.dataclass`` makes, in a fifth of the time.

The standard decorator compiles up to six functions for a class while it is imported. This program has two hundred such
classes, most of which a start only names, and that made a tenth of the time until its window was painted. Here fields
and slots are still the standard's work, so ``fields``, ``replace`` and ``asdict`` know these classes; to compare, to
hash and to show are functions that all classes share, and ``__init__`` is compiled once enough values have been made.
Of ``field`` they know ``default``, ``default_factory``, ``repr`` and ``compare``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, field, fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field"]

_Class = Any
"""A class that is being made; what its values are like is told to mypy below."""
_FEW_VALUES = 100
"""To compile an ``__init__`` takes as long as to fill so many values without: of most classes a start makes fewer."""


def _made(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[_Class], _Class]:
    """A decorator as ``dataclasses.dataclass(frozen=, slots=, eq=)`` is one."""

    def make(written: _Class) -> _Class:
        own = frozenset(vars(written))
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(written)
        given = {"__init__": _init_at_first(made, frozen), "__repr__": _shown}
        if eq:
            given |= _equality(made, frozen)
        if frozen:
            given |= _FROZEN
        for name, value in given.items():
            if name not in own:
                setattr(made, name, value)
        return made

    return make


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _made


def _init_at_first(made: _Class, frozen: bool) -> Callable[..., None]:
    def plan_and_begin(self: object, *args: object, **kwargs: object) -> None:
        made.__init__ = planned = _planned_init(made, frozen)
        planned(self, *args, **kwargs)

    return plan_and_begin


def _planned_init(made: _Class, frozen: bool) -> Callable[..., None]:
    """What fills the fields one by one, for as long as that takes less than to compile a function that does. To it goes
    also who calls wrongly, so that the error is Python's own."""
    known = fields(made)
    names, put = tuple(each.name for each in known), object.__setattr__ if frozen else setattr
    usual = {each.name: each.default for each in known if each.default is not MISSING}
    made_anew = {each.name: each.default_factory for each in known if each.default_factory is not MISSING}
    finish, wanted = getattr(made, "__post_init__", None), frozenset(names) - usual.keys() - made_anew.keys()
    allowed, left = frozenset(names), iter(range(_FEW_VALUES))

    def fill(self: object, *args: object, **kwargs: object) -> None:
        given = dict(zip(names, args, strict=False)) | kwargs
        well_called = len(given) == len(args) + len(kwargs) and wanted <= given.keys() <= allowed
        if not well_called or next(left, None) is None:
            made.__init__ = written = _written_init(made, frozen)
            written(self, *args, **kwargs)
            return
        for name in names:
            put(self, name, given[name] if name in given else usual[name] if name in usual else made_anew[name]())
        if finish is not None:
            finish(self)

    return fill


def _written_init(made: _Class, frozen: bool) -> Callable[..., None]:
    """The function that takes the fields as parameters, in their order."""
    scope: dict[str, Any] = {"_set": object.__setattr__, "_wanting": MISSING}
    parameters, lines = ["self"], []
    for each in fields(made):
        name = value = each.name
        if each.default_factory is not MISSING:
            scope[f"_new_{name}"] = each.default_factory
            parameters.append(f"{name}=_wanting")
            value = f"_new_{name}() if {name} is _wanting else {name}"
        elif each.default is not MISSING:
            scope[f"_usual_{name}"] = each.default
            parameters.append(f"{name}=_usual_{name}")
        else:
            parameters.append(name)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(parameters)}):\n {body}", scope)  # noqa: S102 - names of our own code
    written: Callable[..., None] = scope["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    return written


def _equality(made: _Class, frozen: bool) -> dict[str, Any]:
    names = [each.name for each in fields(made) if each.compare]
    told: Callable[[object], object] = attrgetter(*names) if len(names) > 1 else partial(_few, names)

    def equal(self: object, other: object) -> bool:
        return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": (lambda self: hash(told(self))) if frozen else None}


def _few(names: list[str], value: object) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in names)


def _shown(self: Any) -> str:
    parts = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse_to_set(self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> tuple[object, ...]:
    return tuple(getattr(self, each.name) for each in fields(self))


def _take_state(self: Any, state: tuple[object, ...]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN: dict[str, Any] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _take_state,
}
"""A value does not change; the last two are for ``copy`` and ``pickle``, which would set its fields."""
