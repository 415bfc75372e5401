from __future__ import annotations

import pytest

from smppconsole.trace.links import DUPLICATE, FOREIGN, Links

SUBMIT, SUBMIT_RESP, ENQUIRE, ENQUIRE_RESP, NACK, OUTBIND = 4, 0x80000004, 0x15, 0x80000015, 0x80000000, 0x0B


class Book:
    def __init__(self) -> None:
        self.commands: list[int] = []
        self.links = Links(self.commands.__getitem__)

    def ask(self, command: int, sequence: int, outgoing: bool = True, session: int = 0) -> int:
        self.commands.append(command)
        self.links.request(len(self.commands) - 1, session, outgoing, command, sequence)
        return len(self.commands) - 1

    def hear(self, command: int, sequence: int, outgoing: bool = False, session: int = 0) -> int:
        self.commands.append(command)
        return self.links.response(session, outgoing, command, sequence)


@pytest.fixture
def book() -> Book:
    return Book()


def test_a_response_finds_its_request(book: Book) -> None:
    first, second = book.ask(SUBMIT, 1), book.ask(SUBMIT, 2)
    assert book.hear(SUBMIT_RESP, 2) == second
    assert book.hear(SUBMIT_RESP, 1) == first


def test_the_two_ends_count_for_themselves(book: Book) -> None:
    """The centre's enquire_link 1 does not complete our bind 1."""
    ours, theirs = book.ask(9, 1), book.ask(ENQUIRE, 1, outgoing=False)
    assert book.hear(ENQUIRE_RESP, 1, outgoing=True) == theirs
    assert book.hear(0x80000009, 1) == ours


def test_sessions_count_for_themselves(book: Book) -> None:
    one, other = book.ask(SUBMIT, 1, session=1), book.ask(SUBMIT, 1, session=2)
    assert book.hear(SUBMIT_RESP, 1, session=2) == other
    assert book.hear(SUBMIT_RESP, 1, session=1) == one


def test_another_family_does_not_complete_a_request(book: Book) -> None:
    request = book.ask(SUBMIT, 5)
    assert book.hear(ENQUIRE_RESP, 5) == FOREIGN
    assert book.hear(SUBMIT_RESP, 5) == request


def test_a_nack_completes_by_its_number_alone_but_never_zero(book: Book) -> None:
    request = book.ask(SUBMIT, 5)
    assert book.hear(NACK, 5) == request
    book.ask(SUBMIT, 0)
    assert book.hear(NACK, 0) == FOREIGN


def test_a_second_answer_is_a_duplicate_and_an_answer_to_nothing_is_foreign(book: Book) -> None:
    request = book.ask(SUBMIT, 7)
    book.hear(SUBMIT_RESP, 7)
    assert book.hear(SUBMIT_RESP, 7) == DUPLICATE
    assert book.links.answered_row(0, False, SUBMIT_RESP, 7) == request
    assert book.hear(SUBMIT_RESP, 8) == FOREIGN


def test_a_number_used_again_while_open_keeps_both_requests(book: Book) -> None:
    first, second = book.ask(SUBMIT, 3), book.ask(SUBMIT, 3)
    assert sorted(book.links.open_rows()) == [first, second]
    assert {book.hear(SUBMIT_RESP, 3), book.hear(SUBMIT_RESP, 3)} == {first, second}
    assert book.hear(SUBMIT_RESP, 3) == DUPLICATE


def test_a_number_used_by_two_families_at_once_is_told_apart(book: Book) -> None:
    submit, enquire = book.ask(SUBMIT, 3), book.ask(ENQUIRE, 3)
    assert book.hear(SUBMIT_RESP, 3) == submit
    assert book.hear(ENQUIRE_RESP, 3) == enquire


def test_an_open_request_is_found_by_its_number_and_its_family(book: Book) -> None:
    submit, enquire = book.ask(SUBMIT, 7), book.ask(ENQUIRE, 7)
    open_row = book.links.open_row
    assert (open_row(0, True, SUBMIT, 7), open_row(0, True, ENQUIRE, 7)) == (submit, enquire)
    assert (open_row(0, True, SUBMIT, 8), open_row(0, False, SUBMIT, 7)) == (-1, -1)


def test_requests_without_an_answer_by_design_are_not_open(book: Book) -> None:
    book.ask(OUTBIND, 1, outgoing=False)
    book.ask(0x102, 2, outgoing=False)
    assert list(book.links.open_rows()) == []


def test_the_end_of_a_session_leaves_its_requests_open_for_ever(book: Book) -> None:
    left = [book.ask(SUBMIT, 1, session=1), book.ask(SUBMIT, 1, session=1)]
    stays = book.ask(SUBMIT, 1, session=2)
    assert book.links.end_session(1) == left
    assert list(book.links.open_rows()) == [stays]
    assert book.hear(SUBMIT_RESP, 1, session=1) == FOREIGN


def test_memory_of_what_was_answered_is_bounded(book: Book) -> None:
    for sequence in range(1, 60_000):
        book.ask(SUBMIT, sequence)
        book.hear(SUBMIT_RESP, sequence)
    assert book.hear(SUBMIT_RESP, 59_999) == DUPLICATE
    assert book.hear(SUBMIT_RESP, 1) == FOREIGN
