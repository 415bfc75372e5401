"""Words of one or two for what a row of the trace has no room to say in full."""

from __future__ import annotations

from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.ui.words import tr

STATUSES: dict[int, str] = {
    0x00: "OK",
    0x01: "Wrong length",
    0x02: "Wrong PDU length",
    0x03: "Unknown command",
    0x04: "Wrong bind state",
    0x05: "Already bound",
    0x06: "Wrong priority",
    0x07: "Wrong receipt flag",
    0x08: "System error",
    0x0A: "Wrong source",
    0x0B: "Wrong destination",
    0x0C: "Unknown message",
    0x0D: "Bind failed",
    0x0E: "Invalid password",
    0x0F: "Invalid system_id",
    0x11: "Cancel failed",
    0x13: "Replace failed",
    0x14: "Queue full",
    0x15: "Wrong service type",
    0x33: "Wrong count",
    0x34: "Wrong list name",
    0x40: "Wrong dest_flag",
    0x42: "Wrong replace flag",
    0x43: "Wrong esm_class",
    0x44: "Not to a list",
    0x45: "Submit failed",
    0x48: "Wrong source TON",
    0x49: "Wrong source NPI",
    0x50: "Wrong dest. TON",
    0x51: "Wrong dest. NPI",
    0x53: "Wrong system_type",
    0x54: "Wrong rep. flag",
    0x55: "Wrong part count",
    0x58: "Throttled",
    0x61: "Wrong schedule",
    0x62: "Wrong validity",
    0x63: "Wrong default id",
    0x64: "Temporary error",
    0x65: "Permanent error",
    0x66: "Rejected",
    0x67: "Query failed",
    0xC0: "Wrong TLV part",
    0xC1: "TLV not allowed",
    0xC2: "Wrong TLV length",
    0xC3: "TLV missing",
    0xC4: "Wrong TLV value",
    0xFE: "Not delivered",
    0xFF: "Unknown error",
}
"""command_status as the status column says it."""

STATES: dict[int, str] = {
    0: "Scheduled",
    1: "On its way",
    2: "Delivered",
    3: "Expired",
    4: "Deleted",
    5: "Undelivered",
    6: "Accepted",
    7: "Unknown state",
    8: "Rejected",
    9: "Skipped",
}
"""message_state as the status column says it."""


def status_words(code: int, book: Book = STANDARD) -> str:
    """The status in at most three words; the name where there are no better ones."""
    if code in STATUSES:
        return tr(STATUSES[code])
    return book.status(code).name.removeprefix("ESME_R")
