"""TON and NPI by what an address looks like, as an account's sheet has it: ``alpha 5/0, short 3/0, + 1/1, else 0/1``.

The first rule that fits decides; where none does, the console's own proposal stands. Each rule is what it fits and
TON/NPI: ``alpha`` (no number), ``number``, ``short`` (a number of up to six digits), ``empty``, ``else`` (whatever is
left), or how an address begins (``+``, ``00``, ``4479``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from smppconsole.compose.proposal import TonNpi, is_number, is_short, propose_address
from smppconsole.smpp.said import said

_RULE = re.compile(r"\s*([^\s/,]{1,40})\s+(\d{1,3})\s*/\s*(\d{1,3})\s*").fullmatch
_BEGINNING = re.compile(r"\+?[0-9]*").fullmatch
_LARGEST = 0xFF

KINDS: Mapping[str, Callable[[str], bool]] = {
    "alpha": lambda address: bool(address) and not is_number(address),
    "number": is_number,
    "short": is_short,
    "empty": lambda address: not address,
    "else": lambda address: True,
}
"""What a rule may fit beside a beginning, and which addresses that are."""


class AddressRule(NamedTuple):
    """One rule: ``fits`` as typed, and the numbers it gives."""

    fits: str
    ton: int
    npi: int

    def holds(self, address: str) -> bool:
        """Whether an address as typed is meant."""
        kind = KINDS.get(self.fits)
        return kind(address) if kind is not None else address.startswith(self.fits)


def propose_by(rules: str, address: str) -> TonNpi:
    """TON and NPI by the first rule that fits, with its words; else what the console proposes."""
    for place, rule in enumerate(address_rules(rules), 1):
        if rule.holds(address):
            words = said("by rule {place} of the account: {fits}", place=place, fits=rule.fits)
            return TonNpi(rule.ton, rule.npi, words)
    return propose_address(address)


@lru_cache(maxsize=64)
def address_rules(text: str) -> tuple[AddressRule, ...]:
    """The rules in their order; what cannot be read is left out, ``rules_problem`` says what that is."""
    parts = (_RULE(part) for part in text.split(","))
    return tuple(_rule(part) for part in parts if part is not None and not _problem_of(_rule(part)))


def rules_problem(text: str) -> str:
    """Why such rules cannot be read as a whole, in words; "" where they can."""
    for place, part in enumerate(filter(str.strip, text.split(",")), 1):
        rule = _RULE(part)
        if rule is None:
            return said(
                "rule {place}: {part!r} is not an address, TON and NPI, such as short 3/0",
                place=place,
                part=part.strip(),
            )
        if problem := _problem_of(_rule(rule)):
            return said("rule {place}: {problem}", place=place, problem=problem)
    return ""


def _rule(match: re.Match[str]) -> AddressRule:
    return AddressRule(match[1], int(match[2]), int(match[3]))


def _problem_of(rule: AddressRule) -> str:
    if max(rule.ton, rule.npi) > _LARGEST:
        return said("{ton}/{npi}: TON and NPI are octets, 255 at most", ton=rule.ton, npi=rule.npi)
    if rule.fits not in KINDS and not _BEGINNING(rule.fits):
        known = ", ".join(KINDS)
        return said("{fits!r} fits nothing: write {known}, or how numbers begin", fits=rule.fits, known=known)
    return ""
