"""Wireshark's dissector as a judge: PDUs in, the fields it sees with their places inside the PDU out.

Each PDU travels in one TCP segment of a connection of its own, so that a wrong length cannot disturb the next one;
``cut_stream`` sends them all over one connection, which judges framing instead.
Places are those of PDML less the headers before the PDU.
"""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from struct import Struct
from xml.etree import ElementTree

PORT = 2775
_HEADERS = 14 + 20 + 20
_PORTS = 40_000
_FILE_HEAD = Struct("<IHHiIII").pack(0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1)
_RECORD_HEAD = Struct("<IIII")
_IP = Struct("!BBHHHBBH4s4s")
_TCP = Struct("!HHIIBBHHH")
_THERE = bytes((127, 0, 0, 2))
_SYN, _PUSH = 0x02, 0x18
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # tshark copies control characters as they are


@dataclass(slots=True)
class Seen:
    """One field as tshark shows it; ``value`` is hex of its octets, or of the bits that it stands for."""

    name: str
    offset: int
    length: int
    value: str
    show: str


@dataclass(slots=True)
class Verdict:
    """One PDU as tshark shows it."""

    fields: list[Seen] = field(default_factory=list)
    malformed: bool = False

    def places(self, name: str) -> list[tuple[int, int]]:
        """Offset and length of every field of that name."""
        return [(seen.offset, seen.length) for seen in self.fields if seen.name == name]


def judge(tshark: str, pdus: Sequence[bytes]) -> list[Verdict]:
    """What tshark says of each PDU taken alone. A frame without SMPP gives an empty verdict."""
    frames = (_frame(pdu, 10_000 + number % _PORTS, 1, _PUSH, host=number // _PORTS) for number, pdu in enumerate(pdus))
    verdicts = []
    for packet in _packets(tshark, frames, "-o", "smpp.reassemble_smpp_over_tcp:FALSE"):
        verdict = Verdict(malformed=any(_malformed(layer) for layer in packet))
        for layer in _layers(packet):
            _collect(layer, _HEADERS, verdict.fields)
        verdicts.append(verdict)
    return verdicts


def cut_stream(tshark: str, segments: Sequence[bytes]) -> list[int]:
    """The lengths of the PDUs that tshark finds in one connection that carries ``segments``.

    It gives segments up that end within the header of a PDU or are shorter than one: no segment should.
    """
    starts = accumulate((len(segment) for segment in segments), initial=1_000)
    frames = [_frame(b"", 33_333, 999, _SYN)]
    frames += [_frame(segment, 33_333, start, _PUSH) for segment, start in zip(segments, starts, strict=False)]
    return [int(layer.get("size", 0)) for packet in _packets(tshark, frames) for layer in _layers(packet)]


# --- A capture for tshark to read -----------------------------------------------------------------------------------


def _frame(payload: bytes, port: int, sequence: int, flags: int, host: int = 0) -> bytes:
    here = bytes((127, 0, 1, host))
    tcp = _TCP.pack(port, PORT, sequence & 0xFFFFFFFF, 1, 5 << 4, flags, 65535, 0, 0) + payload
    ip = _IP.pack(0x45, 0, 20 + len(tcp), 1, 0x4000, 64, 6, 0, here, _THERE)
    ip = ip[:10] + _checksum(ip).to_bytes(2) + ip[12:]
    return b"\x02\0\0\0\0\2\x02\0\0\0\0\1\x08\0" + ip + tcp


def _checksum(octets: bytes) -> int:
    total = sum(int.from_bytes(octets[place : place + 2]) for place in range(0, len(octets), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def _write_capture(path: Path, frames: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.write(_FILE_HEAD)
        for number, frame in enumerate(frames):
            file.write(_RECORD_HEAD.pack(1_700_000_000 + number // 1000, number % 1000 * 1000, len(frame), len(frame)))
            file.write(frame)


# --- What tshark prints ---------------------------------------------------------------------------------------------


def _packets(tshark: str, frames: Iterable[bytes], *options: str) -> Iterator[ElementTree.Element]:
    """The packets of tshark's PDML, each dropped once it was looked at: there may be ten thousand."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "judged.pcap")
        _write_capture(path, frames)
        command = [tshark, "-n", "-r", str(path), "-d", f"tcp.port=={PORT},smpp", *options, "-T", "pdml", "-J", "smpp"]
        environment = {**os.environ, "HOME": folder, "LANG": "C.UTF-8"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, bufsize=1 << 20
        ) as process:
            assert process.stdout
            yield from _parse(process.stdout)
        if process.returncode:
            raise RuntimeError(f"tshark ended with status {process.returncode}")


def _parse(stream: Iterable[bytes]) -> Iterator[ElementTree.Element]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    parser = ElementTree.XMLPullParser(("start", "end"))
    root: ElementTree.Element | None = None
    for line in stream:
        parser.feed(_NOT_XML.sub("\ufffd", decoder.decode(line)))
        for event, element in parser.read_events():
            if event == "start" and root is None:
                root = element
            if event == "end" and element.tag == "packet" and root is not None:
                yield element
                root.clear()


def _layers(packet: ElementTree.Element) -> list[ElementTree.Element]:
    return [layer for layer in packet.findall("proto") if layer.get("name") == "smpp"]


def _malformed(layer: ElementTree.Element) -> bool:
    return layer.get("name") in {"_ws.malformed", "_ws.short", "_ws.unreassembled"}


def _collect(layer: ElementTree.Element, base: int, into: list[Seen]) -> None:
    for element in layer.iter("field"):
        name = element.get("name") or ""
        if name.startswith("smpp."):
            offset, length = int(element.get("pos", 0)) - base, int(element.get("size", 0))
            into.append(Seen(name, offset, length, element.get("value") or "", element.get("show") or ""))
