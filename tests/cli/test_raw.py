"""Octets sent exactly as they are. (What they come to is held in test_request.)"""

from __future__ import annotations

import asyncio

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.output import Output
from smppconsole.cli.raw import send_raw
from smppconsole.cli.status import Status
from smppconsole.console.account import Account
from smppconsole.console.simulator import Centre
from smppconsole.smpp.spec.book import STANDARD


async def test_several_pdus_at_once_are_octets_too() -> None:
    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me", response_timeout=1.0)
    async with Conversation(account, Output(True), None, STANDARD) as talk:
        await talk.bind("secret")
        assert await send_raw(talk, bytes.fromhex("00000010000000150000000000000007") * 3) is Status.DONE
    await centre.stop()


async def test_what_gets_no_answer_by_rule_is_done_when_it_is_sent() -> None:
    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me", response_timeout=60.0)
    async with Conversation(account, Output(True), None, STANDARD) as talk:
        await talk.bind("secret")
        async with asyncio.timeout(5):
            assert await send_raw(talk, bytes.fromhex("00000011800000050000000000000007") + b"\0") is Status.DONE
    await centre.stop()


async def test_without_a_deadline_it_waits_for_the_answer() -> None:
    centre = Centre()
    account = Account(host="127.0.0.1", port=await centre.start(), system_id="me", response_timeout=0.0)
    async with Conversation(account, Output(True), None, STANDARD) as talk:
        await talk.bind("secret")
        assert await send_raw(talk, bytes.fromhex("00000010000000150000000000000007")) is Status.DONE
    await centre.stop()
