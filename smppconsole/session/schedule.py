"""What a session does when time passes: the earliest of all deadlines, and what is due at it."""

from __future__ import annotations

from math import inf

from smppconsole.session.core import Core
from smppconsole.session.events import CloseReason
from smppconsole.session.outgoing import Outgoing
from smppconsole.session.state import ENQUIRE_LINK, UNBIND, Side, State
from smppconsole.session.timers import Running
from smppconsole.smpp.said import said

_TOO_LATE = {
    Side.CENTRE: "no bind in {session_init:g} s after the connection stood",
    Side.ESME: "no outbind in {session_init:g} s after the connection stood",
}
"""What the session-init timer missed: whom we connect to we bind to at once, so it is only met where a centre came."""


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
        requests, release = core.window.deadlines.next(), core.window.release_at()
        earliest = min(requests, release, self._session_init(), self._probe(), self._inactivity())
        return None if earliest == inf else earliest

    def running(self) -> Running:
        """The timers that run, each by when it is up."""
        core = self._core
        if core.state is State.CLOSED:
            return Running()
        asked, window = core.pulse.reading().waiting_since, core.window
        answer = inf if asked is None else asked + core.timers.enquire_link_response
        response, pause = window.deadlines.next_response(), window.release_at()
        times = (self._session_init(), self._probe(), answer, self._inactivity(), response, pause)
        return Running(*(None if time == inf else time for time in times))

    def run(self, now: float) -> None:
        """Do what is due by ``now``."""
        core, timers = self._core, self._core.timers
        if core.state is State.CLOSED:
            return
        self._outgoing.expire(now)
        self._outgoing.flush(now)
        if core.ending is not None:
            return
        if self._session_init() <= now:
            core.end(CloseReason.SESSION_INIT, said(_TOO_LATE[core.side], session_init=timers.session_init))
        elif self._inactivity() <= now:
            what = "nothing" if timers.keepalive_is_activity else said("no message")
            words = said("{what} came for {inactivity:g} s, so we sent unbind", what=what, inactivity=timers.inactivity)
            core.ours_to_unbind = (CloseReason.INACTIVITY, words)
            self._outgoing.link_request(UNBIND, now)
        elif self._probe() <= now:
            self._outgoing.link_request(ENQUIRE_LINK, now)

    def _session_init(self) -> float:
        core = self._core
        if core.init_since is None or core.timers.session_init <= 0:
            return inf
        return core.init_since + core.timers.session_init

    def _probe(self) -> float:
        return self._core.pulse.next_probe(self._core.timers) if self._is_idling() else inf

    def _inactivity(self) -> float:
        timers = self._core.timers
        if timers.inactivity <= 0 or not self._is_idling():
            return inf
        return self._core.pulse.inactive_since(timers) + timers.inactivity

    def _is_idling(self) -> bool:
        """Bound, and not on the way out."""
        return self._core.state.is_bound and self._core.ours_to_unbind is None
