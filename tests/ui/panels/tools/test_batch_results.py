"""Results of a batch that are saved, or left behind where it was cut off."""

from __future__ import annotations

from pathlib import Path

from smppconsole.compose.kept_batch import KeptBatch
from smppconsole.ui.panels.tools.batch_results import cut_words

FORM = KeptBatch("file", 100, 10, "people.csv")


def test_no_batch_was_under_way() -> None:
    assert cut_words(FORM) == ""


def test_a_batch_that_was_cut_off_tells_where_its_results_are(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("row\n")
    words = cut_words(KeptBatch("file", 100, 10, "people.csv", 60, 35, str(path)))
    assert "35 of 60 messages had been sent" in words
    assert str(path) in words


def test_a_program_that_was_killed_left_none() -> None:
    words = cut_words(KeptBatch("file", 100, 10, "people.csv", 60, 0, "/gone/results.csv"))
    assert words.startswith("The program ended while a batch of 60 messages was under way.")
