"""What the window was like, over a restart and a crash: written soon after it changed, not only at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDockWidget

from smppconsole.compose.draft import Draft
from smppconsole.console import paths
from smppconsole.smpp.said import said
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.trace.columns import ColumnWish
from smppconsole.ui.room import Room
from smppconsole.ui.state_file import STATE, open_state
from smppconsole.values import dataclass

_SOON = 800
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange})


@dataclass(frozen=True, slots=True)
class Keepsake:
    """``told()`` is what there is to keep, "" for nothing; ``take_up(text)`` brings it back, and raises ``ValueError``
    for what it never told. ``changes`` are signals after which there may be something else to keep."""

    name: str
    told: Callable[[], str]
    take_up: Callable[[str], object]
    changes: tuple[Any, ...]


class Remembering(QObject):
    """Keeps the draft, the filter, the account spoken of, where everything stands, and ``keepsakes``. ``troubles`` says
    in words what of it was not taken."""

    def __init__(self, window: QObject, cast: Cast, room: Room, keepsakes: Iterable[Keepsake]) -> None:
        super().__init__()
        self._window, self._cast, self._room = window, cast, room
        self._keepsakes = tuple(keepsakes)
        self.troubles: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.keep)
        self._draft, self._account = Draft(), ""
        self._keeps = True

    def keep_nothing(self) -> None:
        """Leave what is kept as it is: another window has it."""
        self._keeps = False

    def restore(self) -> None:
        """The draft that was not sent, the filter, the account; then watch for changes."""
        self._draft = self._cast.shelf.unsent()
        if self._draft != Draft():
            self._cast.composer.bring_back(self._draft)
        kept = open_state(STATE)
        filters = self._cast.trace.live.filters
        filters.keepalives.setChecked(kept.value("keepalives") == "hidden")
        filters.errors.setChecked(kept.value("errors") == "only")
        self._cast.trace.set_columns(ColumnWish.read(str(kept.value("columns") or "")))
        text = str(kept.value("text") or "")
        if text:
            filters.filter_by(text)
        name = str(kept.value("account") or "")
        if self._cast.sessions.account(name) is not None:
            self._cast.sessions.choose(name)
            self._account = name
        for one in self._keepsakes:
            self._give_back(one, str(kept.value(one.name) or ""))
        self._watch()

    def _give_back(self, keepsake: Keepsake, text: str) -> None:
        if not text:
            return
        try:
            keepsake.take_up(text)
        except (ValueError, TypeError):
            path = paths.config() / STATE
            self.troubles.append(
                said("{path}: what it keeps under “{key}” was not taken", path=path, key=keepsake.name)
            )

    def _watch(self) -> None:
        cast = self._cast
        self._window.installEventFilter(self)
        cast.composer.changed.connect(self._soon.start)
        cast.trace.live.filters.wished.connect(self._soon.start)
        cast.trace.columns_chosen.connect(self._note)
        cast.sessions.changed.connect(self._note_account)
        for signal in chain.from_iterable(one.changes for one in self._keepsakes):
            signal.connect(self._note)
        for dock in self._room.docks:
            self._watch_dock(dock)

    def _note(self, *_told: object) -> None:
        """Something changed. A method, not a function: a connection would hold that, and the window by it."""
        self._soon.start()

    def _note_account(self) -> None:
        """Sessions change with every sign of life; what is kept of them is of which one the window speaks."""
        if self._keeps and self._cast.sessions.current != self._account:
            self._soon.start()

    def _watch_dock(self, dock: QDockWidget) -> None:
        dock.installEventFilter(self)
        dock.visibilityChanged.connect(self._soon.start)
        dock.topLevelChanged.connect(self._soon.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window or a panel got another place or size."""
        if event.type() in _MOVES:
            self._soon.start()
        return False

    def keep(self) -> None:
        """Write it down; a disk that does not take it is no reason to bother anybody."""
        self._soon.stop()
        if not self._keeps:
            return
        draft = self._cast.composer.draft
        if draft != self._draft:
            try:
                self._cast.shelf.keep_unsent(draft)
            except OSError:
                return
            self._draft = draft
        self._room.keep()
        wish = self._cast.trace.live.filters.wish
        kept = open_state(STATE)
        kept.setValue("keepalives", "hidden" if wish.hide_keepalives else "")
        kept.setValue("errors", "only" if wish.errors_only else "")
        kept.setValue("text", wish.text)
        kept.setValue("columns", self._cast.trace.columns.text())
        self._account = self._cast.sessions.current
        kept.setValue("account", self._account)
        for one in self._keepsakes:
            kept.setValue(one.name, one.told())
        kept.sync()

    def close(self) -> None:
        """Write it down once more, and watch nothing any longer."""
        self.keep()
        self._keepsakes = ()
        self._window.removeEventFilter(self)
        self._soon.timeout.disconnect(self.keep)
