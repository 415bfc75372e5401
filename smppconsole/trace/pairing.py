"""Requests and responses paired many at once, where rows that came together say so by their columns alone.

``Links`` and ``Store`` pair row by row, whatever comes; what is here gives the same for the two shapes of a busy link,
at a tenth of the cost: each request with its response behind it, and requests alone.
"""

from __future__ import annotations

from array import array

from smppconsole.trace.links import RESPONSE, WITHOUT_ANSWER, Links
from smppconsole.trace.rows import Block, Mark

_OUTGOING, _REQUEST = int(Mark.OUTGOING), int(Mark.REQUEST)
_HEADER_SIZE = 16


def pair_at_once(links: Links, block: Block, start: int, stop: int, first: int) -> bool:
    """Pair the rows whose columns are written from ``start`` to before ``stop``, the first of which is row ``first``;
    whether that could be done: if not, nothing has changed."""
    session, count = block.session[start], stop - start
    if min(block.length[start:stop]) < _HEADER_SIZE or block.session[start:stop] != array("I", (session,)) * count:
        return False
    flags = block.flags[start:stop]
    lead = flags[0]
    if flags == bytes((lead, lead ^ _OUTGOING)) * (count // 2):
        return lead <= _OUTGOING and _pair_exchanges(links, block, start, stop, first)
    if flags == bytes((lead,)) * count:
        return lead <= _OUTGOING and _open_requests(links, block, start, stop, first)
    return False


def _pair_exchanges(links: Links, block: Block, start: int, stop: int, first: int) -> bool:
    """Each request with its response behind it."""
    commands, sequences = block.command[start:stop], block.sequence[start:stop]
    asked = commands[0::2]
    if max(asked) >= RESPONSE or sequences[0::2] != sequences[1::2]:
        return False
    if commands[1::2] != array("I", map(RESPONSE.__or__, asked)) or not WITHOUT_ANSWER.isdisjoint(asked):
        return False
    after, outgoing = first + stop - start, bool(block.flags[start] & _OUTGOING)
    if not links.exchanges(range(first, after, 2), block.session[start], outgoing, sequences[0::2]):
        return False
    peers = block.peer[start:stop]
    peers[0::2], peers[1::2] = array("i", range(first + 1, after, 2)), array("i", range(first, after, 2))
    block.peer[start:stop] = peers
    block.round_trip_ns[start:stop] = _round_trips(block.mono_ns[start:stop])
    block.flags[start:stop:2] = bytes((block.flags[start] | _REQUEST,)) * (len(peers) // 2)
    return True


def _round_trips(times: array[int]) -> array[int]:
    """What lies between the times of each pair, in both."""
    begun, ended = times[0::2], times[1::2]
    if begun == ended:
        return array("q", (0,)) * len(times)
    times[0::2] = times[1::2] = array("q", [max(0, end - begin) for begin, end in zip(begun, ended, strict=True)])
    return times


def _open_requests(links: Links, block: Block, start: int, stop: int, first: int) -> bool:
    """Requests alone."""
    commands, outgoing = block.command[start:stop], bool(block.flags[start] & _OUTGOING)
    if max(commands) >= RESPONSE:
        return False
    if WITHOUT_ANSWER.issuperset(commands):
        return True
    if not WITHOUT_ANSWER.isdisjoint(commands):
        return False
    rows, sequences = range(first, first + stop - start), block.sequence[start:stop]
    if not links.requests(rows, block.session[start], outgoing, sequences):
        return False
    block.flags[start:stop] = bytes((block.flags[start] | _REQUEST,)) * len(rows)
    return True
