"""The fields of an account's sheet: where each stands, what it is called, which widget takes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from smppconsole.console.account import FieldType
from smppconsole.console.account_rules import FieldRule
from smppconsole.ui.theme import LIGHT
from smppconsole.ui.widgets.controls import Choice, LineField, named

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
            "source_ton",
            "source_npi",
            "dest_ton",
            "dest_npi",
            "default_alphabet",
            "registered_delivery",
            "carry",
            "validity",
        ),
    ),
    ("Bind", ("bind_ton", "bind_npi", "address_range", "local_address")),
    ("TLS", ("tls_ca", "tls_cert", "tls_key", "server_name", "tls_minimum")),
    (
        "Timers and window",
        (
            "enquire_link_response",
            "enquire_only_when_idle",
            "missed_limit",
            "connect_timeout",
            "bind_timeout",
            "response_timeout",
            "unbind_timeout",
            "inactivity",
            "window",
            "reconnect",
            "reconnect_first",
            "reconnect_longest",
        ),
    ),
    ("Receipts and files", ("receipt_id_rule", "receipt_pattern", "zone", "dictionary", "keep_password_in_captures")),
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
    }
)
_MONO = frozenset({"host", "port", "system_id", "address_range", "local_address", "enquire_link"})


def make_field(rule: FieldRule) -> QWidget:
    """The widget that fits a rule: a tick, a choice, or a line."""
    name, says = f"accounts.{rule.name}", LABELS.get(rule.name, rule.label)
    if isinstance(rule.default, bool):
        tick = named(QCheckBox(), name, says)
        tick.setToolTip(rule.words)
        return tick
    if rule.choices or rule.name == "colour":
        choice = Choice(name, says)
        words = _WORDS.get(rule.name, {})
        rows = [(words.get(value, str(value)), value) for value in rule.choices]
        if rule.name == "colour":
            rows = [("By its name", ""), *((tag.capitalize(), value) for tag, value in LIGHT.tags.items())]
        choice.fill(tuple(rows))
        choice.setToolTip(rule.words)
        return choice
    hint = "proposed" if rule.optional else ""
    line = LineField(name, says, hint, mono=rule.name in _MONO)
    line.set_help(rule.words)
    return line


class Unread:
    """Stands for what cannot be read as the kind of value a field takes."""


def put(widget: QWidget, value: FieldType) -> None:
    """Show a value in its field; no signal."""
    was = widget.blockSignals(True)
    if isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, Choice):
        widget.choose(value)
    elif isinstance(widget, LineField):
        widget.setText("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
    widget.blockSignals(was)


def read(widget: QWidget, rule: FieldRule) -> Any:
    """What is typed, in the field's own type; ``Unread`` where it is none."""
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, Choice):
        return widget.currentData()
    text = widget.text().strip() if isinstance(widget, LineField) else ""
    if rule.optional and not text:
        return None
    if isinstance(rule.default, str):
        return text
    try:
        return float(text) if isinstance(rule.default, float) else int(text)
    except ValueError:
        return Unread()
