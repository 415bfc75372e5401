"""Whatever stands in a field, the readers say something and never raise, and never take long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.smpp.coding import ALPHABETS, lens, read_text
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint import RULES, lint
from smppconsole.smpp.lint_examples import deliver
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.receipt import read_receipt, receipt_of
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.udh import concatenation, read_udh
from smppconsole.trace.conversation import Conversation, Limits
from tests.kit.dumps import DRESSES

IDS = sorted(command.id for command in STANDARD.commands)
LABELS = (
    "id:",
    "sub:",
    "dlvrd:",
    "submit date:",
    "done date:",
    "stat:",
    "err:",
    "text:",
    "TEXT :",
    " ",
    "\n",
    "2603011430",
)
RECEIPTS = st.lists(st.sampled_from(LABELS) | st.text(max_size=8), max_size=30).map("".join)
HEX = st.text("0123456789abcdefx: ,\n\t|*.{}\\'\"#/", max_size=400)


def examples() -> list[bytes]:
    pdus = [example for rule in RULES for example in (rule.failing, rule.passing)]
    return [encode(e, anyway=True) if isinstance(e, Pdu) else bytes.fromhex(e) for e in pdus]


EXAMPLES = examples()


def with_length(octets: bytes) -> bytes:
    return len(octets).to_bytes(4, "big") + octets[4:]


BODIES = st.binary(max_size=300)
PDUS = st.builds(
    lambda command, body: with_length(bytes(4) + command.to_bytes(4, "big") + bytes(7) + b"\x01" + body),
    st.sampled_from(IDS),
    BODIES,
)


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """An example with some octets changed, left out or doubled."""
    octets = bytearray(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, max(0, len(octets) - 1)))
        if draw(st.booleans()):
            octets[place : place + 1] = bytes((draw(st.integers(0, 255)),))
        else:
            del octets[place : place + draw(st.integers(1, 4))]
    whole = bytes(octets)
    return with_length(whole) if draw(st.booleans()) else whole


@given(
    st.binary(max_size=400),
    st.sampled_from(sorted(ALPHABETS)),
    st.integers(0, 14),
    st.integers(0, 14),
    st.integers(0, 6),
)
def test_any_octets_are_read_under_any_alphabet(
    octets: bytes, alphabet: str, locking: int, single: int, fill: int
) -> None:
    read = read_text(octets, alphabet, locking=locking, single=single, fill_bits=fill)
    read.text.encode("utf-8")  # no lone surrogate gets out


@settings(max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 255), st.sampled_from(sorted(ALPHABETS)))
def test_the_lens_marks_exactly_one_reading(octets: bytes, data_coding: int, default: str) -> None:
    assert sum(reading.likely for reading in lens(octets, data_coding, default)) == 1


@given(st.binary(max_size=300))
def test_any_octets_are_a_header_whose_elements_tile_it(octets: bytes) -> None:
    header = read_udh(octets)
    at = 1
    for element in header.elements:
        assert element.offset == at
        at += element.size
    assert header.size == (at if octets else 0)
    segment = concatenation(header)
    assert segment is None or 1 <= segment.number <= segment.total


@given(RECEIPTS | st.text(max_size=300))
def test_any_text_is_a_receipt_or_none(text: str) -> None:
    found = read_receipt(text, least=1)
    if found is not None:
        assert (found.submit_time, found.done_time, found.state) is not None


@given(st.text(max_size=20) | st.text("0123456789+-R", min_size=15, max_size=17))
def test_any_text_is_a_time_or_has_a_problem(text: str) -> None:
    read = read_time(text)
    assert read.words or read.problem or not text


@given(HEX | st.text(max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    read = read_paste(text)
    assert sum(len(block) for block in read.blocks) <= 70_000 * 20 + len(text)
    assert all(read.blocks)


@given(
    st.sampled_from(sorted(DRESSES)), st.lists(bent().filter(lambda octets: len(octets) >= 16), min_size=1, max_size=3)
)
def test_dumps_lose_no_octet(dress: str, pdus: list[bytes]) -> None:
    pdus = [with_length(octets) for octets in pdus]
    text = "\n".join(DRESSES[dress](octets) for octets in pdus)
    assert b"".join(read_paste(text).blocks) == b"".join(pdus)


@given(PDUS | bent())
def test_any_pdu_can_be_judged(octets: bytes) -> None:
    decoded = decode(octets)
    for finding in lint(decoded):
        assert 0 <= finding.offset <= len(octets)
        assert finding.offset + finding.length <= max(16, len(octets))
        assert finding.text
    receipt_of(decoded)


@settings(max_examples=60)
@given(st.lists(st.tuples(PDUS | bent(), st.booleans(), st.integers(0, 10**12), st.integers(0, 3)), max_size=30))
def test_any_conversation_can_be_judged(records: list[tuple[bytes, bool, int, int]]) -> None:
    conversation = Conversation(Limits(window=2))
    for row, record in enumerate(records):
        assert all(told.row <= row for told in conversation.add(*record))
    assert all(told.row < len(records) for told in conversation.finish())


SIZE = 65_000
HOSTILE = {
    "zeros": bytes(SIZE),
    "escapes": b"\x1b" * SIZE,
    "high": b"\xff" * SIZE,
    "surrogates": b"\xd8\x00" * (SIZE // 2),
    "labels": b"id:" * (SIZE // 3),
    "texts": b"text:stat:" * (SIZE // 10),
    "jis": b"\x1b$B" * (SIZE // 3),
    "letters": b"id" * (SIZE // 2),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("data_coding", [0, 1, 4, 5, 8, 14])
def test_hostile_octets_are_read_and_judged(name: str, data_coding: int) -> None:
    octets = HOSTILE[name]
    payload = b"\x04\x24" + len(octets).to_bytes(2, "big") + octets
    pdu = with_length(encode(deliver(data_coding=data_coding, short_message=b""), anyway=True) + payload)
    assert len(lint(decode(pdu))) < 300
    assert len(lens(octets, data_coding)) == len(ALPHABETS)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("tag", ["0302", "0381", "1400", "0005", "020f", "0423"])
def test_thousands_of_tlvs_are_judged(tag: str) -> None:
    body = bytes.fromhex(tag + "000101") * 13_000
    pdu = with_length(encode(deliver(), anyway=True) + body)
    assert len(lint(decode(pdu))) < 300


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    [
        "/*",
        "'\\x41\\'",
        "00 ",
        "a\tb\t",
        "0x",
        "12:34:56",
        "* \n",
        "\\x",
        "0010 00\n",
        "data:",
        '"',
        "0" * 31 + "\n",
        "|",
    ],
)
def test_hostile_pastes_are_read(piece: str) -> None:
    read_paste(piece * (200_000 // len(piece)))
