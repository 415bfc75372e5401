"""From the octets of a PDU back to a draft, and octets changed in one place: what "again" and "edit" start from."""

from __future__ import annotations

from collections.abc import Mapping

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import RECEIPTS
from smppconsole.smpp.content import UDHI, content_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.reading import Reading

_PAYLOAD = 0x0424
_SAR = frozenset({0x020C, 0x020E, 0x020F})
_ALPHABETS = {name.value: name for name in Alphabet}
_RECEIPT_OF: Mapping[int, Receipt] = {flags: receipt for receipt, flags in RECEIPTS.items()}


def draft_of(octets: bytes, reading: Reading) -> Draft | None:
    """A draft that says what a PDU with a text says; None for PDUs that carry none.

    A part of a long text gives its own text alone: its header and sar_* TLVs go, the rest stays as it was.
    """
    decoded = decode(octets)
    content = content_of(decoded, reading)
    if content is None:
        return None
    alphabet = _ALPHABETS.get(content.text.alphabet, Alphabet.BINARY)
    text = content.text_octets.hex() if alphabet is Alphabet.BINARY else content.text.text
    flags = _number(decoded, "registered_delivery")
    return Draft(
        destination=_words(decoded, "destination_addr"),
        source=_words(decoded, "source_addr"),
        text=text,
        source_ton=_number(decoded, "source_addr_ton"),
        source_npi=_number(decoded, "source_addr_npi"),
        dest_ton=_number(decoded, "dest_addr_ton"),
        dest_npi=_number(decoded, "dest_addr_npi"),
        alphabet=alphabet,
        data_coding=_number(decoded, "data_coding"),
        carry=Carry.PAYLOAD if content.carrier == "message_payload" else Carry.AUTO,
        receipt=_RECEIPT_OF.get(flags, Receipt.NONE),
        service_type=_words(decoded, "service_type"),
        esm_class=_number(decoded, "esm_class") & ~UDHI,
        protocol_id=_number(decoded, "protocol_id"),
        priority=_number(decoded, "priority_flag"),
        schedule=_words(decoded, "schedule_delivery_time"),
        validity=_words(decoded, "validity_period"),
        replace_if_present=bool(_number(decoded, "replace_if_present_flag")),
        default_message_id=_number(decoded, "sm_default_msg_id"),
        tlvs=tuple(tlv for tlv in decoded.tlvs() if tlv.tag != _PAYLOAD and tlv.tag not in _SAR),
        fields={} if flags in _RECEIPT_OF else {"registered_delivery": flags},
        default_alphabet=reading.default_alphabet,
        alphabets=reading.alphabets,
    )


def with_udhi(octets: bytes) -> bytes | None:
    """The octets with the bit of esm_class that announces a user data header; None where there is no esm_class."""
    start, end = decode(octets).span("esm_class")
    if end != start + 1:
        return None
    return octets[:start] + bytes((octets[start] | UDHI,)) + octets[end:]


def _number(decoded: Decoded, name: str) -> int:
    value = decoded.field(name)
    return value if isinstance(value, int) else 0


def _words(decoded: Decoded, name: str) -> str:
    value = decoded.field(name)
    return value if isinstance(value, str) else ""
