"""``smppconsole request``: every request of an ESME beside submit_sm."""

from __future__ import annotations

from typing import Any

import pytest

from smppconsole.console.centre_rules import AnswerRules, CentreRules
from tests.kit.centres import StartCentre
from tests.kit.terminal import Ran, Terminal


@pytest.fixture
def request_of(terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "secret")

    def run(kind: str, *more: str, rules: CentreRules | None = None) -> Ran:
        where = ("--host", "127.0.0.1", "--port", start_centre(rules), "--system-id", "me", "--password-env", "SECRET")
        return terminal("request", kind, *more, *where, "--response-timeout", "0.5", "--json")

    return run


def octets_sent(ran: Ran) -> bytes:
    return bytes.fromhex(ran.of("sent")[0]["hex"])


@pytest.mark.parametrize(
    ("kind", "options", "command", "holds"),
    [
        ("query", ("--message-id", "77", "--from", "491511"), "query_sm", b"77\x00\x03\x00491511\x00"),
        ("cancel", ("--message-id", "77", "--from", "4915", "--to", "4917"), "cancel_sm", b"4917\0"),
        ("replace", ("--message-id", "77", "--from", "Test", "--text", "new"), "replace_sm", b"\3new"),
        ("data", ("--to", "491701234567", "--text", "hi"), "data_sm", bytes.fromhex("042400026869")),
        ("multi", ("--to", "Shop,list:FRIENDS", "--text", "hi"), "submit_multi", b"\2\1\5\0Shop\0\2FRIENDS\0"),
    ],
)  # fmt: skip
def test_each_request_is_sent_as_its_options_say(
    request_of: Any, kind: str, options: tuple[str, ...], command: str, holds: bytes
) -> None:
    ran = request_of(kind, *options)
    assert ran.of("sent")[0]["command"] == command
    assert holds in octets_sent(ran)
    assert ran.of("response")[0]["command"] == f"{command}_resp"
    assert ran.status == (1 if ran.of("response")[0]["command_status"] or kind == "multi" else 0)


def test_fields_and_tlvs_go_as_typed(request_of: Any) -> None:
    ran = request_of("query", "--message-id", "1", "--field", "source_addr_ton=9", "--tlv", "0x1401:31")
    assert octets_sent(ran).endswith(b"1\0\x09\0\0" + bytes.fromhex("1401000131"))


def test_a_long_text_in_data_sm_needs_no_parts(request_of: Any) -> None:
    ran = request_of("data", "--to", "491701234567", "--text", "x" * 400, "--carry", "payload")
    assert (ran.status, len(ran.of("sent"))) == (0, 1)


def test_octets_in_the_raw_go_as_they_are_and_their_answer_is_told(request_of: Any) -> None:
    ran = request_of("raw", "00000010 00000015 00000000 00000063")
    assert (ran.status, ran.of("response")[0]["command"]) == (0, "enquire_link_resp")
    assert ran.of("sent")[0]["hex"] == "00000010000000150000000000000063"


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        ("00000010 00000999 00000000 00000063", 1),
        ("00000010 80000015 00000000 00000063", 0),
        ("00000003", 1),
    ],
)
def test_what_a_raw_request_comes_to_is_its_status(request_of: Any, octets: str, status: int) -> None:
    assert request_of("raw", octets).status == status


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("query", ("--message-id", "x" * 65), "message_id"),
        ("cancel", ("--message-id", "1", "--to", "1" * 21), "destination_addr"),
        ("cancel", ("--to", "4917"), "which message? Give --message-id, or --from and --to"),
        ("query", ("--message-id", "1", "--bind-as", "rx"), "a receiver may not send query_sm"),
        ("multi", ("--to", "4917", "--text", "x" * 1000, "--carry", "single"), "short_message"),
        ("query", ("--message-id", "1", "--field", "esm_class=1"), "query_sm has no such field"),
        ("raw", ("no digits here",), "no hex"),
    ],
)
def test_what_is_refused_is_refused_by_name(request_of: Any, kind: str, options: tuple[str, ...], words: str) -> None:
    ran = request_of(kind, *options)
    assert (ran.status, words in ran.err) == (2, True), ran
    assert ran.kinds == [], "somebody was connected"


def test_a_centre_without_the_command_refuses_it(request_of: Any) -> None:
    ran = request_of("query", "--message-id", "1", rules=CentreRules(answers=AnswerRules(query=False)))
    assert ran.status == 1


def test_any_pdu_of_the_standard_is_sent_field_by_field(request_of: Any) -> None:
    ran = request_of("pdu", "query_sm", "--field", "message_id=77", "--tlv", "0x1401:31", "--sequence", "7")
    assert octets_sent(ran).endswith(bytes.fromhex("00000007") + b"77\0\0\0\0" + bytes.fromhex("1401000131"))
    assert ran.of("response")[0]["command"] == "query_sm_resp"


def test_a_response_nobody_asked_for_is_sent_with_its_status(request_of: Any) -> None:
    ran = request_of("pdu", "deliver_sm_resp", "--status", "ESME_RTHROTTLED", "--anyway")
    assert octets_sent(ran)[4:12] == bytes.fromhex("8000000500000058")
    assert ran.status == 0


def test_any_pdu_is_held_to_the_standard_unless_sent_anyway(request_of: Any) -> None:
    ran = request_of("pdu", "query_sm", "--field", "message_id=" + "x" * 70)
    assert (ran.status, "message_id" in ran.err) == (2, True)
    assert ran.kinds == [], "somebody was connected"
    lying = request_of("pdu", "enquire_link", "--field", "command_length=17", "--anyway")
    assert octets_sent(lying)[:4] == (17).to_bytes(4)
    assert request_of("pdu", "no_such_command").status == 2


def test_a_dictionary_of_the_program_names_tlvs_for_writing(request_of: Any) -> None:
    options = ("--to", "491701234567", "--text", "hi", "--dictionary", "india-dlt", "--tlv", "dlt_template_id=1007")
    assert bytes.fromhex("14010004") + b"1007" in octets_sent(request_of("data", *options))
