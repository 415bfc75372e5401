"""A refused bind is explained with its usual cause and what to check first."""

from __future__ import annotations

import pytest

from smppconsole.console.account import Account
from smppconsole.console.refusals import NO_REPEAT_CAUSES, REFUSALS, explain_bind, refusal_of
from smppconsole.net.causes import CAUSES
from smppconsole.smpp.spec.book import STANDARD

ACCOUNT = Account(name="x", host="h", system_id="me")


@pytest.mark.parametrize(
    ("status", "first"),
    [
        (0x03, "bind_transceiver"),
        (0x04, "connect anew"),
        (0x05, "old session"),
        (0x08, "trouble of its own"),
        (0x0D, "system_id and password"),
        (0x0E, "password anew"),
        (0x0F, "system_id with the account sheet"),
        (0x14, "busy"),
        (0x53, "system_type"),
        (0x58, "wait a minute"),
        (0x0401, "ask the provider"),
    ],
)
def test_the_first_advice_fits_the_status(status: int, first: str) -> None:
    words, advice = explain_bind(status, ACCOUNT)
    assert STANDARD.status(status).name in words
    assert f"0x{status:08X}" in words
    assert first in advice[0]


@pytest.mark.parametrize("status", [0x0D, 0x0E, 0x0F])
def test_another_version_than_34_comes_to_mind_first(status: int) -> None:
    _, advice = explain_bind(status, Account(interface_version="5.0"))
    if status != 0x0F:
        assert "3.4" in advice[0]
    assert not any("Bind with interface version 3.4" in line for line in explain_bind(status, ACCOUNT)[1])


@pytest.mark.parametrize("status", [0x03, 0x0E, 0x0F, 0x53])
def test_what_can_never_succeed_is_not_repeated(status: int) -> None:
    assert not refusal_of(status).repeat


@pytest.mark.parametrize("status", [0x05, 0x08, 0x0D, 0x14, 0x58, 0x0400])
def test_what_passes_is_repeated_after_a_pause(status: int) -> None:
    assert refusal_of(status).repeat


def test_a_stale_session_gets_time_to_end() -> None:
    assert refusal_of(0x05).pause >= 30


def test_every_row_has_advice_and_every_cause_exists() -> None:
    assert all(row.advice for row in REFUSALS.values())
    assert set(CAUSES) >= NO_REPEAT_CAUSES
