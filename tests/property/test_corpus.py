"""What half an hour of coverage-guided fuzzing found worth keeping is read again, and no reader raises."""

from __future__ import annotations

from tests.kit.readers import CORPUS, READERS, read_inputs, read_with_any


def test_every_kept_input_is_read() -> None:
    for octets in read_inputs(CORPUS):
        read_with_any(octets)


def test_the_kept_inputs_reach_every_reader() -> None:
    assert {octets[0] % len(READERS) for octets in read_inputs(CORPUS) if octets} == set(range(len(READERS)))
