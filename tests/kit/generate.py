"""PDUs made by chance from the tables: every command, field and TLV comes up, each value within its bounds.

The octets are put together here, without the program's encoder, so that they can judge encoder and decoder alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from smppconsole.smpp.header import Header, write_header
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.commands import COMMANDS
from smppconsole.smpp.spec.model import BitSet, CommandSpec, FieldSpec, Kind, Meaning, TlvKind, TlvSpec, ValueSet

TIMES = (b"260301143000004+", b"260301143000020-", b"371231235959900+", b"000001000000000R", b"000000010000000R")
_CHARACTERS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_+*# "
_SHORT = 12  # most texts are short; some use all their room
_CONCATENATION = bytes.fromhex("050003")


def generate_pdu(random: Random, command: CommandSpec | None = None) -> bytes:
    """One whole PDU that breaks no rule of the tables; an error answer comes with and without a body."""
    command = command or random.choice(COMMANDS)
    status = random.choice(STANDARD.statuses).code if command.is_response and random.random() < 0.2 else 0
    body = b"" if status and random.random() < 0.5 else _body(random, command) + _tlvs(random, command)
    header = Header(16 + len(body), command.id, status, random.randrange(1, 0x80000000))
    return write_header(header) + body


def generate_pdus(seed: int, count: int) -> Iterator[bytes]:
    """``count`` PDUs; each command comes up once before chance takes over."""
    random = Random(seed)
    for number in range(count):
        yield generate_pdu(random, COMMANDS[number] if number < len(COMMANDS) else None)


def mutate(random: Random, octets: bytes) -> bytes:
    """The same octets after one to three accidents: changed, cut, doubled, lost, joined with others."""
    mutant = bytearray(octets)
    for _ in range(random.randrange(1, 4)):
        place = random.randrange(len(mutant) + 1)
        accident = random.randrange(6)
        if accident == 0:
            del mutant[place:]
        elif accident == 1:
            mutant[place:place] = random.randbytes(random.randrange(9))
        elif accident == 2:
            del mutant[place : place + random.randrange(9)]
        elif accident == 3 and place + 4 <= len(mutant):
            mutant[place : place + 4] = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x10"))
        elif place < len(mutant):
            mutant[place] = random.choice((0, 1, 0x40, 0x7F, 0xFF, random.randrange(256)))
    return bytes(mutant)


# --- Fields ---------------------------------------------------------------------------------------------------------


def _body(random: Random, command: CommandSpec) -> bytes:
    """The mandatory fields; counts and lengths are told before what they count."""
    octets = bytearray()
    held: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    esm_class = 0
    for row in command.fields:
        if row.kind is Kind.OCTETS:
            udhi = bool(esm_class & 0x40)
            held[row.name] = _user_data(random, udhi)
            counts[row.length_from] = len(held[row.name])
        elif row.kind is Kind.LIST:
            counts[row.count_from] = random.randrange(4)
            held[row.name] = b"".join(_item(random, row) for _ in range(counts[row.count_from]))
        else:
            held[row.name] = _field(random, row)
            esm_class = held[row.name][0] if row.name == "esm_class" else esm_class
    for row in command.fields:
        octets += bytes((counts[row.name],)) if row.name in counts else held[row.name]
    return bytes(octets)


def _field(random: Random, row: FieldSpec) -> bytes:
    if row.kind is Kind.INT:
        return _number(random, row.size, row.meaning)
    if row.kind is Kind.TIME:
        return (random.choice(TIMES) if random.random() < 0.5 else b"") + b"\0"
    return _text(random, row.maximum - 1) + b"\0"


def _item(random: Random, row: FieldSpec) -> bytes:
    assert row.items
    flag = random.choice(list(row.items))
    fields = row.items[flag]
    start = b"" if flag < 0 else bytes((flag,))
    return start + b"".join(_field(random, field) for field in (fields if flag < 0 else fields[1:]))


def _number(random: Random, size: int, meaning: Meaning | None) -> bytes:
    if isinstance(meaning, ValueSet) and meaning.words and random.random() < 0.9:
        return random.choice(list(meaning.words)).to_bytes(size)
    if isinstance(meaning, BitSet) and random.random() < 0.9:
        value = 0
        for group in meaning.groups:
            value |= random.choice(list(group.words) or [0])
        return value.to_bytes(size)
    return random.randbytes(size)


def _text(random: Random, most: int) -> bytes:
    length = random.choice(
        (0, most, random.randint(0, most), *(random.randint(0, min(_SHORT, most)) for _ in range(5)))
    )
    return bytes(random.choices(_CHARACTERS, k=length))


def _user_data(random: Random, udhi: bool) -> bytes:
    header = _CONCATENATION + bytes((random.randrange(256), 3, random.randint(1, 3))) if udhi else b""
    return header + _text(random, 140)


# --- TLVs -----------------------------------------------------------------------------------------------------------


def _tlvs(random: Random, command: CommandSpec) -> bytes:
    listed = sorted(frozenset().union(*command.tlvs.values()))
    tags = random.choices(listed, k=random.choice((0, 0, 1, 2, 3))) if listed else []
    octets = b"".join(_tlv(tag, _value(random, STANDARD.tlv_or_strange(tag))) for tag in tags)
    if listed and random.random() < 0.05:
        octets += _tlv(random.randrange(0x1400, 0x4000), random.randbytes(random.randrange(20)))
    return octets


def _tlv(tag: int, value: bytes) -> bytes:
    return tag.to_bytes(2) + len(value).to_bytes(2) + value


def _value(random: Random, row: TlvSpec) -> bytes:
    """A value of an allowed size."""
    if row.kind is TlvKind.TIME:
        return random.choice(TIMES[:3]) + b"\0"
    if row.kind is TlvKind.CSTRING:
        return (b"0" * (row.minimum - 1) + _text(random, row.maximum - row.minimum)) + b"\0"
    size = random.choice(row.sizes) if row.sizes else random.randint(row.minimum, min(row.maximum, row.minimum + 60))
    if row.kind is TlvKind.INT:
        return _number(random, min(size, row.maximum), row.meaning)
    parts = b"".join(_number(random, part.size, part.meaning) for part in row.parts if part.kind is Kind.INT)[:size]
    return parts + _text(random, size - len(parts)).ljust(size - len(parts), b"7")
