"""The form of a batch as a text."""

from __future__ import annotations

import pytest

from smppconsole.compose.kept_batch import KeptBatch, as_text, batch_from


@pytest.mark.parametrize(
    "batch", [KeptBatch("count", 321, 7.5, ""), KeptBatch("file", 100, 0, "Wünsche/grüße.csv", 60, 12, "a.csv")]
)
def test_it_comes_back_as_it_was(batch: KeptBatch) -> None:
    assert batch_from(as_text(batch)) == batch


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "[]",
        "{}",
        '{"source": "sky", "count": 1, "rate": 1}',
        '{"source": "count", "count": "many", "rate": 1}',
        '{"source": "count", "count": 1, "rate": null}',
        '{"source": "count", "count": 1e999, "rate": 1}',
        '{"source": "count", "count": NaN, "rate": 1}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        batch_from(text)
