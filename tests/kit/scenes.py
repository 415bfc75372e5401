"""Sessions at the start of a scene, with a script to play on them."""

from __future__ import annotations

from typing import Any

from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.session.timers import Timers
from tests.kit.script import Script

QUIET = Timers(enquire_link=0)
"""Timers of a session that asks nothing by itself."""


def esme(timers: Timers = QUIET, **options: Any) -> Script:
    """An ESME without a connection."""
    return Script(Session(Side.ESME, timers=timers, **options))


def centre(timers: Timers = QUIET, **options: Any) -> Script:
    """A message centre without a connection."""
    return Script(Session(Side.CENTRE, timers=timers, **options))


def bound(how: str = "transceiver", timers: Timers = QUIET, **options: Any) -> Script:
    """An ESME that is bound, at time 0; its next sequence number is 2."""
    short = {"transceiver": "trx", "transmitter": "tx", "receiver": "rx"}[how]
    return esme(timers, **options).play(f"""
        0: connected
            state closed -> open
        0: send bind_{how} system_id=me
            sent bind_{how} #1
        0: receive bind_{how}_resp #1
            received bind_{how}_resp #1
            answered bind_{how} #1 after 0
            state open -> bound_{short}
        """)


def bound_centre(how: str = "transceiver", timers: Timers = QUIET, peer_version: int = 0x34, **options: Any) -> Script:
    """A message centre that is bound to, at time 0."""
    short = {"transceiver": "trx", "transmitter": "tx", "receiver": "rx"}[how]
    return centre(timers, **options).play(f"""
        0: connected
            state closed -> open
        0: receive bind_{how} #1 system_id=me interface_version={peer_version}
            received bind_{how} #1
        0: reply bind_{how}_resp #1 system_id=centre
            sent bind_{how}_resp #1
            state open -> bound_{short}
        """)
