"""The settings, laid out from their table; each change holds at once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.console.settings import SETTINGS, Setting, Settings, Value
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, LineField, button, label, named
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import scrolled
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import tr

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "language": "Language",
        "theme": "Colours",
        "font_size": "Letters, points",
        "density": "Rows",
        "confirm_production": "Ask in production",
        "unbind_wait": "Wait for unbind, s",
        "capture_sessions": "Write captures",
        "capture_folder": "Folder",
        "keep_captures": "Keep for, days",
        "capture_file_mb": "New file at, MB",
        "captures_mb": "All together, MB",
        "mask_numbers": "Mask numbers",
        "mask_text": "Mask texts",
        "simulator_port": "Port",
        "simulator_scenario": "Scenario",
    }
)
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "system": "As the system",
        "en": "English",
        "de": "Deutsch",
        "light": "Light",
        "dark": "Dark",
        "standard": "Standard",
        "comfortable": "Comfortable",
    }
)


class SettingsSheet(QDialog):
    """Beside the work, never in a loop of its own. Signals: ``changed`` with the name of a setting, ``said`` with
    severity and words."""

    changed = Signal(str)
    said = Signal(object, str)

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent)
        named(self, "settings", tr("Settings"))
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._fields: dict[str, QWidget] = {}
        self.defaults = button(
            tr("All as at first"), "settings.defaults", tr("Give every setting its first value"), role="link"
        )
        self.leave = button(tr("Close"), "settings.close")
        self._lay_out()
        self.defaults.clicked.connect(self.reset)
        self.leave.clicked.connect(self.accept)
        open_sized(self, 520, 600)

    def _lay_out(self) -> None:
        inside = QWidget()
        pages = QVBoxLayout(inside)
        pages.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        pages.setSpacing(theme.px(6))
        for title, rows in groupby(SETTINGS.values(), key=lambda row: row.page):
            pages.addWidget(label(tr(title), "text", fonts.text(13, fonts.SEMIBOLD)))
            pages.addLayout(self._page(list(rows)))
            pages.addSpacing(theme.px(8))
        pages.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        foot.addWidget(self.defaults)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside, "settings.scroll"), 1)
        column.addLayout(foot)

    def _page(self, rows: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnMinimumWidth(0, theme.px(124))
        grid.setColumnStretch(1, 1)
        for at, row in enumerate(rows):
            widget = self._field(row)
            told = label(title_of(row), "text", fonts.text(12))
            told.setBuddy(widget)
            words = label(tr(row.words), "text2", fonts.text(11))
            words.setWordWrap(True)
            words.setBuddy(told)  # or Orca reads the words of all settings when the sheet opens
            _explain(widget, tr(row.words))
            grid.addWidget(told, 2 * at, 0)
            grid.addWidget(widget, 2 * at, 1, Qt.AlignmentFlag.AlignLeft if _is_short(row) else Qt.AlignmentFlag(0))
            words.setContentsMargins(0, 0, 0, theme.px(10))
            grid.addWidget(words, 2 * at + 1, 1)
            self._fields[row.name] = widget
        return grid

    def _field(self, row: Setting) -> QWidget:
        """The widget that fits a setting, wired to it."""
        name, says, value = f"settings.{row.name}", title_of(row), self._settings[row.name]
        if isinstance(row.default, bool):
            tick = named(QCheckBox(), name, says)
            tick.setChecked(bool(value))
            tick.toggled.connect(lambda on: self._take(row, on))
            return tick
        if row.choices:
            choice = Choice(name, says)
            choice.fill(tuple((tr(_WORDS.get(one, one)), one) for one in row.choices))
            choice.choose(value)
            choice.setFixedWidth(theme.px(180))
            choice.currentIndexChanged.connect(lambda _at: self._take(row, str(choice.currentData())))
            return choice
        if isinstance(row.default, int | float):
            whole, low, high = isinstance(row.default, int), row.lowest or 0, row.highest or 0
            number = NumberField(name, says, float(value), low, high, whole=whole)
            number.changed.connect(lambda typed: self._take(row, int(typed) if whole else typed))
            return number
        line = LineField(name, says)
        line.setText(str(value))
        line.editingFinished.connect(lambda: self._take(row, line.text().strip()))
        return line

    def _take(self, row: Setting, value: Value) -> None:
        try:
            self._settings.set(row.name, value)
            self._settings.save()
        except ValueError as error:
            self.said.emit(Severity.WARNING, tr("{error}.", error=error))
            return
        except OSError as error:
            self.said.emit(
                Severity.WARNING, tr("The setting holds until you quit: it could not be saved: {error}.", error=error)
            )
        self.changed.emit(row.name)

    def follow(self) -> None:
        """Show what was set elsewhere, as the colours are by a button of the window; nothing is told."""
        for name, widget in self._fields.items():
            value, was = self._settings[name], widget.blockSignals(True)
            if isinstance(widget, QCheckBox):
                widget.setChecked(bool(value))
            elif isinstance(widget, Choice):
                widget.choose(value)
            elif isinstance(widget, NumberField) and widget.is_good and widget.value != value:
                widget.set_value(float(value))
            widget.blockSignals(was)

    def reset(self) -> None:
        """Every setting as at first."""
        for row in SETTINGS.values():
            widget = self._fields[row.name]
            if isinstance(widget, QCheckBox):
                widget.setChecked(bool(row.default))
            elif isinstance(widget, Choice):
                widget.choose(row.default)
            elif isinstance(widget, NumberField):
                widget.set_value(float(row.default))
                self._take(row, row.default)
            elif isinstance(widget, LineField):
                widget.setText(str(row.default))
                self._take(row, row.default)


def title_of(row: Setting) -> str:
    """What a setting is called in the sheet."""
    return tr(TITLES.get(row.name) or row.name.replace("_", " ").capitalize())


def _explain(field: QWidget, words: str) -> None:
    """What is said below a field, to whoever hears it."""
    if isinstance(field, LineField):
        field.set_help(words)
    else:
        field.setToolTip(words)


def _is_short(row: Setting) -> bool:
    return bool(row.choices) or isinstance(row.default, bool | int | float)
