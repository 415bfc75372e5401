"""Listening: every connection its own session, and words for a place that is taken."""

from __future__ import annotations

import asyncio

import pytest

from smppconsole.net.connect import Endpoint, connect
from smppconsole.net.link import Link
from smppconsole.net.listen import ListenFailure, serve
from smppconsole.net.tls import server_context
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from tests.kit.wires import certificate, until


def nothing(_link: Link, _events: object) -> None:
    return


def make_session() -> Session:
    return Session(Side.CENTRE)


async def test_each_connection_has_a_session_of_its_own() -> None:
    server = await serve("127.0.0.1", 0, make_session, nothing)
    links = [await connect(Endpoint("127.0.0.1", server.port), Session(Side.ESME), nothing) for _ in range(3)]
    await until(lambda: len(server.links) == 3)
    assert len({link.session for link in server.links}) == 3
    links[0].close("one less")
    await until(lambda: len(server.links) == 2)
    assert server.is_listening
    await server.close("the test is over")
    for link in links:
        await link.ended()
    assert not server.links
    assert server.port == 0


async def test_no_more_connections_are_taken_while_those_there_go_on() -> None:
    server = await serve("127.0.0.1", 0, make_session, nothing)
    link = await connect(Endpoint("127.0.0.1", server.port), Session(Side.ESME), nothing)
    await until(lambda: server.links)
    server.refuse_more()
    assert not server.is_listening
    assert link.is_open
    await server.close("the test is over")
    await link.ended()


async def test_a_port_that_is_taken_is_told_with_its_number() -> None:
    server = await serve("127.0.0.1", 0, make_session, nothing)
    with pytest.raises(ListenFailure, match=f"127.0.0.1:{server.port} is in use") as caught:
        await serve("127.0.0.1", server.port, make_session, nothing)
    assert "another port" in caught.value.advice[0]
    await server.close("the test is over")


async def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(ListenFailure, match=r"192\.0\.2\.1 is not an address of this machine"):
        await serve("192.0.2.1", 0, make_session, nothing)


async def test_a_tls_greeting_that_fails_leaves_nothing_behind() -> None:
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    context = server_context(certificate("centre"), certificate("centre-key"))
    server = await serve("127.0.0.1", 0, make_session, nothing, context)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"this is no greeting of TLS")
    assert await reader.read() is not None
    writer.close()
    await server.close("the test is over")
    assert not server.links
