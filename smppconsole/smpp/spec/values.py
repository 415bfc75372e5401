"""Named values and bit groups: what the numbers of fields and TLVs mean.

A ``ValueSet`` names whole numbers, a ``BitSet`` names groups of bits. The words are what a reader sees behind a number.
"""

from __future__ import annotations

from types import MappingProxyType

from smppconsole.smpp.spec.model import BitGroup, BitSet, ValueSet, Version


def _set(name: str, words: dict[int, str], ranges: tuple[tuple[int, int, str], ...] = ()) -> ValueSet:
    return ValueSet(name, MappingProxyType(words), ranges)


def _bits(name: str, mask: int, words: dict[int, str], since: Version = Version.V33) -> BitGroup:
    return BitGroup(name, mask, MappingProxyType(words), since)


# --- Fields ---------------------------------------------------------------------------------------------------------

TON = _set(
    "ton",
    {
        0: "unknown",
        1: "international",
        2: "national",
        3: "network specific",
        4: "subscriber number",
        5: "alphanumeric",
        6: "abbreviated",
    },
)

NPI = _set(
    "npi",
    {
        0: "unknown",
        1: "ISDN (E.164)",
        3: "data (X.121)",
        4: "telex (F.69)",
        6: "land mobile (E.212)",
        8: "national",
        9: "private",
        10: "ERMES",
        14: "internet (IP)",
        18: "WAP client id",
    },
)

INTERFACE_VERSION = _set(
    "interface_version",
    {0x00: "3.3 or older, or not told", 0x33: "SMPP 3.3", 0x34: "SMPP 3.4", 0x50: "SMPP 5.0"},
    ((0x01, 0x32, "older than SMPP 3.3"), (0x40, 0x40, "reserved; an old Logica 4.0 uses it")),
)

PRIORITY_FLAG = _set(
    "priority_flag",
    {
        0: "level 0: no priority",
        1: "level 1: priority",
        2: "level 2: urgent",
        3: "level 3: very urgent",
        4: "level 4: background broadcast (5.0)",
    },
)

REPLACE_IF_PRESENT_FLAG = _set("replace_if_present_flag", {0: "do not replace", 1: "replace a pending message"})

SM_DEFAULT_MSG_ID = _set("sm_default_msg_id", {0: "not used"}, ((1, 255, "a text kept by the centre"),))

DEST_FLAG = _set("dest_flag", {1: "address", 2: "distribution list"})

DATA_CODING = _set(
    "data_coding",
    {
        0x00: "default alphabet of the centre",
        0x01: "IA5 (ASCII)",
        0x02: "octets, 8-bit binary",
        0x03: "Latin-1 (ISO 8859-1)",
        0x04: "octets, 8-bit binary",
        0x05: "JIS (X 0208)",
        0x06: "Cyrillic (ISO 8859-5)",
        0x07: "Latin/Hebrew (ISO 8859-8)",
        0x08: "UCS-2",
        0x09: "pictogram encoding",
        0x0A: "ISO 2022-JP, music codes",
        0x0D: "extended Kanji JIS (X 0212)",
        0x0E: "Korean (KS C 5601)",
    },
    (
        (0x10, 0x13, "GSM: default alphabet, message class"),
        (0x14, 0x17, "GSM: 8-bit data, message class"),
        (0x18, 0x1B, "GSM: UCS-2, message class"),
        (0x20, 0x3F, "GSM: compressed text"),
        (0x40, 0x7F, "GSM: marked for deletion after reading"),
        (0xC0, 0xCF, "GSM: message waiting, text may be dropped"),
        (0xD0, 0xDF, "GSM: message waiting, text is kept"),
        (0xE0, 0xEF, "GSM: message waiting, UCS-2 text is kept"),
        (0xF0, 0xF3, "GSM: default alphabet, message class"),
        (0xF4, 0xF7, "GSM: 8-bit data, message class"),
        (0xF8, 0xFB, "GSM: default alphabet, message class (reserved bit set)"),
        (0xFC, 0xFF, "GSM: 8-bit data, message class (reserved bit set)"),
    ),
)

PROTOCOL_ID = _set(
    "protocol_id",
    {
        0x00: "ordinary text",
        0x20: "telematic: implicit",
        0x21: "telematic: telex",
        0x22: "telematic: group 3 fax",
        0x23: "telematic: group 4 fax",
        0x24: "telematic: voice telephone",
        0x25: "telematic: ERMES",
        0x26: "telematic: national paging",
        0x27: "telematic: videotex",
        0x28: "telematic: teletex, any carrier",
        0x29: "telematic: teletex over PSPDN",
        0x2A: "telematic: teletex over CSPDN",
        0x2B: "telematic: teletex over PSTN",
        0x2C: "telematic: teletex over ISDN",
        0x2D: "telematic: universal computer interface",
        0x30: "telematic: message handling",
        0x31: "telematic: X.400",
        0x32: "telematic: internet e-mail",
        0x3F: "telematic: mobile station",
        0x40: "type 0, silent message",
        0x48: "device triggering",
        0x5E: "enhanced message service (obsolete)",
        0x5F: "return call",
        0x7C: "ANSI-136 R-DATA",
        0x7D: "mobile equipment data download",
        0x7E: "mobile equipment depersonalisation",
        0x7F: "(U)SIM data download",
    },
    (
        (0x01, 0x1F, "no interworking, protocol between the users"),
        (0x38, 0x3E, "telematic: specific to the centre"),
        (0x41, 0x47, "replace short message of the same type"),
        (0xC0, 0xFF, "specific to the centre"),
    ),
)

MESSAGE_STATE = _set(
    "message_state",
    {
        0: "SCHEDULED",
        1: "ENROUTE",
        2: "DELIVERED",
        3: "EXPIRED",
        4: "DELETED",
        5: "UNDELIVERABLE",
        6: "ACCEPTED",
        7: "UNKNOWN",
        8: "REJECTED",
        9: "SKIPPED",
    },
)

ESM_CLASS = BitSet(
    "esm_class",
    (
        _bits("mode", 0x03, {0: "default mode", 1: "datagram", 2: "forward (transaction)", 3: "store and forward"}),
        _bits(
            "type",
            0x3C,
            {
                0x00: "default type",
                0x04: "delivery receipt",
                0x08: "delivery acknowledgement",
                0x10: "manual acknowledgement",
                0x18: "conversation abort",
                0x20: "intermediate notification",
            },
        ),
        _bits("features", 0xC0, {0x00: "none", 0x40: "UDHI", 0x80: "reply path", 0xC0: "UDHI and reply path"}),
    ),
)

REGISTERED_DELIVERY = BitSet(
    "registered_delivery",
    (
        _bits(
            "receipt",
            0x03,
            {
                0: "no receipt",
                1: "receipt on success or failure",
                2: "receipt on failure",
                3: "receipt on success (5.0)",
            },
        ),
        _bits(
            "acknowledgement",
            0x0C,
            {
                0x00: "none",
                0x04: "delivery acknowledgement",
                0x08: "manual acknowledgement",
                0x0C: "delivery and manual acknowledgement",
            },
        ),
        _bits("intermediate", 0x10, {0x00: "none", 0x10: "intermediate notification"}),
        _bits("reserved bits", 0xE0, {0: "none"}),
    ),
)

# --- TLVs -----------------------------------------------------------------------------------------------------------

ADDR_SUBUNIT = _set(
    "addr_subunit",
    {0: "unknown", 1: "display of the mobile", 2: "mobile equipment", 3: "smart card 1", 4: "external unit 1"},
)

NETWORK_TYPE = _set(
    "network_type",
    {
        0: "unknown",
        1: "GSM",
        2: "ANSI-136 (TDMA)",
        3: "IS-95 (CDMA)",
        4: "PDC",
        5: "PHS",
        6: "iDEN",
        7: "AMPS",
        8: "paging network",
    },
)

BEARER_TYPE = _set(
    "bearer_type",
    {
        0: "unknown",
        1: "SMS",
        2: "circuit switched data",
        3: "packet data",
        4: "USSD",
        5: "CDPD",
        6: "DataTAC",
        7: "FLEX/ReFLEX",
        8: "cell broadcast",
    },
)

PAYLOAD_TYPE = _set("payload_type", {0: "default", 1: "WCMP"})

PRIVACY_INDICATOR = _set("privacy_indicator", {0: "not restricted", 1: "restricted", 2: "confidential", 3: "secret"})

LANGUAGE_INDICATOR = _set(
    "language_indicator",
    {0: "unspecified", 1: "English", 2: "French", 3: "Spanish", 4: "German", 5: "Portuguese"},
    ((6, 255, "see TIA/EIA-136-710"),),
)

DISPLAY_TIME = _set("display_time", {0: "temporary", 1: "default", 2: "invoke"})

MS_VALIDITY = _set(
    "ms_validity",
    {
        0: "store indefinitely",
        1: "until power is off",
        2: "until the registration area changes",
        3: "display only",
        4: "relative period (5.0)",
    },
)

MS_VALIDITY_UNIT = _set(
    "ms_validity_unit",
    {0: "seconds", 1: "minutes", 2: "hours", 3: "days", 4: "weeks", 5: "months", 6: "years"},
)

DPF_RESULT = _set("dpf_result", {0: "flag not set", 1: "flag set"})

SET_DPF = _set("set_dpf", {0: "not requested", 1: "requested"})

MS_AVAILABILITY_STATUS = _set("ms_availability_status", {0: "available", 1: "denied", 2: "unavailable"})

DELIVERY_FAILURE_REASON = _set(
    "delivery_failure_reason",
    {
        0: "destination unavailable",
        1: "destination address invalid",
        2: "permanent network error",
        3: "temporary network error",
    },
)

MORE_MESSAGES_TO_SEND = _set("more_messages_to_send", {0: "no more", 1: "more"})

ITS_REPLY_TYPE = _set(
    "its_reply_type",
    {
        0: "digit",
        1: "number",
        2: "telephone number",
        3: "password",
        4: "character line",
        5: "menu",
        6: "date",
        7: "time",
        8: "continue",
    },
)

USSD_SERVICE_OP = _set(
    "ussd_service_op",
    {
        0x00: "PSSD indication",
        0x01: "PSSR indication",
        0x02: "USSR request",
        0x03: "USSN request",
        0x10: "PSSD response",
        0x11: "PSSR response",
        0x12: "USSR confirm",
        0x13: "USSN confirm",
    },
    ((32, 255, "vendor specific"),),
)

ALERT_ON_MESSAGE_DELIVERY = _set(
    "alert_on_message_delivery",
    {0: "default of the mobile", 1: "low priority alert", 2: "medium priority alert", 3: "high priority alert"},
)

NETWORK_ERROR_TYPE = _set(
    "network_error_type",
    {
        1: "ANSI-136 access denied reason",
        2: "IS-95 access denied reason",
        3: "GSM",
        4: "ANSI-136 cause code (5.0)",
        5: "IS-95 cause code (5.0)",
        6: "ANSI-41 error (5.0)",
        7: "SMPP error (5.0)",
        8: "specific to the centre (5.0)",
    },
)

CONGESTION_STATE = _set(
    "congestion_state",
    {0: "idle", 100: "congested"},
    (
        (1, 29, "low load"),
        (30, 49, "medium load"),
        (50, 79, "high load"),
        (80, 89, "optimum load"),
        (90, 99, "nearing congestion"),
    ),
)

DEST_ADDR_NP_RESOLUTION = _set(
    "dest_addr_np_resolution",
    {0: "no query done", 1: "queried, not ported", 2: "queried, ported"},
)

BROADCAST_AREA_FORMAT = _set("broadcast_area_format", {0: "alias or name", 1: "ellipsoid arc", 2: "polygon"})

BROADCAST_AREA_SUCCESS = _set(
    "broadcast_area_success",
    {255: "not available"},
    ((0, 100, "percent of the cells reached"),),
)

BROADCAST_CHANNEL_INDICATOR = _set("broadcast_channel_indicator", {0: "basic channel", 1: "extended channel"})

BROADCAST_NETWORK = _set("broadcast_network", {0: "generic", 1: "GSM", 2: "TDMA", 3: "CDMA"})

BROADCAST_MESSAGE_CLASS = _set(
    "broadcast_message_class",
    {0: "no class", 1: "class 1 (user defined)", 2: "class 2 (user defined)", 3: "class 3 (terminal equipment)"},
)

BROADCAST_FREQUENCY_UNIT = _set(
    "broadcast_frequency_unit",
    {
        0x00: "as often as possible",
        0x08: "seconds",
        0x09: "minutes",
        0x0A: "hours",
        0x0B: "days",
        0x0C: "weeks",
        0x0D: "months",
        0x0E: "years",
    },
)

BROADCAST_CONTENT_TYPE = _set(
    "broadcast_content_type",
    {
        0x0000: "system: index",
        0x0001: "system: emergency",
        0x0002: "system: IRDB download",
        0x0010: "news: flash",
        0x0011: "news: general, local",
        0x0012: "news: general, regional",
        0x0013: "news: general, national",
        0x0014: "news: general, international",
        0x0015: "news: business, local",
        0x0016: "news: business, regional",
        0x0017: "news: business, national",
        0x0018: "news: business, international",
        0x0019: "news: sports, local",
        0x001A: "news: sports, regional",
        0x001B: "news: sports, national",
        0x001C: "news: sports, international",
        0x001D: "news: entertainment, local",
        0x001E: "news: entertainment, regional",
        0x001F: "news: entertainment, national",
        0x0020: "news: entertainment, international",
        0x0021: "subscriber: health and hospitals",
        0x0022: "subscriber: doctors",
        0x0023: "subscriber: pharmacies",
        0x0030: "subscriber: traffic, local",
        0x0031: "subscriber: traffic, long distance",
        0x0032: "subscriber: taxis",
        0x0033: "subscriber: weather",
        0x0034: "subscriber: airport schedules",
        0x0035: "subscriber: restaurants",
        0x0036: "subscriber: lodging",
        0x0037: "subscriber: retail",
        0x0038: "subscriber: advertising",
        0x0039: "subscriber: stock quotes",
        0x0040: "subscriber: jobs",
        0x0041: "subscriber: technology news",
        0x0070: "carrier: district, base station",
        0x0071: "carrier: network information",
        0x0080: "care: operator",
        0x0081: "care: directory, national",
        0x0082: "care: directory, international",
        0x0083: "care: customer, national",
        0x0084: "care: customer, international",
        0x0085: "care: date, time and zone",
        0x0100: "several categories",
    },
)

SUBADDRESS_TAG = _set(
    "subaddress_tag",
    {0x80: "NSAP, even", 0x88: "NSAP, odd", 0xA0: "user specified"},
)

MS_MSG_WAIT_FACILITIES = BitSet(
    "ms_msg_wait_facilities",
    (
        _bits("indicator", 0x80, {0x00: "indication off", 0x80: "indication on"}),
        _bits("type", 0x03, {0: "voicemail", 1: "fax", 2: "e-mail", 3: "other"}),
        _bits("reserved bits", 0x7C, {0: "none"}),
    ),
)

CALLBACK_NUM_PRES_IND = BitSet(
    "callback_num_pres_ind",
    (
        _bits(
            "presentation",
            0x0C,
            {0x00: "presentation allowed", 0x04: "presentation restricted", 0x08: "number not available"},
        ),
        _bits(
            "screening",
            0x03,
            {0: "not screened", 1: "verified and passed", 2: "verified and failed", 3: "network provided"},
        ),
        _bits("reserved bits", 0xF0, {0: "none"}),
    ),
)

ITS_SESSION_INFO = BitSet(
    "its_session_info",
    (
        _bits("session", 0xFF00, {}),
        _bits("sequence", 0x00FE, {}),
        _bits("end", 0x0001, {0: "session goes on", 1: "end of session"}),
    ),
)

CALLBACK_DIGIT_MODE = BitSet(
    "callback_digit_mode",
    (_bits("digit mode", 0x01, {0: "TBCD digits", 1: "ASCII digits"}), _bits("reserved bits", 0xFE, {0: "none"})),
)

BILLING_FORMAT = BitSet(
    "billing_format",
    (_bits("owner", 0x80, {0x00: "reserved", 0x80: "vendor specific"}), _bits("format", 0x7F, {})),
)

# --- Texts and ranges -----------------------------------------------------------------------------------------------

SERVICE_TYPES = MappingProxyType(
    {
        "": "default",
        "CMT": "cellular messaging",
        "CPT": "cellular paging",
        "VMN": "voicemail notification",
        "VMA": "voicemail alerting",
        "WAP": "WAP",
        "USSD": "USSD",
        "CBS": "cell broadcast (5.0)",
        "GUTS": "generic UDP transport (5.0)",
    }
)
"""service_type as text; other texts of up to five characters are by agreement (SMPP 3.4, 5.2.11)."""

COMMAND_RANGES = (
    (0x0000000A, 0x0000000A, "reserved"),
    (0x0000000C, 0x00000014, "reserved"),
    (0x00000016, 0x00000020, "reserved"),
    (0x00000022, 0x000000FF, "reserved"),
    (0x00000100, 0x00000101, "reserved"),
    (0x00000104, 0x0000FFFF, "reserved for extensions of SMPP"),
    (0x00010000, 0x000101FF, "reserved"),
    (0x00010200, 0x000102FF, "for vendors"),
    (0x00010300, 0x7FFFFFFF, "reserved"),
)
"""What the standard says of ids without a command, bit 31 left out (SMPP 3.4, 5.1.2.1)."""

TAG_RANGES = (
    (0x0000, 0x0000, "reserved"),
    (0x0001, 0x00FF, "of the standard"),
    (0x0100, 0x01FF, "reserved"),
    (0x0200, 0x05FF, "of the standard"),
    (0x0600, 0x10FF, "reserved for extensions of SMPP"),
    (0x1100, 0x11FF, "reserved"),
    (0x1200, 0x13FF, "of the standard"),
    (0x1400, 0x3FFF, "for vendors"),
    (0x4000, 0xFFFF, "reserved"),
)
"""What the standard says of TLV tags (SMPP 3.4, 5.3.1)."""


def range_words(ranges: tuple[tuple[int, int, str], ...], number: int) -> str:
    """The words of the range that holds ``number``; "reserved" where none does."""
    return next((words for first, last, words in ranges if first <= number <= last), "reserved")
