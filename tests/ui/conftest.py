"""Widgets under test look as in the program: its typefaces, its style, its light colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application


@pytest.fixture(autouse=True, scope="session")
def look(qapp: QApplication) -> QApplication:
    """The program's application in Qt's eyes."""
    app = make_application()
    style.apply(app, theme.LIGHT)
    return app


@pytest.fixture(autouse=True)
def _usual_look(look: QApplication) -> Iterator[None]:
    """A test that changed theme or text size leaves them as they were."""
    yield
    if theme.current() is not theme.LIGHT or theme.scale() != 1:
        style.apply(look, theme.LIGHT)
