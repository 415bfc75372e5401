"""A receipt pattern tried on what somebody pasted: a receipt's text, or the octets of one in hex."""

from __future__ import annotations

from smppconsole.smpp.content import content_of
from smppconsole.smpp.decode import decode
from smppconsole.smpp.framing import cut
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import FIELDS, ReceiptText, pattern_problem, read_receipt, state_name
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.smpptime import SmppTime
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One field of a receipt: what stands there, and what it means in words."""

    name: str
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. ``text`` is the receipt's text as it was read, ``by_pattern`` whether the pattern fitted."""

    text: str
    found: tuple[Found, ...] = ()
    problems: tuple[str, ...] = ()
    by_pattern: bool = False

    @property
    def verdict(self) -> str:
        """The outcome in a sentence."""
        if not self.text:
            return said("Paste a receipt: its text, or a deliver_sm in hex.")
        if not self.found:
            return said("This is read as no receipt.")
        how = said("by the pattern") if self.by_pattern else said("in the usual way")
        return counted("Read {how}: 1 field.", "Read {how}: {count} fields.", len(self.found), how=how)


def try_receipt(pasted: str, pattern: str, reading: Reading | None = None) -> Trial:
    """Read ``pasted`` as a receipt of an account with this pattern. Never raises."""
    text = _text_of(pasted, reading or Reading())
    wrong = pattern_problem(pattern) if pattern else ""
    receipt = read_receipt(text, None if wrong else pattern or None) if text else None
    problems = (wrong,) if wrong else ()
    if receipt is None:
        return Trial(text, problems=problems)
    fitted = bool(pattern) and not wrong and not any("pattern" in problem for problem in receipt.problems)
    return Trial(text, receipt_fields(receipt), (*problems, *receipt.problems), fitted)


def _text_of(pasted: str, reading: Reading) -> str:
    """The text itself; or that of the first PDU in it which carries one."""
    for block in read_paste(pasted).blocks:
        for piece in cut(block):
            decoded = decode(piece.octets)
            content = content_of(decoded, reading) if decoded.command is not None else None
            if content is not None and content.text.text:
                return content.text.text
    return pasted.strip()


def receipt_fields(receipt: ReceiptText) -> tuple[Found, ...]:
    """The fields that a receipt's text has, in the order of ``FIELDS``, with their meaning in words."""
    words = {
        "stat": "" if receipt.state is None else state_name(receipt.state),
        "submit": _time_words(receipt.submit_time),
        "done": _time_words(receipt.done_time),
    }
    values = ((name, getattr(receipt, name)) for name in FIELDS)
    return tuple(Found(name, value, words.get(name, "")) for name, value in values if value is not None)


def _time_words(time: SmppTime) -> str:
    return time.problem or time.words
