"""Rules about the text: whether its octets are of the alphabet that data_coding names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import ALPHABETS, looks_little_endian
from smppconsole.smpp.content import segment_of
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import submit
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.plausibility import plausibility
from smppconsole.smpp.said import said

_BOMS = (b"\xfe\xff", b"\xff\xfe")
_LOOKALIKES = frozenset(
    "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u00a0\u202f\u2009\u2022\u00ad\u200b`\u00b4"
)
_FEWEST_OCTETS = 6
_ONE_OCTET = frozenset(("gsm7", "ascii", "latin1", "cyrillic", "hebrew"))

_Check = Callable[[Case], Iterator[Spot]]


def _declared(case: Case) -> str:
    """The alphabet data_coding names; empty without a text."""
    return case.content.text.alphabet if case.content is not None and case.content.text_octets else ""


def _octets(case: Case) -> bytes:
    return case.content.text_octets if case.content is not None else b""


def _ucs2_mark(case: Case) -> Iterator[Spot]:
    if _declared(case) == "ucs2" and _octets(case)[:2] in _BOMS:
        order = "big" if _octets(case)[0] == 0xFE else "little"
        yield case.text_spot(said("The text begins with a byte order mark ({order}-endian).", order=order), 0, 2)


def _ucs2_little(case: Case) -> Iterator[Spot]:
    if _declared(case) == "ucs2" and (_octets(case)[:2] == _BOMS[1] or looks_little_endian(_octets(case))):
        yield case.text_spot(said("The text is little-endian: the low octet of each character comes first."))


def _ucs2_odd(case: Case) -> Iterator[Spot]:
    size = len(_octets(case))
    if _declared(case) == "ucs2" and size % 2:
        yield case.text_spot(
            said("The text has {size} octets; UCS-2 takes two for each character.", size=size), size - 1
        )


def _ucs2_surrogate(case: Case) -> Iterator[Spot]:
    octets = _octets(case)
    if _declared(case) != "ucs2" or len(octets) % 2 or any(_ucs2_little(case)):
        return
    try:
        octets.decode("utf-16-be")
    except UnicodeDecodeError as error:
        if 0 < error.start < len(octets) - 2:  # torn at an end: the rule on cuts tells it
            yield case.text_spot(said("Half of a surrogate pair stands alone in the text."), error.start, 2)


def _gsm_high(case: Case) -> Iterator[Spot]:
    if (
        _declared(case) != "gsm7"
        or _octets(case).isascii()
        or _is_likely(case, "utf8", "ucs2", "ucs2-le", "gsm7-packed")
    ):
        return
    place = next(place for place, octet in enumerate(_octets(case)) if octet > 0x7F)
    reading = case.likely
    guess = (
        said(" {words} reads {text!r}.", words=said(ALPHABETS[reading.alphabet].words), text=reading.text[:20])
        if reading and reading.alphabet != "gsm7"
        else ""
    )
    yield case.text_spot(
        said("0x{octets:02X} is no GSM 7-bit septet.{guess}", octets=_octets(case)[place], guess=guess), place, 1
    )


def _gsm_extension(case: Case) -> Iterator[Spot]:
    if _declared(case) == "gsm7":
        for problem in case.content.text.problems if case.content else ():
            if "extension" in problem or "locking" in problem:
                yield case.text_spot(said("In the text: {problem}.", problem=problem))


def _ascii_high(case: Case) -> Iterator[Spot]:
    if _declared(case) == "ascii" and not _octets(case).isascii():
        place = next(place for place, octet in enumerate(_octets(case)) if octet > 0x7F)
        yield case.text_spot(said("0x{octets:02X} is no ASCII.", octets=_octets(case)[place]), place, 1)


def _undecodable(case: Case) -> Iterator[Spot]:
    declared = _declared(case)
    if declared and declared not in _OWN_RULES:
        for problem in case.content.text.problems if case.content else ():
            yield case.text_spot(said("In the text: {problem}.", problem=problem))


_OWN_RULES = frozenset(("gsm7", "gsm7-packed", "ascii", "ucs2"))


_ALIKE = bytes(octet for octet in range(0x80) if gsm7.decode(bytes((octet,))) == chr(octet))
_PLAIN = 0.7


def _is_likely(case: Case, *alphabets: str) -> bool:
    """Whether one of ``alphabets`` is the likeliest reading; a few octets prove nothing."""
    if len(_octets(case)) < _FEWEST_OCTETS or _is_beyond_doubt(case):
        return False
    return case.likely is not None and case.likely.alphabet in alphabets


def _is_beyond_doubt(case: Case) -> bool:
    """Whether there is no need to compare readings, which takes time: most texts are plain in what they say to be."""
    declared, octets = _declared(case), _octets(case)
    if declared in ("gsm7", "ascii", "latin1"):
        return not octets.translate(None, _ALIKE)
    if declared == "ucs2" and case.content is not None and not case.content.text.problems:
        return 0 in octets or (not octets.isascii() and plausibility(case.content.text.text) > _PLAIN)
    return False


def _sent_as(declared: frozenset[str], *likely: str) -> _Check:
    """A check for octets of an alphabet that data_coding does not name."""

    def check(case: Case) -> Iterator[Spot]:
        told = _declared(case)
        if told in declared and told not in likely and _is_likely(case, *likely) and case.likely is not None:
            shown = case.likely.text[:30]
            words = ALPHABETS[case.likely.alphabet].words
            yield case.text_spot(
                said(
                    "data_coding says {words}; as {words_2} the octets read {shown!r}.",
                    words=said(ALPHABETS[told].words),
                    words_2=words,
                    shown=shown,
                )
            )

    return check


def _packed(case: Case) -> Iterator[Spot]:
    if not _octets(case).isascii():  # septets of an octet each are never above 0x7F
        yield from _sent_as(frozenset(("gsm7",)), "gsm7-packed")(case)


def _ucs2_needless(case: Case) -> Iterator[Spot]:
    content = case.content
    if _declared(case) != "ucs2" or content is None or content.text.problems:
        return
    is_part = segment_of(case.decoded) is not None  # another part may hold the character that asks for UCS-2
    if not is_part and gsm7.first_outside(content.text.text) is None:
        yield case.text_spot(
            said("All characters are in the GSM 7-bit alphabet; UCS-2 takes more than twice the room.")
        )


def _ucs2_lookalikes(case: Case) -> Iterator[Spot]:
    content = case.content
    if _declared(case) != "ucs2" or content is None or content.text.problems:
        return
    outside = {character for character in content.text.text if gsm7.first_outside(character) is not None}
    if outside and outside <= _LOOKALIKES:
        shown = ", ".join(f"{character!r}" for character in sorted(outside))
        yield case.text_spot(said("Only {shown} keep the text out of the GSM 7-bit alphabet.", shown=shown))


def _nul_at_end(case: Case) -> Iterator[Spot]:
    octets = _octets(case)
    if _declared(case) in _ONE_OCTET and len(octets) > 1 and octets.endswith(b"\0") and octets.count(0) == 1:
        shown = said("as @ in GSM 7-bit") if _declared(case) == "gsm7" else said("as a stray character")
        yield case.text_spot(
            said("The text ends with a NUL octet, which phones show {shown}.", shown=shown), len(octets) - 1
        )


def _text_as_binary(case: Case) -> Iterator[Spot]:
    if _declared(case) == "binary" and _is_likely(case, "gsm7", "ascii", "utf8"):
        yield case.text_spot(said("data_coding says 8-bit data, and the octets are plain text."))


_WITH_TEXT = frozenset(("submit_sm", "submit_multi", "deliver_sm", "data_sm"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


RULES: tuple[LintRule, ...] = (
    LintRule(
        "ucs2-mark",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "UCS-2 text has no byte order mark.",
        "Take FE FF (or FF FE) away; phones may show it as a character.",
        _ucs2_mark,
        submit(data_coding=8, short_message=b"\xfe\xff" + _utf16("Привет")),
        submit(data_coding=8, short_message=_utf16("Привет")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-little-endian",
        _ERROR,
        "SMPP 3.4, 3.1",
        "UCS-2 text has the high octet first.",
        "Swap the octets of each pair (UTF-16BE).",
        _ucs2_little,
        submit(data_coding=8, short_message="Grüße an alle".encode("utf-16-le")),
        submit(data_coding=8, short_message=_utf16("Grüße an alle")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-odd",
        _ERROR,
        "SMPP 3.4, 5.2.19",
        "UCS-2 text has an even number of octets.",
        "Look for text of another alphabet, a header of a wrong length, or a cut inside a character.",
        _ucs2_odd,
        submit(data_coding=8, short_message=_utf16("Привет")[:-1]),
        submit(data_coding=8, short_message=_utf16("Привет")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-surrogate",
        _WARNING,
        "ISO/IEC 10646, 9",
        "Surrogates come in pairs.",
        "Encode the text as UTF-16BE; do not build it octet by octet.",
        _ucs2_surrogate,
        submit(data_coding=8, short_message=bytes.fromhex("041fd83d0440")),
        submit(data_coding=8, short_message=bytes.fromhex("041fd83dde000440")),
        _WITH_TEXT,
    ),
    LintRule(
        "gsm7-high-octets",
        _WARNING,
        "3GPP TS 23.038, 6.2.1",
        "GSM 7-bit text has octets up to 0x7F.",
        "Encode the text as GSM 7-bit, or name its alphabet: data_coding 3 for Latin-1, 8 for UCS-2.",
        _gsm_high,
        submit(short_message="Grüße".encode("latin-1")),
        submit(short_message=gsm7.encode("Grüße")),
        _WITH_TEXT,
    ),
    LintRule(
        "gsm7-unassigned",
        _NOTE,
        "3GPP TS 23.038, 6.2.1.1",
        "Each septet, and each one behind an escape, has a character.",
        "Look for text of another alphabet; phones show a blank or the character without the escape.",
        _gsm_extension,
        submit(short_message=b"Hello \x1bA"),
        submit(short_message=b"Hello \x1be"),
        _WITH_TEXT,
    ),
    LintRule(
        "ascii-high-octets",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "ASCII text has octets up to 0x7F.",
        "Send data_coding 3 for Latin-1.",
        _ascii_high,
        submit(data_coding=1, short_message="Grüße".encode("latin-1")),
        submit(data_coding=1, short_message=b"Gruss"),
        _WITH_TEXT,
    ),
    LintRule(
        "text-undecodable",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "The octets of the text are of the alphabet that data_coding names.",
        "Compare the readings side by side, and send the data_coding of the likeliest.",
        _undecodable,
        submit(data_coding=0x0E, short_message=b"\xb0\xa1\xff\xff\x81"),
        submit(data_coding=0x0E, short_message="안녕".encode("euc_kr")),
        _WITH_TEXT,
    ),
    LintRule(
        "ascii-as-gsm7",
        _WARNING,
        "3GPP TS 23.038, 6.2.1",
        "ASCII is not GSM 7-bit: @ $ _ [ ] { } ~ ^ and others have other octets.",
        "Encode the text as GSM 7-bit, or tell the console that data_coding 0 is ASCII for this account.",
        _sent_as(frozenset(("gsm7",)), "ascii"),
        submit(short_message=b"Write to me@example.com"),
        submit(short_message=gsm7.encode("Write to me@example.com")),
        _WITH_TEXT,
    ),
    LintRule(
        "utf8-sent",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "UTF-8 is no alphabet of SMPP.",
        "Encode the text as GSM 7-bit or UCS-2; some centres take UTF-8 in data_coding 0 by agreement.",
        _sent_as(frozenset(("gsm7", "ascii", "latin1", "ucs2", "cyrillic", "hebrew")), "utf8"),
        submit(short_message="Grüße aus Köln".encode()),
        submit(short_message=gsm7.encode("Grüße aus Köln")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-sent",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "UCS-2 text goes with data_coding 8.",
        "Send data_coding 8.",
        _sent_as(frozenset(("gsm7", "ascii", "latin1")), "ucs2", "ucs2-le"),
        submit(short_message=_utf16("Привет, мир")),
        submit(data_coding=8, short_message=_utf16("Привет, мир")),
        _WITH_TEXT,
    ),
    LintRule(
        "single-octets-as-ucs2",
        _WARNING,
        "SMPP 3.4, 5.2.19",
        "With data_coding 8 each character takes two octets.",
        "Encode the text as UTF-16BE, or send data_coding 0.",
        _sent_as(frozenset(("ucs2",)), "gsm7", "ascii", "latin1"),
        submit(data_coding=8, short_message=b"This is plain text!!"),
        submit(data_coding=8, short_message=_utf16("Это текст")),
        _WITH_TEXT,
    ),
    LintRule(
        "packed-sent",
        _WARNING,
        "3GPP TS 23.038, 6.1.2",
        "Over SMPP a septet takes one octet.",
        "Send the septets unpacked, or tell the console that this account packs them.",
        _packed,
        submit(short_message=bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f")),
        submit(short_message=b"Hey igor, is the encoding ok now?"),
        _WITH_TEXT,
    ),
    LintRule(
        "plain-text-as-binary",
        _NOTE,
        "SMPP 3.4, 5.2.19",
        "8-bit data is for octets, not for text.",
        "Send data_coding 0 or 3 for text; at some providers 4 is GSM 7-bit.",
        _text_as_binary,
        submit(data_coding=4, short_message=b"This is plain text."),
        submit(data_coding=4, short_message=bytes.fromhex("01060ae10082")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-needless",
        _NOTE,
        "3GPP TS 23.038, 4",
        "UCS-2 is for texts that GSM 7-bit cannot write.",
        "Send it as GSM 7-bit: 160 characters instead of 70.",
        _ucs2_needless,
        submit(data_coding=8, short_message=_utf16("Grüße aus Köln")),
        submit(data_coding=8, short_message=_utf16("Привет")),
        _WITH_TEXT,
    ),
    LintRule(
        "ucs2-lookalikes",
        _NOTE,
        "3GPP TS 23.038, 6.2.1",
        "Curly quotes, dashes and hard blanks cost a text the GSM 7-bit alphabet.",
        "Write ' \" - and a plain blank instead: 160 characters instead of 70.",
        _ucs2_lookalikes,
        submit(data_coding=8, short_message=_utf16("It\u2019s here \u2013 come")),
        submit(data_coding=8, short_message=_utf16("Привет")),
        _WITH_TEXT,
    ),
    LintRule(
        "text-ends-with-nul",
        _WARNING,
        "SMPP 3.4, 5.2.22",
        "A text has no NUL at its end: sm_length says where it ends.",
        "Leave the NUL away.",
        _nul_at_end,
        submit(short_message=b"Hello\0"),
        submit(short_message=b"Hello"),
        _WITH_TEXT,
    ),
)
