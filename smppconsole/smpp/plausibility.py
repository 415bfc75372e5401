"""How much a string looks like something a person or a program meant to send: the scale of the encoding lens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_SAMPLE = 400
_ODD_PLACE = re.compile(r"(?<=\w)[¡¿§]|[¡¿](?=\s|$)|¤|(?<=[^\W\d_])[{}\[\]|~^\\`*<>\"](?=[^\W\d_])")
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
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CONTROL_COST = 0.3
_ACCENTED = re.compile("[\x80-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED_COST, _ACCENTED_FROM = 0.25, 4
_IDEOGRAPH = (0x3400, 0x9FFF)
_PAIRED = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_PAIRED_WORTH = 0.2
_PICTURES, _PICTURE_WORTH = "\U0001f000", 0.9
_SYLLABLE_WORTH, _COMMON_IDEOGRAPH, _RARE_IDEOGRAPH = 0.9, 0.8, 0.2


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
    paired = _PAIRED_WORTH * (_PAIRED.search(sample) is not None)
    return total / len(sample) + paired - min(_ODD_MOST, _ODD_COST * odd) - _cost_of_the_whole(sample)


def _cost_of_the_whole(sample: str) -> float:
    """What no message has even once, and accents on most of its letters."""
    cost = _CONTROL_COST if _CONTROL.search(sample) else 0.0
    letters, accented = len(_LETTER.findall(sample)), len(_ACCENTED.findall(sample))
    return cost + _ACCENTED_COST * (letters >= _ACCENTED_FROM and 2 * accented > letters)


def _worth(character: str, before: str) -> float:
    """What one character adds: a letter less where the word changes its script, its case from small to capital, or goes
    on behind a digit."""
    if character == "\ufffd":
        return -1.0
    if character in _COMMON:
        return 0.95
    if character in _LINE_ENDS:
        return _LINE_ENDS[character]
    if character < "\x7f" and character > " ":
        return 1.0 if character.isalnum() and not _breaks(character, before) else 0.7
    if _IDEOGRAPH[0] <= ord(character) <= _IDEOGRAPH[1]:
        return _COMMON_IDEOGRAPH if _is_common(character) else _RARE_IDEOGRAPH
    category = unicodedata.category(character)
    if category == "So" and character >= _PICTURES:
        return _PICTURE_WORTH
    if category[0] == "L":
        strange = before.isalpha() and _script(before) != _script(character)
        if strange or _breaks(character, before):
            return _STRANGE_LETTER
        if _script(character) in (_KANA, _HANGUL):
            return _SYLLABLE_WORTH
    return _KIND.get(category, _KIND.get(category[0], 0.0))


def _breaks(character: str, before: str) -> bool:
    """Whether a letter is odd behind the character before it."""
    if not character.isalpha():
        return False
    return before.isdigit() or (character.isupper() and before.islower())


_KANA, _HANGUL = -1, -2


def _script(letter: str) -> int:
    """A rough number of the script: the Latin blocks are one, the ideographs and kana are one, others by 128."""
    code = ord(letter)
    if code < 0x250:
        return 0
    if 0x3040 <= code <= 0x9FFF:
        return _KANA
    if 0xAC00 <= code <= 0xD7A3:
        return _HANGUL
    return code >> 7


@lru_cache(maxsize=4096)
def _is_common(ideograph: str) -> bool:
    """Whether an ideograph is among the first some thousand of China or Japan (level 1 of GB 2312 or JIS X 0208)."""
    for codec, last in (("gb2312", 0xD7), ("euc_jp", 0xCF)):
        octets = ideograph.encode(codec, "ignore")
        if len(octets) == 2 and 0xB0 <= octets[0] <= last:
            return True
    return False
