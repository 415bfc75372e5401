"""Rules about times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from smppconsole.smpp.lint_examples import made, submit
from tests.kit.judged import ids

NOW = datetime(2026, 3, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("validity", "told"),
    [
        ("260301143000004+", True),
        ("260301143001004+", False),
        ("260301133000000+", True),
        ("260301083000020-", True),
        ("260301143000000+", False),
        ("000001000000000R", False),
        ("", False),
    ],
)
def test_a_time_has_passed_by_its_own_zone(validity: str, told: bool) -> None:
    assert ("time-passed" in ids(submit(validity_period=validity), now=NOW)) is told


def test_nothing_has_passed_where_nobody_knows_the_time() -> None:
    assert "time-passed" not in ids(submit(validity_period="010101000000000+"))


def test_answers_may_use_twelve_digits() -> None:
    assert ids(made("query_sm_resp", message_id="1", message_state=2, final_date="260301143000")) == set()
    assert "time-without-zone" in ids(submit(schedule_delivery_time="260301143000"))


def test_expiry_before_the_schedule() -> None:
    early = submit(schedule_delivery_time="260302143000004+", validity_period="260301143000004+")
    assert "expires-first" in ids(early)
    mixed = submit(schedule_delivery_time="260302143000004+", validity_period="000001000000000R")
    assert "expires-first" not in ids(mixed)
