"""The inspector's page about a receipt: which message it is about, what became of it, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smppconsole.smpp.said import said
from smppconsole.trace.journey import Fate, fate_of
from smppconsole.ui.panels.inspector.whole_page import table_row
from smppconsole.ui.words import escaped, tr

if TYPE_CHECKING:
    from smppconsole.smpp.receipt import ReceiptReading


_UNTIED = (
    "No message with this id was seen, so none hears of it. Where the provider writes the ids of responses and of "
    "receipts differently, say how under Receipts and files of the account."
)


def receipt_title(receipt: ReceiptReading | None) -> str:
    """What the tab says; "" for a PDU that is no receipt."""
    return tr("Receipt") if receipt is not None else ""


def receipt_page(receipt: ReceiptReading, tied: str | None = None, number: int = 0) -> str:
    """A sentence, what the TLVs and the text say beside each other, and what does not fit; by which rule it was
    ``tied`` to the message that began with a PDU of that number ("": none was found, None: nobody looked)."""
    fate = fate_of(receipt)
    tone = "ok" if fate is Fate.DELIVERED else "err" if fate.failed else "info"
    state = escaped(receipt.state_word) or tr("No state")
    about = tr("{kind} of message {id}", kind=said(receipt.kind), id=receipt.message_id or "?")
    marked = "" if receipt.marked else f"<br><span class='warn'>{tr('esm_class does not say that it is one.')}</span>"
    told = "".join(f"<p class='warn'>{escaped(tr(words))}</p>" for words in (*receipt.disagreements, *receipt.problems))
    head = f"<p><b class='{tone}'>{state}</b> {escaped(about)}{marked}</p>"
    return f"{head}{_tie(tied, number)}<table style='margin-top: 10px'>{_rows(receipt)}</table>{told}"


def _tie(rule: str | None, number: int) -> str:
    """Which message it belongs to, and how that was found."""
    if rule:
        words = tr("It belongs to the message of No. {number}, tied by: {rule}.", number=number, rule=tr(rule))
        return f"<p>{escaped(words)}</p>"
    return f"<p class='warn'>{escaped(tr(_UNTIED))}</p>" if rule == "" else ""


def _rows(receipt: ReceiptReading) -> str:
    from smppconsole.smpp.receipt_trial import Found, receipt_fields  # noqa: PLC0415 - when asked for

    by_tlv = _by_tlv(receipt)
    found = {one.name: one for one in receipt_fields(receipt.text)} if receipt.text is not None else {}
    rows = [table_row("head", tr("Field"), tr("TLV"), tr("Text"), tr("Meaning"))]
    for name in dict.fromkeys((*by_tlv, *found)):
        tlv, text = by_tlv.get(name), found.get(name, Found(name, ""))
        words = tr(text.words) if text.words else tr(tlv[1]) if tlv else ""
        rows.append(table_row("", name, escaped(tlv[0]) if tlv else "", escaped(text.value), escaped(words)))
    return "".join(rows)


def _by_tlv(receipt: ReceiptReading) -> dict[str, tuple[str, str]]:
    """What the TLVs say, under the names of the text's fields: the value, and its meaning."""
    from smppconsole.smpp.receipt import state_name  # noqa: PLC0415 - when asked for

    told: dict[str, tuple[str, str]] = {}
    if receipt.id_from == "TLV":
        told["id"] = (receipt.message_id, "")
    if receipt.state_from == "TLV" and receipt.state is not None:
        told["stat"] = (f"{receipt.state} {state_name(receipt.state)}", "")
    if receipt.network_error is not None:
        kind, code = receipt.network_error
        told["err"] = (str(code), said("error {code} of network type {kind}", code=code, kind=kind))
    return told
