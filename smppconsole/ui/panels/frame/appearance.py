"""Theme and text size: from the settings, or from the desktop; changed while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smppconsole.console.settings import Settings
from smppconsole.ui import style, theme
from smppconsole.ui.slices import SlicedWork

_PIXELS_A_POINT = 96 / 72
_STEP, _LEAST, _MOST = 10, 80, 200


class Appearance(QObject):
    """Keeps the program looking as the settings say. A window that is open changes in slices, so that nothing else
    waits for it; ``changing`` fires before, ``changed`` after the look did."""

    changing = Signal()
    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._work: SlicedWork | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def percent(self) -> int:
        """The text size, 100 where the settings leave it to the system."""
        points = self._settings.number("font_size")
        return round(points * _PIXELS_A_POINT / theme.BASE_SIZE * 100) if points else 100

    @property
    def done(self) -> bool:
        """Whether the program looks as the settings say."""
        return self._work is None

    def apply(self) -> None:
        """Take theme and text size from the settings: at once before there is a window, else in slices."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.changing.emit()
        self.stop()
        chosen = theme.THEMES.get(self._settings.text("theme")) or style.of_system()
        steps = style.restyled(app, chosen, self.percent, self._settings.text("density"))
        if any(window.isVisible() for window in app.topLevelWidgets()):
            self._work = SlicedWork(steps)
            self._work.ended.connect(self._settled)
            return
        for _step in steps:
            pass
        self.changed.emit()

    def dress(self) -> None:
        """The style sheet of the first window, which is made without it."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.dress(app)

    def stop(self) -> None:
        """Change no further."""
        work, self._work = self._work, None
        if work is not None:
            work.ended.disconnect(self._settled)
            work.finish()

    def _settled(self, _words: str) -> None:
        self._work = None
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
