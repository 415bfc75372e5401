"""The light in words: what a link is doing, how late it is, and every way it can end told apart."""

from __future__ import annotations

import time

from smppconsole.console.account import Account
from smppconsole.console.binding import BIND_WORDS
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.session.events import Closed, CloseReason
from smppconsole.session.state import State
from smppconsole.session.timers import KeepAlive

_STATE_WORDS = {State.BOUND_TX: BIND_WORDS["tx"], State.BOUND_RX: BIND_WORDS["rx"], State.BOUND_TRX: BIND_WORDS["trx"]}

_ENDINGS = {
    CloseReason.UNBIND_US: ("unbound", "we sent unbind"),
    CloseReason.UNBIND_THEM: ("unbound by the peer", "it sent unbind"),
    CloseReason.UNBIND_TIMEOUT: ("closed", "our unbind was not answered"),
    CloseReason.FIN: ("lost", "the peer closed the connection (FIN)"),
    CloseReason.RESET: ("lost", "the peer reset the connection (RST)"),
    CloseReason.TLS_CLOSED: ("lost", "the peer ended TLS"),
    CloseReason.TLS_BROKEN: ("lost", "TLS broke off"),
    CloseReason.NETWORK: ("lost", "the network gave up"),
    CloseReason.DEAD: ("dead", "enquire_link was not answered"),
    CloseReason.INACTIVITY: ("closed", "nothing but keep-alives for the inactivity time"),
    CloseReason.FRAMING: ("closed", "what the peer sends can no longer be cut into PDUs"),
    CloseReason.BIND_REFUSED: ("refused", "the centre refused the bind"),
    CloseReason.BIND_TIMEOUT: ("closed", "the bind was not answered"),
    CloseReason.SESSION_INIT: ("closed", "no bind in time"),
    CloseReason.USER: ("closed", "by us"),
}
"""How each end begins to be told, and how it goes on where the session has nothing more exact to say."""


def alive_words(state: State, account: Account) -> str:
    """What a bound link says of itself."""
    return f"bound as {_STATE_WORDS.get(state, 'nothing')} to {account.host}:{account.port}"


def closed_words(closed: Closed) -> str:
    """How a link ended, and what was left open."""
    head, usual = _ENDINGS[closed.reason]
    words = f"{head}: {closed.words or usual}"
    left = len(closed.unanswered)
    if left:
        words += f"; {left} request{'s' if left > 1 else ''} without an answer: the centre may have taken "
        words += "them" if left > 1 else "it"
    if closed.unsent:
        words += f"; {len(closed.unsent)} never sent"
    return words


def light_of(
    state: LinkState, words: str, pulse: KeepAlive, now: float, patience: float, retry_in: float | None = None
) -> LinkStatus:
    """The light of a link with a connection: alive turns to late when a probe waits longer than ``patience``."""
    waited = 0.0 if pulse.waiting_since is None else now - pulse.waiting_since
    if state is LinkState.ALIVE and (pulse.missed or waited > patience / 2):
        state = LinkState.LATE
        silent = now - pulse.last_heard if pulse.last_heard is not None else waited
        words = f"nothing heard for {silent:.0f} s, {pulse.missed} enquire_link missed"
    heard = None if pulse.last_heard is None else time.time() - (now - pulse.last_heard)
    return LinkStatus(
        state,
        words,
        pulse.last_round_trip,
        heard,
        pulse.missed,
        pulse.asked,
        pulse.answered,
        pulse.peer_asked,
        retry_in,
    )
