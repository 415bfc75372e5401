"""The exit status: which of several applies."""

from __future__ import annotations

import pytest

from smppconsole.cli.status import CommandError, Status, worst


@pytest.mark.parametrize(
    ("several", "first"),
    [
        ((), Status.DONE),
        ((Status.DONE, Status.NOT_DELIVERED), Status.NOT_DELIVERED),
        ((Status.NO_ANSWER, Status.NOT_DELIVERED), Status.NO_ANSWER),
        ((Status.NO_ANSWER, Status.REFUSED), Status.REFUSED),
        ((Status.REFUSED, Status.NO_CONNECTION), Status.NO_CONNECTION),
        ((Status.NO_CONNECTION, Status.WRONG_INPUT), Status.WRONG_INPUT),
    ],
)
def test_the_first_that_applies_is_told(several: tuple[Status, ...], first: Status) -> None:
    assert worst(*several) is first


def test_the_numbers_are_those_of_the_contract() -> None:
    assert [int(status) for status in Status] == [0, 1, 2, 3, 4, 5, 130]


def test_an_error_is_wrong_input_unless_told_otherwise() -> None:
    assert CommandError("x").status is Status.WRONG_INPUT
