"""A response and a receipt, pasted: is the one tied to the other, by which rule, and if not, what would tie them."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.framing import cut
from smppconsole.smpp.message_ids import FORMS, form_rule, matching_rule, rules_of
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import read_receipt, receipt_of
from smppconsole.smpp.said import said
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class IdTrial:
    """``given`` is the response's id, ``receipted`` the receipt's, ``rule`` what ties them or "". ``fitting`` are the
    forms of the two (of ``message_ids.FORMS``) that would tie them where the rule does not."""

    given: str
    receipted: str
    rule: str = ""
    fitting: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self) -> str:
        """The outcome in a sentence."""
        if not self.given or not self.receipted:
            return said("Paste both ids: of the response, and of the receipt for the same message.")
        if self.rule:
            return said("Tied: {rule}.", rule=said(self.rule))
        if not self.fitting:
            return said("Not tied, and no form of the two ids would tie them.")
        names = said(form_rule(*self.fitting[0]))
        return said("Not tied. They would be as {names}.", names=names)


def try_ids(response: str, receipt: str, rules: tuple[str, ...], reading: Reading | None = None) -> IdTrial:
    """Compare the ids in two pasted texts: ids alone, a receipt's text, or PDUs in hex. Never raises."""
    reading = reading or Reading()
    given, receipted = _response_id(response), _receipt_id(receipt, reading)
    rule = matching_rule(given, receipted, rules) if given and receipted else ""
    fitting = () if rule or not (given and receipted) else tuple(_fitting(given, receipted))
    return IdTrial(given, receipted, rule, fitting)


def _fitting(given: str, receipted: str) -> Iterator[tuple[str, str]]:
    """Forms under which the ids are one; those that read one of them as it is come last."""
    pairs = sorted(((one, other) for one in FORMS for other in FORMS), key=lambda pair: "as-is" in pair)
    for one, other in pairs:
        if matching_rule(given, receipted, rules_of("same", one, other)):
            yield one, other


def _response_id(pasted: str) -> str:
    for decoded in _pdus(pasted):
        value = decoded.field("message_id")
        if isinstance(value, str) and value:
            return value
    return pasted.strip()


def _receipt_id(pasted: str, reading: Reading) -> str:
    for decoded in _pdus(pasted):
        receipt = receipt_of(decoded, reading)
        if receipt is not None and receipt.message_id:
            return receipt.message_id
    text = read_receipt(pasted.strip(), reading.receipt_pattern)
    return text.id if text is not None and text.id else pasted.strip()


def _pdus(pasted: str) -> Iterator[Decoded]:
    """The PDUs in a pasted text; an id of hexadecimal digits is none."""
    for block in read_paste(pasted).blocks:
        for piece in cut(block):
            decoded = decode(piece.octets)
            if decoded.command is not None:
                yield decoded
