"""What holds for the trace whatever comes: octets come back, pairs are pairs, views agree with looking at each row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace.arena import Arena
from smppconsole.trace.filter import FilteredView, parse
from smppconsole.trace.links import DUPLICATE, FOREIGN
from smppconsole.trace.store import Mark, Store

COMMANDS = (0x04, 0x15, 0x09, 0x0B, 0x102, 0x1234, 0x80000004, 0x80000015, 0x80000009, 0x80000000, 0x80001234)


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[bytes, bool, int, bool]]:
    """Octets, direction, session, lost: few sequence numbers and sessions, so that much collides."""
    head = st.builds(
        lambda command, status, sequence, body: (
            b"".join(number.to_bytes(4, "big") for number in (16 + len(body), command, status, sequence)) + body
        ),
        st.sampled_from(COMMANDS),
        st.sampled_from((0, 0, 0x58)),
        st.integers(0, 3),
        st.binary(max_size=4),
    )
    octets = st.one_of(head, head, head, st.binary(max_size=20))
    row = st.tuples(octets, st.booleans(), st.integers(0, 1), st.integers(0, 19).map(lambda number: number == 0))
    return draw(st.lists(row, max_size=60))


def stored(rows: list[tuple[bytes, bool, int, bool]]) -> Store:
    store = Store()
    for number, (octets, outgoing, session, lost) in enumerate(rows):
        store.append(octets, time_ns=number, mono_ns=number, outgoing=outgoing, session=session, lost=lost)
    store.publish()
    return store


@given(st.lists(st.binary(max_size=300), max_size=80))
def test_octets_come_back_from_the_arena(pieces: list[bytes]) -> None:
    arena = Arena()
    places = [arena.add(piece) for piece in pieces]
    assert [arena.read(place, len(piece)) for place, piece in zip(places, pieces, strict=True)] == pieces
    assert places == sorted(places)
    assert b"".join(bytes(octets) for _, octets in arena.windows()) == b"".join(pieces)


@given(rows())
def test_octets_come_back_from_the_store(rows: list[tuple[bytes, bool, int, bool]]) -> None:
    store = stored(rows)
    assert [(one.octets, one.outgoing, one.session) for one in store.records()] == [row[:3] for row in rows]


@given(rows())
def test_pairs_are_pairs(rows: list[tuple[bytes, bool, int, bool]]) -> None:
    store = stored(rows)
    for row in range(len(store)):
        peer, flags = store.peer(row), store.flags(row)
        if peer < 0 or flags & Mark.DUPLICATE:
            continue
        assert store.peer(peer) == row
        request, response = min(row, peer), max(row, peer)
        assert store.session(request) == store.session(response)
        assert store.outgoing(request) != store.outgoing(response)
        assert store.sequence(request) == store.sequence(response)
        assert store.command(response) in (store.command(request) | 0x80000000, 0x80000000)
        assert store.flags(request) & Mark.REQUEST
        assert store.round_trip_ns(row) == response - request


@given(rows())
def test_each_response_answers_repeats_or_is_foreign(rows: list[tuple[bytes, bool, int, bool]]) -> None:
    store = stored(rows)
    for row in range(len(store)):
        flags, is_response = store.flags(row), store.command(row) >= 0x80000000
        answers = store.peer(row) >= 0 and not flags & Mark.DUPLICATE
        kinds = [is_response and answers, bool(flags & Mark.DUPLICATE), bool(flags & Mark.FOREIGN)]
        assert sum(kinds) == is_response
    assert (DUPLICATE, FOREIGN) == (-2, -1)


@given(rows())
def test_what_is_open_is_what_has_no_answer(rows: list[tuple[bytes, bool, int, bool]]) -> None:
    store = stored(rows)
    assert store.open_requests() == [row for row in range(len(store)) if store.is_open(row)]
    for session in (0, 1):
        left = store.open_requests(session)
        assert store.end_session(session) == left
        assert all(store.flags(row) & Mark.ABANDONED for row in left)
    assert store.open_requests() == []


@given(
    rows(), st.sampled_from(["unanswered", "duplicate or foreign", "status != 0 and in", "octets ~ 00", "not request"])
)
def test_a_view_that_grows_agrees_with_one_made_at_the_end(
    rows: list[tuple[bytes, bool, int, bool]], text: str
) -> None:
    store, wanted = Store(), parse(text)
    view = FilteredView(store, wanted)
    store.observe(lambda first, last: view.refresh(store.settled))
    for number, (octets, outgoing, session, lost) in enumerate(rows):
        store.append(octets, time_ns=number, mono_ns=number, outgoing=outgoing, session=session, lost=lost)
        if number % 7 == 3:
            store.publish()
            view.step(2)
    store.publish()
    view.finish()
    assert list(view.rows) == [row for row in range(len(store)) if wanted.matches(store, row)]
