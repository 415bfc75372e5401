"""A line that takes a number between two bounds, and says so when it is something else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import LineField
from smppconsole.ui.words import tr


class NumberField(LineField):
    """``changed`` carries the number each time a good one is typed. ``whole`` takes no point."""

    changed = Signal(float)

    def __init__(
        self, name: str, says: str, value: float, lowest: float, highest: float, *, whole: bool = False
    ) -> None:
        super().__init__(name, says, mono=True)
        self.lowest, self.highest, self._whole = lowest, highest, whole
        self._value = value
        self.setFixedWidth(theme.px(76))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(value)
        self.textEdited.connect(self._typed)

    @property
    def value(self) -> float:
        """The last good number."""
        return self._value

    @property
    def is_good(self) -> bool:
        """Whether what stands there is the number."""
        return self._read(self.text()) is not None

    def set_value(self, value: float) -> None:
        """Show another number, without a signal."""
        self._value = value
        self.setText(f"{value:g}" if not self._whole and abs(value) < 1e6 else str(int(value)))
        self.set_problem("")

    def _read(self, text: str) -> float | None:
        try:
            value = float(int(text, 0)) if self._whole else float(text.replace(",", "."))
        except ValueError:
            return None
        return value if self.lowest <= value <= self.highest else None

    def _typed(self, text: str) -> None:
        value = self._read(text.strip())
        kind = tr("a whole number") if self._whole else tr("a number")
        self.set_problem(
            ""
            if value is not None
            else tr("Takes {kind} from {lowest:g} to {highest:g}", kind=kind, lowest=self.lowest, highest=self.highest)
        )
        if value is not None and value != self._value:
            self._value = value
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down count."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.setText(f"{min(self.highest, max(self.lowest, self._value + step)):g}")
            self._typed(self.text())
        else:
            super().keyPressEvent(event)
