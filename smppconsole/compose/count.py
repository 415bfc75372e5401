"""The counter under the text: characters, units, parts, what forces UCS-2, and the way out.

It is asked at every key press and never raises; a text that cannot be sent is told in ``problem``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.layout import DraftError, Layout, lay_out
from smppconsole.compose.lookalikes import LOOKALIKES
from smppconsole.compose.proposal import fits, propose_alphabet
from smppconsole.smpp.coding import ALPHABETS, Unencodable, write_text
from smppconsole.smpp.said import counted as said_many
from smppconsole.smpp.said import joined, said
from smppconsole.smpp.segment import unit_name
from smppconsole.values import dataclass

_MOST_NAMED = 4
"""A text with more strange characters than this is simply written in another alphabet: no way out is offered."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a text takes. ``boundaries`` are the positions (characters, 0 based) where its parts begin.

    ``forcing`` is the first character, and its position, that the account's own alphabet lacks, so that UCS-2 must be
    taken, or that the chosen alphabet lacks. ``hint`` says the way out in words and ``way_out`` is the text that takes
    it; both are empty where there is none. Where ``problem`` is not empty, units and parts are 0.
    """

    characters: int
    units: int
    unit_name: str
    alphabet: str
    parts: int
    left_in_part: int
    forcing: tuple[str, int] | None
    hint: str
    way_out: str
    boundaries: tuple[int, ...]
    problem: str = ""


def count(draft: Draft) -> Count:
    """Count the text of a draft as it would be sent."""
    try:
        return counted(draft, lay_out(draft))
    except DraftError as error:
        return _uncountable(draft, error)


def counted(draft: Draft, layout: Layout) -> Count:
    """The count of a layout that is there already."""
    forcing = _forcing(draft, layout)
    hint, way_out = _way_out(draft, len(layout.parts)) if forcing else ("", "")
    return Count(
        characters=len(draft.text) if layout.alphabet != Alphabet.BINARY else layout.units,
        units=layout.units,
        unit_name=unit_name(layout.alphabet),
        alphabet=layout.alphabet,
        parts=len(layout.parts),
        left_in_part=max(0, layout.room - layout.used),
        forcing=forcing,
        hint=hint,
        way_out=way_out,
        boundaries=layout.starts,
    )


def _uncountable(draft: Draft, error: DraftError) -> Count:
    cause = error.__cause__
    forcing = (cause.character, cause.position) if isinstance(cause, Unencodable) and cause.character else None
    alphabet = propose_alphabet(draft).alphabet
    return Count(len(draft.text), 0, unit_name(alphabet), alphabet, 0, 0, forcing, "", "", (), error.rule)


def _forcing(draft: Draft, layout: Layout) -> tuple[str, int] | None:
    """Only an alphabet that nobody chose was forced."""
    if draft.alphabet is not Alphabet.AUTO or draft.data_coding is not None or layout.alphabet != Alphabet.UCS2:
        return None
    try:
        write_text(draft.text, draft.default_alphabet)
    except Unencodable as error:
        return error.character, error.position
    return None


def _way_out(draft: Draft, parts: int) -> tuple[str, str]:
    """('Use “->”: GSM 7-bit, 2 parts', the text with it), or two empty ones where that would take more parts."""
    strange = _strange(draft.text, draft.default_alphabet)
    if len(strange) > _MOST_NAMED:
        return "", ""
    text = "".join(LOOKALIKES.get(character, "") if character in strange else character for character in draft.text)
    if not text or not fits(text, draft.default_alphabet):
        return "", ""
    try:
        fewer = len(lay_out(replace(draft, text=text)).parts)
    except DraftError:
        return "", ""
    words = said(
        "{advice}: {alphabet}, {parts}",
        advice=_what_to_do(strange),
        alphabet=said(ALPHABETS[draft.default_alphabet].words),
        parts=parts_in_words(fewer),
    )
    return (words, text) if fewer <= parts else ("", "")


def _strange(text: str, alphabet: str) -> tuple[str, ...]:
    """The characters that ``alphabet`` lacks, each once."""
    return tuple(character for character in dict.fromkeys(text) if not fits(character, alphabet))


def _what_to_do(strange: Iterable[str]) -> str:
    instead = [LOOKALIKES[character] for character in strange if LOOKALIKES.get(character)]
    left_out = [character for character in strange if not LOOKALIKES.get(character)]
    if not left_out:
        return said("Use {instead}", instead=_quoted(dict.fromkeys(instead)))
    if not instead:
        return said("Leave out {characters}", characters=_quoted(left_out))
    return said(
        "Use {instead} and leave out {characters}",
        instead=_quoted(dict.fromkeys(instead)),
        characters=_quoted(left_out),
    )


def _quoted(characters: Iterable[str]) -> str:
    return joined(", ", (said("“{character}”", character=_visible(character)) for character in characters))


def _visible(characters: str) -> str:
    """A blank is named, and so is what nobody can see."""
    if characters == " ":
        return said("space")
    if characters == "\n":
        return said("line break")
    return characters if characters.isprintable() else f"U+{ord(characters[0]):04X}"


def parts_in_words(parts: int) -> str:
    """ "1 part", "3 parts"."""
    return said_many("1 part", "{count} parts", parts)


def headline(told: Count, carry: Carry = Carry.AUTO) -> str:
    """The line under the text: "172 characters · UCS-2 because of “→” · 3 parts"."""
    characters = said_many("1 character", "{count} characters", told.characters)
    if told.problem:
        return joined(" · ", (characters, told.problem))
    alphabet = said(ALPHABETS[told.alphabet].words)
    because = said(" because of “{visible}”", visible=_visible(told.forcing[0])) if told.forcing else ""
    parts = "message_payload" if carry is Carry.PAYLOAD else parts_in_words(told.parts)
    return joined(" · ", (characters, alphabet + because, parts))
