"""The beat at which figures change: twice a second while something goes on, not at all while nothing does.

A bound session at rest changes nothing but how long ago it answered, so it is looked at when those words change: after
five seconds, then each ten, then each minute. While an enquire_link of ours is open, or a light is not alive, each
second: the light turns to late by the clock alone.
"""

from __future__ import annotations

import time
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.trace.store import MASK, SHIFT, Store
from smppconsole.ui.panels.frame.status import StatusFigures, ago_lasts
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.sessions.view import SessionView

_BEAT = 500
_SECOND = 1000
_AFTER = 5
"""Milliseconds after words have changed at which they are looked at, so that they have."""
_RATE_SPAN = 2.0
_QUIET_BEATS = 5
"""Beats without a message after which it rests."""
_KEEPALIVES = frozenset({0x15, 0x80000015})
_STILL = frozenset({LinkState.ALIVE, LinkState.WAITING})
"""States whose words the clock alone does not change from one second to the next."""
_OFF = LinkStatus()


class Pulse(QObject):
    """``beat`` fires while a session is busy or rows come in; it stops itself."""

    beat = Signal()

    def __init__(self, store: Store, sessions: Sessions) -> None:
        super().__init__()
        self._recording = sessions.workspace.recording
        self._store, self._sessions = store, sessions
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is early, and has to beat once more
        self._timer.timeout.connect(self._tick)
        self._marks: list[tuple[float, int]] = []
        self._rates = (0.0, 0.0)
        self._quiet = 0
        self._seen = True

    def set_seen(self, seen: bool) -> None:
        """Whether somebody can see it beat. Seen again it beats at once; rates are counted from then on."""
        if seen != self._seen:
            self._seen = seen
            self._marks = []
            self._timer.stop()
            self.wake()

    def wake(self) -> None:
        """Something goes on: beat until it no longer does. Of a mere keep-alive, once more: it is no traffic."""
        if self._seen and (self._rests or not self.running):
            self._quiet = _QUIET_BEATS - 1 if self._rests else 0
            if self._marks:  # what came while it rested counts as of the last beat, not as of a minute ago
                self._marks = [(time.monotonic() - _BEAT / 1000, self._marks[-1][1])]
            self._timer.start(_BEAT)
            self.beat.emit()

    def stop(self) -> None:
        """Beat no longer."""
        self._timer.stop()

    @property
    def running(self) -> bool:
        """Whether it beats."""
        return self._timer.isActive()

    @property
    def _rests(self) -> bool:
        return self._quiet >= _QUIET_BEATS and self.running

    def _tick(self) -> None:
        self._measure(len(self._store))
        self._quiet = self._quiet + 1 if len(self._marks) > 1 and self._rates == (0.0, 0.0) else 0
        self.beat.emit()
        if self._quiet < _QUIET_BEATS:
            self._timer.start(_BEAT)
        elif self._sessions.any_busy:
            self._timer.start(self._resting())

    def _resting(self) -> int:
        """Milliseconds until something changes by the clock alone."""
        links = [view.link for view in self._sessions.views() if view.busy]
        if any(link.state not in _STILL or link.waiting for link in links):
            return _SECOND
        view = self._sessions.view()
        if view is None or view.link.last_answer_at is None:
            return 60 * _SECOND
        return ceil(_SECOND * ago_lasts(time.time() - view.link.last_answer_at)) + _AFTER

    def _measure(self, rows: int) -> None:
        """Messages a second over the last two seconds; at most some thousand rows are looked at, the rest is scaled."""
        now = time.monotonic()
        self._marks.append((now, rows))
        while len(self._marks) > 2 and now - self._marks[0][0] > _RATE_SPAN:
            self._marks.pop(0)
        since, first = self._marks[0]
        span = now - since
        if span <= 0 or rows == first:
            self._rates = (0.0, 0.0)
            return
        out, came = _count(self._store, first, rows)
        self._rates = (out / span, came / span)

    def figures(self, view: SessionView | None) -> StatusFigures:
        """The status bar's figures of now, for a view of the session that the window speaks of."""
        engine, log = self._sessions.engine(), self._sessions.log()
        return StatusFigures(
            tag=view.tag.text if view is not None else "",
            link=view.link if view is not None else _OFF,
            outstanding=engine.outstanding if engine is not None else 0,
            window=view.account.window if view is not None else 10,
            trips=log.trips(24),
            out_rate=self._rates[0],
            in_rate=self._rates[1],
            recording=self._recording.status(engine),
            now=time.time(),
        )


def _count(store: Store, first: int, stop: int) -> tuple[float, float]:
    """Requests sent and received among some rows, keep-alives left out."""
    step = max(1, (stop - first) // 4000)
    out = came = 0
    for row in range(first, stop, step):
        block, index = store.blocks[row >> SHIFT], row & MASK
        command = block.command[index]
        if command < 0x80000000 and command not in _KEEPALIVES:
            if block.flags[index] & 1:
                out += 1
            else:
                came += 1
    return float(out * step), float(came * step)
