"""Words that fit into a row."""

from __future__ import annotations

from smppconsole.smpp.spec.statuses import STATUSES as ROWS
from smppconsole.smpp.spec.values import MESSAGE_STATE
from smppconsole.ui.models.short_words import STATES, STATUSES, status_words


def test_statuses_are_told_in_few_words() -> None:
    assert status_words(0) == "OK"
    assert status_words(0x58) == "Throttled"
    assert max(len(words) for words in STATUSES.values()) <= 18


def test_every_word_belongs_to_a_status_of_the_tables() -> None:
    assert set(STATUSES) <= {row.code for row in ROWS}
    assert set(STATES) == set(MESSAGE_STATE.words)


def test_a_status_without_words_is_told_by_its_name_or_number() -> None:
    assert status_words(0x401) == "0x00000401"
    assert "ESME" not in status_words(0x103)
