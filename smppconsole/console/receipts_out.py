"""The receipts a centre sends: text in the dress of the rules, TLVs, addresses swapped (SMPP 3.4, appendix B)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from smppconsole.console.centre_rules import ReceiptRules, ReceiptStyle
from smppconsole.console.ledger import STATES, Message, receipt_id
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv

RECEIPT, INTERMEDIATE = 0x04, 0x20
"""esm_class of a receipt and of an intermediate notification (SMPP 3.4, 5.2.12)."""

_RECEIPTED_MESSAGE_ID, _MESSAGE_STATE, _NETWORK_ERROR, _PAYLOAD = 0x001E, 0x0427, 0x0423, 0x0424
_SAFE = frozenset(chr(code) for code in range(0x20, 0x7F)) - frozenset("@$_[\\]^`{|}~")
"""ASCII that is the same octet in the GSM alphabet, so that no reading of a receipt garbles it."""

WANTS_FINAL, WANTS_FAILURE, WANTS_SUCCESS = 1, 2, 3
_GOOD = frozenset({"DELIVRD", "ACCEPTD"})


def wants_receipt(wanted: int, state: str) -> bool:
    """Whether registered_delivery ``wanted`` asks for a receipt of this final state (SMPP 3.4, 5.2.17; 3 is 5.0's)."""
    kind = wanted & 3
    if kind == WANTS_FAILURE:
        return state not in _GOOD
    if kind == WANTS_SUCCESS:
        return state in _GOOD
    return kind == WANTS_FINAL


def wants_intermediate(wanted: int) -> bool:
    """Whether registered_delivery asks to hear in between."""
    return bool(wanted & 0x10)


def receipt_text(message: Message, rules: ReceiptRules) -> str:
    """The text of the receipt for the state the message is in now."""
    return _STYLES[rules.style](message, receipt_id(rules.id, message.id))


def receipt_pdu(message: Message, rules: ReceiptRules) -> Pdu:
    """The receipt for the state the message is in now, from the destination back to the source."""
    final = message.state != "ENROUTE"
    esm_class = (RECEIPT if final else INTERMEDIATE) if rules.mark else 0
    octets = receipt_text(message, rules).encode("latin-1", "replace") if rules.text else b""
    fields: dict[str, FieldValue] = {
        "service_type": message.service_type,
        "source_addr_ton": message.destination_type[0],
        "source_addr_npi": message.destination_type[1],
        "source_addr": message.destination,
        "dest_addr_ton": message.source_type[0],
        "dest_addr_npi": message.source_type[1],
        "destination_addr": message.source,
        "esm_class": esm_class,
    }
    tlvs = _tlvs(message, rules) if rules.tlvs else ()
    if rules.use_data_sm:
        return Pdu("data_sm", fields, (*((Tlv(_PAYLOAD, octets),) if octets else ()), *tlvs))
    return Pdu("deliver_sm", {**fields, "short_message": octets}, tlvs)


def _tlvs(message: Message, rules: ReceiptRules) -> tuple[Tlv, ...]:
    found = [
        Tlv(_RECEIPTED_MESSAGE_ID, receipt_id(rules.id, message.id).encode("latin-1", "replace") + b"\x00"),
        Tlv(_MESSAGE_STATE, bytes([STATES.get(message.state, STATES["UNKNOWN"])])),
    ]
    if message.state not in _GOOD and message.error.isdigit():
        found.append(Tlv(_NETWORK_ERROR, b"\x03" + int(message.error).to_bytes(2)))
    return tuple(found)


def _standard(message: Message, shown: str) -> str:
    return _spelled(message, shown, "%y%m%d%H%M")


def _seconds(message: Message, shown: str) -> str:
    return _spelled(message, shown, "%y%m%d%H%M%S")


def _spelled(message: Message, shown: str, dates: str) -> str:
    done = message.done_at or message.taken_at
    return (
        f"id:{shown} {_counts(message)} submit date:{message.taken_at:{dates}} done date:{done:{dates}}"
        f" stat:{message.state} err:{message.error} text:{_start_of(message)}"
    )


def _short(message: Message, shown: str) -> str:
    return f"id:{shown} stat:{message.state}"


def _lower(message: Message, shown: str) -> str:
    return _standard(message, shown).replace(message.state, message.state.lower())


def _no_dates(message: Message, shown: str) -> str:
    return f"id:{shown} {_counts(message)} stat:{message.state} err:{message.error} Text:{_start_of(message)}"


def _no_text(message: Message, shown: str) -> str:
    return _standard(message, shown).rpartition(" text:")[0]


_STYLES: dict[ReceiptStyle, Callable[[Message, str], str]] = {
    ReceiptStyle.STANDARD: _standard,
    ReceiptStyle.SECONDS: _seconds,
    ReceiptStyle.SHORT: _short,
    ReceiptStyle.LOWER: _lower,
    ReceiptStyle.NO_DATES: _no_dates,
    ReceiptStyle.NO_TEXT: _no_text,
}


def _counts(message: Message) -> str:
    return f"sub:001 dlvrd:{'001' if message.state in _GOOD else '000'}"


def _start_of(message: Message) -> str:
    return "".join(letter if letter in _SAFE else "?" for letter in message.text[:20])


def settle(message: Message, state: str, now: datetime, error: str = "") -> None:
    """Bring ``message`` to ``state``; a failure without an error of its own gets 001."""
    message.state = state
    message.done_at = now
    message.error = error or ("000" if state in _GOOD or state == "ENROUTE" else "001")
