"""A draft: what the user typed, as one frozen value. Nothing is worked out here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from smppconsole.smpp.pdu import FieldValue, Tlv
from smppconsole.values import dataclass, field


class Alphabet(StrEnum):
    """How the text becomes octets; AUTO takes GSM 7-bit where the text fits into it, else UCS-2."""

    AUTO = "auto"
    GSM7 = "gsm7"
    GSM7_PACKED = "gsm7-packed"
    ASCII = "ascii"
    LATIN1 = "latin1"
    UCS2 = "ucs2"
    UTF8 = "utf8"
    BINARY = "binary"


class Carry(StrEnum):
    """How a text too long for one message is carried; AUTO is one message where it fits, else an 8-bit header."""

    AUTO = "auto"
    SINGLE = "single"
    UDH8 = "udh8"
    UDH16 = "udh16"
    SAR = "sar"
    PAYLOAD = "payload"


class Receipt(StrEnum):
    """Which receipts are asked for (registered_delivery, SMPP 3.4, 5.2.17)."""

    NONE = "none"
    FINAL = "final"
    FAILURE = "failure"
    SUCCESS = "success"
    INTERMEDIATE = "intermediate"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as typed. ``None`` in a TON, NPI or data_coding means: what the console proposes.

    ``text`` is the message, or hex digits where ``alphabet`` is BINARY. ``default_alphabet`` is what the account says
    data_coding 0 means, ``alphabets`` what other values mean there. ``part_size`` is how many octets of user data one
    message carries there (0: the 140 of the standard), ``part_septets`` how many septets of text one part of several
    (0: as many as fit). ``payload_from`` is from how many octets on message_payload carries a text (0: never) that is
    carried as is left open or in the account's ``usual_carry``. ``source_rules`` and ``dest_rules`` propose TON and NPI
    (``address_rules``). ``fields`` overrides any mandatory field by its name of the standard, last word of all.
    """

    destination: str = ""
    source: str = ""
    text: str = ""
    source_ton: int | None = None
    source_npi: int | None = None
    dest_ton: int | None = None
    dest_npi: int | None = None
    alphabet: Alphabet = Alphabet.AUTO
    data_coding: int | None = None
    carry: Carry = Carry.AUTO
    receipt: Receipt = Receipt.NONE
    service_type: str = ""
    esm_class: int = 0
    protocol_id: int = 0
    priority: int = 0
    schedule: str = ""
    validity: str = ""
    replace_if_present: bool = False
    default_message_id: int = 0
    tlvs: tuple[Tlv, ...] = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    default_alphabet: str = "gsm7"
    alphabets: str = ""
    part_size: int = 0
    part_septets: int = 0
    payload_from: int = 0
    usual_carry: Carry = Carry.AUTO
    source_rules: str = ""
    dest_rules: str = ""
