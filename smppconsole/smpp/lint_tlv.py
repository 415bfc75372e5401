"""Rules about TLVs: where they belong, how often they come, what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import data, made, receipt, submit, tlv
from smppconsole.smpp.lint_rule import MOST_TLVS, Case, LintRule, Spot
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, STRANGE
from smppconsole.smpp.spec.model import TlvKind, ValueSet

_VENDOR = range(0x1400, 0x4000)
_PAYLOAD, _NETWORK_ERROR, _USSD, _PRIORITY_1 = 0x0424, 0x0423, 0x0501, 1
_CALLBACK, _CALLBACK_COMPANIONS = 0x0381, (0x0302, 0x0303)
_REP_NUM = 0x0604
_SAR = frozenset((0x020C, 0x020E, 0x020F))
_DIGITS = frozenset(b"0123456789")


def _not_listed(case: Case) -> Iterator[Spot]:
    command = case.decoded.command
    allowed = frozenset[int]().union(*command.tlvs.values()) if command is not None else frozenset()
    for held in case.tlvs:
        if STANDARD.tlv(held.row.tag) is not None and held.row.tag not in allowed:
            yield held.spot(
                said("No edition of the standard lists {name} for {name_2}.", name=held.row.name, name_2=case.name)
            )


def _repeated(case: Case) -> Iterator[Spot]:
    seen: set[int] = set()
    for held in case.tlvs:
        if held.row.tag in seen and not held.row.repeats and STANDARD.tlv(held.row.tag) is not None:
            yield held.spot(said("{name} is there more than once.", name=held.row.name))
        seen.add(held.row.tag)


def _crowd(case: Case) -> Iterator[Spot]:
    if case.left_out:
        held = case.tlvs[MOST_TLVS - 1]
        size = len(case.decoded.octets) - held.end
        words = said(
            "{left_out} TLVs behind the first {most_tlvs}: the rules did not look at each of them.",
            left_out=case.left_out,
            most_tlvs=MOST_TLVS,
        )
        yield Spot(held.end, size, words)


def _unnamed_vendor(case: Case) -> Iterator[Spot]:
    for held in case.tlvs:
        if held.row.tag in _VENDOR and held.row.name.startswith(STRANGE):
            yield held.spot(
                said("Tag 0x{tag:04X} is of the vendor, and no dictionary of the account names it.", tag=held.row.tag)
            )


def _reserved_tag(case: Case) -> Iterator[Spot]:
    for held in case.tlvs:
        if held.row.tag not in _VENDOR and held.row.name.startswith(STRANGE):
            yield held.spot(said("Tag 0x{tag:04X} is in a range that the standard reserves.", tag=held.row.tag))


def _reserved_value(case: Case) -> Iterator[Spot]:
    for held in case.tlvs:
        meaning = held.row.meaning
        if not isinstance(meaning, ValueSet) or not held.row.fits(len(held.octets)) or not held.octets:
            continue
        if meaning.word(held.number) == "reserved":
            yield held.spot(said("{name} is {number}, which is reserved.", name=held.row.name, number=held.number))


def _missing(case: Case) -> Iterator[Spot]:
    command = case.decoded.command
    present = {held.row.tag for held in case.tlvs}
    wanted = command.required_tlvs - present - {_PAYLOAD} if command is not None and not case.header.status else ()
    for tag in sorted(wanted):
        row = STANDARD.tlv(tag)
        name = row.name if row is not None else f"0x{tag:04X}"
        yield Spot(
            0,
            len(case.decoded.octets),
            said("{name} needs {name_2}, and it is not there.", name=case.name, name_2=name),
        )


def _companions(case: Case) -> Iterator[Spot]:
    present = {held.row.tag for held in case.tlvs}
    for held in case.tlvs:
        for tag in held.row.requires:
            row = STANDARD.tlv(tag)
            if tag not in present and row is not None and held.row.tag not in _SAR:
                yield held.spot(
                    said("{name} goes with {name_2}, which is not there.", name=held.row.name, name_2=row.name)
                )


def _callbacks(case: Case) -> Iterator[Spot]:
    numbers = sum(held.row.tag == _CALLBACK for held in case.tlvs)
    for tag in _CALLBACK_COMPANIONS:
        found = [held for held in case.tlvs if held.row.tag == tag]
        if len(found) > numbers > 0:
            yield found[-1].spot(
                said(
                    "{found} times {name}, and {numbers} times callback_num.",
                    found=len(found),
                    name=found[-1].row.name,
                    numbers=numbers,
                )
            )


def _no_nul(case: Case) -> Iterator[Spot]:
    for held in case.tlvs:
        if held.row.kind is TlvKind.CSTRING and held.octets and not held.octets.endswith(b"\0"):
            yield held.spot(said("{name} has no NUL at its end.", name=held.row.name))


def _inner_nul(case: Case) -> Iterator[Spot]:
    for held in case.tlvs:
        if held.row.kind in (TlvKind.CSTRING, TlvKind.TEXT) and b"\0" in held.octets[:-1]:
            yield held.spot(said("{name} has a NUL within its text.", name=held.row.name))


def _network_error_text(case: Case) -> Iterator[Spot]:
    held = case.tlv(_NETWORK_ERROR)
    if held is not None and len(held.octets) == 3 and _DIGITS.issuperset(held.octets):
        yield held.spot(
            said("network_error_code holds the digits {octets}, not a type and a number.", octets=held.octets.decode())
        )


def _ussd_service(case: Case) -> Iterator[Spot]:
    held = case.tlv(_USSD)
    if held is not None and case.text("service_type") != "USSD":
        yield held.spot(said("ussd_service_op is there, and service_type is not USSD."))


def _broadcast_repetition(case: Case) -> Iterator[Spot]:
    held = case.tlv(_REP_NUM)
    if held is not None and case.number("priority_flag") == _PRIORITY_1:
        yield held.spot(said("broadcast_rep_num with priority 1: an immediate broadcast is sent once."))


def _empty_payload(case: Case) -> Iterator[Spot]:
    held = case.tlv(_PAYLOAD)
    if held is not None and not held.octets:
        yield held.spot(said("message_payload is empty."))


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_BROADCAST = (
    tlv(0x0601, "000010"),
    tlv(0x0605, "090005"),
    tlv(0x0606, "0061726561"),
)

RULES: tuple[LintRule, ...] = (
    LintRule(
        "tlv-not-listed",
        _NOTE,
        "SMPP 5.0, 4.8",
        "A TLV is one that the standard lists for this command.",
        "Nothing, when you receive it: readers skip it. A centre may answer ESME_RTLVNOTALLWD.",
        _not_listed,
        submit(tlv(0x001E, "3100")),
        receipt(tlv(0x001E, "3031323334353637383900")),
    ),
    LintRule(
        "tlv-repeated",
        _WARNING,
        "SMPP 3.4, 5.3.2",
        "A TLV comes once, but for call-back numbers and broadcast areas.",
        "Send it once; receivers take the first or the last.",
        _repeated,
        submit(tlv(0x0204, "0001"), tlv(0x0204, "0002")),
        submit(tlv(0x0381, "01010131"), tlv(0x0381, "01010132")),
    ),
    LintRule(
        "tlv-crowd",
        _WARNING,
        "SMPP 3.4, 3.2.4.1",
        "A PDU has as many TLVs as have a meaning, not hundreds.",
        "Ask the sender what they are for; receivers may drop the connection.",
        _crowd,
        submit(*[tlv(0x1401, "")] * (MOST_TLVS + 1)),
        submit(*[tlv(0x1401, "")] * 3),
    ),
    LintRule(
        "tlv-vendor",
        _NOTE,
        "SMPP 3.4, 5.3.1",
        "A vendor's TLV (0x1400 to 0x3FFF) has a row in the account's dictionary.",
        "Add the tag to the dictionary of the account: name, type and length are in the provider's sheet.",
        _unnamed_vendor,
        submit(tlv(0x1400, "3132")),
        submit(tlv(0x0204, "0001")),
    ),
    LintRule(
        "tlv-reserved",
        _WARNING,
        "SMPP 3.4, 5.3.1",
        "A tag is one of the standard's, or one of a vendor.",
        "Look for a wrong length before it; own tags begin at 0x1400.",
        _reserved_tag,
        submit(tlv(0x4001, "3132")),
        submit(tlv(0x0204, "0001")),
    ),
    LintRule(
        "tlv-value-reserved",
        _WARNING,
        "SMPP 3.4, 5.3.2",
        "The value of a TLV is one that the standard names.",
        "Send a value of the list; receivers take the default instead, or refuse it.",
        _reserved_value,
        submit(tlv(0x0005, "09")),
        submit(tlv(0x0005, "01")),
    ),
    LintRule(
        "tlv-missing",
        _WARNING,
        "SMPP 5.0, 4.4.1",
        "The TLVs that a command needs are there.",
        "Add it.",
        _missing,
        made("broadcast_sm", *_BROADCAST, source_addr="12345"),
        made("broadcast_sm", *_BROADCAST, tlv(0x0604, "0001"), source_addr="12345"),
    ),
    LintRule(
        "tlv-companion",
        _WARNING,
        "SMPP 3.4, 5.3.2.37",
        "TLVs that belong together are both there.",
        "Add the other one, or take this one away.",
        _companions,
        submit(tlv(0x0302, "01")),
        submit(tlv(0x0302, "01"), tlv(0x0381, "01010131")),
    ),
    LintRule(
        "callback-pairs",
        _WARNING,
        "SMPP 3.4, 5.3.2.36",
        "Each callback_num_pres_ind and callback_num_atag has its callback_num.",
        "Send as many of each; they are paired in their order.",
        _callbacks,
        submit(tlv(0x0302, "01"), tlv(0x0302, "01"), tlv(0x0381, "01010131")),
        submit(tlv(0x0302, "01"), tlv(0x0381, "01010131")),
    ),
    LintRule(
        "tlv-without-nul",
        _NOTE,
        "SMPP 3.4, 5.3.2.12",
        "A TLV of type C-octet string ends with a NUL.",
        "Nothing, when you receive it: its length says where it ends. Some libraries lose its last character.",
        _no_nul,
        receipt(tlv(0x001E, "30313233343536373839")),
        receipt(tlv(0x001E, "3031323334353637383900")),
    ),
    LintRule(
        "tlv-inner-nul",
        _WARNING,
        "SMPP 3.4, 3.1",
        "The text of a TLV has no NUL before its end.",
        "Look for text of another alphabet, or padding.",
        _inner_nul,
        receipt(tlv(0x001E, "30313233343536373839000000")),
        receipt(tlv(0x001E, "3031323334353637383900")),
    ),
    LintRule(
        "network-error-text",
        _WARNING,
        "SMPP 3.4, 5.3.2.31",
        "network_error_code is one octet for the network and two for the number.",
        "Read the digits as the number; tell the provider.",
        _network_error_text,
        receipt(tlv(0x0423, "303030")),
        receipt(tlv(0x0423, "030000")),
    ),
    LintRule(
        "ussd-service",
        _NOTE,
        "SMPP 3.4, 5.2.11",
        "USSD operations go with service_type USSD.",
        "Send USSD as service_type.",
        _ussd_service,
        submit(tlv(0x0501, "02")),
        submit(tlv(0x0501, "02"), service_type="USSD"),
        frozenset(("submit_sm", "deliver_sm", "data_sm")),
    ),
    LintRule(
        "broadcast-repetition",
        _NOTE,
        "SMPP 5.0, 4.8.4",
        "An immediate broadcast is not repeated.",
        "Send another priority; the standard lists the TLV as mandatory and asks to leave it away here.",
        _broadcast_repetition,
        made("broadcast_sm", *_BROADCAST, tlv(0x0604, "0001"), priority_flag=1),
        made("broadcast_sm", *_BROADCAST, tlv(0x0604, "0001"), priority_flag=0),
        frozenset(("broadcast_sm",)),
    ),
    LintRule(
        "payload-empty",
        _WARNING,
        "SMPP 3.4, 5.3.2.32",
        "message_payload holds a text.",
        "Fill it, or leave it away.",
        _empty_payload,
        data(tlv(0x0424)),
        data(tlv(0x0424, "48656c6c6f")),
    ),
)
