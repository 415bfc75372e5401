"""The filter language as a user writes it, over a small trace."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book, read_dictionary
from smppconsole.trace.filter import FilteredView, FilterError, parse
from smppconsole.trace.store import Store
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, Tape, answer, receipt, submit

VENDOR_TLV = b"\x14\x01\0\x04cost"


def with_tlv(pdu: bytes, tlv: bytes) -> bytes:
    return (len(pdu) + len(tlv)).to_bytes(4, "big") + pdu[4:] + tlv


@pytest.fixture(scope="module")
def store() -> Store:
    tape = Tape()
    tape.store.describe(1, ENDS._replace(title="T1 TRX", account="Tellus"))
    tape.out(submit(1, "Your code is 482 913"))  # 0
    tape.into(answer(1, "A1"))  # 1
    tape.out(submit(2, "Your parcel", to="447700900123"))  # 2
    tape.wait(600)
    tape.into(answer(2, status=0x58))  # 3
    tape.into(answer(2, status=0x58))  # 4
    tape.into(answer(99))  # 5
    tape.into(receipt(1, "A1"))  # 6
    tape.out(octets("deliver_sm_resp", 1))  # 7
    tape.out(octets("enquire_link", 3), session=1)  # 8
    tape.into(octets("enquire_link_resp", 3), session=1)  # 9
    tape.out(with_tlv(submit(4, "\x05\x00\x03\x07\x02\x01part"), VENDOR_TLV), session=1)  # 10, a header unannounced
    tape.into(b"rubbish", lost=True)  # 11
    tape.store.mark(2)
    tape.store.comment(3, "too fast")
    return tape.published()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", range(12)),
        ("command == submit_sm", [0, 2, 10]),
        ("command != submit_sm", [1, 3, 4, 5, 6, 7, 8, 9, 11]),
        ("command ~ enquire", [8, 9]),
        ("command_id == 0x80000004", [1, 3, 4, 5]),
        ("command in (submit_sm, enquire_link)", [0, 2, 8, 10]),
        ("submit_sm", [0, 2, 10]),
        ("status != 0", [3, 4]),
        ("status == ESME_RTHROTTLED", [3, 4]),
        ("status is throttled", [3, 4]),
        ("status is not OK", [3, 4]),
        ("response and status == ok", [1, 5, 7, 9]),
        ("sequence == 2", [2, 3, 4]),
        ("sequence_number >= 4 and request", [10]),
        ("session == 1", [8, 9, 10]),
        ('session == "T1 TRX"', [8, 9, 10]),
        ("session ~ nordlink", [0, 1, 2, 3, 4, 5, 6, 7, 11]),
        ("session != 1", [0, 1, 2, 3, 4, 5, 6, 7, 11]),
        ("direction == in", [1, 3, 4, 5, 6, 9, 11]),
        ("direction != in", [0, 2, 7, 8, 10]),
        ("out and keepalive", [8]),
        ("in and error", [3, 4]),
        ("round_trip > 500ms", [2, 3]),
        ("round_trip <= 500ms", [0, 1, 6, 7, 8, 9]),
        ("unanswered", [10]),
        ("answered", [0, 2, 6, 8]),
        ("duplicate", [4]),
        ("foreign", [5]),
        ("lost", [11]),
        ("abandoned", []),
        ("mark", [2]),
        ("comment", [3]),
        ("comment ~ fast", [3]),
        ("comment != fast", [3]),
        ("number <= 2", [0, 1]),
        ("length == 16", [8, 9]),
        ("time < 1990-01-01T00:00", []),
        ("time > 1990-01-01T00:00 and number == 1", [0]),
        ('destination_addr ~ "4477"', [2]),
        ('destination_addr == "447700900123"', [2]),
        ('destination_addr != "447700900123"', [0, 6, 10]),
        ("destination_addr in (447700900123, 491713920012)", [0, 2, 10]),
        ("source_addr == Orbit and not mark", [0, 10]),
        ("text ~ CODE", [0]),
        (r"text ~ /code is \d+ \d+/", [0]),
        ("text !~ code and submit_sm", [2, 10]),
        ("from == Orbit and to ~ 4477", [2]),
        ("message_id == A1", [1, 6]),
        ("message_id", [1, 6]),
        ("receipt", [6]),
        ("state == DELIVRD", [6]),
        ("esm_class == 4", [6]),
        ("data_coding == 0 and out", [0, 2, 10]),
        ("dest_addr_ton == international", [0, 2, 10]),
        ("dest_addr_ton ~ inter", [0, 2, 10]),
        ("registered_delivery == 1", [0, 2, 10]),
        ("tlv 0x1401", [10]),
        ("tlv 0x1401 == cost", [10]),
        ("tlv 0x1401 == 636f7374", [10]),
        ("tlv 0x1401 ~ 6f73", [10]),
        ("tlv 0x1401 != cost", []),
        ("tlv message_state", []),
        ("octets ~ 00000058", [3, 4]),
        ('octets ~ "parcel"', [2]),
        ('"parcel"', [2]),
        ('"447700900123"', [2]),
        ("finding == udh-without-udhi", [10]),
        ("finding and session == 1", [10]),
        ("not (request or response)", [11]),
        ("part", []),
        ("mark or comment or duplicate", [2, 3, 4]),
        ("error and (sequence == 1 or sequence == 2) and not duplicate", [3]),
    ],
)
def test_a_filter_takes_the_rows_it_means(store: Store, text: str, rows: range | list[int]) -> None:
    wanted = parse(text)
    assert list(wanted.rows(store)) == list(rows)
    assert [row for row in range(len(store)) if wanted.matches(store, row)] == list(rows)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("sorce_addr == 1", 0, "source_addr"),
        ("command == submit", 11, "submit_sm"),
        ("status == NOPE", 10, "no status"),
        ("length > x", 9, "is a number"),
        ("length", 0, "needs a comparison"),
        ("round_trip > soon", 13, "no duration"),
        ("time > soon", 7, "no time"),
        ("unanswered == 1", 10, "stands alone"),
        ("direction == up", 13, "in or out"),
        ("direction > in", 9, "cannot be compared"),
        ("finding == nope", 11, "no finding"),
        ("text ~ /(/", 8, "pattern"),
        ("dest_addr_ton == nope", 17, "no dest_addr_ton"),
        ("tlv", 3, "tag"),
        ("tlv nope", 4, "number"),
        ("octets ~ xyz", 9, "hex"),
        ("octets == 00", 6, "cannot be compared"),
        ('"x" == 1', 3, "alone"),
        ("a == 1 and", 10, "missing"),
    ],
)
def test_an_error_points_at_its_column(text: str, column: int, words: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(text)
    assert (caught.value.column, words in caught.value.text) == (column, True), caught.value


def test_names_of_a_dictionary_are_names_of_the_language(store: Store) -> None:
    rows = read_dictionary('name = "x"\n[[tlv]]\ntag = 0x1401\nname = "cost_centre"\n')
    book = STANDARD.with_rows(rows.tlvs, rows.statuses)
    assert list(parse("cost_centre == cost", book).rows(store)) == [10]
    assert list(parse("tlv cost_centre ~ os", book).rows(store)) == [10]
    with pytest.raises(FilterError):
        parse("cost_centre == cost")


def test_texts_are_read_as_the_session_says() -> None:
    tape = Tape()
    tape.out(submit(1, "@"))
    store = tape.published()
    assert list(parse('text == "¡"', reading_of=lambda session: Reading("gsm7")).rows(store)) == [0]
    assert list(parse('text == "@"', reading_of=lambda session: Reading("latin1")).rows(store)) == [0]


WORDS = [
    "command",
    "==",
    "submit_sm",
    "and",
    "or",
    "not",
    "(",
    ")",
    "status",
    "!=",
    "0",
    "text",
    "~",
    '"x"',
    "/x/",
    "in",
]
WORDS += [
    "unanswered",
    "tlv",
    "0x1401",
    "round_trip",
    ">",
    "5ms",
    "data_coding",
    "finding",
    ",",
    "time",
    "12:00",
    "octets",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words_make_a_filter_or_a_filter_error(store: Store, words: list[str]) -> None:
    try:
        wanted = parse(" ".join(words))
    except FilterError:
        return
    rows = list(wanted.rows(store))
    assert rows == [row for row in range(len(store)) if wanted.matches(store, row)]


@given(st.text(max_size=40))
def test_any_text_makes_a_filter_or_a_filter_error(text: str) -> None:
    try:
        parse(text)
    except FilterError:
        return


# --- views


def test_a_view_grows_with_the_trace() -> None:
    tape = Tape()
    view = FilteredView(tape.store, parse("submit_sm"))
    assert view.done
    tape.out(submit(1))
    tape.into(answer(1))
    assert view.step() == (0, -1)
    tape.published()
    assert not view.done
    assert view.step() == (0, 0)
    tape.out(submit(2))
    tape.published()
    assert view.step() == (1, 1)
    assert list(view.rows) == [0, 2]
    assert (len(view), view.progress, view.position(2), view.position(1)) == (2, 1.0, 1, 1)


def test_a_change_of_filter_goes_in_slices() -> None:
    tape = Tape()
    for number in range(500):
        tape.out(submit(number + 1, f"text {number}"))
    view = FilteredView(tape.published(), parse("text ~ 9"))
    assert view.step(100) == (0, 18)
    assert view.progress == pytest.approx(0.2)
    view.restart(parse("sequence <= 3"))
    view.finish()
    assert list(view.rows) == [0, 1, 2]


def test_rows_that_were_answered_leave_the_unanswered_ones() -> None:
    tape = Tape()
    view = FilteredView(tape.store, parse("unanswered"))
    settled: list[array[int]] = []
    tape.store.observe(lambda first, last: settled.append(tape.store.settled))
    for number in range(4):
        tape.out(submit(number + 1))
    tape.published()
    view.finish()
    assert list(view.rows) == [0, 1, 2, 3]
    tape.into(answer(2))
    tape.into(answer(4))
    tape.published()
    changed = view.refresh(settled[-1])
    assert changed.removed == [3, 1]
    assert list(view.rows) == [0, 2]


def test_rows_that_were_marked_come_into_the_marked_ones() -> None:
    tape = Tape()
    for number in range(4):
        tape.out(submit(number + 1))
    store = tape.published()
    view = FilteredView(store, parse("mark"))
    view.finish()
    store.mark(3)
    store.mark(1)
    changed = view.refresh([1, 3])
    assert list(view.rows) == [1, 3]
    assert len(changed.inserted) == 2
    assert view.refresh([1, 3]) == ([], [])
    assert view.refresh([99]) == ([], [])


def test_a_filter_knows_whether_answers_come_later_and_what_it_costs() -> None:
    assert parse("unanswered").changes
    assert parse("round_trip > 5ms or mark").changes
    assert not parse("command == submit_sm").changes
    assert not parse("status != 0").reads_octets
    assert parse("status != 0 and text ~ x").reads_octets
    assert parse("status != 0").slice_rows > parse("text ~ x").slice_rows > parse("finding").slice_rows


def test_two_sessions_may_name_one_tag_differently() -> None:
    def book(name: str) -> Book:
        rows = read_dictionary(f'[[tlv]]\ntag = 0x1401\nname = "{name}"\nkind = "text"')
        return STANDARD.with_rows(rows.tlvs)

    books = {1: book("cost_centre"), 2: book("carrier")}
    words = STANDARD.with_rows([*books[1].tlvs[:1], *books[2].tlvs[:1]])
    store = Store()
    for session in books:
        pdu = with_tlv(submit(1, "x"), VENDOR_TLV)
        store.append(pdu, time_ns=0, mono_ns=0, outgoing=True, session=session)

    def rows(text: str) -> list[int]:
        return list(parse(text, words, book_of=lambda session: books[session]).rows(store))

    assert rows('cost_centre == "cost"') == [0]
    assert rows('carrier == "cost"') == [1]
    assert rows('tlv 0x1401 == "cost"') == [0, 1]
