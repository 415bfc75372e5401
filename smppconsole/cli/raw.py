"""Octets sent exactly as they are, and what the peer answers to them."""

from __future__ import annotations

import asyncio

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.report import shown
from smppconsole.cli.status import Status
from smppconsole.console.happenings import Happening
from smppconsole.session.events import Answered, Closed, PduReceived, PeerFault
from smppconsole.session.state import UNANSWERED_BY_RULE
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, is_response, read_header


async def send_raw(talk: Conversation, octets: bytes) -> Status:
    """Send ``octets``; the first answer with their sequence number decides. A response, and the requests that have
    none, are done when they are sent."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bytes] = loop.create_future()
    sequence = read_header(octets).sequence if len(octets) >= HEADER_SIZE else None

    def watch(happening: Happening) -> None:
        if answer.done():
            return
        if isinstance(happening, PduReceived | PeerFault) and _answers(happening.octets, sequence):
            answer.set_result(happening.octets)
        elif isinstance(happening, Closed):
            answer.set_result(b"")

    talk.watch = watch
    begun = loop.time()
    talk.engine.send_raw(octets)
    talk.report.output.event("sent", f"sent       {len(octets)} octets as they are", hex=shown(octets))
    if _gets_no_answer(octets):
        return Status.DONE
    await asyncio.wait({answer}, timeout=talk.account.response_timeout or None)
    if not answer.done():
        talk.report.error("no answer in time")
        return Status.NO_ANSWER
    return _judge(talk, answer.result(), loop.time() - begun)


def _gets_no_answer(octets: bytes) -> bool:
    if len(octets) < HEADER_SIZE:
        return False
    command = read_header(octets).command_id
    return is_response(command) or command in UNANSWERED_BY_RULE


def _answers(octets: bytes, sequence: int | None) -> bool:
    if len(octets) < HEADER_SIZE:
        return False
    header = read_header(octets)
    return is_response(header.command_id) and header.sequence in (sequence, 0)


def _judge(talk: Conversation, octets: bytes, round_trip: float) -> Status:
    if not octets:
        return Status.NO_CONNECTION
    header = read_header(octets)
    request = header.command_id & ~RESPONSE
    event = Answered(header.sequence, request, octets, header.status, round_trip, late=False)
    talk.report.response(event, decode(octets, talk.report.book))
    return Status.REFUSED if header.status else Status.DONE
