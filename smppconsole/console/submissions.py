"""What a centre takes from a request: addresses, text, wishes; and what the standard has against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from smppconsole.console.centre_rules import Submission
from smppconsole.smpp import faults
from smppconsole.smpp.coding import alphabet_of, read_text
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.model import FieldSpec
from smppconsole.smpp.udh import read_udh
from smppconsole.values import dataclass

PAYLOAD = 0x0424
UDHI = 0x40

ROK, RINVMSGLEN, RINVCMDLEN, RINVCMDID = 0x00, 0x01, 0x02, 0x03
RSYSERR, RINVSRCADR, RINVDSTADR, RINVMSGID = 0x08, 0x0A, 0x0B, 0x0C
RCANCELFAIL, RREPLACEFAIL, RMSGQFUL, RINVDLNAME = 0x11, 0x13, 0x14, 0x34
RINVNUMDESTS, RINVDESTFLAG, RINVSCHED, RINVEXPIRY, RQUERYFAIL = 0x33, 0x40, 0x61, 0x62, 0x67
RINVTLVSTREAM, RMISSINGTLV = 0xC0, 0xC3

_FAULT_STATUS = {
    faults.INCOMPLETE: RINVCMDLEN,
    faults.COMMAND_LENGTH: RINVCMDLEN,
    faults.TRAILING_OCTETS: RINVCMDLEN,
    faults.MISSING_FIELD: RINVCMDLEN,
    faults.MISSING_NUL: RINVCMDLEN,
    faults.TEXT_LENGTH: RINVMSGLEN,
    faults.DEST_FLAG: RINVDESTFLAG,
    faults.TLV_OVERRUN: RINVTLVSTREAM,
    faults.STRAY_OCTETS: RINVTLVSTREAM,
}


@dataclass(frozen=True, slots=True)
class Target:
    """One destination of a message; ``list_name`` instead of an address where it is a distribution list."""

    address: str
    type: tuple[int, int]
    list_name: str = ""
    flag: int = 1


@dataclass(frozen=True, slots=True)
class Submitted:
    """A message as asked for. ``delay`` and ``lifetime`` are seconds, ``None`` where the request says nothing."""

    source: str
    source_type: tuple[int, int]
    targets: tuple[Target, ...]
    text: str
    wanted: int
    service_type: str
    replaces: bool
    delay: float | None
    lifetime: float | None

    def seen_by_rules(self, target: Target) -> Submission:
        """What the rules look at."""
        return Submission(self.source, self.source_type[0], target.address, target.type[0], self.text)


Values = Mapping[str, object]


def values_of(decoded: Decoded) -> Values:
    """The mandatory fields by name, read once: asking a decoded PDU for each walks through all of it."""
    return {row.name: value for row, _, _, value in decoded.spans if isinstance(row, FieldSpec)}


def number(values: Values, name: str) -> int:
    """An integer field, 0 where it is absent."""
    value = values.get(name)
    return value if isinstance(value, int) else 0


def words(values: Values, name: str) -> str:
    """A text field, empty where it is absent."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def address(values: Values, side: str) -> tuple[str, tuple[int, int]]:
    """An address and its (TON, NPI); ``side`` is source or dest."""
    name = "source_addr" if side == "source" else "destination_addr"
    return words(values, name), (number(values, f"{side}_addr_ton"), number(values, f"{side}_addr_npi"))


def submitted(decoded: Decoded, now: datetime) -> Submitted:
    """The message in a submit_sm, submit_multi, data_sm."""
    values = values_of(decoded)
    source, source_type = address(values, "source")
    return Submitted(
        source,
        source_type,
        _targets(decoded, values),
        text_of(decoded, values),
        number(values, "registered_delivery"),
        words(values, "service_type"),
        number(values, "replace_if_present_flag") == 1,
        _seconds(words(values, "schedule_delivery_time"), now),
        _seconds(words(values, "validity_period"), now),
    )


def refusal(decoded: Decoded, message: Submitted) -> int:
    """The status that the standard has for this request, 0 where nothing is wrong."""
    for fault in decoded.faults:
        if fault.id in _FAULT_STATUS:
            return _FAULT_STATUS[fault.id]
    if message.delay is not None and message.delay < 0:
        return RINVSCHED
    if message.lifetime is not None and message.lifetime <= 0:
        return RINVEXPIRY
    name = decoded.command.name if decoded.command else ""
    if name == "data_sm" and decoded.tlv(PAYLOAD) is None:
        return RMISSINGTLV
    if not message.targets:
        return RINVNUMDESTS
    return RINVDSTADR if name != "submit_multi" and not message.targets[0].address else ROK


def text_of(decoded: Decoded, values: Values) -> str:
    """The text of a message as far as it can be read, its user data header left out."""
    payload = decoded.tlv(PAYLOAD)
    octets = payload if payload is not None else values.get("short_message")
    if not isinstance(octets, bytes):
        return ""
    if number(values, "esm_class") & UDHI:
        octets = octets[read_udh(octets).size :]
    return read_text(octets, alphabet_of(number(values, "data_coding"))).text


def _targets(decoded: Decoded, values: Values) -> tuple[Target, ...]:
    if "number_of_dests" in values:
        listed = decoded.field("dest_address")
        return tuple(_target(item) for item in listed) if isinstance(listed, tuple) else ()
    found, kind = address(values, "dest")
    return (Target(found, kind),)


def _target(item: Mapping[str, int | str | bytes]) -> Target:
    flag = item.get("dest_flag", 0)
    kind = (_int(item.get("dest_addr_ton")), _int(item.get("dest_addr_npi")))
    return Target(
        str(item.get("destination_addr", "")), kind, str(item.get("dl_name", "")), flag if isinstance(flag, int) else 0
    )


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _seconds(text: str, now: datetime) -> float | None:
    """A time field as seconds from ``now``; one that is wrong is in the past."""
    if not text:
        return None
    time = read_time(text)
    if time.period is not None:
        return time.period.about / timedelta(seconds=1)
    if time.when is None or time.when.tzinfo is None:
        return -1.0
    return (time.when - now) / timedelta(seconds=1)
