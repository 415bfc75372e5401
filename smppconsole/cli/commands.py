"""The sub-commands, and the choice between them and the desktop.

Only the module of the chosen sub-command is imported, so that each starts as fast as its own work allows.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import NoReturn, Protocol, cast

from smppconsole import __version__
from smppconsole.cli.output import prepare_streams, say
from smppconsole.cli.status import CommandError, Status
from smppconsole.values import dataclass

COMMANDS = {
    "decode": "tell what stands in octets: hex in any dress, binary, or a capture file",
    "send": "bind, send a message, tell the answers and receipts, unbind",
    "request": "send any other request: query, cancel, replace, data, multi, raw",
    "listen": "bind and print what arrives",
    "doctor": "take a bind apart: resolve, connect, TLS, bind, enquire_link, unbind",
    "simulate": "a message centre to practise on",
    "convert": "turn a capture into another form, filtered and masked",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line: the usage of ``send`` alone would push it off the screen."""

    def error(self, message: str) -> NoReturn:
        """End the process with the status of wrong usage."""
        self.exit(Status.WRONG_INPUT, f"{self.prog}: {message}; {self.prog} --help tells all\n")


class Command(Protocol):
    """What the module of a sub-command offers."""

    def add_options(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> Status: ...


@dataclass(frozen=True, slots=True)
class DesktopWishes:
    """What the command line asks of the desktop. ``self_test`` is None where none is wanted, else the file for its
    report ("" for none)."""

    account: str = ""
    bind: bool = False
    demo: bool = False
    files: tuple[str, ...] = ()
    self_test: str | None = None


def run(arguments: Sequence[str], open_desktop: Callable[[DesktopWishes], int]) -> int:
    """The exit status of the program for ``arguments``."""
    prepare_streams()
    if arguments and arguments[0] in COMMANDS:
        return run_command(arguments[0], arguments[1:])
    return open_desktop(parse_desktop(arguments))


def run_command(name: str, arguments: Sequence[str]) -> int:
    """One sub-command: its exit status."""
    command = cast(Command, importlib.import_module(f"smppconsole.cli.{name}"))
    parser = Parser(
        prog=f"smppconsole {name}", description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.", allow_abbrev=False
    )
    command.add_options(parser)
    try:
        return command.run(parser.parse_args(arguments))
    except CommandError as error:
        if error.words:
            say(error.words)
        return error.status


def parse_desktop(arguments: Sequence[str]) -> DesktopWishes:
    """The wishes for the desktop; ends the process with status 2 where they are wrong."""
    rows = "\n".join(f"  {name:9} {words}" for name, words in COMMANDS.items())
    parser = Parser(
        prog="smppconsole",
        description="Debug SMPP binds, send test messages by hand, read what really went over the wire.",
        epilog=f"sub-commands, without a window (smppconsole COMMAND --help tells more):\n{rows}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--account", metavar="NAME", default="", help="choose a saved account")
    parser.add_argument("--bind", action="store_true", help="bind it at once")
    parser.add_argument("--demo", action="store_true", help="start the built-in message centre and send to it")
    parser.add_argument("--open", metavar="FILE", nargs="*", action="extend", default=[], help="open captures")
    parser.add_argument(
        "--self-test", metavar="FILE", nargs="?", const="", help="prove this installation; report as JSON to FILE"
    )
    parser.add_argument("--version", action="version", version=f"smppconsole {__version__}")
    if arguments and not arguments[0].startswith("-"):
        parser.error(f"{arguments[0]!r} is no sub-command; there are {', '.join(COMMANDS)} (a capture: --open FILE)")
    read = parser.parse_args(arguments)
    return DesktopWishes(read.account, read.bind, read.demo, tuple(read.open), read.self_test)
