"""The one door to smpplib: it assembles what we send, and gives its opinion of what we receive.

A row of the command table is compiled into a subclass of ``smpplib.command.Command``, so smpplib's own walk over
``params_order`` lays out every command of the book, also those it has no class for. What it does in silence is closed
here: it cuts strings at their limit, writes a zero as one octet whatever the field's size, writes 0x34 for any
interface_version, takes TLVs by its own table of tags and sizes, and knows no lists.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

import smpplib.command
import smpplib.consts
import smpplib.exceptions
import smpplib.ptypes
import smpplib.smpp

from smppconsole.smpp.bounds import item_fields
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Kind
from smppconsole.values import dataclass

_TLVS = "tlvs"
_HEADER = struct.Struct(">LLLL")
_TLV_HEAD = struct.Struct(">HH")


class _Assembled(smpplib.command.Command):  # type: ignore[misc]  # smpplib has no types
    """What all compiled commands share: smpplib's walk over the fields, with writers that change nothing."""

    command_id: ClassVar[int]
    params: ClassVar[dict[str, Any]]
    params_order: ClassVar[tuple[str, ...]]

    def __init__(self, values: Mapping[str, int | str | bytes], status: int = 0, sequence: int = 0) -> None:
        super().__init__(type(self).__name__, need_sequence=False)
        self.__dict__.update(values)
        self.status = status
        self.sequence = sequence

    def field_is_optional(self, field: str) -> bool:
        """No field is: smpplib would take query_sm_resp's message_state for the TLV of that name."""
        return False

    def generate(self) -> bytes:
        """Header and body; smpplib's own looks the id up in a table without the commands of 3.3 and 5.0."""
        body: bytes = self.generate_params()
        return _HEADER.pack(_HEADER.size + len(body), self.command_id, self.status, self.sequence) + body

    def _generate_int(self, field: str) -> bytes:
        value: int = getattr(self, field)
        return value.to_bytes(self.params[field].size)

    def _generate_string(self, field: str) -> bytes:
        value: str = getattr(self, field)
        return value.encode("latin-1") + b"\0"

    def _generate_ostring(self, field: str) -> bytes:
        value: bytes = getattr(self, field)
        return value


def assemble(
    spec: CommandSpec,
    values: Mapping[str, FieldValue],
    tlvs: Iterable[Tlv] = (),
    *,
    status: int = 0,
    sequence: int = 0,
) -> bytes:
    """The octets of one PDU; ``values`` must hold every field of ``spec``, lengths and counts among them.

    Nothing is checked and nothing is cut: what cannot be written (a number wider than its field, a character above
    U+00FF) raises ``OverflowError`` or ``UnicodeEncodeError``. ``encode`` is the door that checks.
    """
    ready = {field.name: _flat(field, values[field.name]) for field in spec.fields}
    ready[_TLVS] = b"".join(_TLV_HEAD.pack(tlv.tag, len(tlv.value)) + tlv.value for tlv in tlvs)
    return _compiled(spec)(ready, status, sequence).generate()


def header_only(spec: CommandSpec, *, status: int, sequence: int) -> bytes:
    """A PDU of 16 octets: a response that refuses, whose body the standard leaves out."""
    return _HEADER.pack(_HEADER.size, spec.id, status, sequence)


def _flat(field: FieldSpec, value: FieldValue) -> int | str | bytes:
    """A list becomes the octets of its items, each laid out by a command of its own."""
    if not isinstance(value, tuple):
        return value
    return b"".join(_item(field, item) for item in value)


def _item(field: FieldSpec, item: Mapping[str, int | str | bytes]) -> bytes:
    fields = item_fields(field, item)
    return cast(bytes, _item_class(field.name, fields)(item).generate_params())


_commands: dict[int, tuple[CommandSpec, type[_Assembled]]] = {}
_items: dict[tuple[str, tuple[int, ...]], tuple[tuple[FieldSpec, ...], type[_Assembled]]] = {}


def _compiled(spec: CommandSpec) -> type[_Assembled]:
    """The smpplib class of a row, made once; a row is known by identity, for tables cannot be hashed."""
    known = _commands.get(spec.id)
    if known is not None and known[0] is spec:
        return known[1]
    made = _make(spec.name, spec.id, spec.fields, with_tlvs=True)
    _commands[spec.id] = (spec, made)
    return made


def _item_class(name: str, fields: tuple[FieldSpec, ...]) -> type[_Assembled]:
    """The smpplib class of one variant of a list's items."""
    key = (name, tuple(map(id, fields)))
    known = _items.get(key)
    if known is None:
        # The rows are kept beside the class so that their identities stay theirs.
        known = _items[key] = (fields, _make(name, 0, fields, with_tlvs=False))
    return known[1]


def _make(name: str, command_id: int, fields: Sequence[FieldSpec], *, with_tlvs: bool) -> type[_Assembled]:
    params = {field.name: _param(field) for field in fields}
    if with_tlvs:
        params[_TLVS] = smpplib.command.Param(type=smpplib.ptypes.ostr)
    body = {"command_id": command_id, "params": params, "params_order": tuple(params)}
    return type(name, (_Assembled,), body)


def _param(field: FieldSpec) -> Any:
    if field.kind is Kind.INT:
        return smpplib.command.Param(type=int, size=field.size)
    if field.kind in (Kind.CSTRING, Kind.TIME):
        return smpplib.command.Param(type=str, max=field.maximum)
    return smpplib.command.Param(type=smpplib.ptypes.ostr, max=field.maximum, len_field=field.length_from)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What stock smpplib makes of octets: whether it reads them, and how, or the very exception it raises."""

    reads: bool
    words: str


class _NoConnection:
    """Stands in for smpplib's client, which its PDUs ask for a sequence number even when they are only read."""

    sequence = 0

    def next_sequence(self) -> int:
        return 0


def opinion(octets: bytes) -> Opinion:
    """The second opinion of stock smpplib on the same octets; never raises.

    It is a witness, not a judge: smpplib loses the last character of a receipted_message_id without NUL and refuses
    TLVs its tables do not list, so its "no" is a hint about what other people's programs will do.
    """
    try:
        read = smpplib.smpp.parse_pdu(bytes(octets), client=_NoConnection())
        return Opinion(True, _told(read))
    except Exception as error:  # smpplib raises anything: struct.error, KeyError, IndexError, its own
        return Opinion(False, f"smpplib raises {type(error).__name__}: {_one_line(error)}")


def _told(read: Any) -> str:
    named = ((name, getattr(read, name, None)) for name in getattr(read, "params_order", ()))
    fields = ", ".join(f"{name} {_shown(value)}" for name, value in named if value not in (None, b"", 0))
    head = f"smpplib reads this as {read.command}, status {read.status}, sequence {read.sequence}"
    return f"{head}: {fields}" if fields else head


def _shown(value: Any) -> str:
    return repr(value.decode("latin-1")) if isinstance(value, bytes) else str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or "no words"


@dataclass(frozen=True, slots=True)
class StockCall:
    """What to hand to stock smpplib to send a PDU: keyword arguments, what had to be left out, and what comes out.

    ``octets`` are those that smpplib makes of the arguments under the PDU's own sequence number; empty where it
    raises, which ``problem`` then tells.
    """

    arguments: Mapping[str, int | str | bytes]
    left_out: tuple[str, ...]
    octets: bytes
    problem: str


def stock_call(pdu: Pdu) -> StockCall:
    """How stock smpplib would be asked for ``pdu``, and what it would really send; never raises."""
    arguments: dict[str, int | str | bytes] = {}
    left_out: list[str] = []
    for name, value in pdu.fields.items():
        if isinstance(value, tuple):
            left_out.append(name)
        elif value or name == "short_message":
            arguments[name] = value
    for tlv in pdu.tlvs:
        name, argument = _stock_tlv(pdu.command, tlv)
        if argument is None or name in arguments:
            left_out.append(name)
        else:
            arguments[name] = argument
    try:
        made = smpplib.smpp.make_pdu(pdu.command, client=_NoConnection(), **arguments)
        made.sequence = pdu.sequence
        return StockCall(arguments, tuple(left_out), bytes(made.generate()), "")
    except Exception as error:  # as in opinion
        problem = f"smpplib raises {type(error).__name__}: {_one_line(error)}"
        return StockCall(arguments, tuple(left_out), b"", problem)


def _stock_tlv(command: str, tlv: Tlv) -> tuple[str, int | str | bytes | None]:
    """smpplib's name of a TLV and its value in smpplib's type; None where smpplib cannot say these octets."""
    name = next((name for name, tag in smpplib.consts.OPTIONAL_PARAMS.items() if tag == tlv.tag), "")
    if not name:
        return f"tlv_0x{tlv.tag:04X}", None
    try:
        param = smpplib.smpp.make_pdu(command, client=_NoConnection()).params.get(name)
    except smpplib.exceptions.UnknownCommandError:
        return name, None
    if param is None:
        return name, None
    return name, _STOCK_VALUES.get(param.type, _no_value)(tlv.value)


def _no_value(octets: bytes) -> None:
    return None


def _stock_string(octets: bytes) -> str | None:
    """smpplib writes a NUL behind every string."""
    text = octets[:-1]
    return text.decode() if octets.endswith(b"\0") and text.isascii() else None


_STOCK_VALUES: Mapping[Any, Callable[[bytes], int | str | bytes | None]] = {
    int: int.from_bytes,
    str: _stock_string,
    smpplib.ptypes.ostr: bytes,
}
