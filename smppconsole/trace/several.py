"""A message to several (submit_multi): how each destination fared, by its answer and by the receipts.

The answer names those that were refused (SMPP 3.4, 4.5.2); whoever it does not name was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smppconsole.smpp.decode import decode
from smppconsole.trace.journey import Destination, Fate

SUBMIT_MULTI = 0x21


def addresses_of(request: bytes) -> tuple[str, ...]:
    """The destinations of a submit_multi in their order, lists by their names."""
    return tuple(map(_name, _items(request, "dest_address")))


def refused_by(answer: bytes) -> tuple[tuple[str, int], ...]:
    """Whom a submit_multi_resp names as refused, with the status of each."""
    found = ((_name(item), item.get("error_status_code", 0)) for item in _items(answer, "unsuccess_sme"))
    return tuple((address, status) for address, status in found if isinstance(status, int))


def nobody_took(request: bytes, answer: bytes) -> bool:
    """Whether the answer refuses every single destination of a submit_multi."""
    asked, refused = addresses_of(request), refused_by(answer)
    return bool(asked) and set(asked) <= {address for address, _ in refused}


def destinations_of(
    request: bytes, answer: bytes, fate: Fate, receipts: Iterable[tuple[str, Fate]]
) -> tuple[Destination, ...]:
    """How each destination fared: those of ``request``, and members of its lists that ``answer`` (empty: none came)
    refuses by themselves. ``fate`` is that of the whole, ``receipts`` say whose they are and what, in order."""
    refused, told = dict(refused_by(answer)), {_plain(address): state for address, state in receipts}
    asked = addresses_of(request)
    taken = fate if fate in _NOT_TAKEN else Fate.ACCEPTED
    found = [
        Destination(
            address,
            refused.get(address, 0),
            Fate.REFUSED if address in refused else told.get(_plain(address), taken),
        )
        for address in asked
    ]
    return (*found, *(Destination(one, refused[one], Fate.REFUSED) for one in refused if one not in asked))


_NOT_TAKEN = frozenset({Fate.WAITING, Fate.UNANSWERED, Fate.REFUSED})


def _items(octets: bytes, name: str) -> tuple[Mapping[str, object], ...]:
    listed = decode(octets).field(name) if octets else None
    return listed if isinstance(listed, tuple) else ()


def _name(item: Mapping[str, object]) -> str:
    return str(item.get("destination_addr", item.get("dl_name", "")))


def _plain(address: str) -> str:
    return address.lstrip("+0")
