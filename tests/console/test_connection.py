"""One connection from its first step to its end, against peers that do everything wrong."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from smppconsole.console.binding import BindResult
from smppconsole.console.centre_rules import CentreRules, Login
from smppconsole.console.door import Door
from smppconsole.console.happenings import BindDone, GaveUp, StepTaken, Trouble, TurnedAway, WaitsAgain
from smppconsole.console.linkstatus import LinkState
from smppconsole.session.events import Closed, PduSent, PeerFault
from smppconsole.session.state import State
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.store import Mark
from tests.kit.sessions import Heard, account_for, bound_to, facing, running
from tests.kit.wires import Talk, bind_resp, binding, read_pdu, saying, silence, until


async def bind(talk: Talk, **changes: Any) -> BindResult:
    async with facing(talk, bind_timeout=0.3, **changes) as heard:
        return await heard.engine.start("secret")


async def test_the_steps_are_told_as_they_are_taken() -> None:
    async with facing(silence, bind_timeout=0.05) as heard:
        await heard.engine.start("secret")
        assert [(taken.step.step, taken.step.ok) for taken in heard.of(StepTaken)] == [
            ("resolve", True),
            ("connect", True),
        ]


async def test_a_silent_peer_is_told_after_the_bind_time_out() -> None:
    result = await bind(silence)
    assert (result.step, result.cause) == ("bind", "bind-timeout")
    assert "the peer is silent" in result.words


async def test_a_peer_that_closes_at_once_makes_one_think_of_the_allow_list() -> None:
    async def leave(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    result = await bind(leave)
    assert result.cause in ("fin", "reset")
    assert "allow-list" in result.advice[0]


async def test_a_bind_response_of_half_is_kept() -> None:
    half = bytes.fromhex("000000308000000900000000")
    async with facing(saying(half)) as heard:
        result = await heard.engine.start("secret")
        assert not result.ok
        assert heard.of(PeerFault)[0].octets == half
        last = len(heard.store) - 1
        assert heard.store.octets(last) == half
        assert heard.store.flags(last) & Mark.LOST


@pytest.mark.parametrize("length", [3, 0xFFFFFFFF])
async def test_an_impossible_length_is_told_and_kept(length: int) -> None:
    octets = length.to_bytes(4) + bytes.fromhex("800000090000000000000001")
    async with facing(saying(octets)) as heard:
        result = await heard.engine.start("secret")
        assert result.cause == "framing"
        assert octets in [heard.store.octets(row) for row in range(len(heard.store))]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "http"),
        (bytes.fromhex("15030300020246"), "tls-alert"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "ssh"),
        (b"-ERR what?\r\n", "redis"),
    ],
)
async def test_a_peer_of_another_kind_is_named(words: bytes, cause: str) -> None:
    result = await bind(saying(words))
    assert result.cause == cause
    assert result.advice
    assert not result.repeat


async def test_a_request_of_the_peer_before_the_answer_does_not_pass_for_it() -> None:
    """Its sequence numbers are a space of their own: its enquire_link 1 is no answer to our bind 1."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_pdu(reader)
        writer.write(bytes.fromhex("00000010000000150000000000000001"))
        await read_pdu(reader)
        writer.write(bind_resp(request))
        await reader.read()

    result = await bind(talk)
    assert result.ok
    assert result.system_id == "PEER"


async def test_an_answer_under_another_number_is_told_with_it() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader), sequence=77))
        await reader.read()

    result = await bind(talk)
    assert result.cause == "foreign-sequence"
    assert "77" in result.words


async def test_a_nack_of_the_bind_is_its_answer() -> None:
    result = await bind(saying(bytes.fromhex("00000010800000000000000300000001")))
    assert (result.status, result.status_name) == (3, "ESME_RINVCMDID")
    assert "bind as transmitter" in result.advice[0]


@pytest.mark.parametrize("body", ["", "00", "5045455200"])
async def test_a_refusal_may_have_a_body_or_none(body: str) -> None:
    octets = (16 + len(body) // 2).to_bytes(4) + bytes.fromhex("800000090000000e00000001" + body)
    result = await bind(saying(octets))
    assert (result.status, result.status_name) == (0x0E, "ESME_RINVPASWD")


async def test_a_field_too_long_is_refused_before_anything_is_sent() -> None:
    async with facing(silence, system_id="x" * 17) as heard:
        result = await heard.engine.start("secret")
        assert result.cause == "encode"
        assert "system_id" in result.words
        assert len(heard.store) == 0


async def test_a_password_too_long_is_refused_by_its_name() -> None:
    async with facing(silence) as heard:
        result = await heard.engine.start("123456789")
        assert "password" in result.words
        assert not result.ok
        assert len(heard.store) == 0


async def test_a_session_that_ends_right_after_the_bind_is_lost() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader)))
        writer.close()

    async with facing(talk, reconnect=False) as heard:
        result = await heard.engine.start("secret")
        assert result.ok
        await until(lambda: heard.of(Closed))
        assert heard.engine.link.state is LinkState.DEAD


# A centre that connects by itself.


async def waiting(heard: Heard, *of_the_centre: str) -> tuple[asyncio.Task[BindResult], int]:
    """An engine that waits for an outbind, and the port where it does."""
    opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    door = Door("127.0.0.1", 0, lambda port: opened.done() or opened.set_result(port), *of_the_centre)
    task = asyncio.get_running_loop().create_task(heard.engine.start("secret", door))
    return task, await opened


async def test_a_centre_that_sends_outbind_is_bound_to() -> None:
    async with running() as centre:
        heard = Heard(account_for(1, bind_as="rx"))
        task, port = await waiting(heard)
        await centre.outbind("127.0.0.1", port, "CALLER", "word")
        result = await task
        assert (result.ok, result.system_id) == (True, "SMPPCONSOLE")
        assert heard.engine.state is State.BOUND_RX
        assert centre.send_mobile("hello") == 1
        await until(lambda: heard.received(0x05))
        assert heard.received(0x0B)[0].endswith(b"CALLER\0word\0")
        assert await heard.engine.unbind()
        assert not heard.engine.is_busy


@pytest.mark.parametrize("of_the_centre", [("OTHER",), ("CALLER", "another")])
async def test_a_centre_that_is_not_the_one_waited_for_gets_no_login_of_ours(of_the_centre: tuple[str, ...]) -> None:
    async with running() as centre:
        heard = Heard(account_for(1, bind_as="rx"))
        task, port = await waiting(heard, *of_the_centre)
        await centre.outbind("127.0.0.1", port, "CALLER", "word")
        await until(lambda: heard.of(TurnedAway))
        assert [away.cause for away in heard.of(TurnedAway)] == ["outbind-foreign"]
        assert (heard.of(PduSent), heard.of(Closed), task.done()) == ([], [], False)
        assert (heard.engine.link.state, heard.engine.link.door) == (LinkState.WAITING, f"127.0.0.1:{port}")
        assert heard.store.octets(0) == heard.received(0x0B)[0]
        await heard.engine.close()


async def test_whoever_connects_and_says_nothing_is_heard_as_long_as_the_account_says() -> None:
    heard = Heard(account_for(1, session_init=0.05))
    task, port = await waiting(heard)
    _, silent = await asyncio.open_connection("127.0.0.1", port)
    await until(lambda: heard.of(TurnedAway))
    assert "no outbind in 0.05 s" in heard.of(TurnedAway)[0].words
    assert not task.done()
    silent.close()
    await heard.engine.close()


async def test_no_place_to_wait_is_told_after_the_first_session_too() -> None:
    async with running() as centre:
        heard = Heard(account_for(1, bind_as="rx"))
        task, port = await waiting(heard)
        await centre.outbind("127.0.0.1", port)
        await task
        with socket.create_server(("127.0.0.1", port)):
            centre.unbind_all()
            await until(lambda: heard.of(GaveUp))
        assert "in use" in heard.of(GaveUp)[0].words
        assert heard.of(WaitsAgain)[0].in_order
        assert (heard.engine.is_busy, heard.engine.link.state) == (False, LinkState.DEAD)


async def test_no_place_to_wait_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        heard = Heard(account_for(1))
        result = await heard.engine.start("secret", Door("127.0.0.1", taken.getsockname()[1]))
    assert (result.step, result.cause, "in use" in result.words) == ("listen", "listen", True)
    assert not heard.engine.is_busy


async def test_a_session_that_came_of_an_outbind_waits_for_the_next_at_the_same_port() -> None:
    async with running() as centre:
        heard = Heard(account_for(1, bind_as="rx", reconnect=False))
        task, port = await waiting(heard)
        for end, in_order in ((centre.unbind_all, True), (centre.drop_all, False)):
            await centre.outbind("127.0.0.1", port)
            await until(lambda: heard.engine.is_bound)
            end()
            await until(lambda: heard.engine.link.state is LinkState.WAITING)
            assert heard.engine.link.door == f"127.0.0.1:{port}"
            assert heard.of(WaitsAgain)[-1].in_order is in_order
            assert f"waiting again for an outbind on 127.0.0.1:{port}" in heard.of(WaitsAgain)[-1].words
        assert (await task).ok
        await heard.engine.unbind()
        assert (heard.engine.is_busy, heard.engine.link.state) == (False, LinkState.OFF)
        assert len(heard.of(WaitsAgain)) == 2


async def test_a_door_for_one_session_is_shut_after_it() -> None:
    async with running() as centre:
        heard = Heard(account_for(1))
        opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        task = asyncio.ensure_future(heard.engine.start("secret", Door("127.0.0.1", 0, opened.set_result, once=True)))
        await centre.outbind("127.0.0.1", await opened)
        assert (await task).ok
        centre.drop_all()
        await until(lambda: heard.of(Closed))
        assert (heard.engine.is_busy, heard.of(WaitsAgain)) == (False, [])


async def test_a_centre_that_does_not_answer_the_bind_is_told_and_the_wait_goes_on() -> None:
    heard = Heard(account_for(1, bind_timeout=0.1))
    task, port = await waiting(heard)
    _, mute = await asyncio.open_connection("127.0.0.1", port)
    mute.write(encode(Pdu("outbind", {"system_id": "MUTE"}, sequence=1)))
    await until(lambda: heard.of(BindDone))
    assert heard.of(BindDone)[0].result.cause == "bind-timeout"
    await until(lambda: heard.engine.link.state is LinkState.WAITING)
    mute.close()
    async with running() as centre:
        await centre.outbind("127.0.0.1", port)
        assert (await task).ok
        await heard.engine.close()


async def test_a_centre_that_refuses_the_bind_ends_the_wait() -> None:
    async with running(CentreRules(logins=(Login("other", "secret"),))) as centre:
        heard = Heard(account_for(1))
        task, port = await waiting(heard)
        await centre.outbind("127.0.0.1", port)
        result = await task
        assert (result.ok, result.status, heard.engine.is_busy) == (False, 0x0F, False)


async def test_waiting_for_an_outbind_can_be_given_up() -> None:
    heard = Heard(account_for(1))
    task, port = await waiting(heard)
    await heard.engine.unbind()
    assert (await task).cause == "given-up"
    with pytest.raises(ConnectionError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_a_login_too_long_is_refused_by_name_and_limit_before_anybody_is_connected() -> None:
    async with facing(silence) as heard:
        result = await heard.engine.start("ninechars")
        assert heard.of(StepTaken) == []
        assert (result.ok, result.cause, heard.engine.state) == (False, "encode", State.CLOSED)
        assert "password: 9 characters; at most 8" in result.words
        assert "--long-login" in result.advice[0]


async def test_a_long_login_reaches_the_centre_whole_where_the_account_says_so() -> None:
    rules = CentreRules(logins=(Login("sixteencharslong", "ninechars"),))
    changes = {"system_id": "sixteencharslong", "long_login": True}
    async with running(rules) as centre, bound_to(centre, "ninechars", **changes) as heard:
        assert heard.engine.is_bound


async def test_a_peer_that_does_not_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.net.link.MOST_WAITING", 1 << 20)

    async def deaf(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        await asyncio.sleep(60)

    async with facing(binding(deaf)) as heard:
        await heard.engine.start("secret")
        for _ in range(200):
            heard.engine.send_raw(bytes.fromhex("0000ffff00000000") + bytes(65535 - 8))
        await until(lambda: heard.of(Trouble))
        assert "the peer does not read" in heard.of(Trouble)[0].words
