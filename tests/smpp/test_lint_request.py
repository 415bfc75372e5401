"""Rules about destinations, queries and answers."""

from __future__ import annotations

from smppconsole.smpp.lint_examples import made
from smppconsole.smpp.pdu import Pdu
from tests.kit.judged import ids, words


def multi(*numbers: str) -> Pdu:
    listed = tuple(
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": number} for number in numbers
    )
    return made("submit_multi", dest_address=listed, short_message=b"Hello")


def test_each_repeated_destination_is_told() -> None:
    pdu = multi("491701234567", "491701234568", "491701234567")
    assert words(pdu, "destination-twice") == ["491701234567 is among the destinations twice."]
    assert "destination-twice" not in ids(multi("491701234567", "491701234568"))


def test_a_message_to_its_own_sender_goes_there_once() -> None:
    listed = ({"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491701234567"},)
    own = {"source_addr_ton": 1, "source_addr_npi": 1, "source_addr": "491701234567"}
    assert "destination-twice" not in ids(made("submit_multi", dest_address=listed, short_message=b"Hello", **own))


def test_a_list_of_255_is_one_too_many() -> None:
    numbers = [f"4917012345{number:03}" for number in range(255)]
    assert "destinations-count" in ids(multi(*numbers))
    assert "destinations-count" not in ids(multi(*numbers[:254]))


def test_an_answer_that_refuses_needs_no_id() -> None:
    assert "no-message-id" not in ids(made("submit_sm_resp", status=0x0B))
    assert "no-message-id" not in ids(made("data_sm_resp", message_id=""))  # an ESME gives out no ids


def test_cancelling_by_addresses_tells_whose_messages_go() -> None:
    assert words(made("cancel_sm", source_addr="12345"), "cancels-all") == [
        "Without message_id all pending messages from this source to anybody are cancelled."
    ]


def test_the_date_of_a_final_state() -> None:
    date = "260301143000004+"
    assert "final-date" in ids(made("query_sm_resp", message_id="1", message_state=1, final_date=date))
    assert "final-date" not in ids(made("query_sm_resp", message_id="1", message_state=6, final_date=""))
