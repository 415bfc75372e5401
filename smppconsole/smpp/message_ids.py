"""How the id in a receipt may be the id of a response although the two texts differ; each rule has a name.

Centres answer in hexadecimal and report in decimal, pad with zeros, change the case, or write out the octets of the
characters. The rules on number bases hold only where an account says so: "101" is a number in both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smppconsole.smpp.said import said
from smppconsole.values import dataclass

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


def hex_of_ascii(given: str, receipted: str) -> bool:
    """One of the two writes the characters of the other out as hexadecimal octets."""
    return bool(given and receipted) and (
        written_out(given) == receipted.casefold() or written_out(receipted) == given.casefold()
    )


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


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


@dataclass(frozen=True, slots=True)
class IdForm:
    """A way to write an id: its words, what a text written so says, and how what is said may be written.

    ``read`` gives "" for a text that is not written so.
    """

    words: str
    read: Callable[[str], str]
    write: Callable[[str], tuple[str, ...]]


def _in_hex(said_id: str) -> tuple[str, ...]:
    number = as_decimal(said_id)
    return () if number is None else (f"{number:x}", f"0x{number:x}")


def _in_decimal(said_id: str) -> tuple[str, ...]:
    return (said_id,) if as_decimal(said_id) is not None else ()


def _in_octets(said_id: str) -> tuple[str, ...]:
    return tuple(written_out(text) for text in dict.fromkeys((said_id, said_id.upper(), said_id.lower())))


FORMS: Mapping[str, IdForm] = {
    "as-is": IdForm(said("as is"), str, lambda said_id: (said_id,)),
    "decimal": IdForm(said("decimal"), lambda text: _number_text(as_decimal(text)), _in_decimal),
    "hex": IdForm(said("hex"), lambda text: _number_text(as_hex(text)), _in_hex),
    "hex-string": IdForm(said("hex string"), _spelt, _in_octets),
}
"""What an account may say of the ids in responses and, apart from that, of those in receipts."""


def form_rule(response: str, receipt: str) -> str:
    """The name of the rule for ids that responses and receipts write in these FORMS: "hex then decimal"."""
    return said("{response} then {receipt}", response=FORMS[response].words, receipt=FORMS[receipt].words)


def _by_forms(response: IdForm, receipt: IdForm) -> Callable[[str, str], bool]:
    return lambda given, receipted: bare(response.read(given)) == bare(receipt.read(receipted)) != ""


_PAIRS = sorted(
    ((one, other) for one in FORMS for other in FORMS if {one, other} != {"as-is"}), key=lambda pair: "as-is" in pair
)

RULES: Mapping[str, Callable[[str, str], bool]] = {
    "same text": same_text,
    "case ignored": same_but_case,
    "leading zeros ignored": same_but_zeros,
    "hex string of ASCII": hex_of_ascii,
    **{form_rule(one, other): _by_forms(FORMS[one], FORMS[other]) for one, other in _PAIRS},
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

_FORM_RULES = {form_rule(one, other): (FORMS[one], FORMS[other]) for one, other in _PAIRS}


def rules_of(rule: str, response_form: str = "as-is", receipt_form: str = "as-is") -> tuple[str, ...]:
    """The rules of an account by its ``receipt_id_rule``; by the form of the ids alone where it names one."""
    if response_form == receipt_form == "as-is":
        return ACCOUNT_RULES[rule]
    return (form_rule(response_form, receipt_form),)


def matching_rule(given: str, receipted: str, rules: tuple[str, ...] = SAFE_RULES) -> str:
    """The name of the first of ``rules`` under which the response's id ``given`` is the ``receipted`` one, or ""."""
    return next((name for name in rules if RULES[name](given, receipted)), "")


def forms(receipted: str, rules: tuple[str, ...] = SAFE_RULES) -> tuple[str, ...]:
    """What to look up in an index of ``bare`` response ids to find the message of a ``receipted`` id."""
    found = [bare(receipted)] if any(name in SAFE_RULES for name in rules) else []
    for name in rules:
        if name in _FORM_RULES:
            response, receipt = _FORM_RULES[name]
            found += map(bare, response.write(receipt.read(receipted)))
    if "hex string of ASCII" in rules:
        found.append(bare(written_out(receipted)))
        found.append(bare(_spelt(receipted)))
    return tuple(dict.fromkeys(form for form in found if form))


def bare(message_id: str) -> str:
    """An id without leading zeros and in small letters; a lone "0" stays."""
    folded = message_id.casefold()
    return folded.lstrip("0") or folded[:1]
