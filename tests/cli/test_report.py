"""The lines of a conversation."""

from __future__ import annotations

import io
import json
from typing import Any

from smppconsole.cli.output import Output
from smppconsole.cli.report import Report, milliseconds, shown, version_words
from smppconsole.console.binding import BindResult
from smppconsole.console.happenings import TurnedAway
from smppconsole.net.connect import Step
from smppconsole.net.tls import TlsFacts
from smppconsole.net.x509 import Certificate
from smppconsole.session.events import Answered, Closed, CloseReason, Unanswered, Why
from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD

ANSWER = bytes.fromhex("00000012800000040000000000000007") + b"9\0"


class Said:
    """What a report says, both ways."""

    def __init__(self) -> None:
        self.words, self.lines = io.StringIO(), io.StringIO()
        self.plain = Report(Output(False, self.words), STANDARD, Reading())
        self.json = Report(Output(True, self.lines), STANDARD, Reading())

    def tell(self, name: str, *arguments: Any, **place: Any) -> tuple[str, list[dict[str, Any]]]:
        for report in (self.plain, self.json):
            getattr(report, name)(*arguments, **place)
        return self.words.getvalue(), [json.loads(line) for line in self.lines.getvalue().splitlines()]


def test_who_was_turned_away_is_told_with_what_to_look_at() -> None:
    words, (event,) = Said().tell("turned_away", TurnedAway("192.0.2.7:4022", "outbind-fin", "it left", ("look",)))
    assert words == "turned away 192.0.2.7:4022: it left; still waiting\n           - look\n"
    assert (event["event"], event["address"], event["cause"]) == ("turned_away", "192.0.2.7:4022", "outbind-fin")
    assert (event["words"], event["advice"]) == ("it left", ["look"])


def test_only_steps_that_lead_on_are_told() -> None:
    said = Said()
    said.tell("step", Step("resolve", True, 0.001, "127.0.0.1:1"))
    said.tell("step", Step("connect", False, 0.001, "refused", "refused"))
    words, (event,) = said.tell("step", Step("connect", True, 0.0015, "127.0.0.1:1"))
    assert words == "connected  127.0.0.1:1\n"
    assert event == {"event": "connected", "address": "127.0.0.1:1", "ms": 1.5}


def test_what_tls_agreed_on_is_told() -> None:
    facts = TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", 256, Certificate(subject="CN=x", issuer="CN=ca"), "all")
    words, (event,) = Said().tell("step", Step("tls", True, 0.01, "TLSv1.3", facts=facts))
    assert words.startswith("tls ")
    assert {name: event[name] for name in ("event", "version", "subject")} == {
        "event": "tls", "version": "TLSv1.3", "subject": "CN=x",
    }  # fmt: skip
    assert (event["not_after"], words.endswith("; all\n")) == (None, True)


def test_a_refused_bind_is_an_error_with_advice() -> None:
    result = BindResult(False, "bind", "refused", ("look here", "and here"), 14, "ESME_RINVPASWD")
    words, (event,) = Said().tell("bound", result)
    assert words == "error      refused\n           - look here\n           - and here\n"
    assert (event["event"], event["step"], event["command_status"]) == ("error", "bind", 14)
    assert (event["status_name"], event["advice"]) == ("ESME_RINVPASWD", ["look here", "and here"])


def test_an_answer_carries_what_the_contract_names() -> None:
    answered = Answered(7, 4, ANSWER, 0, 0.0021, False)
    words, (event,) = Said().tell("response", answered, decode(ANSWER), " part 1 of 2", part=1, parts=2)
    assert words == "answered   7 part 1 of 2 ESME_ROK message_id 9 (2.1 ms)\n"
    contract = ("sequence_number", "command_status", "status_name", "message_id", "round_trip_ms", "part", "parts")
    assert [event[name] for name in contract] == [7, 0, "ESME_ROK", "9", 2.1, 1, 2]


def test_a_refusal_says_what_to_check_and_a_late_answer_that_it_is_late() -> None:
    refused = bytes.fromhex("0000001080000004000000580000000a")
    words, (event,) = Said().tell("response", Answered(10, 4, refused, 0x58, 6.0, True), decode(refused))
    assert STANDARD.status(0x58).check in words
    assert "late" in words
    assert (event["late"], event["message_id"]) == (True, "")


def test_silence_and_the_end_are_told_with_their_reason() -> None:
    said = Said()
    words, events = said.tell("unanswered", Unanswered(3, 4, Why.TIMEOUT))
    assert words == "unanswered submit_sm 3: no answer in time\n"
    assert (events[0]["event"], events[0]["why"]) == ("unanswered", "timeout")
    _, events = said.tell("closed", Closed(CloseReason.UNBIND_US, "answered"))
    assert [event["event"] for event in events[1:]] == ["unbound", "closed"]
    assert "unbound" in events[2]["reason"]


def test_a_keep_alive_of_the_peer_is_no_line_for_people() -> None:
    words, (event,) = Said().tell("alive", "peer")
    assert (words, event["sender"], event["round_trip_ms"]) == ("", "peer", None)


def test_commands_without_a_name_have_their_number() -> None:
    assert Said().plain.name(0x99) == "0x00000099"


def test_figures_in_words() -> None:
    assert (version_words(0x34), version_words(None)) == ("3.4", None)
    assert (milliseconds(0.0012345), milliseconds(None)) == (1.234, None)


def test_a_password_is_shown_masked() -> None:
    bind = bytes.fromhex("0000001d000000090000000000000001") + b"me\0secret\0\0\x34\0\0\0"
    assert bytes.fromhex(shown(bind)) == bind.replace(b"secret", b"******")


def test_what_is_wrong_with_an_answer_is_told_below_it() -> None:
    odd = bytes.fromhex("00000018800000040000000000000007") + b"9\0" + bytes.fromhex("140100ff0a0b")
    words, (event,) = Said().tell("response", Answered(7, 4, odd, 0, 0.002, False), decode(odd))
    _, *below = words.splitlines()
    assert any(line.startswith("           error: tlv_0x1401 claims 255 octets") for line in below)
    assert "tlv-overrun" in [finding["id"] for finding in event["findings"]]


def test_an_answer_without_fault_has_no_lines_below() -> None:
    words, (event,) = Said().tell("response", Answered(7, 4, ANSWER, 0, 0.002, False), decode(ANSWER))
    assert len(words.splitlines()) == 1
    assert [one for one in event["findings"] if one["severity"] != "note"] == []


def test_an_answer_of_a_header_alone_leaves_no_gap() -> None:
    bare = bytes.fromhex("00000010800000030000006700000002")
    words, _ = Said().tell("response", Answered(2, 3, bare, 0x67, 0.001, False), decode(bare))
    assert words.startswith("answered   2 ESME_RQUERYFAIL (1.0 ms)")
