"""Keys of messages and how long things took."""

from __future__ import annotations

from smppconsole.ui.models.message_row import duration, incoming_key, is_incoming, number_of, sent_key


def test_a_key_tells_the_way_and_the_number() -> None:
    assert [(is_incoming(key), number_of(key)) for key in (sent_key(7), incoming_key(7))] == [(False, 7), (True, 7)]


def test_durations_are_told_as_exactly_as_they_are_worth() -> None:
    seconds = (0.0, 0.003, 0.21, 9.9, 42.4, 600.0, 86_400.0)
    assert [duration(s) for s in seconds] == ["0 ms", "3 ms", "0.2 s", "9.9 s", "42 s", "10 min", "24 h"]
