"""How the id in a receipt may be the id of a response although the two texts differ; each rule has a name.

Centres answer in hexadecimal and report in decimal, pad with zeros, change the case, or write out the octets of the
characters. The rules on number bases hold only where an account says so: "101" is a number in both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_MOST_DIGITS = 64


def same_text(given: str, receipted: str) -> bool:
    """Character by character."""
    return given == receipted


def same_but_case(given: str, receipted: str) -> bool:
    """Capital and small letters are alike."""
    return given.casefold() == receipted.casefold()


def same_but_zeros(given: str, receipted: str) -> bool:
    """Zeros in front, and the case of letters, do not count."""
    return bare(given) == bare(receipted) != ""


def hex_then_decimal(given: str, receipted: str) -> bool:
    """The response says in hexadecimal what the receipt says in decimal."""
    number = as_decimal(receipted)
    return number is not None and as_hex(given) == number


def decimal_then_hex(given: str, receipted: str) -> bool:
    """The response says in decimal what the receipt says in hexadecimal."""
    number = as_hex(receipted)
    return number is not None and as_decimal(given) == number


def hex_of_ascii(given: str, receipted: str) -> bool:
    """One of the two writes the characters of the other out as hexadecimal octets."""
    return bool(given and receipted) and (
        written_out(given) == receipted.casefold() or written_out(receipted) == given.casefold()
    )


RULES: Mapping[str, Callable[[str, str], bool]] = {
    "same text": same_text,
    "case ignored": same_but_case,
    "leading zeros ignored": same_but_zeros,
    "hex string of ASCII": hex_of_ascii,
    "hex then decimal": hex_then_decimal,
    "decimal then hex": decimal_then_hex,
}
"""Every rule under the name that is shown, the strictest first."""

SAFE_RULES = ("same text", "case ignored", "leading zeros ignored", "hex string of ASCII")
"""Rules that hold without an account saying so."""

ACCOUNT_RULES: Mapping[str, tuple[str, ...]] = {
    "auto": SAFE_RULES,
    "same": ("same text",),
    "hex-to-decimal": (*SAFE_RULES, "hex then decimal"),
    "decimal-to-hex": (*SAFE_RULES, "decimal then hex"),
}
"""What an account's ``receipt_id_rule`` allows."""


def matching_rule(given: str, receipted: str, rules: tuple[str, ...] = SAFE_RULES) -> str:
    """The name of the first of ``rules`` under which the response's id ``given`` is the ``receipted`` one, or ""."""
    return next((name for name in rules if RULES[name](given, receipted)), "")


def forms(receipted: str, rules: tuple[str, ...] = SAFE_RULES) -> tuple[str, ...]:
    """What to look up in an index of ``bare`` response ids to find the message of a ``receipted`` id."""
    found = [bare(receipted)]
    decimal, hexadecimal = as_decimal(receipted), as_hex(receipted)
    if "hex then decimal" in rules and decimal is not None:
        found.append(f"{decimal:x}")
    if "decimal then hex" in rules and hexadecimal is not None:
        found.append(str(hexadecimal))
    if "hex string of ASCII" in rules:
        found.append(bare(written_out(receipted)))
        found.append(bare(_spelt(receipted)))
    return tuple(dict.fromkeys(form for form in found if form))


def bare(message_id: str) -> str:
    """An id without leading zeros and in small letters; a lone "0" stays."""
    folded = message_id.casefold()
    return folded.lstrip("0") or folded[:1]


def as_decimal(message_id: str) -> int | None:
    """The id as a decimal number; None where it is none."""
    if not (message_id.isascii() and message_id.isdigit()) or len(message_id) > _MOST_DIGITS:
        return None
    return int(message_id)


def as_hex(message_id: str) -> int | None:
    """The id as a hexadecimal number, with or without 0x; None where it is none."""
    digits = message_id.casefold().removeprefix("0x")
    if not digits or len(digits) > _MOST_DIGITS or digits.strip("0123456789abcdef"):
        return None
    return int(digits, 16)


def written_out(message_id: str) -> str:
    """The characters of an id as hexadecimal octets; "" where it has characters outside ASCII."""
    return message_id.encode("ascii").hex() if message_id.isascii() else ""


def _spelt(message_id: str) -> str:
    """The text whose octets the id writes out; "" where it writes out none."""
    if len(message_id) % 2 or as_hex(message_id) is None or message_id[:2] in ("0x", "0X"):
        return ""
    octets = bytes.fromhex(message_id)
    return octets.decode("ascii") if octets.isascii() and octets.decode("ascii").isprintable() else ""
