"""Rules that ``decode`` tells itself, because they are about the shape of the octets: listed for help and filters."""

from __future__ import annotations

from smppconsole.smpp import faults
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import made, octets, submit, tlv
from smppconsole.smpp.lint_rule import LintRule

_ENQUIRE, _RESPONSE, _MULTI = 0x15, 0x80000004, 0x21
_ADDRESSES = "00" + "050053686f7000" + "01013439313730313233343536373800"
_TAIL = "000000" + "0000" + "00000000"
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[LintRule, ...] = (
    LintRule(
        faults.INCOMPLETE,
        _ERROR,
        "SMPP 3.4, 3.2",
        "A PDU has all the octets that its command_length says, 16 at least.",
        "Take the octets from the start of a PDU to its end; look whether a capture or a log cut it.",
        None,
        octets(_ENQUIRE)[:-4],
        octets(_ENQUIRE),
    ),
    LintRule(
        faults.COMMAND_LENGTH,
        _ERROR,
        "SMPP 3.4, 3.2",
        "command_length is 16 at least, and no more than a PDU can be.",
        "The framing is lost: look at the PDU before. Answer generic_nack ESME_RINVCMDLEN and close the connection.",
        None,
        octets(_ENQUIRE, length=8),
        octets(_ENQUIRE),
    ),
    LintRule(
        faults.TRAILING_OCTETS,
        _ERROR,
        "SMPP 3.4, 3.2",
        "Nothing follows the octets that command_length counts.",
        "See whether another PDU follows, or whether command_length counts too little.",
        None,
        octets(_ENQUIRE, "00", length=16),
        octets(_ENQUIRE),
    ),
    LintRule(
        faults.UNKNOWN_COMMAND,
        _WARNING,
        "SMPP 3.4, 5.1.2",
        "command_id is a command of the standard.",
        "Ask the peer what it is; the standard answers generic_nack ESME_RINVCMDID.",
        None,
        octets(0xAA),
        octets(_ENQUIRE),
    ),
    LintRule(
        faults.MISSING_FIELD,
        _ERROR,
        "SMPP 3.4, 4",
        "All mandatory fields are there.",
        "Send the missing fields; an empty text is one NUL octet.",
        None,
        octets(0x04, _ADDRESSES),
        submit(),
    ),
    LintRule(
        faults.MISSING_NUL,
        _ERROR,
        "SMPP 3.4, 3.1",
        "A text field ends with a NUL octet.",
        "End each text field with one NUL octet.",
        None,
        octets(_RESPONSE, "41424344"),
        made("submit_sm_resp", message_id="ABCD"),
    ),
    LintRule(
        faults.TEXT_LENGTH,
        _ERROR,
        "SMPP 3.4, 5.2.21",
        "sm_length counts the octets of short_message that are there.",
        "Compare sm_length with the octets; a field before it may have a wrong size.",
        None,
        octets(0x04, _ADDRESSES + _TAIL + "06" + "48656c6c6f"),
        submit(),
    ),
    LintRule(
        faults.DEST_FLAG,
        _ERROR,
        "SMPP 3.4, 5.2.25",
        "dest_flag is 1 (an address) or 2 (a distribution list).",
        "Look at the destination before it: its length may be wrong.",
        None,
        octets(_MULTI, "00" + "050053686f7000" + "01" + "0301013439313730313233343500" + _TAIL + "00"),
        octets(_MULTI, "00" + "050053686f7000" + "01" + "0101013439313730313233343500" + _TAIL + "0548656c6c6f"),
    ),
    LintRule(
        faults.TLV_LENGTH,
        _ERROR,
        "SMPP 3.4, 5.3.2",
        "The value of a TLV has a size that its type allows.",
        "Send the size of the standard; some providers use a tag for something of their own.",
        None,
        submit(tlv(0x0204, "01")),
        submit(tlv(0x0204, "0001")),
    ),
    LintRule(
        faults.TLV_OVERRUN,
        _ERROR,
        "SMPP 3.4, 5.3.1",
        "A TLV ends within the PDU.",
        "Look at the octets before it too: a TLV of a wrong length moves those after it.",
        None,
        octets(_RESPONSE, "3100" + "0428000532"),
        octets(_RESPONSE, "3100" + "0428000132"),
    ),
    LintRule(
        faults.STRAY_OCTETS,
        _ERROR,
        "SMPP 3.4, 5.3.1",
        "After the mandatory fields only whole TLVs follow.",
        "Compare sm_length and the lengths of the TLVs with the octets.",
        None,
        octets(_RESPONSE, "3100" + "00"),
        octets(_RESPONSE, "3100"),
    ),
)
