"""Rules about the flags of a message, and about where its text is."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.content import MESSAGE_PAYLOAD
from smppconsole.smpp.dcs import read_data_coding
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import data, deliver, submit, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.said import said

_MODE, _TYPE = 0x03, 0x3C
_TRANSACTION = 0x02
_TYPES = frozenset((0x00, 0x04, 0x08, 0x10, 0x18, 0x20))
_CENTRE_TYPES = frozenset((0x04, 0x18, 0x20))
_RECEIPT_BITS, _SUCCESS_ONLY, _RESERVED_BITS = 0x03, 0x03, 0xE0
_REPLACE_TYPES = range(0x40, 0x48)  # protocol_id: replace a message already there
_RECEIPTED_ID = 0x001E


def _esm_type(case: Case) -> Iterator[Spot]:
    kind = case.number("esm_class") & _TYPE
    if kind not in _TYPES:
        yield case.spot("esm_class", said("The message type 0x{kind:02X} in esm_class is reserved.", kind=kind))


def _esm_direction(case: Case) -> Iterator[Spot]:
    kind = case.number("esm_class") & _TYPE
    if kind in _CENTRE_TYPES:
        yield case.spot(
            "esm_class",
            said("Message type 0x{kind:02X} (receipts and notifications) is for centres to send.", kind=kind),
        )


def _esm_transaction(case: Case) -> Iterator[Spot]:
    if case.number("esm_class") & _MODE == _TRANSACTION:
        yield case.spot(
            "esm_class", said("Transaction mode is for data_sm; 3.4 does not have it in {name}.", name=case.name)
        )


def _registered_reserved(case: Case) -> Iterator[Spot]:
    bits = case.number("registered_delivery") & _RESERVED_BITS
    if bits:
        yield case.spot(
            "registered_delivery", said("registered_delivery has reserved bits set (0x{bits:02X}).", bits=bits)
        )


def _registered_success(case: Case) -> Iterator[Spot]:
    if case.number("registered_delivery") & _RECEIPT_BITS == _SUCCESS_ONLY:
        yield case.spot(
            "registered_delivery", said("registered_delivery 3 is reserved in 3.4; 5.0 makes it success only.")
        )


def _priority(case: Case) -> Iterator[Spot]:
    most = 4 if case.name == "broadcast_sm" else 3
    if case.number("priority_flag") > most:
        yield case.spot(
            "priority_flag",
            said("priority_flag is {number}; {most} is the highest.", number=case.number("priority_flag"), most=most),
        )


def _replace_flag(case: Case) -> Iterator[Spot]:
    if case.number("replace_if_present_flag") > 1:
        value = case.number("replace_if_present_flag")
        yield case.spot(
            "replace_if_present_flag", said("replace_if_present_flag is {value}; it is 0 or 1.", value=value)
        )


_FIXED = ("schedule_delivery_time", "validity_period", "replace_if_present_flag", "sm_default_msg_id")


def _deliver_fixed(case: Case) -> Iterator[Spot]:
    for name in _FIXED:
        if case.text(name) or case.number(name):
            yield case.spot(name, said("{name} is set in a deliver_sm, where 3.4 leaves it empty.", name=name))


def _default_message(case: Case) -> Iterator[Spot]:
    if case.number("sm_default_msg_id") and case.content is not None and case.content.octets:
        yield case.spot(
            "sm_default_msg_id", said("sm_default_msg_id asks for a text of the centre, and a text is here.")
        )


def _data_coding_reserved(case: Case) -> Iterator[Spot]:
    reserved = read_data_coding(case.data_coding).reserved and not case.coding_agreed
    if reserved and case.has("data_coding"):
        yield case.spot(
            "data_coding", said("data_coding 0x{data_coding:02X} is reserved.", data_coding=case.data_coding)
        )


def _data_coding_passed_on(case: Case) -> Iterator[Spot]:
    passed_on = 0x10 <= case.data_coding <= 0x7F or 0xE0 <= case.data_coding <= 0xEF
    if passed_on and not case.coding_agreed:
        words = read_data_coding(case.data_coding).words
        yield case.spot(
            "data_coding",
            said(
                "SMPP reserves data_coding 0x{data_coding:02X}; in GSM it says {words}.",
                data_coding=case.data_coding,
                words=words,
            ),
        )


def _data_coding_compressed(case: Case) -> Iterator[Spot]:
    if read_data_coding(case.data_coding).compressed:
        words = said(
            "data_coding 0x{data_coding:02X} says compressed, which hardly a phone reads.", data_coding=case.data_coding
        )
        yield case.spot("data_coding", words)


def _sm_length_255(case: Case) -> Iterator[Spot]:
    if case.number("sm_length") > 254:
        yield case.spot("sm_length", said("sm_length is 255; 3.4 allows 254."))


def _text_twice(case: Case) -> Iterator[Spot]:
    payload = case.tlv(MESSAGE_PAYLOAD)
    if payload is not None and case.number("sm_length"):
        yield payload.spot(said("short_message and message_payload both hold something; only one may."))


def _no_text(case: Case) -> Iterator[Spot]:
    coding = read_data_coding(case.data_coding)
    silent = case.number("sm_default_msg_id") or case.number("protocol_id") in _REPLACE_TYPES or coding.waiting
    if not silent and case.tlv(MESSAGE_PAYLOAD) is None and not case.number("sm_length"):
        yield case.spot("sm_length", said("The message has no text: neither short_message nor message_payload."))


def _data_without_payload(case: Case) -> Iterator[Spot]:
    reports = case.number("esm_class") & _TYPE or case.tlv(_RECEIPTED_ID)
    if case.tlv(MESSAGE_PAYLOAD) is None and not reports:
        yield Spot(0, len(case.decoded.octets), said("data_sm carries its text in message_payload, and there is none."))


_SUBMITS = frozenset(("submit_sm", "submit_multi"))
_WITH_CODING = frozenset(("submit_sm", "submit_multi", "deliver_sm", "data_sm", "broadcast_sm"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


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
)
