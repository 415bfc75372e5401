"""What a session does when time passes: the earliest of all deadlines, and what is due at it."""

from __future__ import annotations

from math import inf

from smppconsole.session.core import Core
from smppconsole.session.events import CloseReason
from smppconsole.session.outgoing import Outgoing
from smppconsole.session.state import ENQUIRE_LINK, UNBIND, State


class Schedule:
    """The deadlines of the requests in flight, the session-init timer, enquire_link and inactivity."""

    def __init__(self, core: Core, outgoing: Outgoing) -> None:
        self._core = core
        self._outgoing = outgoing

    def next_deadline(self) -> float | None:
        """The earliest moment at which something is due; None while nothing is waited for."""
        core = self._core
        if core.state is State.CLOSED:
            return None
        window = core.window
        deadlines = (
            window.deadlines.next(),
            window.release_at(),
            self._session_init(),
            self._probe(),
            self._inactivity(),
        )
        earliest = min((deadline for deadline in deadlines if deadline is not None), default=inf)
        return None if earliest == inf else earliest

    def run(self, now: float) -> None:
        """Do what is due by ``now``."""
        core, timers = self._core, self._core.timers
        if core.state is State.CLOSED:
            return
        self._outgoing.expire(now)
        self._outgoing.flush(now)
        if core.ending is not None:
            return
        if _is_due(self._session_init(), now):
            core.end(CloseReason.SESSION_INIT, f"no bind in {timers.session_init:g} s after the connection stood")
        elif _is_due(self._inactivity(), now):
            words = f"the peer was inactive for {timers.inactivity:g} s, so we sent unbind"
            core.ours_to_unbind = (CloseReason.INACTIVITY, words)
            self._outgoing.link_request(UNBIND, now)
        elif _is_due(self._probe(), now):
            self._outgoing.link_request(ENQUIRE_LINK, now)

    def _session_init(self) -> float | None:
        core = self._core
        if core.init_since is None or core.timers.session_init <= 0:
            return None
        return core.init_since + core.timers.session_init

    def _probe(self) -> float | None:
        return self._core.pulse.next_probe(self._core.timers) if self._is_idling() else None

    def _inactivity(self) -> float | None:
        timers = self._core.timers
        if timers.inactivity <= 0 or not self._is_idling():
            return None
        return self._core.pulse.inactive_since(timers) + timers.inactivity

    def _is_idling(self) -> bool:
        """Bound, and not on the way out."""
        return self._core.state.is_bound and self._core.ours_to_unbind is None


def _is_due(deadline: float | None, now: float) -> bool:
    return deadline is not None and deadline <= now
