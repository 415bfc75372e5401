"""How fast PDUs are read, against the libraries that read them too, in one run.

    python -m tests.bench.bench_decode

Ratios carry over to other machines, times do not. Each figure is the best of several rounds, which disturbs least.
"""

from __future__ import annotations

from collections.abc import Callable
from timeit import repeat
from typing import Any

from aiosmpplib.protocol import SmppMessage
from aiosmpplib.protocol import SubmitSm as AioSubmitSm
from smpp34 import decode as smpp34_decode
from smpplib.smpp import parse_pdu

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.framing import Framer
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.summary import summarise
from smppconsole.smpp.tree import make_tree
from tests.kit.generate import generate_pdus

ROUNDS = 7

TEXT = b"Your code is 482913. It is valid for ten minutes; nobody will ever ask you for it."
SUBMIT = encode(
    Pdu(
        "submit_sm",
        {
            "source_addr_ton": 5,
            "source_addr": "MyBank",
            "dest_addr_ton": 1,
            "dest_addr_npi": 1,
            "destination_addr": "491701234567",
            "registered_delivery": 1,
            "short_message": TEXT,
        },
        sequence=1,
    )
)


class Client:
    """What smpplib asks of a client when it reads a PDU."""

    sequence = 1

    def next_sequence(self) -> int:
        return 1


CLIENT = Client()


def microseconds(work: Callable[[], Any], number: int) -> float:
    return min(repeat(work, number=number, repeat=ROUNDS)) / number * 1e6


def read_with_smpplib() -> Any:
    return parse_pdu(SUBMIT, client=CLIENT)


def read_with_aiosmpplib() -> Any:
    return AioSubmitSm.from_pdu(SUBMIT, SmppMessage.parse_header(SUBMIT), "gsm0338")


def read_with_smpp34() -> Any:
    pdu = smpp34_decode(SUBMIT)
    return (
        pdu.command_id, pdu.sequence_number, pdu.service_type, pdu.source_addr_ton, pdu.source_addr_npi,
        pdu.source_addr, pdu.dest_addr_ton, pdu.dest_addr_npi, pdu.destination_addr, pdu.esm_class, pdu.protocol_id,
        pdu.priority_flag, pdu.schedule_delivery_time, pdu.validity_period, pdu.registered_delivery,
        pdu.replace_if_present_flag, pdu.data_coding, pdu.sm_default_msg_id, pdu.sm_length, pdu.short_message, pdu.tlvs,
    )  # fmt: skip


def hostile_pdus() -> dict[str, bytes]:
    """Bodies of 64 KiB made to be slow to read."""
    head = bytes(12)
    submit = decode(SUBMIT)
    before_tlvs = SUBMIT[16 : submit.span("sm_length")[0]] + b"\0"
    bodies = {
        "empty TLVs of a wrong size": before_tlvs + b"\x02\x04\0\0" * 16_000,
        "empty TLVs without a name": before_tlvs + b"\x14\x01\0\0" * 16_000,
        "one text without NUL": b"A" * 65_000,
        "nothing but NULs": bytes(65_000),
        "a payload of escapes": before_tlvs + b"\x04\x24\xfd\xe8" + b"\x1b" * 65_000,
    }
    return {name: (16 + len(body)).to_bytes(4) + b"\0\0\0\4" + head[4:] + body for name, body in bodies.items()}


def show(what: str, time: float, of: float | None = None, whose: str = "") -> None:
    ratio = f"   {of / time:6.2f} x {whose}" if of is not None else ""
    print(f"  {what:<46}{time:9.2f} us{ratio}")


def main() -> None:
    assert decode(SUBMIT).field("destination_addr") == read_with_smpp34()[8]
    smpplib, aiosmpplib = microseconds(read_with_smpplib, 2_000), microseconds(read_with_aiosmpplib, 2_000)
    smpp34, smpp34_object = microseconds(read_with_smpp34, 20_000), microseconds(lambda: smpp34_decode(SUBMIT), 20_000)
    print(f"a submit_sm of {len(SUBMIT)} octets")
    show("smpplib parse_pdu", smpplib)
    show("aiosmpplib from_pdu", aiosmpplib)
    show("smpp34 decode, every field read", smpp34)
    show("smpp34 decode, no field read", smpp34_object)
    full = microseconds(lambda: decode(SUBMIT), 20_000)
    show("decode to flat spans", full, smpplib, "smpplib")
    show("", full, aiosmpplib, "aiosmpplib")
    row = microseconds(lambda: summarise(SUBMIT), 20_000)
    show("summary of a row", row, smpp34, "smpp34, every field")
    decoded = decode(SUBMIT)
    show("tree of one PDU", microseconds(lambda: make_tree(decoded), 1_000))
    show("inspection of one PDU", microseconds(lambda: inspect(SUBMIT), 1_000))
    print("all kinds of generated PDUs, each")
    pdus = list(generate_pdus(1, 2_000))
    show("decode", microseconds(lambda: [decode(pdu) for pdu in pdus], 5) / len(pdus))
    show("summary", microseconds(lambda: [summarise(pdu) for pdu in pdus], 5) / len(pdus))
    show("tree", microseconds(lambda: [make_tree(decode(pdu)) for pdu in pdus], 2) / len(pdus))
    stream = SUBMIT * 1_000
    show("framing in reads of 64 KiB, a submit_sm", microseconds(lambda: frame(stream, 65_536), 20) / 1_000)
    show("framing in reads of 100 octets", microseconds(lambda: frame(stream, 100), 20) / 1_000)
    print("hostile PDUs of 64 KiB")
    for name, octets in hostile_pdus().items():
        show(f"decode: {name}", microseconds(lambda octets=octets: decode(octets), 1))
        show(f"inspect: {name}", microseconds(lambda octets=octets: inspect(octets), 1))


def frame(stream: bytes, size: int) -> int:
    framer = Framer()
    return sum(len(framer.feed(stream[start : start + size])) for start in range(0, len(stream), size))


if __name__ == "__main__":
    main()
