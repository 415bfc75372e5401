"""What holds for every test: no real home, no real key store, no screen unless asked for, no deadline on a property."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # a key store of the desktop would ask somebody for a password

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background by a shell: programs would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

from tests.kit.centres import start_centre  # noqa: E402, F401 - fixtures for every test
from tests.kit.peers import node_centre  # noqa: E402, F401
from tests.kit.programs import start_program  # noqa: E402, F401
from tests.kit.terminal import terminal  # noqa: E402, F401


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts, settings and captures of a test go to its own folder; the machine's language is English."""
    monkeypatch.setenv("SMPPCONSOLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SMPPCONSOLE_LANGUAGE", "en")


@pytest.fixture(autouse=True)
def _no_window_is_left() -> Iterator[None]:
    """A test leaves no window on the screen: it would take the focus and the keys of those that come after it."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [one for one in widgets.QApplication.topLevelWidgets() if one.isVisible()]
    for one in left:
        one.hide()
    assert [f"{type(one).__name__} {one.objectName()}" for one in left] == []
