"""The same octets as other tools print them."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def _rows(octets: bytes, width: int = 16) -> Iterator[tuple[int, bytes]]:
    return ((start, octets[start : start + width]) for start in range(0, len(octets), width))


def _shown(octets: bytes) -> str:
    return "".join(chr(octet) if 0x20 <= octet < 0x7F else "." for octet in octets)


def wireshark(octets: bytes) -> str:
    return "\n".join(
        f"{at:04x}  {row[:8].hex(' ')}  {row[8:].hex(' '):23}   {_shown(row)}" for at, row in _rows(octets)
    )


def wireshark_gap(octets: bytes) -> str:
    """With a gap in the column of characters too."""
    return "\n".join(
        f"{at:04x}   {row.hex(' '):47}   {_shown(row[:8])} {_shown(row[8:])}".rstrip() for at, row in _rows(octets)
    )


def xxd(octets: bytes) -> str:
    return "\n".join(f"{at:08x}: {row.hex(' ', -2):39}  {_shown(row)}" for at, row in _rows(octets))


def hexdump(octets: bytes) -> str:
    lines = [f"{at:08x}  {row[:8].hex(' '):23}  {row[8:].hex(' '):23}  |{_shown(row)}|" for at, row in _rows(octets)]
    return "\n".join([*lines, f"{len(octets):08x}"])


def od(octets: bytes) -> str:
    """Offsets in octal."""
    return "\n".join([*(f"{at:07o} {row.hex(' ')}" for at, row in _rows(octets)), f"{len(octets):07o}"])


def decimal(octets: bytes) -> str:
    """Offsets in decimal, of an odd number of digits."""
    return "\n".join(f"{at:05d} {row.hex(' ')}" for at, row in _rows(octets))


def tcpdump(octets: bytes) -> str:
    return "\n".join(f"\t0x{at:04x}:  {row.hex(' ', -2):39}  {_shown(row)}" for at, row in _rows(octets))


def kannel(octets: bytes) -> str:
    prefix = "2026-03-01 14:30:00 [3457] [6] DEBUG:"
    head = f"{prefix} Octet string at 0x8155ac8:\n{prefix}   len:  {len(octets)}\n"
    return head + "\n".join(f"{prefix}   data: {row.hex(' '):47}   {_shown(row)}" for _, row in _rows(octets))


def netty(octets: bytes) -> str:
    """The frame that Java libraries draw around a buffer."""
    bar = "+--------+-------------------------------------------------+----------------+"
    ruler = "         |  " + "  ".join("0123456789abcdef") + " |"
    rows = "\n".join(f"|{at:08x}| {row.hex(' '):47} |{_shown(row):16}|" for at, row in _rows(octets))
    return f"         +{'-' * 49}+\n{ruler}\n{bar}\n{rows}\n{bar}"


def editor(octets: bytes) -> str:
    """As hex editors copy it, a ruler above."""
    ruler = "Offset(h) " + " ".join(f"{column:02X}" for column in range(16))
    rows = "\n".join(f"{at:08X}  {row.hex(' ').upper():47}  {_shown(row)}" for at, row in _rows(octets))
    return f"{ruler}\n\n{rows}"


def c_array(octets: bytes) -> str:
    rows = ",\n".join(", ".join(f"0x{octet:02x}" for octet in row) for _, row in _rows(octets, 8))
    return "char peer0_0[] = { /* Packet 1 */\n" + rows + " };"


def smpplib_log(octets: bytes) -> str:
    return f">>{octets.hex().encode()!r} ({len(octets)} bytes)"


def wrapped(octets: bytes) -> str:
    """Cut at an odd place, in the middle of an octet."""
    digits = octets.hex()
    return "\n".join(digits[start : start + 31] for start in range(0, len(digits), 31))


def grouped(octets: bytes) -> str:
    """Groups of four octets, four to a line."""
    return "\n".join(row.hex(" ", -4) for _, row in _rows(octets))


DRESSES: dict[str, Callable[[bytes], str]] = {
    "plain": bytes.hex,
    "upper": lambda octets: octets.hex().upper(),
    "blanks": lambda octets: octets.hex(" "),
    "colons": lambda octets: octets.hex(":"),
    "commas": lambda octets: ", ".join(f"0x{octet:x}" for octet in octets),
    "c array": c_array,
    "escapes": lambda octets: "".join(f"\\x{octet:02x}" for octet in octets),
    "python": lambda octets: f"got {octets!r}" if b"\0" in octets else octets.hex(),
    "json": lambda octets: f'{{"number": 1, "hex": "{octets.hex()}", "length": {len(octets)}}}',
    "log line": lambda octets: f"2026-03-01 14:30:00,123 DEBUG Sending PDU: {octets.hex()}",
    "smpplib": smpplib_log,
    "wireshark": wireshark,
    "wireshark with a gap": wireshark_gap,
    "xxd": xxd,
    "hexdump": hexdump,
    "od": od,
    "decimal": decimal,
    "tcpdump": tcpdump,
    "kannel": kannel,
    "netty": netty,
    "hex editor": editor,
    "wrapped": wrapped,
    "grouped": grouped,
}
"""A name, and the writer of that dress."""
