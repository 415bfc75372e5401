"""node-smpp's parser on what we encode: every command it knows, field by field, list by list, TLV by TLV."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.readback import read_back
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version
from tests.kit.generate import generate_pdu
from tests.kit.peers import PEERS, node_environment, require_node

pytestmark = pytest.mark.peer

KNOWN = [row for row in STANDARD.commands if row.gone is None or row.gone > Version.V34]
MISREAD = {
    0x0010: "source_telematics_id is read as two octets (SMPP 3.4, 5.3.2.8: one)",
    0x0609: "broadcast_end_time is read without its NUL",
    0x0613: "dest_addr_np_country is read as four octets (SMPP 5.0, 4.8.4.20: one to five)",
    0x1204: "ms_validity is read as one octet (SMPP 5.0, 4.8.4.42: one or four)",
    0x130C: "alert_on_message_delivery is read as one octet (SMPP 3.4, 5.3.2.41: none)",
}
"""TLVs that node-smpp reads by a size of its own, and the section that decides."""


def read_by_node(pdus: Sequence[Pdu]) -> list[dict[str, Any]]:
    command = [require_node(), str(PEERS / "read_node.js")]
    lines = "".join(encode(pdu).hex() + "\n" for pdu in pdus)
    ran = subprocess.run(
        command, input=lines, env=node_environment(), capture_output=True, text=True, timeout=60, check=True
    )
    read = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(read) == len(pdus)
    return read


def told(value: FieldValue) -> object:
    """A value of ours as the script writes node-smpp's."""
    if isinstance(value, bytes):
        return {"x": value.hex()}
    if isinstance(value, tuple):
        return [{name: told(one) for name, one in item.items() if name != "dest_flag"} for item in value]
    return value


def same_tlv(mine: bytes, theirs: object) -> bool:
    """node-smpp reads a TLV as a number, as text without its NUL, or as octets."""
    if isinstance(theirs, Mapping):
        return mine.hex() == theirs["x"]
    if isinstance(theirs, int):
        return int.from_bytes(mine) == theirs
    return isinstance(theirs, str) and mine.decode("latin-1").removesuffix("\0") == theirs.removesuffix("\0")


def disagreement(pdu: Pdu, read: Mapping[str, Any]) -> str:
    """What node-smpp reads differently; empty where it reads what we meant."""
    if (read["command"], read["status"], read["sequence"]) != (pdu.command, pdu.status, pdu.sequence):
        return f"header of {pdu}: {read}"
    for name, value in pdu.fields.items():
        if read["fields"].get(name) != told(value):
            return f"{pdu.command} {name}: {told(value)} read as {read['fields'].get(name)}"
    for tag in {tlv.tag for tlv in pdu.tlvs}:
        mine = [tlv.value for tlv in pdu.tlvs if tlv.tag == tag]
        theirs = read["tlvs"].get(str(tag))
        listed = theirs if isinstance(theirs, list) else [theirs]  # it keeps the last where it knows of no repetition
        if not all(map(same_tlv, mine[-len(listed) :], listed)):
            return f"{pdu.command} TLV 0x{tag:04X}: {mine} read as {theirs}"
    return ""


def generated(count: int) -> list[Pdu]:
    random = Random(20_261_123)
    made = (read_back(decode(generate_pdu(random, KNOWN[number % len(KNOWN)]))) for number in range(count))
    return [pdu for pdu in made if pdu is not None and not any(tlv.tag in MISREAD for tlv in pdu.tlvs)]


def test_every_command_is_read_as_it_was_meant() -> None:
    pdus = generated(2_000)
    assert {pdu.command for pdu in pdus} == {row.name for row in KNOWN}
    assert [words for words in map(disagreement, pdus, read_by_node(pdus)) if words] == []


@pytest.mark.parametrize("carry", list(Carry))
def test_messages_in_every_way_of_carrying_are_read_as_they_were_meant(carry: Carry) -> None:
    texts = {Alphabet.GSM7: "{a} € " * 25, Alphabet.UCS2: "😀 да " * 20, Alphabet.LATIN1: "né " * 50}
    drafts = [
        Draft(destination="4917012345678", source="Orbit", text=text, alphabet=alphabet, carry=carry)
        for alphabet, text in texts.items()
    ]
    pdus = [pdu.with_sequence(1) for draft in drafts for pdu in expand(draft, 7).pdus]
    assert [words for words in map(disagreement, pdus, read_by_node(pdus)) if words] == []
