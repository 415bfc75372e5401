"""Two PDUs laid beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.smpp.encode import encode
from smppconsole.smpp.inspection import Inspection, inspect
from smppconsole.ui.models.pdu_diff import Diff, compare


def _message(text: str, sequence: int = 1, carry: Carry = Carry.AUTO) -> Inspection:
    return inspect(encode(expand(Draft("4917", "Orbit", text, carry=carry), 1).pdus[0].with_sequence(sequence)))


def _differing(diff: Diff) -> list[str]:
    return [row.name for row in diff.rows if not row.same]


def test_a_pdu_is_the_same_as_itself() -> None:
    one = _message("Hello")
    diff = compare(one, one)
    assert diff.count == 0
    assert (diff.left, diff.right) == ((), ())


def test_only_what_differs_is_named_and_marked() -> None:
    one, other = _message("Hello", 1), _message("Hallo", 2)
    diff = compare(one, other)
    assert _differing(diff) == ["sequence_number", "short_message"]
    assert [one.decoded.octets[start:end] for start, end, _ in diff.left] == [b"\x01", b"e"]
    assert [other.decoded.octets[start:end] for start, end, _ in diff.right] == [b"\x02", b"a"]


def test_an_inserted_tlv_shifts_nothing_that_follows() -> None:
    one, other = _message("Hello"), _message("Hello", carry=Carry.PAYLOAD)
    diff = compare(one, other)
    lacking = [row.name for row in diff.rows if row.left is None]
    assert lacking == ["message_payload, tag", "message_payload, length", "message_payload, value"]
    assert "source_addr" not in _differing(diff)


def test_a_longer_field_differs_where_it_goes_on() -> None:
    other = _message("Hello you")
    diff = compare(_message("Hello"), other)
    assert _differing(diff) == ["command_length", "sm_length", "short_message"]
    assert [other.decoded.octets[start:end] for start, end, _ in diff.right][2:] == [b" you"]
    assert len(diff.left) == 2


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_any_octets_can_be_compared_and_every_mark_lies_inside(left: bytes, right: bytes) -> None:
    diff = compare(inspect(left), inspect(right))
    for octets, spans in ((left, diff.left), (right, diff.right)):
        assert all(0 <= start < end <= len(octets) for start, end, _ in spans)
    assert (diff.count == 0) == (left == right) or not (left and right)
