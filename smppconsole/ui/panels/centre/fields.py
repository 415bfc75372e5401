"""The rules of the message centre as rows of a form: where each stands, its words, what it may be. Qt-free."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Any

from smppconsole.console.centre_rules import CentreRules, Fault, IdStyle, ReceiptId, ReceiptStyle
from smppconsole.console.ledger import STATES
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.values import dataclass

_PLAIN_RULES = CentreRules()


@dataclass(frozen=True, slots=True)
class RuleField:
    """One rule. ``path`` is "bind.delay"; ``choices`` are (words, value); else a number within its bounds, or a
    switch where the value is one. ``group`` makes a tuple of one of the choice."""

    path: str
    label: str
    words: str
    choices: tuple[tuple[str, Any], ...] = ()
    lowest: float = 0
    highest: float = 86_400
    unit: str = ""

    @property
    def name(self) -> str:
        """The object name of its control."""
        return f"centre.{self.path.replace('.', '_')}"

    @property
    def default(self) -> Any:
        """What a well-behaved centre has here."""
        return value_of(_PLAIN_RULES, self.path)


def value_of(rules: CentreRules, path: str) -> Any:
    """What the rules have at a path; of a tuple its first."""
    room, _, name = path.partition(".")
    value = getattr(getattr(rules, room), name)
    return (value[0] if value else "") if isinstance(value, tuple) else value


def with_value(rules: CentreRules, path: str, value: Any) -> CentreRules:
    """The rules with another value at a path; of an enumeration its text will do (Qt keeps no more of it)."""
    room, _, name = path.partition(".")
    before = getattr(rules, room)
    was = getattr(before, name)
    if isinstance(was, tuple):
        value = (value,)
    elif isinstance(was, Enum):
        value = type(was)(value)
    return replace(rules, **{room: replace(before, **{name: value})})


def _plain(kind: type[Enum], **words: str) -> tuple[tuple[str, Any], ...]:
    return tuple((words.get(one.name, one.value.replace("-", " ").capitalize()), one) for one in kind)


def _status(*codes: int) -> tuple[tuple[str, Any], ...]:
    rows = [STANDARD.status(code) for code in codes]
    return tuple((f"{row.name.removeprefix('ESME_')} (0x{row.code:02X})", row.code) for row in rows)


FAULTS = _plain(
    Fault,
    NONE="None",
    SILENCE="No answer at all",
    NACK="generic_nack instead",
    WRONG_SEQUENCE="Wrong sequence number",
    WRONG_COMMAND="Answer of another command",
    DOUBLE="The answer twice",
    HALF="Half an answer, then closed",
    SHORT_LENGTH="command_length too short",
    HUGE_LENGTH="command_length of 4 GB",
    LONG_LENGTH="command_length 7 too long",
    UNKNOWN_COMMAND="An unknown command first",
    UNKNOWN_TLV="An unknown TLV in it",
    TLV_PAST_END="A TLV beyond its end",
    GARBAGE="Garbage octets",
    TEXT="An HTTP answer",
    PIECES="In pieces of 3 octets",
    RESET="Connection reset",
    CLOSE="Connection closed",
    UNBIND="An unbind instead",
)
"""Every fault in words, for choices."""

_STYLES = {
    "STANDARD": "Standard",
    "SECONDS": "Seconds",
    "SHORT": "Short",
    "LOWER": "Lower",
    "NO_DATES": "No dates",
    "NO_TEXT": "No text",
}
_IDS = {
    "SAME": "Same",
    "HEX_TO_DECIMAL": "Hex to decimal",
    "DECIMAL_TO_HEX": "Decimal to hex",
    "PADDED": "Padded",
}
SECTIONS: tuple[tuple[str, str, tuple[RuleField, ...]], ...] = (
    (
        "bind",
        "Binds",
        (
            RuleField(
                "bind.accept", "Take connections", "Off: every connection is closed at once, as by an allow-list"
            ),
            RuleField("bind.transceiver", "Know transceivers", "Off: bind_transceiver is an unknown command"),
            RuleField("bind.say_version", "Say the version", "Send sc_interface_version in the bind response"),
            RuleField("bind.delay", "Answer after", "Seconds until a bind is answered", unit="s"),
            RuleField("bind.refuse", "Refuse the first", "How many binds are refused; -1 refuses all", (), -1, 1000),
            RuleField(
                "bind.status",
                "Refuse with",
                "The status of refused binds",
                _status(0x0D, 0x0E, 0x0F, 0x05, 0x04, 0x08, 0x58),
            ),
            RuleField("bind.fault", "Fault", "What goes wrong with the bind response", FAULTS),
        ),
    ),
    (
        "answers",
        "Answers",
        (
            RuleField("answers.delay", "Answer after", "Seconds until a request is answered", unit="s"),
            RuleField("answers.jitter", "Give or take", "So many seconds more at most, by chance", unit="s"),
            RuleField(
                "answers.throttle_every",
                "Refuse each n-th",
                "Every so many messages one is refused; 0 is none",
                (),
                0,
                10_000,
            ),
            RuleField(
                "answers.throttle_status", "Refuse with", "The status of those refused", _status(0x58, 0x14, 0x45, 0x08)
            ),
            RuleField(
                "answers.window",
                "Window",
                "More unanswered requests than this get queue full; 0 is no limit",
                (),
                0,
                10_000,
            ),
            RuleField(
                "answers.ids",
                "Message ids",
                "How message ids look",
                _plain(
                    IdStyle,
                    DECIMAL="Decimal",
                    UUID="UUID",
                    HEX="Hexadecimal, small",
                    HEX_CAPITALS="Hexadecimal, capitals",
                    PADDED="Padded with zeros",
                    LONG="64 digits",
                    EMPTY="Empty",
                ),
            ),
        ),
    ),
    (
        "receipts",
        "Receipts",
        (
            RuleField("receipts.send", "Send receipts", "Where the message asked for one"),
            RuleField("receipts.always", "Unasked too", "Also where none was asked for"),
            RuleField("receipts.delay", "After", "Seconds until the receipt", unit="s"),
            RuleField("receipts.before_response", "Before the answer", "The receipt overtakes the submit_sm_resp"),
            RuleField("receipts.times", "How often", "Each receipt is sent so often", (), 1, 10),
            RuleField(
                "receipts.states", "State", "What becomes of every message", tuple((word, word) for word in STATES)
            ),
            RuleField("receipts.style", "Dress", "How the text is written", _plain(ReceiptStyle, **_STYLES)),
            RuleField(
                "receipts.id", "Id in it", "How its id differs from that of the response", _plain(ReceiptId, **_IDS)
            ),
            RuleField("receipts.tlvs", "With TLVs", "receipted_message_id and message_state"),
            RuleField("receipts.text", "With text", "Off: TLVs alone"),
            RuleField("receipts.mark", "Marked in esm_class", "Off: esm_class stays 0"),
        ),
    ),
    (
        "link",
        "Link",
        (
            RuleField("link.enquire_link", "Ask every", "Seconds between its own enquire_link; 0 is never", unit="s"),
            RuleField("link.deaf", "Deaf", "Leave their enquire_link unanswered"),
            RuleField(
                "link.idle_limit",
                "Idle limit",
                "Drop a link on which nothing came for so many seconds; 0 is never",
                unit="s",
            ),
            RuleField("link.unbind_after", "Unbind after", "Seconds from the bind; 0 is never", unit="s"),
            RuleField("link.drop_after", "Drop after", "Seconds from the bind; 0 is never", unit="s"),
            RuleField("link.reset", "Drop by reset", "With RST instead of FIN"),
            RuleField(
                "link.alert_every", "Alert every", "Seconds between two alert_notification; 0 is never", unit="s"
            ),
        ),
    ),
)
"""(key, title, fields) of each part of the form."""


def changed_in(rules: CentreRules, fields: tuple[RuleField, ...]) -> int:
    """How many of the fields are not as a well-behaved centre has them."""
    return sum(value_of(rules, field.path) != field.default for field in fields)
