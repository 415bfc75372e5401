"""The table of information elements."""

from __future__ import annotations

from smppconsole.smpp.udh_elements import ELEMENTS, RANGES


def test_elements_and_ranges_cover_all_identifiers_once() -> None:
    ranges = [iei for first, last, _ in RANGES for iei in range(first, last + 1)]
    assert sorted([*ranges, *ELEMENTS]) == list(range(256))


def test_fixed_lengths_are_those_of_the_standard() -> None:
    fixed = {iei: spec.length for iei, spec in ELEMENTS.items() if spec.length is not None}
    assert fixed == {0: 3, 1: 2, 4: 2, 5: 4, 6: 1, 7: 1, 8: 4, 0x24: 1, 0x25: 1}
