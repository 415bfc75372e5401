"""Theme and text size: from the settings, or from the desktop; changed while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smppconsole.console.settings import Settings
from smppconsole.ui import style, theme

_PIXELS_A_POINT = 96 / 72
_STEP, _LEAST, _MOST = 10, 80, 200


class Appearance(QObject):
    """Keeps the program looking as the settings say. ``changed`` fires after the look did."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def percent(self) -> int:
        """The text size, 100 where the settings leave it to the system."""
        points = self._settings.number("font_size")
        return round(points * _PIXELS_A_POINT / theme.BASE_SIZE * 100) if points else 100

    def apply(self) -> None:
        """Take theme and text size from the settings."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            chosen = theme.THEMES.get(self._settings.text("theme")) or style.of_system()
            style.apply(app, chosen, self.percent)
            style.set_density(app, self._settings.text("density"))
            self.changed.emit()

    def choose(self, name: str) -> None:
        """light, dark or system."""
        self._set("theme", name)

    def turn(self) -> None:
        """From light to dark and back."""
        self.choose("light" if theme.current() is theme.DARK else "dark")

    def resize(self, step: int) -> None:
        """Larger (1), smaller (-1), or 100 % (0)."""
        percent = max(_LEAST, min(_MOST, self.percent + step * _STEP)) if step else 100
        points = 0 if percent == 100 else round(percent * theme.BASE_SIZE / 100 / _PIXELS_A_POINT)
        self._set("font_size", points)

    def turn_density(self) -> None:
        """From standard to comfortable rows and back."""
        self._set("density", "standard" if self._settings.text("density") == "comfortable" else "comfortable")

    def _set(self, name: str, value: str | int) -> None:
        self._settings.set(name, value)
        try:
            self._settings.save()
        except OSError:
            pass  # it looks as wished; it will not be remembered
        self.apply()
