"""References of long messages as they pass."""

from __future__ import annotations

from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import submit
from smppconsole.trace.parts import Parts


def part(number: int, text: bytes, reference: int = 1, **fields: str) -> bytes:
    header = bytes((5, 0, 3, reference, 2, number))
    return encode(submit(esm_class=0x40, short_message=header + text, **fields))


def told(*octets: bytes) -> list[str]:
    parts = Parts()
    return [words for each in octets for words in parts.add(each)]


def test_a_reference_is_free_again_when_its_message_is_complete() -> None:
    assert told(part(1, b"a"), part(2, b"b"), part(1, b"c"), part(2, b"d")) == []


def test_a_reference_used_again_too_early_is_told_with_what_is_missing() -> None:
    assert told(part(1, b"a"), part(1, b"c")) == [
        "Reference 1 comes again with another part 1, and 1 of 2 parts of the message before are missing."
    ]


def test_the_same_part_again_is_a_repetition() -> None:
    assert told(part(1, b"a"), part(1, b"a"), part(2, b"b")) == []


def test_other_destinations_have_references_of_their_own() -> None:
    assert told(part(1, b"a"), part(1, b"c", destination_addr="491701111111")) == []
    assert told(part(1, b"a"), part(1, b"c", reference=2)) == []


def test_ordinary_messages_are_no_parts() -> None:
    assert told(encode(submit()), encode(submit())) == []


def test_only_so_many_messages_are_remembered() -> None:
    parts = Parts()
    for number in range(3000):
        list(parts.add(part(1, b"a", destination_addr=str(490000 + number))))
    assert len(parts._under_way) == 1024
