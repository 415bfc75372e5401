"""Ctrl-C and a polite kill end the program in good order: Qt's loop sleeps through Python's signals unless woken."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from PySide6.QtCore import QSocketNotifier

ENDING = (signal.SIGINT, signal.SIGTERM)


class SignalWatch:
    """Calls ``ask_to_end`` when a signal asks the program to end; ``close`` gives the signals back."""

    def __init__(self, ask_to_end: Callable[[], object]) -> None:
        self._ask_to_end = ask_to_end
        self._waking, self._woken = socket.socketpair()
        for end in (self._waking, self._woken):
            end.setblocking(False)
        self._descriptor = signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        self._before: dict[int, Any] = {number: signal.signal(number, self._arrived) for number in ENDING}
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._drain)

    def _arrived(self, _number: int, _frame: FrameType | None) -> None:
        self._ask_to_end()

    def _drain(self) -> None:
        """Reading is enough: back in Python, the handler runs."""
        try:
            self._woken.recv(64)
        except BlockingIOError:
            return

    def close(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._descriptor)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._waking.close()
        self._woken.close()
