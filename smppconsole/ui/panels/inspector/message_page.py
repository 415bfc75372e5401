"""The inspector's page about the message behind a PDU: the parts it came in, and what a receipt says of another."""

from __future__ import annotations

from smppconsole.ui.panels.inspector.receipt_page import receipt_page, receipt_title
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.panels.inspector.whole_page import is_broken, whole_title, whole_words
from smppconsole.ui.words import tr


def message_title(pdu: ShownPdu | None) -> str:
    """What the tab says; "" where the fields tell all there is."""
    if pdu is None:
        return ""
    return whole_title(pdu) or receipt_title(pdu.inspection.receipt)


def message_hint(pdu: ShownPdu | None) -> str:
    """What the tab is about, on hover."""
    if pdu is not None and pdu.whole is not None:
        return tr("The whole message")
    return tr("What the receipt says")


def is_doubtful(pdu: ShownPdu | None) -> bool:
    """Whether something of it is missing, or what it says does not fit together."""
    receipt = pdu.inspection.receipt if pdu is not None else None
    lost = pdu is not None and pdu.tied == ""
    return is_broken(pdu) or lost or (receipt is not None and bool(receipt.disagreements))


def message_words(pdu: ShownPdu) -> str:
    """The parts of a long message, then what a receipt says."""
    receipt = pdu.inspection.receipt
    parts = whole_words(pdu) if pdu.whole is not None or receipt is None else ""
    return parts + (receipt_page(receipt, pdu.tied, pdu.about) if receipt is not None else "")
