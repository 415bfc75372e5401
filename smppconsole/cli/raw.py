"""Octets sent exactly as they are, and what the peer answers to them."""

from __future__ import annotations

import asyncio

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.report import shown
from smppconsole.cli.status import Status
from smppconsole.console.happenings import Happening
from smppconsole.session.events import Closed, PduReceived, PeerFault
from smppconsole.smpp.header import HEADER_SIZE, is_response, read_header


async def send_raw(talk: Conversation, octets: bytes) -> Status:
    """Send ``octets``; the first answer with their sequence number decides."""
    answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    sequence = read_header(octets).sequence if len(octets) >= HEADER_SIZE else None

    def watch(happening: Happening) -> None:
        if answer.done():
            return
        if isinstance(happening, PduReceived | PeerFault) and _answers(happening.octets, sequence):
            answer.set_result(happening.octets)
        elif isinstance(happening, Closed):
            answer.set_result(b"")

    talk.watch = watch
    talk.engine.send_raw(octets)
    talk.report.output.event("sent", f"sent       {len(octets)} octets as they are", hex=shown(octets))
    await asyncio.wait({answer}, timeout=talk.account.response_timeout)
    if not answer.done():
        talk.report.error("no answer in time")
        return Status.NO_ANSWER
    return _judge(talk, answer.result())


def _answers(octets: bytes, sequence: int | None) -> bool:
    if len(octets) < HEADER_SIZE:
        return False
    header = read_header(octets)
    return is_response(header.command_id) and header.sequence in (sequence, 0)


def _judge(talk: Conversation, octets: bytes) -> Status:
    if not octets:
        return Status.NO_CONNECTION
    header = read_header(octets)
    row = talk.report.book.status(header.status)
    talk.report.output.event(
        "response",
        f"answered   {talk.report.name(header.command_id)} {row.name}",
        sequence_number=header.sequence,
        command=talk.report.name(header.command_id),
        command_status=header.status,
        status_name=row.name,
        words=row.words,
        hex=octets.hex(),
    )
    return Status.REFUSED if header.status else Status.DONE
