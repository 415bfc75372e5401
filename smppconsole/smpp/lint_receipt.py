"""Rules about delivery receipts: how they are marked, and whether their text and their TLVs agree."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import receipt, tlv
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.receipt import FINAL_STATES, ReceiptKind, state_name
from smppconsole.smpp.said import said

_DELIVERED = 2
_NO_ERROR = frozenset(("", "0", "00", "000", "0000"))
_KINDS_WITH_ID = (ReceiptKind.RECEIPT, ReceiptKind.INTERMEDIATE)


def _unmarked(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and not found.marked:
        words = said(
            "This reads as a receipt of message {message_id}, and esm_class does not say so.",
            message_id=found.message_id,
        )
        yield case.spot("esm_class", words)


def _without_id(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and found.kind in _KINDS_WITH_ID and not found.message_id:
        yield case.content_spot(said("The receipt names no message: no receipted_message_id, no id in its text."))


def _without_state(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and found.kind in _KINDS_WITH_ID and found.message_id and found.state is None:
        told = said(": stat:{state_word}", state_word=found.state_word) if found.state_word else ""
        yield case.content_spot(said("The receipt says no state that anybody knows{told}.", told=told))


def _disagree(case: Case) -> Iterator[Spot]:
    if case.receipt is not None:
        for words in case.receipt.disagreements:
            yield case.content_spot(said("{words}.", words=words))


def _text_doubts(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None:
        for words in found.problems:
            if "state word" not in words and "has no" not in words and "is empty" not in words:
                yield case.content_spot(said("In the receipt's text: {words}.", words=words))


def _notice_is_final(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and found.kind is ReceiptKind.INTERMEDIATE and found.state in FINAL_STATES:
        words = said(
            "An intermediate notification says {state_name}, which is final.", state_name=state_name(found.state or 0)
        )
        yield case.spot("esm_class", words)


def _receipt_not_final(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and found.marked and found.kind is ReceiptKind.RECEIPT and found.state in (0, 1):
        yield case.spot(
            "esm_class",
            said("A delivery receipt says {state_name}, which is not final.", state_name=state_name(found.state or 0)),
        )


def _delivered_with_error(case: Case) -> Iterator[Spot]:
    found = case.receipt
    if found is not None and found.state == _DELIVERED and found.error not in _NO_ERROR:
        yield case.content_spot(said("The message is delivered, and the error is {error}.", error=found.error))


_CARRIERS = frozenset(("deliver_sm", "data_sm"))
_WARNING, _NOTE = Severity.WARNING, Severity.NOTE


def _text(stat: str = "DELIVRD", err: str = "000", done: str = "2603011431") -> bytes:
    fields = said(
        "id:0123456789 sub:001 dlvrd:001 submit date:2603011430 done date:{done} stat:{stat} err:{err} text:Hello",
        done=done,
        stat=stat,
        err=err,
    )
    return fields.encode()


RULES: tuple[LintRule, ...] = (
    LintRule(
        "receipt-unmarked",
        _WARNING,
        "SMPP 3.4, 5.2.12",
        "A delivery receipt has the message type 0x04 in esm_class.",
        "Ask the centre to set it; until then take such texts for receipts.",
        _unmarked,
        receipt(esm_class=0),
        receipt(),
        _CARRIERS,
    ),
    LintRule(
        "receipt-without-id",
        _WARNING,
        "SMPP 3.4, 5.3.2.12",
        "A receipt names its message.",
        "If the text has a form of its own, give the account a pattern for it.",
        _without_id,
        receipt(text=b"stat:DELIVRD"),
        receipt(),
        _CARRIERS,
    ),
    LintRule(
        "receipt-without-state",
        _WARNING,
        "SMPP 3.4, 5.3.2.35",
        "A receipt says what became of the message.",
        "Look the word up in the provider's list; a pattern of the account can name it.",
        _without_state,
        receipt(text=_text(stat="PERHAPS")),
        receipt(),
        _CARRIERS,
    ),
    LintRule(
        "receipt-disagrees",
        _WARNING,
        "SMPP 3.4, appendix B",
        "The text of a receipt and its TLVs say the same.",
        "Trust the TLVs, and tell the provider.",
        _disagree,
        receipt(tlv(0x001E, "3031323334353637383900"), tlv(0x0427, "05")),
        receipt(tlv(0x001E, "3031323334353637383900"), tlv(0x0427, "02")),
        _CARRIERS,
    ),
    LintRule(
        "receipt-text",
        _NOTE,
        "SMPP 3.4, appendix B",
        "The fields of a receipt's text have the form of appendix B.",
        "Nothing, where id and state are clear.",
        _text_doubts,
        receipt(text=_text(done="yesterday")),
        receipt(),
        _CARRIERS,
    ),
    LintRule(
        "notification-final",
        _NOTE,
        "SMPP 3.4, 5.2.12",
        "An intermediate notification says a state that is not final.",
        "Take it for the receipt if no other comes.",
        _notice_is_final,
        receipt(esm_class=0x20),
        receipt(esm_class=0x20, text=_text(stat="ENROUTE")),
        _CARRIERS,
    ),
    LintRule(
        "receipt-not-final",
        _NOTE,
        "SMPP 3.4, 5.2.12",
        "A delivery receipt says a final state.",
        "Wait for another receipt of the same message.",
        _receipt_not_final,
        receipt(text=_text(stat="ENROUTE")),
        receipt(),
        _CARRIERS,
    ),
    LintRule(
        "delivered-with-error",
        _NOTE,
        "SMPP 3.4, appendix B",
        "A delivered message has no error.",
        "Look the number up in the provider's list: it may tell of an earlier try.",
        _delivered_with_error,
        receipt(text=_text(err="011")),
        receipt(),
        _CARRIERS,
    ),
)
