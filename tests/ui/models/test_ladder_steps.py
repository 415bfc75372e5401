"""Rows as steps of a ladder."""

from __future__ import annotations

from array import array

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.store import Store
from smppconsole.ui.models.ladder_steps import Steps, message_rows, pair_rows, pause_words, session_rows
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag

SECOND = 1_000_000_000


@pytest.fixture
def store() -> Store:
    """Two sessions: an enquire_link with its answer in the first, one that waits in the second."""
    made = Store()
    rows = (
        ("enquire_link", True, 1, 0),
        ("enquire_link", True, 2, 1),
        ("enquire_link_resp", False, 1, 4),
        ("unbind", True, 1, 5),
    )
    for name, outgoing, session, second in rows:
        octets = encode(Pdu(name).with_sequence(7 if name != "unbind" else 8))
        made.append(octets, time_ns=second * SECOND, mono_ns=second * SECOND, outgoing=outgoing, session=session)
    return made


def test_a_session_is_looked_for_row_by_row(store: Store) -> None:
    assert list(session_rows(store, 1)) == [0, -1, 2, 3]
    assert list(session_rows(store, 1, keepalives=False)) == [-1, -1, -1, 3]


def test_a_row_goes_with_its_partner(store: Store) -> None:
    assert pair_rows(store, 2) == (0, 2)
    assert pair_rows(store, 1) == (1,)
    assert message_rows(store, (0, 3)) == (0, 2, 3)
    assert message_rows(store, ()) == ()


def test_steps_tell_pauses_and_who_waits(store: Store) -> None:
    steps = Steps(store, RowMaker(store, lambda _session: SessionTag("x", "blue"), lambda _session: AS_USUAL))
    steps.rows = array("Q", [0, 2, 3])
    told = [steps.words(at) for at in range(3)]
    assert [pause for _, pause, _ in told] == ["", "4.0 s", "1.0 s"]
    assert [waits for _, _, waits in told] == [False, False, True]
    assert (steps.place(2), steps.place(1), steps.place(9)) == (1, -1, -1)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.5, ""), (3.24, "3.2 s"), (42.4, "42 s"), (240, "4 min"), (7200, "2 h")]
)
def test_pauses_are_told_in_one_unit(seconds: float, words: str) -> None:
    assert pause_words(int(seconds * SECOND)) == words
