"""Python's own way to import: no module's source is read because Qt is there."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from smppconsole.ui import plain_imports

READ = """
import builtins, linecache
from smppconsole.ui import plain_imports
plain_imports.restore()
from smppconsole.ui import opening
print(builtins.__import__ is getattr(builtins, "__feature_import__", None))
print(*(name for name in linecache.cache if "smppconsole" in name))
"""


def test_no_source_is_read_for_the_switches_of_pyside() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True, timeout=60)
    told, sources = done.stdout.splitlines()
    assert told == "False", "whether it is the import that looks for switches"
    assert sources == ""


def test_what_was_replaced_comes_back_and_what_was_not_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for known, then in (
        ({"__import__": "looking", "__orig_import__": "plain"}, "plain"),
        ({"__import__": "plain"}, "plain"),
    ):
        monkeypatch.setattr(plain_imports, "builtins", table := SimpleNamespace(**known))
        plain_imports.restore()
        assert vars(table)["__import__"] == then
