"""The book: one frozen look-up over all tables, to which an account can add rows of its own.

``STANDARD`` holds what the standard says. ``read_dictionary`` reads an account's TOML into rows, ``Book.with_rows``
gives a book that knows them as well; an own row goes before a row of the standard with the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from smppconsole.smpp.spec.commands import COMMANDS
from smppconsole.smpp.spec.model import CommandSpec, StatusSpec, TlvKind, TlvSpec, Version
from smppconsole.smpp.spec.statuses import ALIASES, LEGACY, RANGES, STATUSES
from smppconsole.smpp.spec.tlvs import TLVS
from smppconsole.smpp.spec.values import TAG_RANGES, range_words
from smppconsole.values import dataclass

STRANGE = "tlv_0x"
"""How the name of a TLV begins that nobody named; its tag in hex follows."""


class DictionaryError(ValueError):
    """A dictionary that cannot be read; its words say where and why."""


class StrangeTlv(TlvSpec):
    """The row of a tag that nobody named. A hostile PDU wants 16 000 of them: only the tag is kept, all else is the
    class's, or made when somebody asks."""

    __slots__ = ()
    kind = TlvKind.OCTETS
    minimum, maximum, sizes = 0, 65535, ()
    meaning = None
    since = Version.V34
    repeats = True
    section = "SMPP 3.4, 5.3.1"
    parts = requires = aliases = ()

    def __init__(self, tag: int) -> None:
        object.__setattr__(self, "tag", tag)

    @property
    def name(self) -> str:
        """ "tlv_0x1401"."""
        return f"{STRANGE}{self.tag:04X}"

    @property
    def words(self) -> str:
        """In which range the tag lies."""
        return f"A tag without a row ({range_words(TAG_RANGES, self.tag)}); a dictionary of the account can name it."


@dataclass(frozen=True, slots=True)
class Rows:
    """What a dictionary adds: the name it gives itself, TLVs and statuses."""

    name: str
    tlvs: tuple[TlvSpec, ...]
    statuses: tuple[StatusSpec, ...]


class Book:
    """All rows by number and by name. Frozen: ``with_rows`` gives another book."""

    def __init__(self, tlvs: Iterable[TlvSpec] = TLVS, statuses: Iterable[StatusSpec] = STATUSES) -> None:
        self.commands: tuple[CommandSpec, ...] = COMMANDS
        self.tlvs: tuple[TlvSpec, ...] = tuple(tlvs)
        self.statuses: tuple[StatusSpec, ...] = tuple(statuses)
        self._commands = MappingProxyType({row.id: row for row in COMMANDS})
        self._command_names = MappingProxyType({row.name: row for row in COMMANDS})
        self._tlvs = {row.tag: row for row in reversed(self.tlvs)}
        self._tlv_names = {name: row for row in reversed(self.tlvs) for name in (row.name, *row.aliases)}
        self._statuses = {row.code: row for row in (*LEGACY, *reversed(self.statuses))}
        self._status_names = {row.name: row for row in (*LEGACY, *reversed(self.statuses))}
        self._strange_tlvs: dict[int, TlvSpec] = {}

    def command(self, command_id: int) -> CommandSpec | None:
        """The row of a command_id, None where the standard has none."""
        return self._commands.get(command_id)

    def command_named(self, name: str) -> CommandSpec:
        """The row of a command's name; KeyError where there is none."""
        return self._command_names[name]

    def tlv(self, tag: int) -> TlvSpec | None:
        """The row of a tag, None where nobody named it."""
        return self._tlvs.get(tag)

    def tlv_named(self, name: str) -> TlvSpec | None:
        """The row of a TLV's name, or of one of its other names (dest_port)."""
        return self._tlv_names.get(name)

    def tlv_or_strange(self, tag: int) -> TlvSpec:
        """The row of a tag; for one that nobody named a row that says so and takes any octets."""
        row = self._tlvs.get(tag) or self._strange_tlvs.get(tag)
        if row is None:
            row = self._strange_tlvs[tag] = StrangeTlv(tag)
        return row

    def status(self, code: int) -> StatusSpec:
        """The row of a command_status; for one without a row a row that tells its number and range."""
        return self._statuses.get(code) or _strange_status(code)

    def names_status(self, code: int) -> bool:
        """Whether a command_status has a row, of the standard or of a dictionary."""
        return code in self._statuses

    def status_named(self, name: str) -> StatusSpec | None:
        """The row of a status by its name, with or without "ESME_" in front, in any case, 5.0's names as well."""
        name = name.upper()
        full = name if name.startswith("ESME_") else f"ESME_{name}"
        if full in ALIASES:
            return self._statuses[ALIASES[full]]
        return self._status_names.get(full) or self._status_names.get(name)

    def with_rows(self, tlvs: Iterable[TlvSpec] = (), statuses: Iterable[StatusSpec] = ()) -> Book:
        """A book that knows these rows too; they go before those of the standard."""
        return Book((*tlvs, *self.tlvs), (*statuses, *self.statuses))


def _strange_status(code: int) -> StatusSpec:
    words = f"A code without a row ({range_words(RANGES, code)})."
    cause = "The provider's own meaning, or a slip between decimal and hex."
    check = f"Look it up in the provider's list as 0x{code:X} and as {code}; a dictionary of the account can name it."
    return StatusSpec(code, f"0x{code:08X}", Version.V33, words, cause, check)


STANDARD = Book()


# --- Dictionaries ---------------------------------------------------------------------------------------------------

_KINDS = {
    "int": TlvKind.INT,
    "cstring": TlvKind.CSTRING,
    "time": TlvKind.TIME,
    "octets": TlvKind.OCTETS,
    "text": TlvKind.TEXT,
}
_LONGEST = {TlvKind.INT: 8, TlvKind.TIME: 17}
_TLV_KEYS = frozenset({"tag", "name", "kind", "minimum", "maximum", "words", "repeats"})
_STATUS_KEYS = frozenset({"code", "name", "words", "cause", "check"})
_TOP_KEYS = frozenset({"name", "tlv", "status"})


def read_dictionary(text: str) -> Rows:
    """The rows of a dictionary in TOML: ``name``, then ``[[tlv]]`` and ``[[status]]`` tables.

    A TLV has ``tag``, ``name`` and perhaps ``kind`` (int, cstring, time, octets, text; text unless told), ``minimum``,
    ``maximum`` (octets), ``repeats`` and ``words``; a status has ``code``, ``name`` and perhaps ``words``, ``cause``
    and ``check``. DictionaryError says which table is wrong and why.
    """
    import tomllib  # noqa: PLC0415 - few have a dictionary

    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DictionaryError(f"The dictionary is not TOML: {error}") from error
    _refuse_strange_keys("the dictionary", top, _TOP_KEYS)
    tlvs = tuple(_read_tlv(where, row) for where, row in _tables(top, "tlv"))
    statuses = tuple(_read_status(where, row) for where, row in _tables(top, "status"))
    _refuse_twins("tag", [row.tag for row in tlvs])
    _refuse_twins("code", [row.code for row in statuses])
    return Rows(_words("the dictionary", top, "name"), tlvs, statuses)


def _tables(top: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    tables = top.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise DictionaryError(f"{key} must be written as [[{key}]] tables")
    return [(f"[[{key}]] number {number}", table) for number, table in enumerate(tables, 1)]


def _read_tlv(where: str, row: Mapping[str, Any]) -> TlvSpec:
    _refuse_strange_keys(where, row, _TLV_KEYS)
    kind = _KINDS.get(str(row.get("kind", "text")))
    if kind is None:
        raise DictionaryError(f"{where}: kind {row['kind']!r} is none of {', '.join(_KINDS)}")
    maximum = _number(where, row, "maximum", 65535, _LONGEST.get(kind, 65535))
    minimum = _number(where, row, "minimum", maximum, 1 if kind is TlvKind.INT else 0)
    tag = _number(where, row, "tag", 0xFFFF)
    repeats = row.get("repeats", False)
    if not isinstance(repeats, bool):
        raise DictionaryError(f"{where}: repeats must be true or false")
    section, words = "the account's dictionary", _words(where, row, "words")
    return TlvSpec(tag, _name(where, row), kind, minimum, maximum, None, Version.V34, repeats, section, words)


def _read_status(where: str, row: Mapping[str, Any]) -> StatusSpec:
    _refuse_strange_keys(where, row, _STATUS_KEYS)
    words, cause, check = (_words(where, row, key) for key in ("words", "cause", "check"))
    return StatusSpec(_number(where, row, "code", 0xFFFFFFFF), _name(where, row), Version.V33, words, cause, check)


def _refuse_strange_keys(where: str, row: Mapping[str, Any], known: frozenset[str]) -> None:
    strange = sorted(row.keys() - known)
    if strange:
        raise DictionaryError(f"{where}: {strange[0]} is not a key; known are {', '.join(sorted(known))}")


def _refuse_twins(key: str, numbers: list[int]) -> None:
    twins = sorted({number for number in numbers if numbers.count(number) > 1})
    if twins:
        raise DictionaryError(f"{key} 0x{twins[0]:04X} stands twice")


def _name(where: str, row: Mapping[str, Any]) -> str:
    name = _words(where, row, "name")
    if not name or any(character.isspace() for character in name):
        raise DictionaryError(f"{where}: name must be one word, without spaces")
    return name


def _words(where: str, row: Mapping[str, Any], key: str) -> str:
    words = row.get(key, "")
    if not isinstance(words, str):
        raise DictionaryError(f"{where}: {key} must be a text in quotes")
    return words


def _number(where: str, row: Mapping[str, Any], key: str, most: int, default: int | None = None) -> int:
    number = row.get(key, default)
    if number is None:
        raise DictionaryError(f"{where}: {key} is missing")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
        raise DictionaryError(f"{where}: {key} must be a number from 0 to {most}, not {number!r}")
    return number
