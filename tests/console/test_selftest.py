"""The self-test without a screen: what it tries, and what a failure looks like."""

from __future__ import annotations

import json

import pytest

from smppconsole.console import selftest
from smppconsole.console.selftest import Proof, passed, report, self_test


async def test_this_installation_passes() -> None:
    told: list[Proof] = []
    proofs = await self_test(told.append)
    assert passed(proofs)
    assert tuple(told) == proofs
    names = [proof.name for proof in proofs]
    assert names[:4] == ["resources", "library", "tls", "key store"]
    assert names[-4:] == ["bound", "sent", "answered", "delivered"]


async def test_a_failure_is_told_and_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, ...]:
        raise FileNotFoundError("no resources")

    monkeypatch.setattr(selftest, "scenario_names", broken)
    proofs = await self_test()
    assert proofs[0] == Proof("resources", False, "FileNotFoundError: no resources")
    assert not passed(proofs)
    assert proofs[-1].name == "delivered"


def test_the_report_is_plain_json() -> None:
    told = report((Proof("a", True, "w"), Proof("b", False, "w", needed=False)))
    assert json.loads(json.dumps(told))["ok"] is True
    assert told["proofs"][1] == {"name": "b", "ok": False, "needed": False, "words": "w"}
