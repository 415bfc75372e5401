from __future__ import annotations

from smppconsole.trace.connections import Connection, Sessions
from smppconsole.trace.link_layers import TcpSegment, segment
from smppconsole.trace.record import Ends
from tests.kit.captures import RAW, tcp
from tests.kit.pdus import octets


def connection(client: str = "127.0.0.1:51000", server: str = "10.0.0.1:2775") -> Connection:
    found = segment(RAW, tcp(client, server, 1))
    assert isinstance(found, TcpSegment)
    return Connection(found.path)


def test_sessions_are_numbered_from_where_they_are_told() -> None:
    sessions = Sessions(5)
    assert [sessions.open(Ends()), sessions.open(Ends(title="NL TX")), sessions.open(Ends())] == [5, 6, 7]
    assert [ends.title for ends in sessions.ends.values()] == ["5", "NL TX", "7"]


def test_the_client_is_who_asks_what_clients_ask() -> None:
    for name, from_client in (
        ("submit_sm", True),
        ("deliver_sm", False),
        ("submit_sm_resp", False),
        ("deliver_sm_resp", True),
    ):
        one = connection("10.0.0.1:2775", "127.0.0.1:51000")
        one.decide(octets(name, 1), True)
        assert one.client_forward == from_client, name


def test_the_key_of_a_lane_is_what_stands_in_the_packet() -> None:
    packet = tcp("127.0.0.1:51000", "10.0.0.1:2775", 1)
    assert connection().lane_key(True) == packet[12:24]
    back = tcp("10.0.0.1:2775", "127.0.0.1:51000", 1)
    assert connection().lane_key(False) == back[12:24]


def test_a_port_of_smpp_makes_both_streams_trusted() -> None:
    assert connection().forth.trusted
    assert not connection(server="10.0.0.1:9999").back.trusted
