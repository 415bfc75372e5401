"""Widgets under test look as in the program: its typefaces, its style, its light colours."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.ui import style, theme
from smppconsole.ui.app import make_application


@pytest.fixture(autouse=True, scope="session")
def look(qapp: QApplication) -> QApplication:
    """The program's application in Qt's eyes."""
    app = make_application()
    style.apply(app, theme.LIGHT)
    return app
