"""What each field of an account may hold: one row a field, with its words, its limits and where it stands in the file.

The form, the command line's options and the reading of files all ask this table.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from smppconsole.compose.draft import Carry, Receipt
from smppconsole.console.account import Account, FieldType
from smppconsole.smpp import message_ids
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.said import said
from smppconsole.smpp.segment import MESSAGE_OCTETS
from smppconsole.values import dataclass

DEFAULT_ALPHABETS = ("gsm7", "gsm7-packed", "ascii", "latin1", "utf8")
RECEIPT_ID_RULES = tuple(message_ids.ACCOUNT_RULES)
ID_FORMS = tuple(message_ids.FORMS)

MOST_PART_SEPTETS = 153
"""Septets beside a header with an 8-bit reference (3GPP TS 23.040, 9.2.3.24.1)."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field. ``octets`` is the longest a text may be on the wire without its NUL, ``ascii_only`` says the
    same of its letters where the length is judged elsewhere; ``optional`` allows "not set"."""

    name: str
    section: str
    label: str
    words: str
    octets: int = 0
    ascii_only: bool = False
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    lines: bool = False

    @property
    def default(self) -> FieldType:
        """What a new account has here."""
        return _DEFAULTS[self.name]

    def refusal(self, value: Any) -> str:
        """Why ``value`` cannot be kept in this field at all, in words; empty where it can."""
        kind = int if self.optional else type(self.default)
        if value is None and self.optional:
            return ""
        if not _is_a(kind, value):
            return said("takes {kind_words}, not {value!r}", kind_words=said(_KIND_WORDS[kind]), value=value)
        if self.choices and value not in self.choices:
            return said("is one of {choices}, not {value!r}", choices=", ".join(self.choices), value=value)
        return ""

    def settle(self, value: Any) -> Any:
        """``value`` in the field's own type (a whole number of seconds becomes a float)."""
        return float(value) if isinstance(self.default, float) else value

    def problem(self, value: Any) -> tuple[Severity, str] | None:
        """What is wrong or doubtful about ``value``, with how much it matters; limits are told by number."""
        refusal = self.refusal(value)
        if refusal:
            return Severity.ERROR, said("{label} {refusal}", label=self.label, refusal=refusal)
        if isinstance(value, str):
            return self._text_problem(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number_problem(value)
        return None

    def _text_problem(self, value: str) -> tuple[Severity, str] | None:
        if not self.lines and re.search(r"[\x00-\x1f\x7f]", value):
            return Severity.ERROR, said(
                "{label} holds a control character, which no peer will take", label=said(self.label)
            )
        if (self.octets or self.ascii_only) and not value.isascii():
            return Severity.ERROR, said(
                "{label} takes ASCII only; {first_outside!r} is not",
                label=said(self.label),
                first_outside=_first_outside(value),
            )
        if self.octets and len(value) > self.octets:
            return Severity.ERROR, said(
                "{label} has {value} characters; the field holds {octets}",
                label=said(self.label),
                value=len(value),
                octets=self.octets,
            )
        return None

    def _number_problem(self, value: float) -> tuple[Severity, str] | None:
        low, high = self.lowest, self.highest
        if (low is not None and value < low) or (high is not None and value > high):
            return Severity.ERROR, said(
                "{label} lies between {low:g} and {high:g}, not {value:.12g}",
                label=said(self.label),
                low=low,
                high=high,
                value=value,
            )
        return None


def _ton(name: str, section: str, label: str, *, optional: bool = True) -> FieldRule:
    words = said("0 unknown, 1 international, 2 national, 3 network, 4 subscriber, 5 alphanumeric, 6 abbreviated")
    return FieldRule(name, section, label, words, lowest=0, highest=255, optional=optional)


def _npi(name: str, section: str, label: str, *, optional: bool = True) -> FieldRule:
    words = said(
        "0 unknown, 1 ISDN (E.164), 3 data, 4 telex, 6 land mobile, 8 national, 9 private, 10 ERMES, 14 internet"
    )
    return FieldRule(name, section, label, words, lowest=0, highest=255, optional=optional)


def _seconds(name: str, label: str, words: str, highest: float = 86_400) -> FieldRule:
    return FieldRule(name, "timers", label, words, lowest=0, highest=highest)


_ROWS = (
    FieldRule("name", "account", "Name", "What this account is called here"),
    FieldRule("group", "account", "Group", "Accounts of one group stand together in the list"),
    FieldRule("tag", "account", "Tag", "A few letters that mark the account's sessions"),
    FieldRule("colour", "account", "Colour", "The colour of the mark, as #rrggbb"),
    FieldRule("production", "account", "Production", "Real subscribers: ask before sending, and show it loudly"),
    FieldRule("notes", "account", "Notes", "What else the account sheet says", lines=True),
    FieldRule("host", "connection", "Host", "Name or IP address of the message centre"),
    FieldRule("port", "connection", "Port", "2775 by registration; TLS ports differ", lowest=1, highest=65_535),
    FieldRule(
        "other_hosts",
        "connection",
        "Other hosts",
        "Where else the centre is, as gw2.example.com, gw3.example.com:2776; tried in turn where one cannot be "
        "reached; a refused login is not tried at the next",
    ),
    FieldRule("local_address", "connection", "Local address", "Which of this machine's addresses to use; empty: any"),
    FieldRule("system_id", "bind", "system_id", "The login of the account sheet", ascii_only=True),
    FieldRule(
        "long_login",
        "bind",
        "Long login",
        "Some providers give out a system_id or a password longer than the standard's field: send it as it is",
    ),
    FieldRule("system_type", "bind", "system_type", "Usually empty; some centres insist on a word", octets=12),
    FieldRule("bind_as", "bind", "Bind as", "Transmitter, receiver or both", choices=("tx", "rx", "trx")),
    FieldRule(
        "bind_with",
        "bind",
        "Bind together with",
        "Another account that binds and unbinds with this one, such as the receiver, with a login of its own, "
        "beside a transmitter",
    ),
    FieldRule(
        "interface_version", "bind", "Version", "What we say we speak; 3.4 unless told", choices=("3.3", "3.4", "5.0")
    ),
    _ton("bind_ton", "bind", "addr_ton", optional=False),
    _npi("bind_npi", "bind", "addr_npi", optional=False),
    FieldRule("address_range", "bind", "address_range", "Which numbers this bind serves; usually empty", octets=40),
    FieldRule(
        "tls",
        "tls",
        "TLS",
        "off, full check, check without the host name, or no check at all",
        choices=("off", "verify", "no-hostname", "insecure"),
    ),
    FieldRule("tls_ca", "tls", "Own CA", "PEM file of the authority to trust; empty: the system's"),
    FieldRule("tls_cert", "tls", "Client certificate", "PEM file, where the provider asks for one"),
    FieldRule("tls_key", "tls", "Client key", "PEM file; empty where the certificate file holds it"),
    FieldRule("server_name", "tls", "Server name", "Sent in the greeting and checked instead of the host"),
    FieldRule(
        "tls_minimum", "tls", "Lowest TLS version", "1.2 unless the peer is old", choices=("1.0", "1.1", "1.2", "1.3")
    ),
    _seconds("enquire_link", "enquire_link", "Seconds of quiet before a probe; 0 sends none"),
    _seconds("enquire_link_response", "enquire_link answer", "Seconds until a probe counts as missed"),
    FieldRule("enquire_only_when_idle", "timers", "Only when idle", "Traffic proves life: probe only in its absence"),
    FieldRule("missed_limit", "timers", "Missed probes", "So many unanswered probes mean: dead", lowest=1, highest=100),
    _seconds("connect_timeout", "Connect time-out", "Seconds for each address, and for the TLS greeting"),
    _seconds("session_init", "Session-init", "Seconds a centre that connects to us has for its outbind; 0 is off"),
    _seconds("bind_timeout", "Bind time-out", "Seconds until a bind without answer is given up"),
    _seconds("response_timeout", "Response time-out", "Seconds until a request counts as unanswered"),
    _seconds("unbind_timeout", "Unbind time-out", "Seconds to wait for the answer of an unbind"),
    _seconds("inactivity", "Inactivity", "Seconds without any message until we unbind; 0 is off"),
    FieldRule("window", "timers", "Window", "Requests that may await their answer at a time", lowest=1, highest=10_000),
    FieldRule(
        "rate",
        "timers",
        "Rate",
        "Requests a second that this account may send; what is more waits its turn. 0 is no limit",
        lowest=0,
        highest=100_000,
    ),
    _seconds(
        "throttle_pause", "Pause when throttled", "Seconds to send nothing after ESME_RTHROTTLED or ESME_RMSGQFUL"
    ),
    FieldRule("reconnect", "timers", "Reconnect", "Bind again after a link was lost"),
    _seconds("reconnect_first", "First pause", "Seconds before the first new try; it doubles from there"),
    _seconds("reconnect_longest", "Longest pause", "Seconds between two tries at most"),
    FieldRule("service_type", "messages", "service_type", "What messages start with; often empty", octets=5),
    FieldRule("default_source", "messages", "Sender", "The sender new messages start with"),
    _ton("source_ton", "messages", "Sender TON"),
    _npi("source_npi", "messages", "Sender NPI"),
    _ton("dest_ton", "messages", "Destination TON"),
    _npi("dest_npi", "messages", "Destination NPI"),
    FieldRule(
        "default_alphabet",
        "messages",
        "data_coding 0 means",
        "The alphabet this centre takes data_coding 0 for",
        choices=DEFAULT_ALPHABETS,
    ),
    FieldRule(
        "alphabets",
        "messages",
        "Other codings",
        "What other values of data_coding mean here, as 4 gsm7, 1 ascii; a text takes the first that holds it",
    ),
    FieldRule(
        "source_rules",
        "messages",
        "Sender rules",
        "TON and NPI by the sender, as alpha 5/0, short 3/0, else 1/1; the first that fits decides",
    ),
    FieldRule(
        "dest_rules",
        "messages",
        "Destination rules",
        "TON and NPI by the destination: alpha, number, short, empty, else, or how numbers begin",
    ),
    FieldRule(
        "registered_delivery",
        "messages",
        "Receipts",
        "Which receipts new messages ask for",
        choices=tuple(Receipt),
    ),
    FieldRule(
        "carry", "messages", "Long texts", "How a text too long for one message is carried", choices=tuple(Carry)
    ),
    FieldRule(
        "part_size",
        "messages",
        "Part size",
        "Octets of user data in one message, its header among them; 0 is the standard's 140",
        lowest=0,
        highest=MESSAGE_OCTETS,
    ),
    FieldRule(
        "part_septets",
        "messages",
        "Septets a part",
        "Septets of GSM text in one part of several, its header aside; 0: as many as fit, 153 by the standard",
        lowest=0,
        highest=MOST_PART_SEPTETS,
    ),
    FieldRule(
        "payload_from",
        "messages",
        "Payload from",
        "Texts of so many octets or more go into message_payload, unless the message itself says how; 0: none do",
        lowest=0,
        highest=0xFFFF,
    ),
    FieldRule("validity", "messages", "Validity", "validity_period new messages start with; usually empty"),
    FieldRule(
        "receipt_id_rule",
        "receipts",
        "Receipt ids",
        "How ids in receipts differ from those in responses",
        choices=RECEIPT_ID_RULES,
    ),
    FieldRule(
        "response_id_form",
        "receipts",
        "Ids in responses",
        "How this centre writes a message_id in its responses",
        choices=ID_FORMS,
    ),
    FieldRule(
        "receipt_id_form",
        "receipts",
        "Ids in receipts",
        "How it writes the same id in receipts. With one of the two set, nothing else ties a receipt to its message",
        choices=ID_FORMS,
    ),
    FieldRule("receipt_pattern", "receipts", "Receipt pattern", "A regular expression for receipts out of the usual"),
    FieldRule(
        "zone", "receipts", "Time zone", "The centre's zone for dates in receipts, such as Europe/Berlin or +02:00"
    ),
    FieldRule(
        "dictionary",
        "receipts",
        "Dictionary",
        "The provider's own TLVs and statuses: a TOML file, or the name of one that comes with the program",
    ),
    FieldRule(
        "keep_password_in_captures",
        "receipts",
        "Keep the password in captures",
        "Off: a bind's password is masked in capture files. On: it stands there for everybody to read",
    ),
)

_DEFAULTS: dict[str, FieldType] = {field.name: field.default for field in fields(Account)}  # type: ignore[misc]
RULES: dict[str, FieldRule] = {row.name: row for row in _ROWS}

_KIND_WORDS: dict[type, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


def _is_a(kind: type, value: object) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    return isinstance(value, (int, float) if kind is float else kind)


def _first_outside(text: str) -> str:
    return next(character for character in text if not character.isascii())
