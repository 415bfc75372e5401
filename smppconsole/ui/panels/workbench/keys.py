"""The keys of the workbench: undo, redo, send and close, wherever the focus is in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget


class WorkbenchKeys(QObject):
    """Goes before the line in focus, which has an undo of its own. ``send`` takes whether anyway."""

    def __init__(
        self, bench: QWidget, undo: Callable[[], None], redo: Callable[[], None], send: Callable[[bool], None]
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._undo, self._redo, self._send = undo, redo, send
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.follow)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the widget that has the focus now."""
        if now is not None and self._bench.isAncestorOf(now):
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are ours."""
        if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            deed = self._deed_of(event)
            if deed is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    deed()
                return True
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self._bench.close()

    def _deed_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._undo
        if event.matches(QKeySequence.StandardKey.Redo):
            return self._redo
        if event.matches(QKeySequence.StandardKey.Close):
            return self._close
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return partial(self._send, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return None
