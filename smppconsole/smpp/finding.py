"""What is worth saying about octets: a finding has an id, a severity, a place and words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from smppconsole.values import dataclass


class Severity(StrEnum):
    """How much a finding matters; the words of the command line's contract."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst, so that findings sort with the worst first."""
        return _RANK[self]


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a PDU.

    ``offset`` and ``length`` are octets from the PDU's first octet; ``section`` is the place in the standard that
    decides ("SMPP 3.4, 5.2.12"), ``remedy`` what to do about it. Both may be empty.
    """

    id: str
    severity: Severity
    offset: int
    length: int
    text: str
    section: str = ""
    remedy: str = ""


def worst_of(findings: Iterable[Finding]) -> Severity | None:
    """The worst severity of findings; None where there is none."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank, default=None)
