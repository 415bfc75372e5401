"""The self-test without a screen: what it tries, and what a failure looks like."""

from __future__ import annotations

import json

import pytest

from smppconsole.console import selftest
from smppconsole.console.credits import Credit
from smppconsole.console.secrets import FoundStore
from smppconsole.console.selftest import Proof, passed, report, self_test


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own passwords are left alone."""
    monkeypatch.setattr(selftest, "find_store", lambda: None)


async def test_this_installation_passes() -> None:
    told: list[Proof] = []
    proofs = await self_test(told.append)
    assert passed(proofs)
    assert tuple(told) == proofs
    names = [proof.name for proof in proofs]
    assert names[:7] == ["resources", "library", "samples", "capture", "tls", "licences", "tcp echo"]
    assert names[-4:] == ["bound", "sent", "answered", "delivered"]


class Drawer:
    """A key store that keeps what it is given, or something else."""

    def __init__(self, honest: bool = True) -> None:
        self.kept: dict[str, str] = {}
        self.honest = honest

    def get_password(self, _service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.kept[username] = password if self.honest else ""

    def delete_password(self, _service: str, username: str) -> None:
        del self.kept[username]


@pytest.mark.parametrize(("honest", "words"), [(True, "saved, read, removed"), (False, "did not give back")])
async def test_a_key_store_is_tried_and_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, honest: bool, words: str
) -> None:
    drawer = Drawer(honest)
    monkeypatch.setattr(selftest, "find_store", lambda: FoundStore(drawer, "a drawer"))
    (proof,) = [proof for proof in await self_test() if proof.name == "key store"]
    assert proof.ok is honest
    assert words in proof.words
    assert not drawer.kept


@pytest.mark.parametrize("frozen", [True, False])
async def test_a_part_without_its_licence_fails_what_was_installed_whole(
    monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    monkeypatch.setattr(selftest, "credits", lambda: (Credit("six", "1.0", "MIT", "", ()),))
    monkeypatch.setattr(selftest.sys, "frozen", frozen, raising=False)
    proofs = await self_test()
    (proof,) = [proof for proof in proofs if proof.name == "licences"]
    assert (proof.ok, proof.needed) == (False, frozen)
    assert "no text of six" in proof.words
    assert passed(proofs) is not frozen


async def test_octets_that_do_not_come_back_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(selftest.asyncio, "open_connection", refuse)
    found = {proof.name: proof for proof in await self_test()}
    assert not found["tcp echo"].ok
    assert "nobody there" in found["tcp echo"].words


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
