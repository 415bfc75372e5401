"""``smppconsole listen``: bind and print what arrives, until the time is over, the peer leaves, or Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.dictionaries import book_with
from smppconsole.cli.options import account_of, add_connection_options, password_of, seconds
from smppconsole.cli.output import Output
from smppconsole.cli.status import Status
from smppconsole.console.happenings import Happening
from smppconsole.session.events import Closed, CloseReason


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``listen``."""
    add_connection_options(parser)
    parser.add_argument("--seconds", metavar="N", type=seconds, help="how long to listen (until Ctrl-C)")
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")


def run(options: argparse.Namespace) -> Status:
    """Listen; status 3 where the connection was lost."""
    account = account_of(options)
    book = book_with(options.dictionary or account.dictionary)
    return asyncio.run(_listen(options, Conversation(account, Output(options.json), options.capture, book)))


async def _listen(options: argparse.Namespace, talk: Conversation) -> Status:
    ended: asyncio.Future[Closed] = asyncio.get_running_loop().create_future()

    def watch(happening: Happening) -> None:
        if isinstance(happening, Closed) and not ended.done():
            ended.set_result(happening)

    talk.watch = watch
    async with talk:
        bound = await talk.bind(await password_of(options, talk.account))
        if bound is not Status.DONE:
            return bound
        await asyncio.wait({ended}, timeout=options.seconds)
        if not ended.done() or ended.result().reason is CloseReason.UNBIND_THEM:
            return Status.DONE
        return Status.NO_CONNECTION
