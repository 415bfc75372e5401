"""The message centre as its people use it: connections, messages from the mobile side, endings, other rules."""

from __future__ import annotations

import asyncio

import pytest

from smppconsole.console.centre_rules import AnswerRules, CentreRules, LinkRules, Login, MobileRule, ReceiptRules
from smppconsole.console.simulator import Centre
from smppconsole.net.listen import ListenFailure
from smppconsole.net.tls import server_context
from smppconsole.session.events import Closed, CloseReason
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.summary import summarise
from smppconsole.trace.store import Store
from tests.kit.sessions import Heard, account_for, bound_to, running
from tests.kit.wires import certificate, peer, read_pdu, until


async def test_it_listens_on_a_free_port_and_says_so() -> None:
    centre, told = Centre(), list[tuple[str, str]]()
    centre.observe(lambda what, words: told.append((what, words)))
    port = await centre.start()
    assert port == centre.port > 0
    async with bound_to(centre) as heard:
        assert [session.system_id for session in centre.sessions] == ["me"]
        await heard.engine.unbind()
    await until(lambda: not centre.sessions)
    await centre.stop()
    assert [what for what, _ in told] == ["listening", "connected", "bound", "closed", "stopped"]
    assert centre.port == 0


async def test_a_port_that_is_taken_is_told() -> None:
    async with running() as centre:
        with pytest.raises(ListenFailure, match="in use"):
            await Centre().start(port=centre.port)


async def test_stopping_twice_or_never_started_is_no_trouble() -> None:
    centre = Centre()
    await centre.stop()
    await centre.start()
    await centre.stop()
    await centre.stop()


async def test_who_is_bound_is_unbound_when_it_leaves() -> None:
    async with running() as centre, bound_to(centre, reconnect=False) as heard:
        await centre.leave(5)
        await heard.engine.connection.ended()  # type: ignore[union-attr]
        assert len(heard.received(6)) == 1
        assert centre.port == 0


async def test_who_does_not_answer_the_unbind_is_cut_off() -> None:
    async with running() as centre:
        reader, writer = await asyncio.open_connection("127.0.0.1", centre.port)
        writer.write(encode(Pdu("bind_transceiver", {"system_id": "me", "password": "x"}, sequence=1)))
        await read_pdu(reader)
        async with asyncio.timeout(5):
            await centre.leave(0.05)
            assert (await read_pdu(reader))[7] == 6
        assert not centre.sessions
        writer.close()


async def test_a_message_from_a_phone_reaches_the_receivers() -> None:
    async with running() as centre, bound_to(centre) as heard, bound_to(centre, bind_as="tx") as deaf:
        assert centre.send_mobile("Hallo, Grüße", "491700000001", "1234") == 1
        await until(lambda: heard.received(5))
        summary = summarise(heard.received(5)[0])
        assert (summary.text, summary.source, summary.destination) == ("Hallo, Grüße", "491700000001", "1234")
        assert deaf.received(5) == []


async def test_a_long_message_from_a_phone_comes_in_parts() -> None:
    async with running() as centre, bound_to(centre) as heard:
        centre.send_mobile("0123456789" * 20, carry="udh8")
        await until(lambda: len(heard.received(5)) == 2)
        segments = [summarise(octets).segment for octets in heard.received(5)]
        assert [segment.number for segment in segments if segment] == [1, 2]


async def test_messages_can_go_to_one_login_alone() -> None:
    async with running() as centre, bound_to(centre) as one, bound_to(centre, system_id="other") as other:
        assert centre.send_mobile("hi", system_id="other") == 1
        await until(lambda: other.received(5))
        assert one.received(5) == []


async def test_messages_come_by_rule() -> None:
    rules = CentreRules(mobile=(MobileRule("number {number}", after=0.01, every=0.01, times=3),))
    async with running(rules) as centre, bound_to(centre) as heard:
        await until(lambda: len(heard.received(5)) == 3)
        await asyncio.sleep(0.05)
        assert [summarise(octets).text for octets in heard.received(5)] == ["number 1", "number 2", "number 3"]


async def test_the_centre_asks_and_unbinds_when_told() -> None:
    async with running() as centre, bound_to(centre) as heard:
        assert centre.enquire() == 1
        await until(lambda: heard.engine.link.peer_asked == 1)
        assert centre.unbind_all() == 1
        await until(lambda: heard.of(Closed))
        assert heard.of(Closed)[0].reason is CloseReason.UNBIND_THEM


async def test_everybody_can_be_dropped() -> None:
    async with running() as centre, bound_to(centre, reconnect=False) as heard:
        assert centre.drop_all() == 1
        await until(lambda: heard.of(Closed))
        assert heard.of(Closed)[0].reason is CloseReason.FIN


async def test_rules_can_be_changed_while_it_runs() -> None:
    async with running() as centre, bound_to(centre) as heard:
        centre.use(CentreRules("strict", logins=(Login("other", "x"),), answers=AnswerRules(throttle_every=1)))
        outcome = await heard.engine.request(Pdu("submit_sm", {"destination_addr": "49"}))
        assert getattr(outcome, "status", None) == 0x58
        late = Heard(account_for(centre.port))
        assert (await late.engine.start("secret")).status_name == "ESME_RINVSYSID"
        await late.engine.close()


async def test_its_side_is_traced_where_there_is_a_store() -> None:
    store = Store()
    numbers = iter(range(40, 50))
    centre = Centre(store=store, number=lambda: next(numbers))
    await centre.start()
    async with bound_to(centre) as heard:
        await until(lambda: len(store) >= 2)
        assert [store.octets(row) for row in range(2)] == [heard.store.octets(row) for row in range(2)]
        assert [store.outgoing(row) for row in range(2)] == [False, True]
        assert store.session(0) == 40
        assert "centre me" in store.record(0).ends.title
    await centre.stop()


async def test_it_speaks_tls() -> None:
    centre = Centre()
    port = await centre.start(tls=server_context(certificate("centre"), certificate("centre-key")))
    heard = Heard(account_for(port, host="localhost", tls="verify", tls_ca=certificate("authority")))
    result = await heard.engine.start("x")
    assert result.ok
    assert result.tls is not None
    assert result.tls.certificate.subject.endswith("CN=localhost")
    await heard.engine.close()
    await centre.stop()


async def test_outbind_asks_an_esme_to_bind_and_serves_it() -> None:
    asked: list[bytes] = []

    async def esme(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await read_pdu(reader))
        body = b"me\x00pw\x00\x00\x34\x00\x00\x00"
        writer.write((16 + len(body)).to_bytes(4) + bytes.fromhex("000000010000000000000001") + body)
        asked.append(await read_pdu(reader))
        await reader.read()

    async with running() as centre, peer(esme) as port:
        await centre.outbind("127.0.0.1", port, "CENTRE", "pw")
        await until(lambda: len(asked) == 2)
        assert decode(asked[0]).field("system_id") == "CENTRE"
        assert asked[0][4:8] == bytes.fromhex("0000000b")
        assert asked[1][4:12] == bytes.fromhex("8000000100000000")
        await until(lambda: centre.count("me") == 1)


async def test_a_connection_that_does_not_bind_is_ended() -> None:
    async with running(CentreRules(link=LinkRules(session_init=0.05))) as centre:
        reader, writer = await asyncio.open_connection("127.0.0.1", centre.port)
        async with asyncio.timeout(2):
            assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()


async def test_nothing_is_left_when_it_stops_with_everything_under_way() -> None:
    rules = CentreRules(answers=AnswerRules(delay=5), receipts=ReceiptRules(delay=5))
    centre = Centre(rules)
    await centre.start()
    async with bound_to(centre, reconnect=False) as heard:
        waiting = heard.engine.outcome(heard.engine.send(Pdu("submit_sm", {"destination_addr": "49"})))
        await asyncio.sleep(0.02)
        await centre.stop()
        assert type(await waiting).__name__ == "Unanswered"
    assert len(centre.agenda) == 0
