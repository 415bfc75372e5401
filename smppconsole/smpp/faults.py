"""What can be wrong with the shape of a PDU's octets, each as a finding with its place and the standard's section."""

from __future__ import annotations

from collections.abc import Sequence

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.smpp.spec.values import COMMAND_RANGES, range_words

LONGEST = 70_000
"""Octets that no PDU exceeds: a header, a body and a message_payload of 65535 octets."""

INCOMPLETE = "incomplete"
COMMAND_LENGTH = "command-length"
TRAILING_OCTETS = "trailing-octets"
UNKNOWN_COMMAND = "unknown-command"
MISSING_FIELD = "missing-field"
MISSING_NUL = "missing-nul"
TEXT_LENGTH = "text-length"
DEST_FLAG = "dest-flag"
TLV_LENGTH = "tlv-length"
TLV_OVERRUN = "tlv-overrun"
STRAY_OCTETS = "stray-octets"

_EXPLAINING = frozenset({INCOMPLETE, COMMAND_LENGTH, MISSING_FIELD, MISSING_NUL, TEXT_LENGTH, DEST_FLAG, TLV_OVERRUN})
_OF_A_KIND = 50  # a hostile PDU holds 16 000 TLVs of a wrong size: the rest is counted, not listed
_ERROR = Severity.ERROR
_FRAMING = "SMPP 3.4, 3.2"
_FORMATS = "SMPP 3.4, 3.1"
_PARAMETERS = "SMPP 3.4, 5.3.1"


def explained(faults: Sequence[Finding]) -> bool:
    """Whether a finding is there already from which it follows that octets run short."""
    return any(finding.id in _EXPLAINING for finding in faults)


def short_header(size: int) -> Finding:
    """Fewer octets than a header."""
    text = said("Only {size} octets: the header of a PDU alone has {header_size}.", size=size, header_size=HEADER_SIZE)
    return Finding(
        INCOMPLETE, _ERROR, 0, size, text, _FRAMING, said("Take the octets from the start of a PDU to its end.")
    )


def _characters_of(claimed: int) -> str:
    """What a length would be as text: four characters there mean that something else than SMPP is spoken."""
    text = claimed.to_bytes(4, "big").decode("latin-1")
    return said(" (the characters {text!r})", text=text) if text.isascii() and text.isprintable() else ""


def wrong_length(claimed: int, size: int) -> Finding:
    """A command_length that does not fit the ``size`` octets present."""
    if claimed < HEADER_SIZE:
        text = said(
            "command_length says {claimed}, which is less than the {header_size} octets of a header.",
            claimed=claimed,
            header_size=HEADER_SIZE,
        )
        return Finding(
            COMMAND_LENGTH, _ERROR, 0, 4, text, _FRAMING, said("The framing is lost here; look before this PDU.")
        )
    if claimed > LONGEST:
        text = said(
            "command_length says {claimed}{characters}; no PDU is that long, and {size} octets are here.",
            claimed=claimed,
            characters=_characters_of(claimed),
            size=size,
        )
        return Finding(
            COMMAND_LENGTH, _ERROR, 0, 4, text, _FRAMING, said("The framing is lost here; look before this PDU.")
        )
    if claimed > size:
        text = said(
            "command_length says {claimed}, but {size} octets are here: {claimed_2} are missing.",
            claimed=claimed,
            size=size,
            claimed_2=claimed - size,
        )
        return Finding(
            INCOMPLETE, _ERROR, 0, 4, text, _FRAMING, said("The PDU was cut, or its length counts too much.")
        )
    text = said(
        "command_length says {claimed}, but {size} octets are here: the last {size_2} are beyond it.",
        claimed=claimed,
        size=size,
        size_2=size - claimed,
    )
    return Finding(TRAILING_OCTETS, _ERROR, claimed, size - claimed, text, _FRAMING, said("See what follows the PDU."))


def unknown_command(command_id: int, end: int) -> Finding:
    """A command_id without a row."""
    words = range_words(COMMAND_RANGES, command_id & 0x7FFFFFFF)
    text = said(
        "command_id 0x{command_id:08X} is no command of SMPP ({words}); its body cannot be read.",
        command_id=command_id,
        words=words,
    )
    remedy = said("Ask the peer what it is; the standard answers it with generic_nack, ESME_RINVCMDID.")
    return Finding(UNKNOWN_COMMAND, Severity.WARNING, 4, 4, text, "SMPP 3.4, 5.1.2", remedy)


def missing_field(row: FieldSpec, end: int) -> Finding:
    """The body ends where a field should be."""
    text = said("The PDU ends where {name} should be.", name=row.name)
    return Finding(MISSING_FIELD, _ERROR, end, 0, text, "SMPP 3.4, 4", said("All mandatory fields must be there."))


def missing_item(row: FieldSpec, number: int, count: int, end: int) -> Finding:
    """The body ends before all items of a list."""
    text = said(
        "{count_from} says {count}, but the PDU ends after {number} of {name}.",
        count_from=row.count_from,
        count=count,
        number=number,
        name=row.name,
    )
    return Finding(MISSING_FIELD, _ERROR, end, 0, text, "SMPP 3.4, 4.5", said("Compare the count with the list."))


def missing_nul(row: FieldSpec, start: int, end: int) -> Finding:
    """A C-string that runs to the end of the PDU."""
    text = said("{name} has no NUL at its end and runs to the end of the PDU.", name=row.name)
    return Finding(
        MISSING_NUL, _ERROR, start, end - start, text, _FORMATS, said("End each text field with one NUL octet.")
    )


def text_beyond_end(row: FieldSpec, start: int, claimed: int, end: int) -> Finding:
    """A length field that says more than there is."""
    text = said(
        "{length_from} says {claimed}, but the PDU ends after {end} octets of {name}.",
        length_from=row.length_from,
        claimed=claimed,
        end=end - start,
        name=row.name,
    )
    remedy = said("Compare sm_length with the octets; fields before it may be of a wrong size.")
    return Finding(TEXT_LENGTH, _ERROR, start - 1, end - start + 1, text, "SMPP 3.4, 5.2.21", remedy)


def unknown_dest_flag(flag: int, start: int) -> Finding:
    """A destination of no known kind, so of no known length."""
    text = said(
        "dest_flag {flag} is neither 1 (address) nor 2 (distribution list): what follows cannot be read.", flag=flag
    )
    return Finding(DEST_FLAG, _ERROR, start, 1, text, "SMPP 3.4, 5.2.25", said("Look at the destination before it."))


def tlv_beyond_end(row: TlvSpec, start: int, claimed: int, end: int) -> Finding:
    """A TLV whose length runs past the end of the PDU."""
    left = end - start - 4
    text = said(
        "{name} claims {claimed} octets, but the PDU ends after {left} of them.",
        name=row.name,
        claimed=claimed,
        left=left,
    )
    remedy = said("Look at the octets before it too: a TLV of a wrong length moves those after it.")
    return Finding(TLV_OVERRUN, _ERROR, start, end - start, text, _PARAMETERS, remedy)


def stray_octets(start: int, end: int) -> Finding:
    """One to three octets after the last TLV or field."""
    count = end - start
    text = counted(
        "1 stray octet at the end: too few for a TLV.",
        "{count} stray octets at the end: too few for a TLV.",
        count,
    )
    remedy = said("Compare sm_length and the lengths of the TLVs with the octets.")
    return Finding(STRAY_OCTETS, _ERROR, start, count, text, _PARAMETERS, remedy)


def wrong_tlv_sizes(wrong: Sequence[tuple[TlvSpec, int, int]]) -> list[Finding]:
    """TLVs, as (row, start, end), whose values have a size that their rows do not allow."""
    findings = [_wrong_tlv_size(row, start, end) for row, start, end in wrong[:_OF_A_KIND]]
    more = wrong[_OF_A_KIND:]
    if more:
        start, end = more[0][1], more[-1][2]
        text = said("{more} more TLVs have sizes that the standard does not allow.", more=len(more))
        findings.append(Finding(TLV_LENGTH, _ERROR, start, end - start, text, _PARAMETERS))
    return findings


def _wrong_tlv_size(row: TlvSpec, start: int, end: int) -> Finding:
    text = said(
        "{name} has a length of {end}; {sizes_in_words} allowed. The TLVs after it are not touched.",
        name=row.name,
        end=end - start - 4,
        sizes_in_words=row.sizes_in_words,
    )
    return Finding(
        TLV_LENGTH, _ERROR, start, end - start, text, row.section, said("Compare it with the type of the field.")
    )
