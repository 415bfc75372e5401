"""What can be read off a batch while it runs and after it."""

from __future__ import annotations

import asyncio

from smppconsole.console.batch_progress import BatchProgress, Stage
from smppconsole.console.batch_row import BatchRow, Fate


def test_what_was_not_begun_and_what_waits_again_is_unsent() -> None:
    progress = BatchProgress(10)
    progress.rows = [BatchRow(number, "49", 1) for number in (1, 2, 3)]
    progress.counts.update({Fate.ACCEPTED: 1, Fate.BAD: 1, Fate.WAITING: 1})
    assert (progress.finished, progress.unsent) == (2, 8)


def test_it_is_over_when_it_is_done_or_cancelled() -> None:
    progress = BatchProgress(1)
    over = []
    for progress.stage in Stage:
        over += [progress.stage] if progress.is_over else []
    assert over == [Stage.DONE, Stage.CANCELLED]


async def test_the_rate_is_that_of_the_last_seconds() -> None:
    progress, now = BatchProgress(1), asyncio.get_running_loop().time()
    assert (progress.measured, progress.elapsed) == (0.0, 0.0)
    progress.begun_at, progress.ended_at = now - 10, now
    progress._stamps.extend([now - 5] * 100 + [now - 0.5] * 30)
    assert round(progress.measured) == 15
    assert round(progress.elapsed) == 10
