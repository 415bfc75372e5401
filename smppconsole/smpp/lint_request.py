"""Rules about destinations and answers, about queries, cancels and replacing."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import made, octets, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said

_MOST_DESTINATIONS = 254
_FINAL = frozenset((2, 3, 4, 5, 8, 9))
_USER_MESSAGE_REFERENCE = 0x0204


def _replace_multi(case: Case) -> Iterator[Spot]:
    if case.number("replace_if_present_flag"):
        yield case.spot("replace_if_present_flag", said("submit_multi cannot replace messages; the flag must be 0."))


def _destinations(case: Case) -> Iterator[Spot]:
    count = case.number("number_of_dests")
    if count == 0 or count > _MOST_DESTINATIONS:
        yield case.spot(
            "number_of_dests",
            said(
                "number_of_dests is {count}; 1 to {most_destinations} are allowed.",
                count=count,
                most_destinations=_MOST_DESTINATIONS,
            ),
        )


def _same_destination(case: Case) -> Iterator[Spot]:
    seen: set[tuple[int, str]] = set()
    for address in case.addresses:
        key = (address.ton, address.text)
        if address.role != "destination" or not address.text:
            continue
        if key in seen:
            yield address.spot(said("{text} is among the destinations twice.", text=address.text))
        seen.add(key)


def _refused_without_reason(case: Case) -> Iterator[Spot]:
    for row, start, end, value in case.decoded.spans:
        if row is not None and row.name == "error_status_code" and value == 0:
            yield Spot(start, end - start, said("A destination is listed as refused with status 0."))


def _no_message_id(case: Case) -> Iterator[Spot]:
    if case.header.status == 0 and case.has("message_id") and not case.text("message_id"):
        yield case.spot("message_id", said("The message was taken, and the answer gives it no id."))


def _deliver_answer_id(case: Case) -> Iterator[Spot]:
    if case.text("message_id"):
        yield case.spot("message_id", said("deliver_sm_resp has a message_id; the field is not used and stays empty."))


def _id_needed(case: Case) -> Iterator[Spot]:
    if not case.text("message_id"):
        yield case.spot("message_id", said("{name} names no message.", name=case.name))


def _cancels_all(case: Case) -> Iterator[Spot]:
    if not case.text("message_id"):
        to = case.text("destination_addr") or "anybody"
        words = said("Without message_id all pending messages from this source to {to} are cancelled.", to=to)
        yield case.spot("message_id", words)


def _query_state(case: Case) -> Iterator[Spot]:
    state = case.number("message_state")
    if case.header.status == 0 and state > 9:
        yield case.spot("message_state", said("message_state {state} is reserved.", state=state))


def _query_date(case: Case) -> Iterator[Spot]:
    final, dated = case.number("message_state") in _FINAL, bool(case.text("final_date"))
    if case.header.status == 0 and final != dated and case.has("final_date"):
        words = (
            said("The state is final without final_date.")
            if final
            else said("final_date is given, and the state is not final.")
        )
        yield case.spot("final_date", words)


def _broadcast_replace(case: Case) -> Iterator[Spot]:
    named = bool(case.text("message_id")), case.tlv(_USER_MESSAGE_REFERENCE) is not None
    if case.number("replace_if_present_flag") and sum(named) != 1:
        words = said("To replace, give message_id or user_message_reference, and only one of them.")
        yield case.spot("replace_if_present_flag", words)


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
        frozenset(("submit_sm_resp", "submit_multi_resp", "broadcast_sm_resp")),  # an ESME's data_sm_resp has none
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
