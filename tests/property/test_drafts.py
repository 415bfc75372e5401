"""Any draft at all: counting and checking never raise, and what is cut into parts comes back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.compose.checks import check
from smppconsole.compose.count import count, headline
from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.compose.layout import DraftError, lay_out
from smppconsole.compose.snippet import command_line, smpplib_code
from smppconsole.smpp.content import content_of
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.reassembly import join, part_of


def long_texts(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Short texts and, by repetition, texts of many parts."""
    return st.builds(lambda text, times: text * times, st.text(alphabet, max_size=30), st.sampled_from([1, 1, 7, 40]))


SOMETHING = st.text(max_size=30)
TEXTS = long_texts(st.characters(codec="utf-8")) | long_texts(st.sampled_from("ab€[→😀'é\r"))
NUMBERS = st.none() | st.integers(-1, 300)
DRAFTS = st.builds(
    Draft,
    destination=SOMETHING,
    source=SOMETHING,
    text=TEXTS | long_texts(st.sampled_from("a\x1b\ud800")) | long_texts(st.sampled_from("05af ")),
    source_ton=NUMBERS,
    source_npi=NUMBERS,
    dest_ton=NUMBERS,
    dest_npi=NUMBERS,
    alphabet=st.sampled_from(Alphabet),
    data_coding=NUMBERS,
    carry=st.sampled_from(Carry),
    receipt=st.sampled_from(Receipt),
    service_type=SOMETHING,
    esm_class=st.integers(-1, 300),
    schedule=SOMETHING,
    validity=SOMETHING,
    tlvs=st.lists(st.builds(Tlv, st.integers(0, 0x10000), st.binary(max_size=9)), max_size=3).map(tuple),
    fields=st.dictionaries(st.sampled_from(["sm_length", "esm_class", "strange"]), st.integers(-1, 300) | SOMETHING),
    default_alphabet=st.sampled_from(["gsm7", "gsm7-packed", "latin1", "ascii", "utf8"]),
)
PLAIN = st.builds(
    Draft,
    text=TEXTS,
    carry=st.sampled_from([Carry.AUTO, Carry.UDH8, Carry.UDH16, Carry.SAR]),
    default_alphabet=st.sampled_from(["gsm7", "latin1"]),
)


@given(DRAFTS)
@settings(max_examples=200)
def test_counting_and_checking_never_raise(draft: Draft) -> None:
    counted = count(draft)
    assert headline(counted, draft.carry)
    assert all(problem.text for problem in check(draft, now=datetime(2026, 11, 23, tzinfo=UTC)))
    if counted.way_out:
        assert count(replace(draft, text=counted.way_out)).alphabet == draft.default_alphabet


@given(DRAFTS, st.integers(0, 1 << 20))
@settings(max_examples=200)
def test_a_draft_is_expanded_or_refused_in_words(draft: Draft, reference: int) -> None:
    refusal = ""
    try:
        octets = [encode(pdu) for pdu in expand(draft, reference).pdus]
    except EncodeError as error:
        refusal = error.rule
    assert refusal or all(not decode(one).faults for one in octets)


@given(PLAIN, st.integers(0, 0xFFFF))
@settings(max_examples=200)
def test_the_parts_of_a_text_are_read_as_the_text(draft: Draft, reference: int) -> None:
    expansion = expand(draft, reference)
    reading = Reading(draft.default_alphabet)
    parts = []
    for pdu, segment in zip(expansion.pdus, expansion.segments, strict=True):
        decoded = decode(encode(pdu.with_sequence(1)))
        content, part = content_of(decoded, reading), part_of(decoded, reading)
        assert content is not None
        assert content.text.problems == ()
        if segment is None:
            assert content.text.text == draft.text
        else:
            assert part is not None
            parts.append(part)
    assert not parts or join(parts).text == draft.text


@given(PLAIN)
@settings(max_examples=200)
def test_boundaries_are_where_the_parts_begin(draft: Draft) -> None:
    layout, counted = lay_out(draft), count(draft)
    ends = (*counted.boundaries[1:], len(draft.text))
    alone = [replace(draft, text=draft.text[a:b]) for a, b in zip(counted.boundaries, ends, strict=True)]
    forced = [replace(one, alphabet=Alphabet(layout.alphabet), carry=Carry.PAYLOAD) for one in alone]
    assert [lay_out(one).parts[0] for one in forced] == list(layout.parts)


@given(DRAFTS)
@settings(max_examples=100)
def test_a_draft_is_told_as_code_and_as_a_command_line(draft: Draft) -> None:
    assert command_line(draft, {"account": "x"}).startswith("smppconsole send --account=x ")
    try:
        code = smpplib_code(draft)
    except DraftError:
        return
    compile(code, "send.py", "exec")


READABLE = ("gsm7", "ascii", "latin1", "cyrillic", "hebrew", "utf8", "ucs2")
CODINGS = st.dictionaries(
    st.integers(1, 255), st.tuples(st.sampled_from(READABLE), st.sampled_from(("", " read"))), max_size=5
)


@given(st.text(st.sampled_from("aé€@[яשÜ→😀"), min_size=1, max_size=20), CODINGS, st.sampled_from(READABLE[:3]))
def test_what_goes_out_by_an_accounts_table_is_read_again_by_it(
    text: str, codings: dict[int, tuple[str, str]], default: str
) -> None:
    told = ", ".join(f"{value} {alphabet}{read}" for value, (alphabet, read) in codings.items())
    (pdu,) = expand(Draft("491", "Orbit", text, default_alphabet=default, alphabets=told)).pdus
    content = content_of(decode(encode(pdu.with_sequence(1))), Reading(default, alphabets=told))
    assert content is not None
    assert content.text.text == text
