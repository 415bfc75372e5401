"""How the message centre behaves, as one frozen value that a TOML file fills: logins, answers, receipts, faults.

Times are seconds. Everything at its default is a well-behaved centre that accepts every login.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

from smppconsole.console.rules_file import RulesError, fill
from smppconsole.smpp.said import said
from smppconsole.values import dataclass, field


class IdStyle(StrEnum):
    """How message ids look."""

    DECIMAL = "decimal"
    HEX = "hex"
    HEX_CAPITALS = "hex-capitals"
    UUID = "uuid"
    PADDED = "padded"
    LONG = "long"
    EMPTY = "empty"


class ReceiptId(StrEnum):
    """How the id in a receipt differs from that in the response."""

    SAME = "same"
    HEX_TO_DECIMAL = "hex-to-decimal"
    DECIMAL_TO_HEX = "decimal-to-hex"
    PADDED = "padded"


class ReceiptStyle(StrEnum):
    """The dress of a receipt's text, as met in the field."""

    STANDARD = "standard"
    SECONDS = "seconds"
    SHORT = "short"
    LOWER = "lower"
    NO_DATES = "no-dates"
    NO_TEXT = "no-text"


class Fault(StrEnum):
    """What goes wrong with an answer."""

    NONE = "none"
    SILENCE = "silence"
    NACK = "nack"
    WRONG_SEQUENCE = "wrong-sequence"
    WRONG_COMMAND = "wrong-command"
    DOUBLE = "double"
    HALF = "half"
    SHORT_LENGTH = "short-length"
    HUGE_LENGTH = "huge-length"
    LONG_LENGTH = "long-length"
    UNKNOWN_COMMAND = "unknown-command"
    UNKNOWN_TLV = "unknown-tlv"
    TLV_PAST_END = "tlv-past-end"
    GARBAGE = "garbage"
    TEXT = "text"
    PIECES = "pieces"
    RESET = "reset"
    CLOSE = "close"
    UNBIND = "unbind"


@dataclass(frozen=True, slots=True)
class Login:
    """One account of the centre. ``bind_as`` lists the binds it may make; ``system_type`` empty takes any;
    ``most_binds`` 0 is no limit."""

    system_id: str
    password: str = ""
    bind_as: tuple[str, ...] = ("tx", "rx", "trx")
    system_type: str = ""
    most_binds: int = 0


@dataclass(frozen=True, slots=True)
class BindRules:
    """How binds are met. ``greeting`` is sent as text to who connects, as no message centre does; ``accept`` false
    closes every connection at once; ``refuse`` is how many binds are refused with ``status`` before one is taken (-1:
    all), ``refuse_after_drop`` how many after a link was ended by the rules."""

    delay: float = 0.0
    refuse: int = 0
    refuse_after_drop: int = 0
    status: int = 0x0D
    fault: Fault = Fault.NONE
    accept: bool = True
    greeting: str = ""
    system_id: str = "SMPPCONSOLE"
    say_version: bool = True
    versions: tuple[str, ...] = ("3.3", "3.4", "5.0")
    version_status: int = 0x0D
    transceiver: bool = True


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """How requests are met. ``throttle_every`` n refuses each n-th message with ``throttle_status``; more than
    ``window`` unanswered ones get ESME_RMSGQFUL (0: no limit)."""

    delay: float = 0.0
    jitter: float = 0.0
    throttle_every: int = 0
    throttle_status: int = 0x58
    window: int = 0
    ids: IdStyle = IdStyle.DECIMAL
    first_id: int = 1_000_000_001
    query: bool = True
    cancel: bool = True
    replace: bool = True
    multi: bool = True
    data: bool = True
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """How receipts look and when they come. ``states`` are used in turn; ``times`` sends each so often;
    ``before_response`` sends it ahead of the answer it belongs to; ``mark`` false leaves esm_class at 0;
    ``always`` sends one although none was asked for."""

    send: bool = True
    delay: float = 0.2
    jitter: float = 0.0
    states: tuple[str, ...] = ("DELIVRD",)
    id: ReceiptId = ReceiptId.SAME
    style: ReceiptStyle = ReceiptStyle.STANDARD
    text: bool = True
    tlvs: bool = True
    times: int = 1
    before_response: bool = False
    mark: bool = True
    always: bool = False
    use_data_sm: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What the centre does with a link. ``enquire_link`` asks every so many seconds (0: never); ``deaf`` leaves theirs
    unanswered; ``idle_limit`` drops a link on which neither messages nor enquire_link came for so long;
    ``unbind_after`` and ``drop_after`` end it so long after the bind, ``reset`` with a reset instead of a FIN."""

    enquire_link: float = 0.0
    deaf: bool = False
    idle_limit: float = 0.0
    unbind_after: float = 0.0
    drop_after: float = 0.0
    reset: bool = False
    alert_every: float = 0.0
    window: int = 10
    session_init: float = 10.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules table: what a message must be like, and what becomes of it. The first row that fits counts.

    ``destination``, ``source``, ``text`` are patterns with * and ?; ``source_is`` is numeric, alphanumeric or empty;
    ``source_ton_not`` and ``destination_ton_not`` fit any other TON; ``every`` n fits each n-th message that fits.
    """

    words: str = ""
    destination: str = "*"
    source: str = "*"
    text: str = "*"
    source_is: str = ""
    source_ton_not: int = -1
    destination_ton_not: int = -1
    every: int = 1
    status: int = 0
    fault: Fault = Fault.NONE
    delay: float = 0.0
    receipt: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class MobileRule:
    """Messages from the mobile side, sent by themselves to every receiver: the first ``after`` seconds from the bind,
    then every ``every`` seconds (0: once), at most ``times`` (0: no end)."""

    text: str
    source: str = "491701234567"
    destination: str = "1234"
    alphabet: str = "auto"
    carry: str = "auto"
    after: float = 1.0
    every: float = 0.0
    times: int = 1


@dataclass(frozen=True, slots=True)
class CentreRules:
    """All of a centre's behaviour. No ``logins``: every login is accepted. ``seed`` makes chance repeatable."""

    name: str = "plain"
    words: str = "A well-behaved centre: takes every login, answers at once, sends the receipts asked for."
    seed: int = 1
    logins: tuple[Login, ...] = ()
    bind: BindRules = field(default_factory=BindRules)
    answers: AnswerRules = field(default_factory=AnswerRules)
    receipts: ReceiptRules = field(default_factory=ReceiptRules)
    link: LinkRules = field(default_factory=LinkRules)
    rules: tuple[Rule, ...] = ()
    mobile: tuple[MobileRule, ...] = ()
    try_this: str = ""

    def login(self, system_id: str) -> Login | None:
        """The login of that name; any name has one where none are listed."""
        if not self.logins:
            return Login(system_id)
        return next((login for login in self.logins if login.system_id == system_id), None)


@dataclass(frozen=True, slots=True)
class Submission:
    """What the rules look at in a message."""

    source: str
    source_ton: int
    destination: str
    destination_ton: int
    text: str


def fits(rule: Rule, message: Submission) -> bool:
    """Whether ``rule`` is about ``message``; ``every`` is counted elsewhere."""
    kind = "empty" if not message.source else "numeric" if message.source.isdigit() else "alphanumeric"
    return (
        fnmatchcase(message.destination, rule.destination)
        and fnmatchcase(message.source, rule.source)
        and fnmatchcase(message.text, rule.text)
        and rule.source_is in ("", kind)
        and rule.source_ton_not != message.source_ton
        and rule.destination_ton_not != message.destination_ton
    )


def read_rules(text: str, where: str) -> CentreRules:
    """The rules in a TOML text; ``where`` names it in words. Raises ``RulesError``."""
    try:
        values: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(said("{where}: {error}", where=where, error=error)) from error
    rules = fill(CentreRules, values, where)
    for rule in rules.rules:
        if rule.every < 1:
            raise RulesError(said("{where}.rules: 'every' counts from 1", where=where))
    return rules
