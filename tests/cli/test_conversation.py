"""One bind from the terminal."""

from __future__ import annotations

import pytest

from smppconsole.cli.conversation import NO_MESSAGES, Conversation, bind_status
from smppconsole.cli.output import Output
from smppconsole.cli.status import Status
from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult
from smppconsole.console.simulator import Centre
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (BindResult(True, "bound", ""), Status.DONE),
        (BindResult(False, "resolve", ""), Status.NO_CONNECTION),
        (BindResult(False, "tls", ""), Status.NO_CONNECTION),
        (BindResult(False, "bind", "", status=14), Status.REFUSED),
        (BindResult(False, "bind", "", cause="bind-timeout"), Status.NO_ANSWER),
        (BindResult(False, "bind", "", cause="foreign-sequence"), Status.NO_ANSWER),
        (BindResult(False, "bind", "", cause="fin"), Status.NO_CONNECTION),
        (BindResult(False, "bind", "", cause="encode"), Status.WRONG_INPUT),
    ],
)
def test_what_a_try_to_bind_comes_to(result: BindResult, status: Status) -> None:
    assert bind_status(result) is status


def test_requests_of_the_session_are_no_messages() -> None:
    names = {row.name for row in STANDARD.commands if row.id in NO_MESSAGES}
    assert names == {"bind_receiver", "bind_transmitter", "bind_transceiver", "unbind", "enquire_link"}


async def test_it_unbinds_however_it_ends() -> None:
    centre = Centre()
    heard: list[str] = []
    centre.observe(lambda what, words: heard.append(f"{what} {words}"))
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me")
    talk = Conversation(account, Output(True), None, STANDARD)

    async def fail_while_bound() -> None:
        async with talk:
            assert await talk.bind("secret") is Status.DONE
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_while_bound()
    assert not talk.engine.is_busy
    assert any("the peer sent unbind" in line for line in heard)
    await centre.stop()


async def test_it_keeps_nothing_of_what_it_prints() -> None:
    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me")
    talk = Conversation(account, Output(True), None, STANDARD)
    async with talk:
        assert await talk.bind("secret") is Status.DONE
        await talk.engine.request(Pdu("enquire_link"))
        assert len(talk.engine.store) == 0
    await centre.stop()


async def test_a_lost_link_is_not_bound_again() -> None:
    import asyncio

    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me", reconnect_first=0.01)
    async with Conversation(account, Output(True), None, STANDARD) as talk:
        await talk.bind("secret")
        centre.drop_all()
        await asyncio.sleep(0.1)
        assert (talk.engine.is_bound, talk.engine.is_busy) == (False, False)
    await centre.stop()


async def test_what_was_printed_is_not_kept() -> None:
    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me")
    async with Conversation(account, Output(True), None, STANDARD) as talk:
        await talk.bind("secret")
        for _ in range(40):
            await talk.engine.request(Pdu("enquire_link"))
        assert len(talk.engine._recorder.store) == 0
    await centre.stop()
