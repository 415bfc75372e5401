"""What a ticket says beside its PDUs."""

from __future__ import annotations

from datetime import UTC, datetime

from smppconsole.console.account import Account
from smppconsole.console.ticket_facts import ticket_facts

NOW = datetime(2026, 3, 14, 10, 41, tzinfo=UTC)


def test_time_zone_and_versions_are_said() -> None:
    told = dict(ticket_facts(NOW))
    assert told["Made"] == "2026-03-14T10:41:00+00:00"
    assert told["Zone"].startswith("UTC (+0000)")
    assert "Python 3" in told["With"]
    assert "smpplib" in told["With"]


def test_an_account_is_told_without_notes_that_may_hold_a_secret() -> None:
    account = Account(name="Nordlink", host="smsc.example", system_id="nord", notes="password is hunter2\nsecond line")
    told = dict(ticket_facts(NOW, [account]))["Account Nordlink"]
    assert 'host = "smsc.example"' in told
    assert "hunter2" not in told
    assert "second" not in told
