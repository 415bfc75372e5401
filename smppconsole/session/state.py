"""The states of a session and the two tables that decide: who may send what where, and what a PDU does to the state.

Both tables are literal and know no role: a session asks them with its own side or the peer's. The first holds the
editions of the standard side by side (3.3, 3.4, 2.2 and 5.0, 2.3); only 5.0 has OUTBOUND and UNBOUND.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version


class Side(StrEnum):
    """Which end of the connection a session plays."""

    ESME = "esme"
    CENTRE = "centre"

    @property
    def other(self) -> Side:
        """The side of the peer."""
        return Side.CENTRE if self is Side.ESME else Side.ESME

    @property
    def words(self) -> str:
        """The side as it stands in a sentence."""
        return said("the ESME") if self is Side.ESME else said("the message centre")


class State(StrEnum):
    """Where a session stands (SMPP 3.4, 2.2; OUTBOUND and UNBOUND are 5.0's, 2.3)."""

    CLOSED = "closed"
    OPEN = "open"
    OUTBOUND = "outbound"
    BOUND_TX = "bound_tx"
    BOUND_RX = "bound_rx"
    BOUND_TRX = "bound_trx"
    UNBOUND = "unbound"

    @property
    def is_bound(self) -> bool:
        """Whether messages may pass in at least one direction."""
        return self in BOUND


BOUND = frozenset({State.BOUND_TX, State.BOUND_RX, State.BOUND_TRX})


class StateError(ValueError):
    """Our own request does not fit where the session stands; nothing was sent."""


COLUMNS = {
    Version.V33: (State.OPEN, State.BOUND_TX, State.BOUND_RX),
    Version.V34: (State.OPEN, State.BOUND_TX, State.BOUND_RX, State.BOUND_TRX),
    Version.V50: (
        State.OPEN,
        State.OUTBOUND,
        State.BOUND_TX,
        State.BOUND_RX,
        State.BOUND_TRX,
        State.UNBOUND,
    ),
}
"""The states that each edition's part of ``SENDERS`` has a column for, in order."""

# Who may send a command: E the ESME, C the message centre, EC both, - nobody.
SENDERS = (
    # command                      3.3: OPEN TX  RX    3.4: OPEN TX  RX  TRX   5.0: OPEN OUT TX  RX  TRX UNB
    ("bind_receiver",                  "E   -   -",        "E   -   -   -",        "E   E   -   -   -   -"),
    ("bind_transmitter",               "E   -   -",        "E   -   -   -",        "E   E   -   -   -   -"),
    ("query_sm",                       "-   E   -",        "-   E   -   E",        "-   -   E   -   E   -"),
    ("submit_sm",                      "-   E   -",        "-   E   -   E",        "-   -   E   -   E   -"),
    ("deliver_sm",                     "-   -   C",        "-   -   C   C",        "-   -   -   C   C   -"),
    ("unbind",                         "-   EC  EC",       "-   EC  EC  EC",       "-   -   EC  EC  EC  -"),
    ("replace_sm",                     "-   E   -",        "-   E   -   E",        "-   -   E   -   E   -"),
    ("cancel_sm",                      "-   E   -",        "-   E   -   E",        "-   -   E   -   E   -"),
    ("bind_transceiver",               "-   -   -",        "E   -   -   -",        "E   E   -   -   -   -"),
    ("outbind",                        "-   -   -",        "C   -   -   -",        "C   -   -   -   -   -"),
    ("enquire_link",                   "-   EC  EC",       "-   EC  EC  EC",       "EC  EC  EC  EC  EC  EC"),
    ("submit_multi",                   "-   E   -",        "-   E   -   E",        "-   -   E   -   E   -"),
    ("param_retrieve",                 "-   E   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("query_last_msgs",                "-   E   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("query_msg_details",              "-   E   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("alert_notification",             "-   -   -",        "-   -   C   C",        "-   -   -   C   C   -"),
    ("data_sm",                        "-   -   -",        "-   EC  EC  EC",       "-   -   E   C   EC  -"),
    ("broadcast_sm",                   "-   -   -",        "-   -   -   -",        "-   -   E   -   E   -"),
    ("query_broadcast_sm",             "-   -   -",        "-   -   -   -",        "-   -   E   -   E   -"),
    ("cancel_broadcast_sm",            "-   -   -",        "-   -   -   -",        "-   -   E   -   E   -"),
    ("generic_nack",                   "-   EC  EC",       "-   EC  EC  EC",       "EC  EC  EC  EC  EC  EC"),
    ("bind_receiver_resp",             "C   -   -",        "C   -   -   -",        "C   C   -   -   -   -"),
    ("bind_transmitter_resp",          "C   -   -",        "C   -   -   -",        "C   C   -   -   -   -"),
    ("bind_transceiver_resp",          "-   -   -",        "C   -   -   -",        "C   C   -   -   -   -"),
    ("query_sm_resp",                  "-   C   -",        "-   C   -   C",        "-   -   C   -   C   -"),
    ("submit_sm_resp",                 "-   C   -",        "-   C   -   C",        "-   -   C   -   C   -"),
    ("deliver_sm_resp",                "-   -   E",        "-   -   E   E",        "-   -   -   E   E   -"),
    ("unbind_resp",                    "-   EC  EC",       "-   EC  EC  EC",       "-   -   EC  EC  EC  -"),
    ("replace_sm_resp",                "-   C   -",        "-   C   -   C",        "-   -   C   -   C   -"),
    ("cancel_sm_resp",                 "-   C   -",        "-   C   -   C",        "-   -   C   -   C   -"),
    ("enquire_link_resp",              "-   EC  EC",       "-   EC  EC  EC",       "EC  EC  EC  EC  EC  EC"),
    ("submit_multi_resp",              "-   C   -",        "-   C   -   C",        "-   -   C   -   C   -"),
    ("param_retrieve_resp",            "-   C   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("query_last_msgs_resp",           "-   C   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("query_msg_details_resp",         "-   C   -",        "-   -   -   -",        "-   -   -   -   -   -"),
    ("data_sm_resp",                   "-   -   -",        "-   EC  EC  EC",       "-   -   C   E   EC  -"),
    ("broadcast_sm_resp",              "-   -   -",        "-   -   -   -",        "-   -   C   -   C   -"),
    ("query_broadcast_sm_resp",        "-   -   -",        "-   -   -   -",        "-   -   C   -   C   -"),
    ("cancel_broadcast_sm_resp",       "-   -   -",        "-   -   -   -",        "-   -   C   -   C   -"),
)  # fmt: skip
"""Who may send what in which state: a command, then its part by 3.3, by 3.4 and by 5.0, in the order of ``COLUMNS``.

3.3 has no transceivers, and commands of its own that went with it (from implementations: its text was not at hand).
3.4's own table has replace_sm for transmitters only, its text and 5.0 for transceivers too: the text is followed."""

_BOTH_UNBOUND = (State.OPEN, State.OUTBOUND)
_ALL_BOUND = (State.BOUND_TX, State.BOUND_RX, State.BOUND_TRX)

EFFECTS = (
    # a PDU of status 0         passing in       leads to
    ("bind_transmitter_resp",   _BOTH_UNBOUND,   State.BOUND_TX),
    ("bind_receiver_resp",      _BOTH_UNBOUND,   State.BOUND_RX),
    ("bind_transceiver_resp",   _BOTH_UNBOUND,   State.BOUND_TRX),
    ("outbind",                 (State.OPEN,),   State.OUTBOUND),
    ("unbind_resp",             _ALL_BOUND,      State.UNBOUND),
)  # fmt: skip
"""What a PDU does to the state; every other PDU leaves it. A connection takes CLOSED to OPEN, its end any state to
CLOSED."""

_LETTERS = {Side.ESME: "E", Side.CENTRE: "C"}


def _command(name: str) -> int:
    return STANDARD.command_named(name).id


GENERIC_NACK = _command("generic_nack")
ENQUIRE_LINK = _command("enquire_link")
UNBIND = _command("unbind")
OUTBIND = _command("outbind")
DELIVER_SM = _command("deliver_sm")
DATA_SM = _command("data_sm")
ALERT_NOTIFICATION = _command("alert_notification")
BINDS = frozenset(map(_command, ("bind_receiver", "bind_transmitter", "bind_transceiver")))
UNANSWERED_BY_RULE = frozenset({OUTBIND, ALERT_NOTIFICATION})
"""Requests that have no response (SMPP 3.4, 4.1.7 and 4.12)."""

_Sendable = Mapping[State, frozenset[int]]


def _sendable(side: Side, version: Version) -> _Sendable:
    """The command ids that ``side`` may send, by state, in one edition; states it lacks allow what it says instead."""
    part = 1 + list(COLUMNS).index(version)
    found: dict[State, set[int]] = {state: set() for state in State}
    for row in SENDERS:
        for state, letters in zip(COLUMNS[version], row[part].split(), strict=True):
            if _LETTERS[side] in letters:
                found[state].add(_command(row[0]))
    if State.BOUND_TRX not in COLUMNS[version]:
        found[State.BOUND_TRX] = found[State.BOUND_TX] | found[State.BOUND_RX]
    if State.UNBOUND not in COLUMNS[version]:
        found[State.OUTBOUND] = found[State.OPEN]
        found[State.UNBOUND] = {ENQUIRE_LINK | 0x80000000, GENERIC_NACK}
    return MappingProxyType({state: frozenset(ids) for state, ids in found.items()})


_SENDABLE = {(side, version): _sendable(side, version) for side in Side for version in COLUMNS}
_NEWER = (Version.V34, Version.V50)


def _accepted(side: Side, version: Version) -> _Sendable:
    editions = dict.fromkeys((version, *_NEWER))
    return {state: frozenset().union(*(_SENDABLE[side, one][state] for one in editions)) for state in State}


_ACCEPTED = {(side, version): _accepted(side, version) for side in Side for version in COLUMNS}
_AFTER = {(_command(name), state): after for name, states, after in EFFECTS for state in states}


def edition(version: int) -> Version:
    """The part of the table that an interface_version goes by: below 0x34, 0 too, it means 3.3 (SMPP 3.4, 5.2.4)."""
    return next((one for one in (Version.V50, Version.V34) if version >= one), Version.V33)


def sendable(side: Side, state: State, version: int = Version.V34) -> frozenset[int]:
    """The command ids that ``side`` may send in ``state`` by the rules of ``version`` (an interface_version)."""
    return _SENDABLE[side, edition(version)][state]


def may_send(side: Side, state: State, command_id: int, version: int = Version.V34) -> bool:
    """Whether ``side`` may send a command in ``state``."""
    return command_id in sendable(side, state, version)


def accepted_from(side: Side, state: State, version: int = Version.V34) -> frozenset[int]:
    """The command ids to take from a peer of ``side``: what 3.4 or 5.0 allows, so that a receiver is lenient, and in a
    session of 3.3 the commands that went with it."""
    return _ACCEPTED[side, edition(version)][state]


def ever_sent_by(side: Side, command_id: int) -> bool:
    """Whether ``side`` sends a command in any state of any edition."""
    return any(command_id in _ACCEPTED[side, Version.V33][state] for state in State)


def after(state: State, command_id: int, status: int) -> State:
    """The state after a PDU has passed, in either direction; a status other than 0 changes nothing."""
    return state if status else _AFTER.get((command_id, state), state)
