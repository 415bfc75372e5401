from __future__ import annotations

import io

from smppconsole.trace import pcapng
from smppconsole.trace.capture_reader import CaptureReader
from smppconsole.trace.exported import LINK_TYPE, write_tags
from smppconsole.trace.exported_pdus import NO_PDU
from tests.kit.pdus import octets
from tests.kit.traces import answer, submit

CLIENT, SERVER = "127.0.0.1:51000", "10.0.0.1:2775"


def packet(pdu: bytes, sender: str, receiver: str, tail: bytes = b"", interface: int = 0) -> bytes:
    return pcapng.packet(interface, 5, write_tags(sender, receiver), pdu, tail)


def file(*packets: bytes, application: str = "Wireshark") -> CaptureReader:
    head = pcapng.section(application) + pcapng.interface(LINK_TYPE, "", "")
    return CaptureReader(io.BytesIO(head + b"".join(packets)))


def test_what_wireshark_exports_is_read_with_its_directions_worked_out() -> None:
    reader = file(
        packet(answer(1), SERVER, CLIENT), packet(submit(2), CLIENT, SERVER), packet(answer(2), SERVER, CLIENT)
    )
    found = list(reader)
    assert [pdu.outgoing for pdu in found] == [False, True, False]
    assert {pdu.session for pdu in found} == {1}
    assert (reader.ends[1].local, reader.ends[1].remote) == (CLIENT, SERVER)


def test_two_conversations_are_two_sessions() -> None:
    other = "127.0.0.1:51001"
    found = list(file(packet(submit(1), CLIENT, SERVER), packet(submit(1), other, SERVER)))
    assert [pdu.session for pdu in found] == [1, 2]


def test_pdus_of_other_protocols_are_left_out() -> None:
    strange = pcapng.packet(0, 5, write_tags(CLIENT, SERVER).replace(b"smpp", b"sip\0"), submit(1), b"")
    empty = packet(b"", CLIENT, SERVER)
    untagged = pcapng.packet(0, 5, b"", submit(1), b"")
    reader = file(strange, empty, untagged)
    assert list(reader) == []
    assert reader.notes == ["No SMPP was found."]


def test_our_own_octets_without_framing_are_known_again() -> None:
    tail = pcapng.packet_options(False, (NO_PDU,))
    found = list(
        file(packet(b"rubbish", SERVER, CLIENT, tail), packet(submit(1), CLIENT, SERVER), application="smppconsole 1")
    )
    assert [pdu.lost for pdu in found] == [True, False]


def test_many_alike_take_the_short_way_and_come_out_alike() -> None:
    packets = [packet(octets("enquire_link", number), CLIENT, SERVER) for number in range(1, 200)]
    packets += [packet(submit(number, "x" * (number % 9)), CLIENT, SERVER) for number in range(200, 400)]
    found = list(file(*packets))
    assert [pdu.octets for pdu in found[:199]] == [octets("enquire_link", number) for number in range(1, 200)]
    assert [pdu.octets for pdu in found[199:]] == [submit(number, "x" * (number % 9)) for number in range(200, 400)]
