from __future__ import annotations

from smppconsole.trace.id_index import IdIndex, given_id
from tests.kit.traces import answer


def test_an_id_leads_to_its_numbers_and_the_newest_table_is_asked_first() -> None:
    index = IdIndex()
    for number in range(100_000):
        index.add(f"id{number}", number)
    assert all(number in index.find(f"id{number}") for number in range(0, 100_000, 777))
    assert [number for number in index.find("nobody") if number == 5] == []


def test_several_numbers_may_stand_under_one_id() -> None:
    index = IdIndex()
    index.add("a", 1)
    index.add("b", 2)
    index.add("a", 3)
    assert sorted(index.find("a")) == [1, 3]


def test_an_id_given_to_everything_stays_cheap_and_the_latest_is_found() -> None:
    index = IdIndex()
    for number in range(200_000):
        index.add("0", number)
    found = list(index.find("0"))
    assert 199_999 in found
    assert len(found) <= 8


def test_an_empty_index_knows_nothing() -> None:
    assert list(IdIndex().find("x")) == []


def test_the_id_of_a_response_is_what_it_begins_with() -> None:
    assert given_id(answer(1, "A1")) == "A1"
    assert given_id(answer(1, "A1")[:-1]) == "A1"
    assert given_id(answer(1)[:16]) == ""
