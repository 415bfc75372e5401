"""Where the files lie that ship with the program: fonts, icons, pictures."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def folder(name: str) -> Path:
    """The folder ``name`` of the shipped resources: in an installed package first, else beside it (a checkout)."""
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    raise FileNotFoundError(f"resources/{name} is missing beside {_PACKAGE}; install the program again")
