"""One line of pasted text: its hex digits, a leading number that may be an offset, and what was left out.

Comments, times of a log, an ASCII column that repeats the octets and the words around a run of hex are recognised;
whether the leading number is an offset only the lines around can tell (``paste``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from smppconsole.values import dataclass

_COMMENT = re.compile(r"/\*[^*/]*\*/|//.*|(?<!\S)#.*")
_TIME = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|(?<![\w:])\d\d:\d\d:\d\d(?:[.,]\d+)?(?![\w:])"
)
_RULER = re.compile(r"[\s|]*0 {1,3}1 {1,3}2 {1,3}3 {1,3}4 {1,3}5 |\s*(?:offset|address)\b", re.IGNORECASE)
_LEAD = re.compile(r"[\s|]*(?:0x)?([0-9A-Fa-f]{3,16})(:(?![0-9A-Fa-f]{2}:)|h?(?=\s|\||$))", re.IGNORECASE)
_PIPES = re.compile(r"\s\|.*\|\s*$")
_GAP = re.compile(r"\t+ *| {2,}\t*")
_DIGITS = re.compile(r"[0-9A-Fa-f]+")
_DRESS = re.compile(r"(?:0[xX]|\\x|[\s:,;.\-_|{}()\[\]\"'<>=*])*")
_ESCAPED = re.compile(r"\\x[0-9A-Fa-f]{2}")
_QUOTED = re.compile(r"\\.|\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_RUN = re.compile(
    r"(?<![0-9A-Za-z])(?:0[xX])?(?:[0-9A-Fa-f]{2})+(?:[\s:,;\-]{1,3}(?:0[xX])?(?:[0-9A-Fa-f]{2})+(?![0-9A-Za-z]))*(?![0-9A-Za-z])"
)
_LABEL = re.compile(r"\b(?:data|hex|pdu|bytes|octets|(?:hex)?dump)[\"']?\s{0,3}[:=]\s{0,3}(?:b?[\"'])?", re.IGNORECASE)
_UUID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])")
_DECIMALS = re.compile(r"\s*+(?:\[|<<|\{)?\s*+-?\d{1,3}(?:\s*+,\s*+-?\d{1,3}){7,}+\s*+(?:\]|>>|\})?[;,]?\s*+", re.ASCII)
_DECIMAL = re.compile(r"-?\d+", re.ASCII)
_LEAST_DIGITS = 16
_REPEAT = "*"
_MOST_GAPS = 12
_MOST_LOST = 32


@dataclass(frozen=True, slots=True)
class Line:
    """A line with hex in it. ``digits`` are all of them, ``rest`` those behind the leading number ``lead``.

    ``proved`` says that the line itself shows ``lead`` to be an offset (a colon after it, or an ASCII column that fits
    without it); ``refuted`` that it cannot be. ``repeat`` marks the ``*`` of a dump that leaves equal lines out.
    """

    number: int
    digits: str
    lead: str = ""
    rest: str = ""
    proved: bool = False
    refuted: bool = False
    left_out: str = ""
    repeat: bool = False


def read_line(number: int, text: str) -> Line | None:
    """The hex in line ``number`` of a pasted text; None where there is none."""
    label = _LABEL.search(text)
    for told in (text, text[label.end() :] if label else ""):  # a column of characters may look like a comment
        if line := _read_columns(number, told.rstrip()):
            return line
    if quoted := _quoted(text):  # what looks like a comment there is a text
        return Line(number, quoted)
    text = _TIME.sub(" ", _COMMENT.sub(" ", text)).rstrip()
    if _RULER.match(text):
        return None
    if text.strip() == _REPEAT:
        return Line(number, "", repeat=True)
    if _ESCAPED.search(text):
        return Line(number, "".join(found[2:] for found in _ESCAPED.findall(text)))
    if (decimal := _decimals(text)) is not None:
        return Line(number, decimal.hex())
    label = _LABEL.search(text)
    if label and (line := _read_dressed(number, text[label.end() :])):
        return line
    return _read_dressed(number, text) or _run_in_words(number, text, label.end() if label else len(text))


def _decimals(text: str) -> bytes | None:
    """The octets of a list of decimal numbers, as Java and Erlang print them; None where it may be hex.

    No decimal is written with a zero in front. Negative numbers and such of three digits are none of hex; where there
    is neither, the length that the first four octets claim decides.
    """
    if _DECIMALS.fullmatch(text) is None:
        return None
    words = _DECIMAL.findall(text)
    numbers = [int(word) for word in words]
    if any(word != str(one) for word, one in zip(words, numbers, strict=True)) or not min(numbers) >= -128:
        return None
    octets = bytes(one & 0xFF for one in numbers) if max(numbers) <= 0xFF else b""
    sure = min(numbers) < 0 or max(numbers) > 99 or int.from_bytes(octets[:4]) == len(octets)
    return octets if octets and sure else None


def _read_dressed(number: int, text: str) -> Line | None:
    """A line that is hex in some dress, an offset and a column of characters allowed; None where words are among it."""
    if line := _read_columns(number, text):
        return line
    lead = _LEAD.match(text)
    behind = text[lead.end() :] if lead else ""
    digits = hex_digits(text)
    if digits is not None:
        rest = hex_digits(behind) if lead else None
        colon = lead is not None and lead[2] == ":" and ":" not in behind
        return Line(number, digits, lead[1] if lead and rest is not None else "", rest or "", colon and bool(rest))
    if lead and (rest := hex_digits(behind)) is not None:
        return Line(number, lead[1] + rest, lead[1], rest)
    return None


def _read_columns(number: int, text: str) -> Line | None:
    """A line that ends in a column of characters which repeats its octets."""
    lead = _LEAD.match(text)
    found = (_with_column(number, hex_part, ascii_part, lead) for hex_part, ascii_part in _columns(text))
    return next((line for line in found if line is not None), None)


def hex_digits(text: str) -> str | None:
    """All hex digits of ``text`` where it is nothing but hex in some dress; None where it holds anything else."""
    groups: list[str] = []
    position = _end_of_dress(text, 0)
    while position < len(text):
        match = _DIGITS.match(text, position)
        if match is None:
            return None
        groups.append(match[0])
        position = _end_of_dress(text, match.end())
    if not groups:
        return None
    return "".join("0" + group if len(group) == 1 and len(groups) > 1 else group for group in groups)


def _end_of_dress(text: str, position: int) -> int:
    match = _DRESS.match(text, position)
    return match.end() if match else position


def _columns(text: str) -> Iterator[tuple[str, str]]:
    """The ways to see a column of characters at the end of a line: between bars, or behind a gap."""
    pipes = _PIPES.search(text)
    if pipes:
        yield text[: pipes.start()], pipes[0].strip()[1:-1]
        return
    for gap in islice(_GAP.finditer(text), _MOST_GAPS):
        yield text[: gap.start()], text[gap.end() :]


def _with_column(number: int, hex_part: str, ascii_part: str, lead: re.Match[str] | None) -> Line | None:
    """The line where ``ascii_part`` shows the octets of ``hex_part``, with or without the leading number."""
    whole = hex_digits(hex_part)
    if whole is None or not ascii_part:
        return None
    if lead is not None and lead.end() <= len(hex_part):
        rest = hex_digits(hex_part[lead.end() :])
        if rest is not None and _shows(ascii_part, rest):
            return Line(number, whole, lead[1], rest, proved=True)
    if _shows(ascii_part, whole):
        return Line(number, whole, refuted=True)
    return None


def _shows(column: str, digits: str) -> bool:
    """Whether a column prints these octets: each printable one as itself, the others as any one character.

    Blanks at either end may be lost, and some tools put one in the middle.
    """
    if len(digits) % 2 or not digits:
        return False
    octets = bytes.fromhex(digits)
    expected = "".join(chr(octet) if 0x20 < octet < 0x7F else "." for octet in octets)
    lost = min(len(octets) - len(octets.lstrip(b" ")), _MOST_LOST)
    whole = (" " * count + column for count in range(lost + 1))
    least = len(octets.rstrip(b" "))
    return any(_same_print(shown, expected, least) for one in whole for shown in (one, *_without_gap(one)))


def _without_gap(column: str) -> tuple[str, str]:
    """A column without the blank that may stand in its middle: behind eight characters, or halfway."""
    middle = len(column) // 2
    return column[:8] + column[9:], column[:middle] + column[middle + 1 :]


def _same_print(shown: str, expected: str, least: int) -> bool:
    if len(shown) >= least and not shown[len(expected) :].strip():
        shown = shown[: len(expected)].ljust(len(expected))
    return len(shown) == len(expected) and all(want in (seen, ".") for seen, want in zip(shown, expected, strict=True))


def _quoted(text: str) -> str:
    """The octets of ``\\x00`` writing within quotes, where ordinary characters count too (Python, C); "" without."""
    quoted = [first or second for first, second in _QUOTED.findall(text) if "\\x" in first + second]
    plain = "".join(_ESCAPE.sub(_escaped_character, piece) for piece in quoted)
    return plain.encode("latin-1", "replace").hex()


def _escaped_character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    if match[2]:
        return chr(int(match[2], 8) & 0xFF)
    return _LETTERS.get(match[3], match[3])


def _run_in_words(number: int, text: str, behind_label: int) -> Line | None:
    """The longest run of hex among words: eight octets at least, or fewer behind a label such as "data:"."""
    blanked = _UUID.sub(lambda found: "~" * len(found[0]), text)
    runs = [
        run
        for run in _RUN.finditer(blanked)
        if run.start() >= behind_label or len(hex_digits(run[0]) or "") >= _LEAST_DIGITS
    ]
    if not runs:
        return None
    longest = max(runs, key=lambda run: len(run[0]))
    digits = hex_digits(longest[0]) or ""
    left_out = f"{text[: longest.start()].strip()} … {text[longest.end() :].strip()}"
    return Line(number, digits, left_out=left_out)
