"""How much a string looks like something a person or a program meant to send: the scale of the encoding lens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SAMPLE = 400
_ODD_PLACE = re.compile(r"(?<=\w)[¡¿§]|[¡¿](?=\s|$)|¤")
_ODD_COST, _ODD_MOST = 0.2, 0.6
_COMMON = frozenset(" .,!?:;'\"-()/+@#%&")
_LINE_ENDS: Mapping[str, float] = {"\n": 0.8, "\r": 0.4}
_KIND: Mapping[str, float] = {
    "L": 0.8,
    "M": 0.7,
    "N": 0.7,
    "P": 0.5,
    "S": 0.4,
    "Z": 0.4,
    "Cc": -1.0,
    "Cf": 0.3,
    "Co": -0.5,
    "Cn": -0.5,
    "Cs": -1.0,
}
_STRANGE_LETTER = 0.3


def plausibility(text: str) -> float:
    """About 1 for plain text, about 0 for noise, below 0 for what cannot be read; looks at the first 400 characters."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    total = 0.0
    before = ""
    for character in sample:
        total += _worth(character, before)
        before = character
    odd = len(_ODD_PLACE.findall(sample))
    return total / len(sample) - min(_ODD_MOST, _ODD_COST * odd)


def _worth(character: str, before: str) -> float:
    """What one character adds: a letter less where the word changes its script, or its case from small to capital."""
    if character == "\ufffd":
        return -1.0
    if character in _COMMON:
        return 0.95
    if character in _LINE_ENDS:
        return _LINE_ENDS[character]
    if character < "\x7f" and character > " ":
        return 1.0 if character.isalnum() and not _breaks_case(character, before) else 0.7
    category = unicodedata.category(character)
    if (
        category[0] == "L"
        and before.isalpha()
        and (_script(before) != _script(character) or _breaks_case(character, before))
    ):
        return _STRANGE_LETTER
    return _KIND.get(category, _KIND.get(category[0], 0.0))


def _breaks_case(character: str, before: str) -> bool:
    return character.isupper() and before.islower()


def _script(letter: str) -> int:
    """A rough number of the script: the Latin blocks are one, the ideographs and kana are one, others by 128."""
    code = ord(letter)
    if code < 0x250:
        return 0
    if 0x3040 <= code <= 0x9FFF:
        return 1
    if 0xAC00 <= code <= 0xD7A3:
        return 2
    return code >> 7
