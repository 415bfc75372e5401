"""The fields of an account's sheet: where each stands, what it is called, which widget takes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QCheckBox, QCompleter, QTextEdit, QWidget

from smppconsole.console.account import FieldType
from smppconsole.console.account_rules import FieldRule
from smppconsole.console.dictionaries import shipped
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.tables import FORMS, TableField
from smppconsole.ui.widgets.controls import Choice, LineField, named
from smppconsole.ui.words import tr

FIRST = (
    "name",
    "host",
    "port",
    "system_id",
    "password",
    "system_type",
    "service_type",
    "bind_as",
    "interface_version",
    "tls",
    "enquire_link",
)
FOLDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Marking", ("tag", "colour", "group", "production", "notes")),
    (
        "Messages",
        (
            "default_source",
            "source_rules",
            "source_ton",
            "source_npi",
            "dest_rules",
            "dest_ton",
            "dest_npi",
            "default_alphabet",
            "alphabets",
            "registered_delivery",
            "carry",
            "part_size",
            "part_septets",
            "payload_from",
            "validity",
        ),
    ),
    ("Bind", ("other_hosts", "bind_with", "long_login", "bind_ton", "bind_npi", "address_range", "local_address")),
    ("TLS", ("tls_ca", "tls_cert", "tls_key", "server_name", "tls_minimum")),
    (
        "Timers and window",
        (
            "enquire_link_response",
            "enquire_only_when_idle",
            "missed_limit",
            "connect_timeout",
            "session_init",
            "bind_timeout",
            "response_timeout",
            "unbind_timeout",
            "inactivity",
            "window",
            "rate",
            "throttle_pause",
            "reconnect",
            "reconnect_first",
            "reconnect_longest",
        ),
    ),
    (
        "Receipts and files",
        (
            "receipt_id_rule",
            "response_id_form",
            "receipt_id_form",
            "receipt_pattern",
            "zone",
            "dictionary",
            "keep_password_in_captures",
        ),
    ),
)
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "host": "Host or IP",
        "system_id": "System ID",
        "system_type": "System type",
        "service_type": "Service type",
        "enquire_link": "enquire_link, s",
        "interface_version": "SMPP version",
        "default_alphabet": "Coding 0 means",
        "keep_password_in_captures": "Password in files",
        "enquire_link_response": "Answer within",
    }
)
_ID_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "as-is": "As it is",
        "decimal": "Decimal number",
        "hex": "Hexadecimal number",
        "hex-string": "Hex string of ASCII",
    }
)
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "bind_as": {"tx": "Transmitter", "rx": "Receiver", "trx": "Transceiver"},
        "interface_version": {"3.3": "3.3", "3.4": "3.4", "5.0": "5.0"},
        "tls": {
            "off": "Off",
            "verify": "On, full check",
            "no-hostname": "On, any host name",
            "insecure": "On, no check",
        },
        "default_alphabet": {
            "gsm7": "GSM 7-bit",
            "gsm7-packed": "GSM 7-bit, packed",
            "ascii": "ASCII",
            "latin1": "Latin-1",
            "utf8": "UTF-8",
        },
        "registered_delivery": {
            "none": "None",
            "final": "Final",
            "failure": "On failure",
            "success": "On success (5.0)",
            "intermediate": "Final and on the way",
        },
        "carry": {
            "auto": "Automatic",
            "single": "One message",
            "udh8": "UDH, 8-bit reference",
            "udh16": "UDH, 16-bit reference",
            "sar": "sar_* TLVs",
            "payload": "message_payload",
        },
        "receipt_id_rule": {
            "auto": "Case and zeros apart",
            "same": "Exactly the same text",
            "hex-to-decimal": "Response hex, receipt decimal",
            "decimal-to-hex": "Response decimal, receipt hex",
        },
        "response_id_form": _ID_FORMS,
        "receipt_id_form": _ID_FORMS,
    }
)
_COLOURS = {"blue": "Blue", "violet": "Violet", "ochre": "Ochre", "rose": "Rose", "teal": "Teal"}
_LINE_HINTS = {
    "other_hosts": "gw2.example.com:2775",
    "alphabets": "all others are as in the standard",
    "source_rules": "proposed by what the sender looks like",
    "dest_rules": "proposed by what the number looks like",
    "dictionary": "file, or india-dlt",
    "receipt_pattern": "the usual form",
}
_MONO = frozenset({"host", "port", "system_id", "address_range", "local_address", "enquire_link"})


def make_field(rule: FieldRule) -> QWidget:
    """The widget that fits a rule: a tick, a choice, or a line."""
    name, says = f"accounts.{rule.name}", tr(LABELS.get(rule.name, rule.label))
    if isinstance(rule.default, bool):
        tick = named(QCheckBox(), name, says)
        tick.setToolTip(tr(rule.words))
        return tick
    if rule.choices or rule.name == "colour":
        choice = Choice(name, says)
        choice.fill(choice_rows(rule))
        choice.setToolTip(tr(rule.words))
        return choice
    if rule.name in FORMS:
        table = TableField(rule.name, name, says, tr(_LINE_HINTS[rule.name]))
        table.setToolTip(tr(rule.words))
        return table
    if rule.lines:
        return NotesField(name, says, tr(rule.words))
    hint = tr("proposed" if rule.optional else _LINE_HINTS.get(rule.name, ""))
    line = LineField(name, says, hint, mono=rule.name in _MONO)
    if rule.name == "dictionary":
        line.setCompleter(QCompleter(list(shipped()), line))
    line.set_help(rule.words)
    return line


def choice_rows(rule: FieldRule) -> tuple[tuple[str, object], ...]:
    """The values a field chooses from, each with its words."""
    if rule.name == "colour":
        return ((tr("By its name"), ""), *((tr(_COLOURS[tag]), value) for tag, value in theme.LIGHT.tags.items()))
    words = _WORDS.get(rule.name, {})
    return tuple((tr(words.get(value, value)), value) for value in rule.choices)


class NotesField(QTextEdit):
    """Several lines: what the provider's sheet says that no field takes."""

    def __init__(self, name: str, says: str, hint: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("entry", True)
        self.setFont(fonts.text(12))
        self.setFixedHeight(theme.px(96))


class Unread:
    """Stands for what cannot be read as the kind of value a field takes."""


def put(widget: QWidget, value: FieldType) -> None:
    """Show a value in its field; no signal."""
    was = widget.blockSignals(True)
    if isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, Choice):
        widget.choose(value)
    elif isinstance(widget, NotesField):
        widget.setPlainText(str(value))
    elif isinstance(widget, TableField):
        widget.set_text(str(value))
    elif isinstance(widget, LineField):
        widget.setText("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
    widget.blockSignals(was)


def put_and_tell(widget: QWidget, words: str) -> None:
    """Type into a field on the user's behalf."""
    if isinstance(widget, LineField):
        widget.setText(words)
    elif isinstance(widget, Choice):
        widget.choose(words)
    elif isinstance(widget, TableField):
        widget.set_text(words)
        widget.edited.emit()


def read(widget: QWidget, rule: FieldRule) -> Any:
    """What is typed, in the field's own type; ``Unread`` where it is none."""
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, Choice):
        return widget.currentData()
    if isinstance(widget, NotesField):
        return widget.toPlainText()
    if isinstance(widget, TableField):
        return widget.text()
    text = widget.text().strip() if isinstance(widget, LineField) else ""
    if rule.optional and not text:
        return None
    if isinstance(rule.default, str):
        return text
    try:
        return float(text) if isinstance(rule.default, float) else int(text)
    except ValueError:
        return Unread()
