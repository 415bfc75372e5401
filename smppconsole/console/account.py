"""An account sheet as one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smppconsole.compose.draft import Carry
from smppconsole.session.timers import Timers
from smppconsole.smpp.message_ids import rules_of
from smppconsole.smpp.reading import Reading
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.net.connect import Endpoint
    from smppconsole.net.tls import TlsOptions

_MESSAGE_WAYS = (
    "default_alphabet",
    "alphabets",
    "part_size",
    "part_septets",
    "payload_from",
    "source_rules",
    "dest_rules",
)

BIND_COMMANDS = {"tx": "bind_transmitter", "rx": "bind_receiver", "trx": "bind_transceiver"}
BIND_WORDS = {"tx": "transmitter", "rx": "receiver", "trx": "transceiver"}
"""By what an account binds as."""

FieldType = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Account:
    """What an account sheet says, and how this program is to treat the account. Times are seconds, 0 is off.

    ``None`` in a TON or NPI means: what the console proposes. ``account_rules`` holds the words and limits of each.
    """

    name: str = ""
    host: str = ""
    port: int = 2775
    system_id: str = ""
    system_type: str = ""
    service_type: str = ""
    bind_as: str = "trx"
    interface_version: str = "3.4"
    address_range: str = ""
    long_login: bool = False
    bind_ton: int = 0
    bind_npi: int = 0
    local_address: str = ""
    other_hosts: str = ""
    bind_with: str = ""
    tls: str = "off"
    tls_ca: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    server_name: str = ""
    tls_minimum: str = "1.2"
    enquire_link: float = 30.0
    enquire_link_response: float = 10.0
    enquire_only_when_idle: bool = True
    missed_limit: int = 3
    connect_timeout: float = 10.0
    session_init: float = 10.0
    bind_timeout: float = 10.0
    response_timeout: float = 10.0
    unbind_timeout: float = 3.0
    inactivity: float = 0.0
    window: int = 10
    rate: float = 0.0
    throttle_pause: float = 1.0
    reconnect: bool = True
    reconnect_first: float = 5.0
    reconnect_longest: float = 300.0
    default_alphabet: str = "gsm7"
    alphabets: str = ""
    default_source: str = ""
    source_rules: str = ""
    dest_rules: str = ""
    source_ton: int | None = None
    source_npi: int | None = None
    dest_ton: int | None = None
    dest_npi: int | None = None
    registered_delivery: str = "none"
    carry: str = "auto"
    part_size: int = 0
    part_septets: int = 0
    payload_from: int = 0
    validity: str = ""
    receipt_id_rule: str = "auto"
    response_id_form: str = "as-is"
    receipt_id_form: str = "as-is"
    receipt_pattern: str = ""
    zone: str = ""
    dictionary: str = ""
    keep_password_in_captures: bool = False
    tag: str = ""
    colour: str = ""
    group: str = ""
    production: bool = False
    notes: str = ""

    @property
    def version(self) -> int:
        """interface_version as it stands in a bind (SMPP 3.4, 5.2.4): 0x33, 0x34 or 0x50."""
        major, _, minor = self.interface_version.partition(".")
        return int(major) << 4 | int(minor or 0)

    @property
    def endpoint(self) -> Endpoint:
        """Where and how to connect."""
        from smppconsole.net.connect import Endpoint  # noqa: PLC0415 - an account that is not bound needs none

        return Endpoint(self.host, self.port, self.tls_options, self.local_address, self.connect_timeout)

    @property
    def tls_options(self) -> TlsOptions | None:
        """What to ask of TLS, ``None`` for a connection in clear."""
        if self.tls == "off":
            return None
        from smppconsole.net.tls import Check, TlsOptions  # noqa: PLC0415 - an account that is not bound needs none

        return TlsOptions(Check(self.tls), self.tls_ca, self.tls_cert, self.tls_key, self.server_name, self.tls_minimum)

    @property
    def reading(self) -> Reading:
        """How PDUs of this account are read, times as written."""
        return Reading(self.default_alphabet, None, self.receipt_pattern or None, self.alphabets)

    @property
    def id_rules(self) -> tuple[str, ...]:
        """The rules by which a receipt's id may be that of a response, of ``message_ids.RULES``."""
        return rules_of(self.receipt_id_rule, self.response_id_form, self.receipt_id_form)

    @property
    def message_ways(self) -> dict[str, Any]:
        """What the account says of every message, by the names of a draft."""
        return {"usual_carry": Carry(self.carry), **{name: getattr(self, name) for name in _MESSAGE_WAYS}}

    @property
    def timers(self) -> Timers:
        """The timers of a session of this account."""
        return Timers(
            session_init=self.session_init,
            enquire_link=self.enquire_link,
            enquire_link_response=self.enquire_link_response,
            inactivity=self.inactivity,
            response=self.response_timeout,
            bind=self.bind_timeout,
            unbind=self.unbind_timeout,
            missed_limit=self.missed_limit,
            throttle_pause=self.throttle_pause,
            enquire_only_when_idle=self.enquire_only_when_idle,
        )
