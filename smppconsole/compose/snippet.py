"""The draft as other people's work: a program for smpplib, and the command line that sends the same.

Both name no password: the program reads it from the environment, the command line takes that of a saved account from
the system's key store, or from where ``--password-env`` or ``--password-file`` say.
What stock smpplib cannot send (TLVs outside its table, addresses above 20 characters) is said in the program.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import address_types, expand
from smppconsole.compose.proposal import fits, propose_alphabet
from smppconsole.smpp import library
from smppconsole.smpp.coding import write_text
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.readback import read_back

PASSWORD_VARIABLE = "SMPP_PASSWORD"  # noqa: S105 - the name of a variable, not a password

_HEAD = '''"""Sends what smppconsole showed, with smpplib (pip install smpplib)."""

import os

import smpplib.client

client = smpplib.client.Client({host!r}, {port}, allow_unknown_opt_params=True)
client.set_message_sent_handler(lambda pdu: print("accepted as", pdu.message_id.decode()))
client.connect()
client.bind_{bind}(system_id={system_id!r}, password=os.environ[{variable!r}], system_type={system_type!r})
'''
_TAIL = """client.unbind()
client.disconnect()
"""


def smpplib_code(
    draft: Draft,
    reference: int = 0,
    *,
    host: str = "127.0.0.1",
    port: int = 2775,
    system_id: str = "",
    system_type: str = "",
) -> str:
    """A whole program that binds as a transmitter, sends the draft's PDUs, prints their message ids and unbinds.

    Raises DraftError where the draft cannot become PDUs.
    """
    head = _HEAD.format(
        host=host,
        port=port,
        bind="transmitter",
        system_id=system_id,
        system_type=system_type,
        variable=PASSWORD_VARIABLE,
    )
    calls = "".join(_call(pdu) for pdu in expand(draft, reference).pdus)
    return head + calls + _TAIL


def smpplib_code_of(octets: bytes, *, host: str = "127.0.0.1", port: int = 2775, system_id: str = "") -> str:
    """A program that binds as a transceiver and sends these octets, whatever they are, then reads one answer.

    Where stock smpplib makes the very same octets of named arguments these are used, else the octets themselves.
    """
    head = _HEAD.format(
        host=host, port=port, bind="transceiver", system_id=system_id, system_type="", variable=PASSWORD_VARIABLE
    )
    pdu = read_back(decode(octets))
    call = library.stock_call(pdu) if pdu is not None else None
    if pdu is None or call is None or call.octets != octets:
        return f"{head}client._socket.sendall(bytes.fromhex({octets.hex()!r}))\nclient.read_once()\n{_TAIL}"
    arguments = "".join(f"    {name}={value!r},\n" for name, value in call.arguments.items())
    made = f"pdu = smpplib.smpp.make_pdu(\n    {pdu.command!r},\n    client=client,\n{arguments})\n"
    head = head.replace("import smpplib.client\n", "import smpplib.client\nimport smpplib.smpp\n")
    return f"{head}{made}client.send_pdu(pdu)\nclient.read_once()\n{_TAIL}"


def raw_command_line(octets: bytes, options: Mapping[str, str] | None = None) -> str:
    """The ``smppconsole request raw`` that sends exactly these octets; ``options`` are those of the connection."""
    connection = (f"--{name}={value}" for name, value in (options or {}).items())
    return shlex.join(["smppconsole", "request", "raw", octets.hex(), *connection])


def _call(pdu: Pdu) -> str:
    call = library.stock_call(pdu)
    notes = "".join(f"# {note}\n" for note in _notes(pdu, call))
    arguments = "".join(f"    {name}={value!r},\n" for name, value in call.arguments.items())
    return f"{notes}client.send_message(\n{arguments})\nclient.read_once()\n"


def _notes(pdu: Pdu, call: library.StockCall) -> Iterator[str]:
    """What differs from what the console sends: seen by comparing the octets, not foretold."""
    if call.left_out:
        yield f"smpplib cannot send {', '.join(call.left_out)}: left out here"
    try:
        octets = encode(pdu, anyway=True)
    except EncodeError as error:
        yield f"no octets can say this: {error}"
        return
    if call.problem:
        yield call.problem
    elif not call.left_out and call.octets != octets:
        yield "smpplib changes something here: the octets differ from those the console sends"


def command_line(draft: Draft, options: Mapping[str, str] | None = None) -> str:
    """The ``smppconsole send`` that sends the draft; ``options`` are those of the connection (``account``, ``host``).

    With an account, what the account would fill in otherwise is said.
    """
    connection = options or {}
    by_account = "account" in connection
    told = _explicit(draft, by_account)
    words = ["smppconsole", "send", *(f"--{name}={value}" for name, value in connection.items())]
    words += [f"--to={told.destination}", f"--from={told.source}", f"--text={told.text}"]
    for row in fields(told):
        option, value = _OPTIONS.get(row.name), getattr(told, row.name)
        if option is not None and (value != row.default or (by_account and row.name in _OF_ACCOUNTS)):
            words.append(option if value is True else f"{option}={value}")
    words += [f"--tlv=0x{tlv.tag:04X}:{tlv.value.hex()}" for tlv in told.tlvs]
    words += [f"--field={name}={_typed(value)}" for name, value in told.fields.items()]
    return shlex.join(words)


def _explicit(draft: Draft, by_account: bool) -> Draft:
    """The draft with what the reader of a command line would propose otherwise said outright."""
    if draft.carry not in (Carry.AUTO, draft.usual_carry):
        draft = replace(draft, payload_from=0)
    if by_account or draft.source_rules or draft.dest_rules:
        source, destination = address_types(draft)
        draft = replace(
            draft,
            source_ton=source.ton,
            source_npi=source.npi,
            dest_ton=destination.ton,
            dest_npi=destination.npi,
        )
    wording = propose_alphabet(draft)
    as_usual = draft.default_alphabet == Alphabet.GSM7 and not draft.alphabets
    if by_account or as_usual or not fits(draft.text, wording.alphabet):
        return draft
    if wording.alphabet not in set(Alphabet):
        octets = write_text(draft.text, wording.alphabet).hex()
        return replace(draft, text=octets, alphabet=Alphabet.BINARY, data_coding=wording.data_coding)
    return replace(draft, alphabet=Alphabet(wording.alphabet), data_coding=wording.data_coding)


def _typed(value: FieldValue) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


_OPTIONS = {
    "source_ton": "--source-ton",
    "source_npi": "--source-npi",
    "dest_ton": "--dest-ton",
    "dest_npi": "--dest-npi",
    "alphabet": "--alphabet",
    "data_coding": "--data-coding",
    "carry": "--carry",
    "part_size": "--part-size",
    "part_septets": "--part-septets",
    "payload_from": "--payload-from",
    "receipt": "--receipt",
    "service_type": "--service-type",
    "esm_class": "--esm-class",
    "protocol_id": "--protocol-id",
    "priority": "--priority",
    "schedule": "--schedule",
    "validity": "--validity",
    "replace_if_present": "--replace",
    "default_message_id": "--default-message-id",
}
"""Options of ``smppconsole send`` by the draft's names."""

_OF_ACCOUNTS = frozenset({"carry", "receipt", "service_type", "validity"})
"""What an account has a default for."""
