"""``smppconsole listen``: bind and print what arrives, until the time is over, the peer leaves, or Ctrl-C.

With ``--outbind`` it waits for centres that connect by themselves, one after another.
"""

from __future__ import annotations

import argparse
import asyncio

from smppconsole.cli.conversation import Conversation, bind_status
from smppconsole.cli.options import account_of, add_connection_options, password_from_environment, password_of, seconds
from smppconsole.cli.options import port as read_port
from smppconsole.cli.reading import book_with
from smppconsole.cli.running import run_to_end
from smppconsole.cli.status import Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.console.door import Door
from smppconsole.console.happenings import GaveUp, Happening
from smppconsole.session.events import Closed, CloseReason


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``listen``."""
    add_connection_options(parser)
    parser.add_argument(
        "--outbind",
        metavar="[ADDRESS:]PORT",
        type=_address,
        help="wait there (127.0.0.1 unless told otherwise) for a centre that connects and sends outbind, then bind",
    )
    parser.add_argument("--outbind-id", metavar="ID", default="", help="let in only a centre whose outbind names this")
    parser.add_argument(
        "--outbind-password-env", metavar="NAME", help="and only with the password in this environment variable"
    )
    parser.add_argument(
        "--once", action="store_true", help="end with the first session that came of an outbind; else wait for the next"
    )
    parser.add_argument("--seconds", metavar="N", type=seconds, help="how long to listen (until Ctrl-C)")
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")


def run(options: argparse.Namespace) -> Status:
    """Listen; status 3 where the connection was lost, or none came."""
    if options.outbind and not options.host and not options.account:
        options.host = options.outbind[0]  # an account has one, though nobody is connected to
    account = account_of(options)
    book = book_with(options.dictionary or account.dictionary)
    output = UnhurriedOutput(options.json)
    return run_to_end(_listen(options, Conversation(account, output, options.capture, book)), output)


async def _listen(options: argparse.Namespace, talk: Conversation) -> Status:
    ended: asyncio.Future[Closed | GaveUp] = asyncio.get_running_loop().create_future()
    last = GaveUp if options.outbind and not options.once else Closed

    def watch(happening: Happening) -> None:
        if isinstance(happening, last) and not ended.done():
            ended.set_result(happening)

    async with talk:
        password = await password_of(options, talk.account)
        begun = asyncio.get_running_loop().time()
        bound = await (_await_outbind(options, talk, password) if options.outbind else talk.bind(password))
        if bound is not Status.DONE:
            return bound
        talk.watch = watch
        connection = talk.engine.connection
        if connection is not None and connection.closed is not None:
            watch(connection.closed)
        waited = asyncio.get_running_loop().time() - begun if options.outbind else 0.0
        await asyncio.wait({ended}, timeout=None if options.seconds is None else max(0.0, options.seconds - waited))
        return _status_of(talk, ended.result()) if ended.done() else Status.DONE


def _status_of(talk: Conversation, end: Closed | GaveUp) -> Status:
    """The exit status that the end of the listening comes to."""
    if isinstance(end, Closed):
        return Status.DONE if end.reason is CloseReason.UNBIND_THEM else Status.NO_CONNECTION
    last = talk.engine.last_bind
    return bind_status(last) if last is not None and not last.ok else Status.NO_CONNECTION


async def _await_outbind(options: argparse.Namespace, talk: Conversation, password: str) -> Status:
    """Bind to the centre that connects, within the time there is."""
    host, port = options.outbind
    variable = options.outbind_password_env
    of_the_centre = password_from_environment(variable, "--outbind-password-env") if variable else ""

    def opened(port: int) -> None:
        words = f"listening  {host}:{port}, for a centre that sends outbind"
        talk.report.output.event("listening", words, address=host, port=port)

    try:
        async with asyncio.timeout(options.seconds):
            return await talk.bind(password, Door(host, port, opened, options.outbind_id, of_the_centre, options.once))
    except TimeoutError:
        talk.report.error(f"no centre sent an outbind in {options.seconds:g} s", cause="outbind")
        return Status.NO_CONNECTION


def _address(text: str) -> tuple[str, int]:
    """ "ADDRESS:PORT" or "PORT", for argparse."""
    host, _, number = text.rpartition(":")
    return host.removeprefix("[").removesuffix("]") or "127.0.0.1", read_port(number)
