"""What an engine tells are values: they can be kept, compared and shown later."""

from __future__ import annotations

import dataclasses

import pytest

from smppconsole.console import happenings
from smppconsole.console.happenings import GaveUp, Retry, Trouble


def test_every_happening_is_a_frozen_value() -> None:
    kinds = [kind for kind in vars(happenings).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) > 6
    for kind in kinds:
        assert isinstance(kind, type)
        with pytest.raises(dataclasses.FrozenInstanceError):
            object.__new__(kind).words = ""


def test_happenings_compare_by_what_they_say() -> None:
    assert Retry(5.0, "words") == Retry(5.0, "words")
    assert GaveUp("a") != GaveUp("b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Trouble("x").words = "y"  # type: ignore[misc]
