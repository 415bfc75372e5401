"""Hostile PDUs of 64 KiB: what ``decode`` and a whole ``inspect`` take, and how many ordinary PDUs that is worth.

python tests/bench/bench_hostile.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smppconsole.smpp.decode import decode
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.spec.book import Book

_ROOM = 65_000
_FROM_TO = b"\0\1\1\0\1\1" + b"4917\0"
_SUBMIT = _FROM_TO + bytes(10)
_HEADERED = _FROM_TO + b"\x40" + bytes(9)
_SUBMIT_SM, _DELIVER_SM, _SUBMIT_MULTI, _MULTI_RESP, _BROADCAST = 0x04, 0x05, 0x21, 0x80000021, 0x111


def pdu(command_id: int, body: bytes) -> bytes:
    """A PDU under sequence number 1."""
    return (16 + len(body)).to_bytes(4) + command_id.to_bytes(4) + b"\0\0\0\0\0\0\0\1" + body


def payload(octets: bytes) -> bytes:
    """message_payload as full as the room allows."""
    held = (octets * (_ROOM // len(octets) + 1))[:60_000]
    return b"\x04\x24" + len(held).to_bytes(2) + held


def hostile() -> Iterator[tuple[str, bytes]]:
    """Name and octets of each."""
    for name, tlv in (
        ("empty TLVs", "14010000"),
        ("TLVs of numbers", "020c00020001"),
        ("TLVs of one octet", "0422000161"),
        ("TLVs of a wrong size", "00000000"),
        ("payloads", "042400026162"),
        ("areas", "060600020001"),
    ):
        octets = bytes.fromhex(tlv)
        yield name, pdu(_SUBMIT_SM, _SUBMIT + octets * (_ROOM // len(octets)))
    distinct = b"".join((0x8000 + number).to_bytes(2) + b"\0\0" for number in range(_ROOM // 4))
    yield "TLVs all of other tags", pdu(_SUBMIT_SM, _SUBMIT + distinct)
    yield "destinations", pdu(_SUBMIT_MULTI, b"\0\1\1\0\xff" + b"\1\1\0011234567\0" * 255 + bytes(11))
    yield "refusals", pdu(_MULTI_RESP, b"a\0\xff" + b"\1\x01491\0\0\0\0\1" * 255 + b"\x14\x01\0\0" * (_ROOM // 4))
    yield "a deep header", pdu(_SUBMIT_SM, _HEADERED + payload(b"\xff" + b"\x70\0" * 127 + bytes(60_000)))
    yield "a text of escapes", pdu(_SUBMIT_SM, _SUBMIT + payload(b"\x1b"))
    yield "a text of everything", pdu(_SUBMIT_SM, _SUBMIT + payload(bytes(range(256))))
    yield "a receipt of ids", pdu(_DELIVER_SM, _FROM_TO + b"\4" + bytes(9) + payload(b"id:1 "))
    yield "zeros", pdu(_BROADCAST, bytes(_ROOM))


def best(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the best run."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return min(took) * 1000


def main() -> None:
    """Print a table."""
    usual = pdu(_SUBMIT_SM, _SUBMIT)
    one = best(lambda: [inspect(usual) for _ in range(100)]) / 100
    print(f"{'':24}{'octets':>8}{'decode ms':>11}{'inspect ms':>12}{'ordinary PDUs':>15}")
    for name, octets in hostile():
        read, seen = best(lambda: decode(octets, Book())), best(lambda: inspect(octets))  # noqa: B023 - called at once
        print(f"{name:24}{len(octets):8}{read:11.1f}{seen:12.1f}{seen / one:15.0f}")


if __name__ == "__main__":
    main()
