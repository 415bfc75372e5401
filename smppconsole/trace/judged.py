"""Findings over more than one PDU, put together with those of a PDU's own octets."""

from __future__ import annotations

from collections.abc import Iterable

from smppconsole.smpp.finding import Finding


def with_judged(findings: Iterable[Finding], judged: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a PDU's octets and those of its conversation together, the worst first."""
    return tuple(sorted([*findings, *judged], key=lambda finding: finding.severity.rank))
