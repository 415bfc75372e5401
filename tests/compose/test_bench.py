"""What lies on the workbench, and what is to say of it."""

from __future__ import annotations

from smppconsole.compose.bench import Bench, as_form, as_octets, look, with_pdus
from smppconsole.compose.workbench import Sheet
from smppconsole.smpp.encode import encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu

ENQUIRE = encode(Pdu("enquire_link", sequence=9))
QUERY = encode(Pdu("query_sm", {"message_id": "7"}, sequence=9))


def test_a_sound_form_may_be_sent() -> None:
    looked = look(Bench(Sheet("query_sm", {"message_id": "7"})))
    assert (looked.send_words, looked.may_send, looked.may_send_anyway) == ("Send query_sm", True, False)
    assert looked.verdict == (Severity.NOTE, f"Nothing to refuse. {len(looked.pdus[0])} octets.")


def test_a_refused_form_names_the_field_and_counts_the_others() -> None:
    looked = look(Bench(Sheet("query_sm", {"message_id": "7" * 70, "source_addr": "1" * 30})))
    severity, words = looked.verdict
    assert severity is Severity.ERROR
    assert words.startswith("Refused: message_id: 70 characters")
    assert words.endswith("(and 1 more)")
    assert (looked.may_send, looked.may_send_anyway) == (False, True)


def test_a_form_without_meaning_may_not_be_sent_anyway() -> None:
    looked = look(Bench(Sheet("query_sm", {"source_addr_ton": "what"})))
    assert (looked.may_send, looked.may_send_anyway) == (False, False)


def test_octets_may_be_sent_whatever_they_are() -> None:
    looked = look(Bench(raw="ff", is_raw=True))
    assert (looked.send_words, looked.may_send, looked.pdus) == ("Send 1 octet", True, (b"\xff",))
    assert not look(Bench(is_raw=True)).may_send


def test_one_pdu_is_opened_as_a_form_under_the_next_number_and_several_as_octets() -> None:
    assert with_pdus(Bench(), [QUERY]).sheet == Sheet("query_sm", {"message_id": "7", **EMPTY})
    several = with_pdus(Bench(), [QUERY, ENQUIRE])
    assert (several.is_raw, look(several).pdus) == (True, (QUERY, ENQUIRE))
    assert with_pdus(Bench(), [QUERY[:20]]).is_raw


EMPTY = {"source_addr_ton": "0", "source_addr_npi": "0", "source_addr": ""}


def test_a_form_becomes_its_octets_and_octets_a_form() -> None:
    bench = as_octets(look(Bench(Sheet("query_sm", {"message_id": "7"}))))
    assert bench.is_raw
    assert look(bench).pdus[0][16:] == QUERY[16:]
    back, why = as_form(look(bench))
    assert back is not None
    assert (back.sheet.words["message_id"], why) == ("7", "")


def test_octets_that_no_form_can_say_stay_octets() -> None:
    back, why = as_form(look(with_pdus(Bench(), [QUERY[:20], ENQUIRE])))
    assert back is None
    assert why.startswith("These octets stay octets")


def test_without_octets_the_form_of_before_comes_back() -> None:
    back, _ = as_form(look(Bench(Sheet("unbind"), is_raw=True)))
    assert back == Bench(Sheet("unbind"))


def test_a_response_keeps_the_number_of_the_request_it_answers() -> None:
    answer = encode(Pdu("query_sm_resp", {"message_id": "7", "message_state": 2}, sequence=9))
    bench = with_pdus(Bench(), [answer])
    assert (bench.sheet.sequence, look(bench).pdus) == ("9", (answer,))
