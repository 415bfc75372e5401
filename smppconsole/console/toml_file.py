"""A TOML file of the user's: read with tolerance, and never written over while nobody could read it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError

from smppconsole.smpp.said import said

_UNREADABLE = "unreadable"


class TomlFile(NamedTuple):
    """What stands in a file, empty where it cannot be read or is not there; in ``trouble`` the words for the former."""

    document: tomlkit.TOMLDocument
    trouble: str = ""


def read_toml(path: Path) -> TomlFile:
    """Read the file at ``path``. One that is no TOML is kept aside under another name: the next save would write over
    what somebody may have typed by hand."""
    try:
        return TomlFile(tomlkit.parse(path.read_text("utf-8")))
    except FileNotFoundError:
        return TomlFile(tomlkit.document())
    except OSError as error:
        return TomlFile(tomlkit.document(), said("{path}: {error}", path=path, error=error.strerror or error))
    except (UnicodeDecodeError, TOMLKitError) as error:
        words = said("{path}: {error}; {kept}", path=path, error=error, kept=keep_aside(path))
        return TomlFile(tomlkit.document(), words)


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
