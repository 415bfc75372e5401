"""Rules about the flags of a message, its destinations, and about queries, cancels and answers."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.content import MESSAGE_PAYLOAD
from smppconsole.smpp.dcs import read_data_coding
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import data, deliver, made, octets, submit, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.pdu import Pdu

_MODE, _TYPE = 0x03, 0x3C
_TRANSACTION = 0x02
_TYPES = frozenset((0x00, 0x04, 0x08, 0x10, 0x18, 0x20))
_CENTRE_TYPES = frozenset((0x04, 0x18, 0x20))
_RECEIPT_BITS, _SUCCESS_ONLY, _RESERVED_BITS = 0x03, 0x03, 0xE0
_REPLACE_TYPES = range(0x40, 0x48)  # protocol_id: replace a message already there
_MOST_DESTINATIONS = 254
_FINAL = frozenset((2, 3, 4, 5, 8, 9))
_USER_MESSAGE_REFERENCE, _RECEIPTED_ID = 0x0204, 0x001E


def _esm_type(case: Case) -> Iterator[Spot]:
    kind = case.number("esm_class") & _TYPE
    if kind not in _TYPES:
        yield case.spot("esm_class", f"The message type 0x{kind:02X} in esm_class is reserved.")


def _esm_direction(case: Case) -> Iterator[Spot]:
    kind = case.number("esm_class") & _TYPE
    if kind in _CENTRE_TYPES:
        yield case.spot("esm_class", f"Message type 0x{kind:02X} (receipts and notifications) is for centres to send.")


def _esm_transaction(case: Case) -> Iterator[Spot]:
    if case.number("esm_class") & _MODE == _TRANSACTION:
        yield case.spot("esm_class", f"Transaction mode is for data_sm; 3.4 does not have it in {case.name}.")


def _registered_reserved(case: Case) -> Iterator[Spot]:
    bits = case.number("registered_delivery") & _RESERVED_BITS
    if bits:
        yield case.spot("registered_delivery", f"registered_delivery has reserved bits set (0x{bits:02X}).")


def _registered_success(case: Case) -> Iterator[Spot]:
    if case.number("registered_delivery") & _RECEIPT_BITS == _SUCCESS_ONLY:
        yield case.spot("registered_delivery", "registered_delivery 3 is reserved in 3.4; 5.0 makes it success only.")


def _priority(case: Case) -> Iterator[Spot]:
    most = 4 if case.name == "broadcast_sm" else 3
    if case.number("priority_flag") > most:
        yield case.spot("priority_flag", f"priority_flag is {case.number('priority_flag')}; {most} is the highest.")


def _replace_flag(case: Case) -> Iterator[Spot]:
    if case.number("replace_if_present_flag") > 1:
        value = case.number("replace_if_present_flag")
        yield case.spot("replace_if_present_flag", f"replace_if_present_flag is {value}; it is 0 or 1.")


def _replace_multi(case: Case) -> Iterator[Spot]:
    if case.number("replace_if_present_flag"):
        yield case.spot("replace_if_present_flag", "submit_multi cannot replace messages; the flag must be 0.")


_FIXED = ("schedule_delivery_time", "validity_period", "replace_if_present_flag", "sm_default_msg_id")


def _deliver_fixed(case: Case) -> Iterator[Spot]:
    for name in _FIXED:
        if case.text(name) or case.number(name):
            yield case.spot(name, f"{name} is set in a deliver_sm, where 3.4 leaves it empty.")


def _default_message(case: Case) -> Iterator[Spot]:
    if case.number("sm_default_msg_id") and case.content is not None and case.content.octets:
        yield case.spot("sm_default_msg_id", "sm_default_msg_id asks for a text of the centre, and a text is here.")


def _data_coding_reserved(case: Case) -> Iterator[Spot]:
    if case.has("data_coding") and read_data_coding(case.data_coding).reserved:
        yield case.spot("data_coding", f"data_coding 0x{case.data_coding:02X} is reserved.")


def _data_coding_passed_on(case: Case) -> Iterator[Spot]:
    if 0x10 <= case.data_coding <= 0x7F or 0xE0 <= case.data_coding <= 0xEF:
        words = read_data_coding(case.data_coding).words
        yield case.spot("data_coding", f"SMPP reserves data_coding 0x{case.data_coding:02X}; in GSM it says {words}.")


def _data_coding_compressed(case: Case) -> Iterator[Spot]:
    if read_data_coding(case.data_coding).compressed:
        words = f"data_coding 0x{case.data_coding:02X} says compressed, which hardly a phone reads."
        yield case.spot("data_coding", words)


def _sm_length_255(case: Case) -> Iterator[Spot]:
    if case.number("sm_length") > 254:
        yield case.spot("sm_length", "sm_length is 255; 3.4 allows 254.")


def _text_twice(case: Case) -> Iterator[Spot]:
    payload = case.tlv(MESSAGE_PAYLOAD)
    if payload is not None and case.number("sm_length"):
        yield payload.spot("short_message and message_payload both hold something; only one may.")


def _no_text(case: Case) -> Iterator[Spot]:
    coding = read_data_coding(case.data_coding)
    silent = case.number("sm_default_msg_id") or case.number("protocol_id") in _REPLACE_TYPES or coding.waiting
    if not silent and case.tlv(MESSAGE_PAYLOAD) is None and not case.number("sm_length"):
        yield case.spot("sm_length", "The message has no text: neither short_message nor message_payload.")


def _data_without_payload(case: Case) -> Iterator[Spot]:
    reports = case.number("esm_class") & _TYPE or case.tlv(_RECEIPTED_ID)
    if case.tlv(MESSAGE_PAYLOAD) is None and not reports:
        yield Spot(0, len(case.decoded.octets), "data_sm carries its text in message_payload, and there is none.")


def _destinations(case: Case) -> Iterator[Spot]:
    count = case.number("number_of_dests")
    if count == 0 or count > _MOST_DESTINATIONS:
        yield case.spot("number_of_dests", f"number_of_dests is {count}; 1 to {_MOST_DESTINATIONS} are allowed.")


def _same_destination(case: Case) -> Iterator[Spot]:
    seen: set[tuple[int, str]] = set()
    for address in case.addresses:
        key = (address.ton, address.text)
        if address.role == "destination" and address.text and key in seen:
            yield address.spot(f"{address.text} is among the destinations twice.")
        seen.add(key)


def _refused_without_reason(case: Case) -> Iterator[Spot]:
    for row, start, end, value in case.decoded.spans:
        if row is not None and row.name == "error_status_code" and value == 0:
            yield Spot(start, end - start, "A destination is listed as refused with status 0.")


def _no_message_id(case: Case) -> Iterator[Spot]:
    if case.header.status == 0 and case.has("message_id") and not case.text("message_id"):
        yield case.spot("message_id", "The message was taken, and the answer gives it no id.")


def _deliver_answer_id(case: Case) -> Iterator[Spot]:
    if case.text("message_id"):
        yield case.spot("message_id", "deliver_sm_resp has a message_id; the field is not used and stays empty.")


def _id_needed(case: Case) -> Iterator[Spot]:
    if not case.text("message_id"):
        yield case.spot("message_id", f"{case.name} names no message.")


def _cancels_all(case: Case) -> Iterator[Spot]:
    if not case.text("message_id"):
        to = case.text("destination_addr") or "anybody"
        words = f"Without message_id all pending messages from this source to {to} are cancelled."
        yield case.spot("message_id", words)


def _query_state(case: Case) -> Iterator[Spot]:
    state = case.number("message_state")
    if case.header.status == 0 and state > 9:
        yield case.spot("message_state", f"message_state {state} is reserved.")


def _query_date(case: Case) -> Iterator[Spot]:
    final, dated = case.number("message_state") in _FINAL, bool(case.text("final_date"))
    if case.header.status == 0 and final != dated and case.has("final_date"):
        words = (
            "The state is final without final_date." if final else "final_date is given, and the state is not final."
        )
        yield case.spot("final_date", words)


def _broadcast_replace(case: Case) -> Iterator[Spot]:
    named = bool(case.text("message_id")), case.tlv(_USER_MESSAGE_REFERENCE) is not None
    if case.number("replace_if_present_flag") and sum(named) != 1:
        words = "To replace, give message_id or user_message_reference, and only one of them."
        yield case.spot("replace_if_present_flag", words)


_SUBMITS = frozenset(("submit_sm", "submit_multi"))
_WITH_CODING = frozenset(("submit_sm", "submit_multi", "deliver_sm", "data_sm", "broadcast_sm"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_BROADCAST = (tlv(0x0601, "000010"), tlv(0x0604, "0001"), tlv(0x0605, "090005"), tlv(0x0606, "0061726561"))
_SHOP = "00" + "050053686f7000"
_TAIL = "000000" + "0000" + "00000000" + "0548656c6c6f"
_ONE = "0101013439313730313233343500"


def _multi(**fields: int) -> Pdu:
    destination: dict[str, int | str | bytes] = {
        "dest_flag": 1,
        "dest_addr_ton": 1,
        "dest_addr_npi": 1,
        "destination_addr": "4917012345",
    }
    return made("submit_multi", dest_address=(destination,), short_message=b"Hello", **fields)


RULES: tuple[LintRule, ...] = (
    LintRule(
        "esm-type-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.12",
        "The message type in esm_class is one of the standard's.",
        "Send 0x00, or 0x40 with a user data header.",
        _esm_type,
        submit(esm_class=0x0C),
        submit(esm_class=0x00),
    ),
    LintRule(
        "esm-type-direction",
        _WARNING,
        "SMPP 3.4, 5.2.12",
        "Receipts and notifications come from the centre.",
        "Send 0x00; to ask for a receipt set registered_delivery.",
        _esm_direction,
        submit(esm_class=0x04),
        submit(registered_delivery=1),
        _SUBMITS,
    ),
    LintRule(
        "esm-transaction",
        _WARNING,
        "SMPP 3.4, 5.2.12",
        "Transaction mode belongs to data_sm (and to submit_sm in 5.0).",
        "Send mode 0, or use data_sm.",
        _esm_transaction,
        submit(esm_class=0x02),
        submit(esm_class=0x03),
        _SUBMITS,
    ),
    LintRule(
        "registered-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.17",
        "The upper three bits of registered_delivery are 0.",
        "Send 1 for a receipt in any case, 2 for failures only, 0 for none.",
        _registered_reserved,
        submit(registered_delivery=0x21),
        submit(registered_delivery=0x11),
    ),
    LintRule(
        "registered-success-only",
        _NOTE,
        "SMPP 5.0, 4.7.21",
        "registered_delivery 3 asks for a receipt on success, and only 5.0 has it.",
        "Send 1 to a centre of 3.4. One provider reads 3 as intermediate and final.",
        _registered_success,
        submit(registered_delivery=3),
        submit(registered_delivery=1),
    ),
    LintRule(
        "priority-range",
        _WARNING,
        "SMPP 3.4, 5.2.14",
        "priority_flag is 0 to 3 (4 in a cell broadcast).",
        "Send 0; on GSM other values change little.",
        _priority,
        submit(priority_flag=5),
        submit(priority_flag=3),
    ),
    LintRule(
        "replace-flag",
        _WARNING,
        "SMPP 3.4, 5.2.18",
        "replace_if_present_flag is 0 or 1.",
        "Send 0.",
        _replace_flag,
        submit(replace_if_present_flag=2),
        submit(replace_if_present_flag=1),
    ),
    LintRule(
        "replace-multi",
        _WARNING,
        "SMPP 3.4, 4.5.1",
        "submit_multi does not replace messages.",
        "Send 0, or one submit_sm for each destination.",
        _replace_multi,
        _multi(replace_if_present_flag=1),
        _multi(),
        frozenset(("submit_multi",)),
    ),
    LintRule(
        "deliver-fixed",
        _NOTE,
        "SMPP 3.4, 4.6.1",
        "In deliver_sm the times, the replace flag and sm_default_msg_id are empty.",
        "Nothing: receivers ignore them. 5.0 allows the times between centres.",
        _deliver_fixed,
        deliver(validity_period="000001000000000R"),
        deliver(),
        frozenset(("deliver_sm",)),
    ),
    LintRule(
        "default-message-and-text",
        _NOTE,
        "SMPP 3.4, 5.2.20",
        "sm_default_msg_id names a text of the centre, and then the message has none of its own.",
        "Send 0 unless the centre keeps such a text for you.",
        _default_message,
        submit(sm_default_msg_id=7),
        submit(sm_default_msg_id=7, short_message=b""),
        _SUBMITS,
    ),
    LintRule(
        "data-coding-reserved",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "data_coding is a value that SMPP or 3GPP TS 23.038 gives a meaning.",
        "Send 0, 3 or 8 for text, 4 for octets.",
        _data_coding_reserved,
        submit(data_coding=0x0B),
        submit(data_coding=0x00),
        _WITH_CODING,
    ),
    LintRule(
        "data-coding-passed-on",
        _NOTE,
        "SMPP 3.4, 5.2.19",
        "Values that SMPP reserves are handed on to the phone by most GSM centres.",
        "Use 0xF0 and up for a message class; ask the provider for the others.",
        _data_coding_passed_on,
        submit(data_coding=0x10),
        submit(data_coding=0xF0),
        _WITH_CODING,
    ),
    LintRule(
        "data-coding-compressed",
        _WARNING,
        "3GPP TS 23.038, 4",
        "Text is not compressed.",
        "Clear bit 5 of data_coding.",
        _data_coding_compressed,
        submit(data_coding=0x20),
        submit(data_coding=0x00),
        _WITH_CODING,
    ),
    LintRule(
        "sm-length-255",
        _WARNING,
        "SMPP 3.4, 5.2.21",
        "short_message has 254 octets at most.",
        "Send longer texts in parts or in message_payload; 5.0 allows 255.",
        _sm_length_255,
        submit(short_message=b"x" * 255),
        submit(),
        frozenset(("submit_sm", "submit_multi", "deliver_sm", "replace_sm")),
    ),
    LintRule(
        "text-twice",
        _ERROR,
        "SMPP 3.4, 5.3.2.32",
        "A text stands in short_message or in message_payload, not in both.",
        "Send sm_length 0 with message_payload; 3.4 refuses both, 5.0 takes the payload.",
        _text_twice,
        submit(tlv(0x0424, "48656c6c6f")),
        submit(tlv(0x0424, "48656c6c6f"), short_message=b""),
    ),
    LintRule(
        "no-text",
        _WARNING,
        "SMPP 3.4, 5.2.22",
        "A message has a text.",
        "Fill short_message or message_payload; many centres answer ESME_RINVMSGLEN.",
        _no_text,
        submit(short_message=b""),
        submit(short_message=b"Hello"),
        _SUBMITS,
    ),
    LintRule(
        "data-without-payload",
        _WARNING,
        "SMPP 5.0, 4.2.2",
        "data_sm has its text in message_payload.",
        "Add message_payload; the centre answers ESME_RMISSINGTLV without it.",
        _data_without_payload,
        data(),
        data(tlv(0x0424, "48656c6c6f")),
        frozenset(("data_sm",)),
    ),
    LintRule(
        "destinations-count",
        _ERROR,
        "SMPP 3.4, 5.2.24",
        "submit_multi has 1 to 254 destinations.",
        "Split a longer list; 5.0 allows 255.",
        _destinations,
        octets(0x21, _SHOP + "00" + _TAIL),
        octets(0x21, _SHOP + "01" + _ONE + _TAIL),
        frozenset(("submit_multi",)),
    ),
    LintRule(
        "destination-twice",
        _NOTE,
        "SMPP 3.4, 4.5.1",
        "Each destination is in the list once.",
        "Take it out, or it gets the message twice.",
        _same_destination,
        octets(0x21, _SHOP + "02" + _ONE + _ONE + _TAIL),
        octets(0x21, _SHOP + "01" + _ONE + _TAIL),
        frozenset(("submit_multi",)),
    ),
    LintRule(
        "refused-without-reason",
        _WARNING,
        "SMPP 3.4, 4.5.2",
        "A destination in unsuccess_sme has the status that refused it.",
        "Report it to the centre: 0 means success.",
        _refused_without_reason,
        octets(0x80000021, "3100" + "01" + "01013439313700" + "00000000"),
        octets(0x80000021, "3100" + "01" + "01013439313700" + "0000000b"),
        frozenset(("submit_multi_resp",)),
    ),
    LintRule(
        "no-message-id",
        _WARNING,
        "SMPP 3.4, 5.2.23",
        "An answer that takes a message gives it an id.",
        "Report it to the centre: receipts cannot be matched without an id.",
        _no_message_id,
        made("submit_sm_resp", message_id=""),
        made("submit_sm_resp", message_id="1a2b"),
        frozenset(("submit_sm_resp", "submit_multi_resp", "data_sm_resp", "broadcast_sm_resp")),
    ),
    LintRule(
        "deliver-answer-id",
        _NOTE,
        "SMPP 3.4, 4.6.2",
        "deliver_sm_resp has an empty message_id.",
        "Send one NUL octet; nobody reads it.",
        _deliver_answer_id,
        made("deliver_sm_resp", message_id="1a2b"),
        made("deliver_sm_resp"),
        frozenset(("deliver_sm_resp",)),
    ),
    LintRule(
        "id-needed",
        _WARNING,
        "SMPP 3.4, 4.8.1",
        "query_sm and replace_sm name the message by its id.",
        "Send the id of the submit_sm_resp exactly as it came.",
        _id_needed,
        made("query_sm"),
        made("query_sm", message_id="1a2b"),
        frozenset(("query_sm", "replace_sm", "query_msg_details")),
    ),
    LintRule(
        "cancels-all",
        _NOTE,
        "SMPP 3.4, 4.9.1",
        "cancel_sm without message_id cancels every pending message with these addresses.",
        "Name the message where only one is meant.",
        _cancels_all,
        made("cancel_sm", source_addr="12345", destination_addr="491701234567"),
        made("cancel_sm", message_id="1a2b", source_addr="12345", destination_addr="491701234567"),
        frozenset(("cancel_sm",)),
    ),
    LintRule(
        "message-state-reserved",
        _WARNING,
        "SMPP 5.0, 4.7.15",
        "message_state is 0 to 9.",
        "Ask the provider what it means.",
        _query_state,
        made("query_sm_resp", message_id="1", message_state=42),
        made("query_sm_resp", message_id="1", message_state=1),
        frozenset(("query_sm_resp", "query_msg_details_resp")),
    ),
    LintRule(
        "final-date",
        _NOTE,
        "SMPP 3.4, 4.8.2",
        "final_date is given when the state is final, and only then.",
        "Trust message_state.",
        _query_date,
        made("query_sm_resp", message_id="1", message_state=2),
        made("query_sm_resp", message_id="1", message_state=2, final_date="260301143000004+"),
        frozenset(("query_sm_resp",)),
    ),
    LintRule(
        "broadcast-replace",
        _WARNING,
        "SMPP 5.0, 4.4.1",
        "A broadcast that replaces another names it in one way.",
        "Give message_id or user_message_reference.",
        _broadcast_replace,
        made("broadcast_sm", *_BROADCAST, replace_if_present_flag=1),
        made("broadcast_sm", *_BROADCAST, replace_if_present_flag=1, message_id="1a2b"),
        frozenset(("broadcast_sm",)),
    ),
)
