"""Python's own way to import, which PySide6 replaces.

For its ``__feature__`` switches it reads the source of every module that is imported from then on and looks for its own
name in it: of two hundred modules that takes a twentieth of the start, and Python keeps the lines in memory. Nothing
here uses those switches.
"""

from __future__ import annotations

import builtins


def restore() -> None:
    """Import as Python does from now on. PySide6 keeps what it replaced; where it does not, all stays as it is."""
    import PySide6.QtCore  # noqa: F401, PLC0415 - the replacing is done by the first import of it

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
