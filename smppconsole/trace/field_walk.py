"""One field of a PDU without decoding all of it: past the fields before it, by their kinds.

For filters, which ask a million PDUs for one field. Where a PDU is out of the ordinary nothing is told, and ``decode``
has to be asked; where something is told, it is what ``decode`` tells.
"""

from __future__ import annotations

from typing import NamedTuple

from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Kind

_STRINGS = (Kind.CSTRING, Kind.TIME)


class Walk(NamedTuple):
    """The way to a field: octets to pass over, 0 for a text up to its NUL; then the field's size, 0 for a text."""

    steps: tuple[int, ...]
    size: int

    def value(self, octets: bytes) -> int | str | None:
        """The field's value; None where ``decode`` has to be asked."""
        if int.from_bytes(octets[:4], "big") != len(octets):
            return None
        place, find = HEADER_SIZE, octets.find
        for step in self.steps:
            place = place + step if step else find(0, place) + 1
            if not place:
                return None
        end = place + self.size if self.size else find(0, place)
        if end < place or end > len(octets):
            return None
        spoken = octets[place:end]
        return int.from_bytes(spoken, "big") if self.size else spoken.decode("latin-1")


def walk_to(command: CommandSpec, name: str) -> Walk | None:
    """The way to a field of a command; None where it leads over lists or texts of another field's length."""
    steps: list[int] = []
    for row in command.fields:
        if row.name == name:
            return _walk(steps, row)
        if row.kind in _STRINGS:
            steps.append(0)
        elif row.kind is Kind.INT:
            steps.append(row.size)
        else:
            return None
    return None


def _walk(steps: list[int], row: FieldSpec) -> Walk | None:
    """The steps with neighbours of fixed size in one."""
    if row.kind is not Kind.INT and row.kind not in _STRINGS:
        return None
    joined: list[int] = []
    for step in steps:
        if step and joined and joined[-1]:
            joined[-1] += step
        else:
            joined.append(step)
    return Walk(tuple(joined), row.size if row.kind is Kind.INT else 0)
