"""``smppconsole send`` against the node-smpp message centre: alphabets, long texts, receipts, each of its faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.peers import NodeCentre, require_tool
from tests.kit.terminal import Ran, Terminal

pytestmark = pytest.mark.peer

RECEIPTS = ("--receipt", "final", "--wait-receipt", "5")
LONG = {
    "gsm7": "The quick brown fox {jumps} over the lazy dog, €5. " * 8,
    "latin1": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. " * 6,
    "ucs2": "Съешь ещё этих мягких французских булок 😀. " * 6,
}


@pytest.fixture(scope="module")
def centre() -> Iterator[NodeCentre]:
    running = NodeCentre("--dlr", "30", "--late", "1200")
    yield running
    running.stop()


@pytest.fixture
def send(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "password")

    def run(centre: NodeCentre, *more: str, to: str = "491701234567", text: str = "hello") -> Ran:
        where = ("--host", "127.0.0.1", "--port", centre.port, "--system-id", "smppclient", "--password-env", "SECRET")
        message = ("--response-timeout", "0.6", "--from", "Test", "--to", to, "--text", text, "--json")
        return terminal("send", *where, *message, *more)

    return run


@pytest.mark.parametrize("alphabet", LONG)
@pytest.mark.parametrize("carry", ["udh8", "udh16", "sar", "payload"])
def test_a_long_text_arrives_whole_with_every_receipt_tied(
    centre: NodeCentre, send: Any, alphabet: str, carry: str
) -> None:
    before = len(centre.received("submit_sm"))
    ran = send(
        centre,
        "--alphabet",
        alphabet,
        "--carry",
        carry,
        "--receipt",
        "final",
        "--wait-receipt",
        "5",
        text=LONG[alphabet],
    )
    assert ran.status == 0, ran
    answers, receipts = ran.of("response"), ran.of("receipt")
    arrived = centre.received("submit_sm", before + len(answers))[before:]
    assert len(arrived) == len(answers) == len(receipts) == answers[0]["parts"]
    assert (len(arrived) == 1) == (carry == "payload")
    assert {receipt["message_id"] for receipt in receipts} == {answer["message_id"] for answer in answers}
    assert sorted(receipt["part"] for receipt in receipts) == list(range(1, len(arrived) + 1))
    assert {(receipt["state"], receipt["matched_by"]) for receipt in receipts} == {("DELIVERED", "same text")}
    assert _text(arrived, carry) == LONG[alphabet]


def test_receipts_are_tied_by_the_forms_that_the_options_say(send: Any) -> None:
    other = NodeCentre("--dlr", "30", "--id", "hex", "--dlr-id", "hex2dec")
    try:
        ran = send(other, *RECEIPTS, "--response-id-form", "hex", "--receipt-id-form", "decimal")
        (receipt,) = ran.of("receipt")
    finally:
        other.stop()
    assert (ran.status, receipt["matched_by"]) == (0, "hex then decimal")


def _text(pdus: list[dict[str, Any]], carry: str) -> str:
    """The text as node-smpp read it out of the parts."""
    if carry == "payload":
        return str(_message(pdus[0]["message_payload"]))
    return "".join(str(_message(pdu["short_message"])) for pdu in pdus)


def _message(value: Any) -> Any:
    return value["message"] if isinstance(value, dict) else value


def test_the_conversation_is_told_from_connect_to_close(centre: NodeCentre, send: Any) -> None:
    ran = send(centre, *RECEIPTS)
    assert ran.kinds == ["connected", "bound", "sent", "response", "receipt", "unbound", "closed"]
    assert (ran.of("bound")[0]["system_id"], ran.of("bound")[0]["interface_version"]) == ("NODESMSC", "3.4")
    assert ran.of("response")[0]["round_trip_ms"] > 0
    assert ran.err == ""


def test_what_is_said_to_be_sent_is_what_arrives(centre: NodeCentre, send: Any) -> None:
    before = len(centre.received("submit_sm"))
    ran = send(centre, "--tlv", "0x1401:313233", "--service-type", "CMT", "--protocol-id", "65", text="hi")
    pdu = centre.received("submit_sm", before + 1)[-1]
    assert (pdu["service_type"], pdu["protocol_id"], pdu["source_addr"]) == ("CMT", 65, "Test")
    assert (pdu["source_addr_ton"], pdu["dest_addr_ton"], pdu["dest_addr_npi"]) == (5, 1, 1)
    octets = bytes.fromhex(ran.of("sent")[0]["hex"])
    assert len(octets) == pdu["command_length"]
    assert octets.endswith(bytes.fromhex("140100033132 33"))


FAULTS = {
    "0001": (1, "ESME_RINVDSTADR"),
    "0002": (1, "ESME_RTHROTTLED"),
    "0003": (1, "ESME_RMSGQFUL"),
    "0004": (1, "ESME_RSUBMITFAIL"),
    "0005": (4, "no answer in time"),
    "0006": (1, "ESME_RINVCMDID"),
    "0007": (4, "no request of ours has that number"),
    "0008": (0, "duplicate"),
    "0009": (3, "reset"),
    "0010": (1, "0x0000040"),
    "0011": (3, "within a PDU"),
    "0012": (4, "deliver_sm_resp with sequence number"),
    "0013": (3, "command_length says 8"),
    "0014": (5, "UNDELIVERABLE"),
    "0015": (4, "no answer in time"),
}


@pytest.mark.parametrize(("code", "status", "words"), [(code, *row) for code, row in FAULTS.items()])
def test_each_fault_of_the_centre_has_its_words_and_its_status(
    centre: NodeCentre, send: Any, code: str, status: int, words: str
) -> None:
    more = RECEIPTS if code == "0014" else ()
    ran = send(centre, *more, to=f"49170123{code}")
    assert ran.status == status, ran
    assert words in ran.out
    assert ran.events[-1]["event"] == "closed"
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--bindfail", "13"), 1, "ESME_RBINDFAIL"),
        (("--bindfail", "5"), 1, "ESME_RALYBND"),
        (("--user", "other:password"), 1, "ESME_RINVSYSID"),
        (("--user", "smppclient:wrong"), 1, "ESME_RINVPASWD"),
        (("--bind-delay", "3000"), 4, "not answered in time"),
        (("--drop", "10", "--resp-delay", "300"), 3, "the connection ended first"),
        (("--unbind", "10", "--resp-delay", "300"), 3, "the connection ended first"),
        (("--raw", "4746542f312e310d0a0d0a@0", "--resp-delay", "100"), 3, "command_length says"),
    ],
)
def test_a_centre_that_will_not_is_told_apart(
    node_centre: Any, send: Any, options: tuple[str, ...], status: int, words: str
) -> None:
    ran = send(node_centre(*options))
    assert ran.status == status, ran
    assert words in ran.out


@pytest.mark.parametrize(
    "options",
    [
        ("--fragment", "3:1"),
        ("--coalesce", "30"),
        ("--resp-jitter", "80"),
        ("--dlr-first",),
        ("--id", "hex"),
        ("--id", "uuid"),
        ("--dlr-format", "short"),
        ("--dlr-format", "lower"),
        ("--dlr-format", "nodate"),
        ("--dlr-format", "sec"),
        ("--dlr-tlv", "0"),
        ("--enquire", "10"),
    ],
    ids=" ".join,
)
def test_receipts_are_tied_however_the_centre_sends_them(node_centre: Any, send: Any, options: tuple[str, ...]) -> None:
    ran = send(node_centre("--dlr", "40", *options), *RECEIPTS, text=LONG["gsm7"])
    assert ran.status == 0, ran
    assert all(receipt["matched_by"] for receipt in ran.of("receipt"))


def test_ids_in_another_base_are_tied_where_the_account_says_so(
    node_centre: Any, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smppconsole.console.account import Account
    from smppconsole.console.accounts import AccountBook

    port = node_centre("--id", "hex", "--dlr-id", "hex2dec", "--dlr", "30").port
    monkeypatch.setenv("SECRET", "password")
    account = Account(name="Odd", host="127.0.0.1", port=port, system_id="smppclient", receipt_id_rule="hex-to-decimal")
    AccountBook().save(account)
    message = ("--to", "491701234567", "--text", "x", *RECEIPTS, "--json")
    ran = terminal("send", "--account", "Odd", "--password-env", "SECRET", *message)
    assert (ran.status, ran.of("receipt")[0]["matched_by"]) == (0, "hex then decimal")


def test_many_messages_keep_the_window_and_are_all_answered(node_centre: Any, send: Any) -> None:
    centre = node_centre("--window", "3", "--resp-delay", "5")
    ran = send(centre, "--count", "40", "--window", "3")
    assert ran.status == 0
    assert [event["message"] for event in ran.of("response")] == list(range(1, 41))
    assert len({event["sequence_number"] for event in ran.of("sent")}) == 40


def test_the_password_is_in_no_line_and_no_capture(node_centre: Any, send: Any, tmp_path: Path) -> None:
    path = tmp_path / "talk.pcapng"
    ran = send(node_centre(), "--capture", str(path))
    assert b"password".hex() not in ran.out
    octets = path.read_bytes()
    assert b"smppclient\0********\0" in octets
    assert b"smppclient\0password" not in octets


def test_wireshark_reads_what_was_captured(node_centre: Any, send: Any, tmp_path: Path) -> None:
    import subprocess

    tshark = require_tool("tshark")
    path = tmp_path / "talk.pcapng"
    send(node_centre("--dlr", "30"), "--capture", str(path), *RECEIPTS)
    told = subprocess.run([tshark, "-r", str(path), "-Y", "smpp"], capture_output=True, text=True, check=True)
    assert [word in told.stdout for word in ("Bind_transceiver", "Submit_sm", "Deliver_sm", "Unbind")] == [True] * 4
