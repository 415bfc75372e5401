"""Who waits for a request hears what became of it, whatever that is."""

from __future__ import annotations

import pytest

from smppconsole.console.outcomes import Outcomes
from smppconsole.session.events import Answered, Unanswered, Why


async def test_an_answer_reaches_who_waits() -> None:
    outcomes = Outcomes()
    waiting = outcomes.of(4)
    assert outcomes.of(4) is waiting
    answer = Answered(4, 4, b"", 0, 0.1, False)
    outcomes.settle(answer)
    outcomes.settle(answer)
    assert await waiting is answer


async def test_who_asks_late_still_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.console.outcomes.REMEMBERED", 4)
    outcomes = Outcomes()
    for sequence in range(1, 20):
        outcomes.settle(Unanswered(sequence, 4, Why.TIMEOUT))
    assert (await outcomes.of(19)).sequence == 19
    assert (await outcomes.of(16)).sequence == 16
    assert not outcomes.of(1).done()


async def test_who_stopped_waiting_is_no_trouble() -> None:
    outcomes = Outcomes()
    outcomes.of(4).cancel()
    outcomes.settle(Answered(4, 4, b"", 0, 0.1, False))


async def test_nobody_waits_over_a_connection_that_is_gone() -> None:
    outcomes = Outcomes()
    waiting = outcomes.of(9)
    outcomes.release()
    assert await waiting == Unanswered(9, 0, Why.CLOSED)
