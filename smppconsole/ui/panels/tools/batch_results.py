"""The results of a batch as a file: saved on request, and by itself where the window closes while it is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from smppconsole.compose.kept_batch import KeptBatch
from smppconsole.console import paths
from smppconsole.console.batch_row import as_csv
from smppconsole.console.batch_run import BatchRun
from smppconsole.ui.words import grouped, tr


class BatchResults:
    """What became of the rows of one batch after the other."""

    def __init__(self) -> None:
        self._run: BatchRun | None = None
        self._sources: Sequence[Mapping[str, str]] = ()
        self._path = Path()

    def begin(self, run: BatchRun, sources: Sequence[Mapping[str, str]]) -> None:
        """A batch begins; ``sources`` are the rows of its table, none where it only counts."""
        self._run, self._sources = run, sources
        self._path = paths.data() / "batches" / f"{datetime.now():%Y%m%d-%H%M%S}.csv"

    def write(self, path: Path) -> int:
        """Write them; returns how many rows there are. Raises ``OSError``."""
        rows = self._run.rows if self._run is not None else []
        path.write_text(as_csv(rows, self._sources), "utf-8", newline="")
        return max(len(rows), len(self._sources))

    def noted(self, form: KeptBatch) -> KeptBatch:
        """The form, and with it a batch that is not over."""
        run = self._run
        if run is None or run.is_over:
            return form
        begun = sum(row.tries > 0 for row in run.rows)
        return replace(form, total=run.total, begun=begun, results=str(self._path))

    def keep_what_was_cut(self) -> None:
        """The window closes: a batch that is not over leaves its results behind. The next start tells where it finds
        them, and where a disk took none what else there is."""
        if self._run is not None and not self._run.is_over:
            with suppress(OSError):
                paths.make_folder(self._path.parent)
                self.write(self._path)


def cut_words(kept: KeptBatch) -> str:
    """That a batch was cut off when the window was there last, and what is known of it; "" for none."""
    if not kept.total:
        return ""
    if Path(kept.results).is_file():
        return tr(
            "The window was closed while a batch was under way: {begun} of {total} messages had been sent. What became "
            "of each is in {path}: choose that file to send what is left.",
            begun=grouped(kept.begun),
            total=grouped(kept.total),
            path=kept.results,
        )
    return tr(
        "The program ended while a batch of {total} messages was under way. "
        "The capture of its session holds what was sent.",
        total=grouped(kept.total),
    )
