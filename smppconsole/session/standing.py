"""What can be read off a session at any moment."""

from __future__ import annotations

from smppconsole.session.core import Core
from smppconsole.session.events import Closed
from smppconsole.session.replies import AutoReply
from smppconsole.session.state import Side, State
from smppconsole.session.timers import KeepAlive, Timers
from smppconsole.session.window import Window


class Standing:
    """Where a session stands; the reading half of ``Session``."""

    _core: Core
    _window: Window

    @property
    def state(self) -> State:
        """The state of the conversation."""
        return self._core.state

    @property
    def side(self) -> Side:
        """Which end this is."""
        return self._core.side

    @property
    def outstanding(self) -> int:
        """Requests in flight that take a place in the window."""
        return self._window.in_flight

    @property
    def queued(self) -> int:
        """Requests that wait for a place in the window."""
        return self._window.queued

    @property
    def window(self) -> int:
        """How many requests may be in flight."""
        return self._window.size

    @property
    def keepalive(self) -> KeepAlive:
        """How the link fares."""
        return self._core.pulse.reading()

    @property
    def peer_version(self) -> int | None:
        """interface_version or sc_interface_version as the peer said it; None if it did not."""
        return self._core.peer_version

    @property
    def closed(self) -> Closed | None:
        """How the session ended, once it has."""
        return self._core.closed

    @property
    def wants_close(self) -> bool:
        """Whether the connection is to be closed, after ``data_to_send()`` was written."""
        return self._core.closed is not None

    @property
    def timers(self) -> Timers:
        """The timers it keeps."""
        return self._core.timers

    @property
    def auto_reply(self) -> AutoReply:
        """What it answers by itself."""
        return self._core.auto_reply
