"""A light view of one row of the store: made when somebody looks, never kept."""

from __future__ import annotations

from typing import NamedTuple


class Ends(NamedTuple):
    """The two ends of a session, for the eye and for what is exported.

    ``local`` and ``remote`` are "address:port" ("" where unknown); in a capture of others, ``local`` is the side that
    bound. ``title`` is the session in a few characters ("NL TX"), ``account`` the name of its account.
    """

    title: str = ""
    local: str = ""
    remote: str = ""
    account: str = ""

    def is_beside(self, other: Ends) -> bool:
        """Whether two sessions are of one account, or the usual pair: a transmitter and a receiver with sheets of their
        own at one centre."""
        if self.account and self.account == other.account:
            return True
        return bool(self.remote) and self.remote.rpartition(":")[0] == other.remote.rpartition(":")[0]


class Record(NamedTuple):
    """One PDU as it was seen. ``peer`` is the row of its response or request (-1: none); times are nanoseconds."""

    row: int
    octets: bytes
    time_ns: int
    mono_ns: int
    session: int
    outgoing: bool
    command: int
    status: int
    sequence: int
    peer: int
    round_trip_ns: int
    flags: int
    ends: Ends

    @property
    def sender(self) -> str:
        """ "address:port" of the end that sent it, or ""."""
        return self.ends.local if self.outgoing else self.ends.remote

    @property
    def receiver(self) -> str:
        """ "address:port" of the end that got it, or ""."""
        return self.ends.remote if self.outgoing else self.ends.local
