"""What a filter that is being typed could go on with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace.filter import parse
from smppconsole.trace.filter_completion import complete
from smppconsole.trace.record import Ends

NODE, OTHER = Ends("NT TRX", account="Node TRX"), Ends("OT RX", account="Other")


def candidates(text: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in complete(text, cursor).candidates]


def test_names_complete_at_the_start_and_behind_and_or_not_and_a_bracket() -> None:
    assert "command" in candidates("")
    for text in ("dest", "mark and dest", "mark or dest", "not dest", "(dest"):
        assert "destination_addr" in candidates(text)
        assert complete(text).start == len(text) - 4


def test_the_start_of_a_name_goes_before_its_middle() -> None:
    found = candidates("addr")
    assert found[0].startswith("addr")
    assert "source_addr" in found


def test_operators_complete_behind_a_name_and_joins_behind_a_word_that_stands_alone() -> None:
    assert "==" in candidates("destination_addr ")
    assert candidates("unanswered ") == ["and", "or"]
    assert candidates("text ~ x ") == ["and", "or"]


def test_values_complete_behind_an_operator() -> None:
    assert candidates("command == submit_") == ["submit_sm", "submit_multi", "submit_sm_resp", "submit_multi_resp"]
    assert candidates("status == ESME_RTHR") == ["ESME_RTHROTTLED"]
    assert "international" in candidates("dest_addr_ton == ")
    assert "udh-without-udhi" in candidates("finding == udh")
    assert candidates("direction == ") == ["in", "out"]
    assert candidates("text ~ ") == []


def test_tags_complete_behind_tlv() -> None:
    assert "message_payload" in candidates("tlv message_p")


def test_completion_is_about_the_cursor_and_never_raises() -> None:
    assert complete("comm == 1", 4).candidates[0].text == "command"
    assert candidates('"open') == []


def test_a_sign_that_stands_for_a_word_is_replaced_whole() -> None:
    found = complete("!", 1)
    assert (found.start, found.stop, found.candidates[0].text) == (0, 1, "not")


@given(st.text(max_size=30), st.integers(0, 30))
def test_anything_can_be_completed(text: str, cursor: int) -> None:
    found = complete(text, min(cursor, len(text)))
    assert 0 <= found.start <= found.stop <= len(text)


def test_sessions_complete_by_their_titles_and_accounts() -> None:
    found = [one.text for one in complete("session == ", None, sessions=(NODE, OTHER)).candidates]
    assert found == ['"NT TRX"', '"OT RX"', '"Node TRX"', '"Other"']
    assert [one.text for one in complete("session == node", sessions=(NODE, OTHER)).candidates] == ['"Node TRX"']
    assert all(parse(f"session == {one}").text for one in found)


def test_values_among_several_complete_too() -> None:
    assert candidates("status in (") == candidates("status == ")
    assert candidates("command in (submit_sm, deliv") == ["deliver_sm", "deliver_sm_resp"]
    assert "command" in candidates("(comm")
    assert "and" in candidates("status in (1, 2) ")


def test_states_of_receipts_complete() -> None:
    assert candidates("state == DEL") == ["DELIVERED", "DELETED", "UNDELIVERABLE"]


def test_a_tag_that_is_begun_in_hex_goes_on_so() -> None:
    assert candidates("tlv 0x042") == [
        "0x0420",
        "0x0421",
        "0x0422",
        "0x0423",
        "0x0424",
        "0x0425",
        "0x0426",
        "0x0427",
        "0x0428",
    ]


def test_values_of_one_word_are_offered_once_with_all_their_numbers() -> None:
    rows = complete("data_coding == oct").candidates
    assert [one.text for one in rows] == ["octets_8_bit_binary"]
    assert rows[0].words.startswith("2 octets")
    assert "4 octets" in rows[0].words
