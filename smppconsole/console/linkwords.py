"""The light in words: what a link is doing, how late it is, and every way it can end told apart."""

from __future__ import annotations

import time
from dataclasses import fields
from operator import attrgetter

from smppconsole.console.account import BIND_WORDS, Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.session.events import Closed, CloseReason
from smppconsole.session.state import State
from smppconsole.session.timers import KeepAlive, Running
from smppconsole.smpp.said import counted, joined, said

_DUES = attrgetter(*(field.name for field in fields(Running)))
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
    return said(
        "bound as {state_words} to {host}:{port}",
        state_words=said(_STATE_WORDS.get(state, "nothing")),
        host=account.host,
        port=account.port,
    )


def closed_words(closed: Closed) -> str:
    """How a link ended, and what was left open."""
    head, usual = _ENDINGS[closed.reason]
    told = [said("{head}: {words}", head=said(head), words=said(closed.words or usual))]
    left = len(closed.unanswered)
    if left:
        told.append(
            counted(
                "1 request without an answer: the centre may have taken it",
                "{count} requests without an answer: the centre may have taken them",
                left,
            )
        )
    if closed.unsent:
        told.append(said("{count} never sent", count=len(closed.unsent)))
    return joined("; ", told) if len(told) > 1 else told[0]


def in_wall_time(running: Running, offset: float) -> Running:
    """Timers by a wall clock that is ahead of theirs by ``offset`` seconds."""
    return Running(*(None if due is None else due + offset for due in _DUES(running)))


def light_of(
    state: LinkState, words: str, pulse: KeepAlive, now: float, patience: float, retry_in: float | None = None
) -> LinkStatus:
    """The light of a link with a connection: alive turns to late when a probe waits longer than ``patience``."""
    waited = 0.0 if pulse.waiting_since is None else now - pulse.waiting_since
    if state is LinkState.ALIVE and (pulse.missed or waited > patience / 2):
        state = LinkState.LATE
        silent = now - pulse.last_heard if pulse.last_heard is not None else waited
        words = said(
            "nothing heard for {silent:.0f} s, {missed} enquire_link missed", silent=silent, missed=pulse.missed
        )
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
        waiting=pulse.waiting_since is not None,
    )
