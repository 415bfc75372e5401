"""What a receipt says, told: as the object of the command line's contract, and in lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smppconsole.smpp.receipt import FIELDS, ReceiptReading, state_name
from smppconsole.smpp.receipt_trial import receipt_fields


def receipt_object(receipt: ReceiptReading) -> dict[str, Any]:
    """The object: what counts, where each is from, and the text's fields as they stand there."""
    text = receipt.text
    return {
        "kind": receipt.kind,
        "marked": receipt.marked,
        "message_id": receipt.message_id,
        "id_from": receipt.id_from,
        "state": receipt.state,
        "state_name": None if receipt.state is None else state_name(receipt.state),
        "state_word": receipt.state_word,
        "state_from": receipt.state_from,
        "final": receipt.final,
        "error": receipt.error,
        "error_from": receipt.error_from,
        "network_error": list(receipt.network_error) if receipt.network_error else None,
        "fields": None if text is None else {name: getattr(text, name) for name in FIELDS},
        "submit_words": "" if text is None else text.submit_time.words,
        "done_words": "" if text is None else text.done_time.words,
        "problems": list(receipt.problems),
        "disagreements": list(receipt.disagreements),
    }


def receipt_words(receipt: ReceiptReading) -> Iterator[str]:
    """The same in lines."""
    state = receipt.state_word or "no state"
    told = f" ({state_name(receipt.state)})" if receipt.state is not None and receipt.state_from == "text" else ""
    error = f", error {receipt.error}" if receipt.error else ""
    yield f"{receipt.kind} of message {receipt.message_id or 'without an id'}: {state}{told}{error}"
    for found in receipt_fields(receipt.text) if receipt.text is not None else ():
        if found.words:
            yield f"{found.name} {found.value}: {found.words}"
