"""The information elements of a user data header as a table (3GPP TS 23.040, 9.2.3.24)."""

from __future__ import annotations

from collections.abc import Mapping

from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """One kind of element: ``length`` of its data where it is fixed, and whether it may be there more than once."""

    name: str
    length: int | None = None
    repeats: bool = False


ELEMENTS: Mapping[int, ElementSpec] = {
    0x00: ElementSpec("concatenation, 8-bit reference", 3),
    0x01: ElementSpec("special message indication", 2, True),
    0x02: ElementSpec("reserved", None, True),
    0x03: ElementSpec("not used", None, True),
    0x04: ElementSpec("application ports, 8-bit", 2),
    0x05: ElementSpec("application ports, 16-bit", 4),
    0x06: ElementSpec("SMSC control", 1),
    0x07: ElementSpec("header source", 1, True),
    0x08: ElementSpec("concatenation, 16-bit reference", 4),
    0x09: ElementSpec("wireless control message protocol"),
    0x0A: ElementSpec("text formatting", None, True),
    0x0B: ElementSpec("predefined sound", None, True),
    0x0C: ElementSpec("user defined sound", None, True),
    0x0D: ElementSpec("predefined animation", None, True),
    0x0E: ElementSpec("large animation", None, True),
    0x0F: ElementSpec("small animation", None, True),
    0x10: ElementSpec("large picture", None, True),
    0x11: ElementSpec("small picture", None, True),
    0x12: ElementSpec("variable picture", None, True),
    0x13: ElementSpec("user prompt", None, True),
    0x14: ElementSpec("extended object", None, True),
    0x15: ElementSpec("reused extended object", None, True),
    0x16: ElementSpec("compression control"),
    0x17: ElementSpec("object distribution", None, True),
    0x18: ElementSpec("standard WVG object", None, True),
    0x19: ElementSpec("character size WVG object", None, True),
    0x1A: ElementSpec("extended object data request"),
    0x20: ElementSpec("e-mail header"),
    0x21: ElementSpec("hyperlink", None, True),
    0x22: ElementSpec("reply address"),
    0x23: ElementSpec("enhanced voice mail"),
    0x24: ElementSpec("national language single shift", 1),
    0x25: ElementSpec("national language locking shift", 1),
}

RANGES: tuple[tuple[int, int, str], ...] = (
    (0x1B, 0x1F, "reserved for enhanced messaging"),
    (0x26, 0x6F, "reserved"),
    (0x70, 0x7F, "(U)SIM toolkit security header"),
    (0x80, 0x9F, "between the two ends"),
    (0xA0, 0xBF, "reserved"),
    (0xC0, 0xDF, "of the centre"),
    (0xE0, 0xFF, "reserved"),
)

PORTS: Mapping[int, str] = {
    2948: "WAP push",
    2949: "WAP push, secure",
    5505: "Nokia ringtone",
    5506: "Nokia operator logo",
    5507: "Nokia caller logo",
    5514: "Nokia picture message",
    9200: "WAP WSP",
    9201: "WAP WSP session",
    9204: "vCard",
    9205: "vCalendar",
    49999: "over-the-air settings",
}
"""Port numbers met in the field; others stay numbers."""
