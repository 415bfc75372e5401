"""How fast what leaves the house is made, against stock smpplib in the same run.

``python -m tests.bench.bench_encode`` prints the best of several rounds in microseconds a PDU. The ratios are what
counts: the machine is in both.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import smpplib.smpp

from smppconsole.compose.batch import BatchEncoder
from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import expand
from smppconsole.smpp import library
from smppconsole.smpp.encode import Template, encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD

ROUNDS = 7
COUNT = 3_000
TEXT = b"Your code is 482 913. Do not tell it to anybody; we never ask for it." * 2
FIELDS: dict[str, int | str | bytes] = {
    "service_type": "",
    "source_addr_ton": 5,
    "source_addr_npi": 0,
    "source_addr": "Orbit",
    "dest_addr_ton": 1,
    "dest_addr_npi": 1,
    "destination_addr": "4917012345678",
    "registered_delivery": 1,
    "short_message": TEXT,
}
PDU = Pdu("submit_sm", FIELDS, (Tlv(0x0204, b"\0\x07"),), sequence=1)
DRAFT = Draft(source="Orbit", destination="4917012345678", text=TEXT.decode() + " Long texts go in parts.")


class _Client:
    """What smpplib's PDUs want of a client."""

    sequence = 1

    def next_sequence(self) -> int:
        return 1


def stock() -> bytes:
    """make_pdu and generate, as a program on smpplib would."""
    made = smpplib.smpp.make_pdu("submit_sm", client=_Client(), user_message_reference=7, **FIELDS)
    return bytes(made.generate())


def microseconds(work: Callable[[], object]) -> float:
    """The best round of ``work``, a call."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(COUNT):
            work()
        best = min(best, perf_counter() - start)
    return best / COUNT * 1e6


def main() -> None:
    """Measure and print."""
    spec = STANDARD.command_named("submit_sm")
    values = {row.name: "" if row.maximum else 0 for row in spec.fields} | FIELDS | {"sm_length": len(TEXT)}
    template = Template(encode(PDU), ("destination_addr", "short_message"))
    batch = BatchEncoder()
    works: dict[str, Callable[[], object]] = {
        "smpplib make_pdu + generate": stock,
        "assemble alone (smpplib, compiled row)": lambda: library.assemble(spec, values, PDU.tlvs, sequence=1),
        "encode, nothing checked (anyway)": lambda: encode(PDU, anyway=True),
        "encode, checked and read again": lambda: encode(PDU),
        "batch encoder": lambda: batch.octets(PDU),
        "template, address and text": lambda: template.fill(1, "4917012345678", TEXT),
        "template, sequence number": lambda: template.with_sequence(1),
        "draft of two parts, expanded": lambda: expand(DRAFT, 7),
    }
    assert stock() == encode(PDU) == batch.octets(PDU) == template.fill(1, "4917012345678", TEXT)
    base = 0.0
    for name, work in works.items():
        figure = microseconds(work)
        base = base or figure
        print(f"{name:40} {figure:8.2f} us   {base / figure:6.2f} times smpplib")


if __name__ == "__main__":
    main()
