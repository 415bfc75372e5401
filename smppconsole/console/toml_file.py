"""A TOML file of the user's: read with tolerance, and never written over while nobody could read it.

The standard library reads, in a tenth of the time; tomlkit, which keeps comments where they are, is for who writes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from smppconsole.smpp.said import said

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_Read = TypeVar("_Read")

_UNREADABLE = "unreadable"


class TomlFile(NamedTuple):
    """What stands in a file, empty where it cannot be read or is not there; in ``trouble`` the words for the former."""

    values: dict[str, Any]
    trouble: str = ""


def read_toml(path: Path) -> TomlFile:
    """Read the file at ``path``. One that is no TOML is kept aside under another name: the next save would write over
    what somebody may have typed by hand."""
    values, trouble = _read(path, parsed)
    return TomlFile(values or {}, trouble)


def open_toml(path: Path) -> TOMLDocument:
    """What stands in the file at ``path``, to be changed and written with its comments; empty, and the file kept aside,
    where it is no TOML."""
    import tomlkit  # noqa: PLC0415 - who only reads needs none
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    def parse(text: str) -> TOMLDocument:
        try:
            return tomlkit.parse(text)
        except TOMLKitError as error:
            raise ValueError(str(error)) from error

    return _read(path, parse)[0] or tomlkit.document()


def parsed(text: str) -> dict[str, Any]:
    """The values of a text; raises ``ValueError``, which says where it is no TOML."""
    import tomllib  # noqa: PLC0415 - at a first start there is no file

    return tomllib.loads(text)


def _read(path: Path, parse: Callable[[str], _Read]) -> tuple[_Read | None, str]:
    try:
        return parse(path.read_text("utf-8")), ""
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, said("{path}: {error}", path=path, error=error.strerror or error)
    except ValueError as error:  # no UTF-8, no TOML
        return None, said("{path}: {error}; {kept}", path=path, error=error, kept=keep_aside(path))


def keep_aside(path: Path) -> str:
    """Give the file at ``path`` a name that is free; in words, which."""
    place, number = path.with_name(f"{path.name}.{_UNREADABLE}"), 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name}.{_UNREADABLE}-{number}")
    try:
        path.rename(place)
    except OSError as error:
        return said("it could not be kept aside ({error})", error=error.strerror or error)
    return said("it is kept as {name}", name=place.name)
