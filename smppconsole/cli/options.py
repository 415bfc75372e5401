"""Connection options: from arguments to an account and its password.

The rows follow the fields of ``Account``, and its rules judge them. A password never comes from an argument, where
every list of processes shows it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from smppconsole.cli.output import say
from smppconsole.cli.sources import STANDARD_INPUT
from smppconsole.cli.status import CommandError
from smppconsole.console.account import Account
from smppconsole.console.account_checks import check_account
from smppconsole.console.account_rules import RULES
from smppconsole.console.accounts import AccountBook
from smppconsole.console.secrets import Secrets
from smppconsole.smpp.finding import Severity
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.capture_error import CaptureError
from smppconsole.values import dataclass

HIGHEST_PORT = 65_535


def number(text: str) -> int:
    """A whole number, decimal or with 0x; for argparse."""
    try:
        return int(text, 0)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number (decimal, or hexadecimal with 0x)") from error


def port(text: str) -> int:
    """A port to listen on, 0 for a free one; for argparse."""
    value = number(text)
    if not 0 <= value <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port lies between 0 and {HIGHEST_PORT}, not {text}")
    return value


def seconds(text: str) -> float:
    """A number of seconds that is not negative; for argparse."""
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds") from error
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no length of time")
    return value


@dataclass(frozen=True, slots=True)
class ConnectionOption:
    """One option that sets one field of the account; its choices and default are the field's."""

    field: str
    help: str
    metavar: str = ""
    read: Callable[[str], object] = str

    @property
    def flag(self) -> str:
        """ "--bind-as" for "bind_as"."""
        return "--" + self.field.replace("_", "-")


CONNECTION = (
    ConnectionOption("host", "name or IP address of the message centre", "HOST"),
    ConnectionOption("port", "its port", "N", number),
    ConnectionOption("other_hosts", "where else the centre is, tried in turn: HOST[:PORT],...", "HOSTS"),
    ConnectionOption("system_id", "the login", "ID"),
    ConnectionOption("system_type", "the system type, often empty", "T"),
    ConnectionOption("bind_as", "transmitter, receiver or transceiver"),
    ConnectionOption("interface_version", "the version of SMPP to speak"),
    ConnectionOption("address_range", "the numbers this bind serves", "R"),
    ConnectionOption("bind_ton", "addr_ton of the bind", "N", number),
    ConnectionOption("bind_npi", "addr_npi of the bind", "N", number),
    ConnectionOption("local_address", "the address of this machine to connect from", "ADDRESS"),
    ConnectionOption("tls", "how much of the peer's certificate to check"),
    ConnectionOption("tls_ca", "authorities to trust instead of the system's (PEM)", "FILE"),
    ConnectionOption("tls_cert", "our certificate, where the peer wants one (PEM)", "FILE"),
    ConnectionOption("tls_key", "its key (PEM)", "FILE"),
    ConnectionOption("server_name", "the name to greet and check instead of the host", "NAME"),
    ConnectionOption("tls_minimum", "the lowest TLS version to accept"),
    ConnectionOption("enquire_link", "seconds of quiet before a probe; 0 sends none", "SECONDS", seconds),
    ConnectionOption("connect_timeout", "how long to try each address", "SECONDS", seconds),
    ConnectionOption(
        "response_timeout",
        "how long to wait for an answer, the bind's too; 0 is as long as it takes",
        "SECONDS",
        seconds,
    ),
    ConnectionOption("window", "requests that may be unanswered at a time", "N", number),
)


_OF_TLS = ("tls_ca", "tls_cert", "tls_key", "server_name", "tls_minimum")
"""Fields that mean nothing where TLS is off."""


def add_connection_options(parser: argparse.ArgumentParser) -> None:
    """The options of every sub-command that binds."""
    group = parser.add_argument_group("connection")
    group.add_argument("--account", metavar="NAME", help="a saved account; the options below go before its values")
    for row in CONNECTION:
        rule = RULES[row.field]
        words = row.help + (f" ({rule.default})" if rule.default not in ("", None, 0) else "")
        choices = rule.choices or None
        group.add_argument(
            row.flag, dest=row.field, metavar=row.metavar or None, type=row.read, choices=choices, help=words
        )
    group.add_argument(
        "--long-login",
        action="store_true",
        default=None,
        help="send a system_id or password longer than the standard's field as it is",
    )
    group.add_argument("--capture", metavar="FILE", help="write all traffic to this pcapng file")
    secret = parser.add_argument_group("password (else the key store of the account, or a prompt)")
    secret.add_argument("--password-env", metavar="NAME", help="take it from this environment variable")
    secret.add_argument("--password-file", metavar="FILE", help="take it from the first line of this file, - is stdin")


def account_of(options: argparse.Namespace) -> Account:
    """The account that the options name or describe, judged; raises CommandError for what cannot work."""
    account = saved_account(options.account) if options.account else Account()
    told = {field: getattr(options, field) for field in (*(row.field for row in CONNECTION), "long_login")}
    changes = {field: value for field, value in told.items() if value is not None}
    if "response_timeout" in changes:
        changes["bind_timeout"] = changes["response_timeout"]
    account = replace(account, **changes)
    unused = [f"--{name.replace('_', '-')}" for name in _OF_TLS if name in changes and account.tls == "off"]
    if unused:  # else the password would go out in clear, against the wish of whoever named an authority
        raise CommandError(f"{', '.join(unused)}: TLS is off; say --tls verify")
    refused = []
    for problem in check_account(account):
        if problem.severity is Severity.ERROR:
            refused.append(f"{problem.words} (--{problem.field.replace('_', '-')})")
        else:
            say(problem.words)
    if refused:
        raise CommandError("; ".join(refused))
    return account


async def password_of(options: argparse.Namespace, account: Account) -> str:
    """The password from where the options say, else from the key store of a saved account, else asked for; raises
    CommandError where there is none."""
    if options.password_env is not None:
        return password_from_environment(options.password_env)
    if options.password_file is not None:
        return _from_file(options.password_file)
    if options.account:
        found = await Secrets().get(account.name)
        if found.password is not None:
            return found.password
        say(found.words)
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"Password of {account.system_id or 'this account'}: ")
    raise CommandError("no password: name where it is by --password-env or --password-file")


def open_capture(path: str | None, account: Account) -> CaptureWriter | None:
    """The capture file of ``--capture``, None where none is wanted; raises CommandError."""
    if path is None:
        return None
    try:
        return CaptureWriter(path, keep_passwords=account.keep_password_in_captures)
    except CaptureError as error:
        raise CommandError(str(error)) from error


def saved_account(name: str) -> Account:
    """The account of that name; raises CommandError."""
    book = AccountBook()
    for problem in book.load():
        say(problem)
    account = book.get(name)
    if account is None:
        known = ", ".join(repr(saved.name) for saved in book) or "none"
        raise CommandError(f"no account is called {name!r}; saved are: {known}")
    return account


def password_from_environment(name: str, option: str = "--password-env") -> str:
    """What the environment variable holds that ``option`` names; raises CommandError where it is not set."""
    password = os.environ.get(name)
    if password is None:
        raise CommandError(f"the environment variable {name} of {option} is not set")
    return password


def _from_file(name: str) -> str:
    try:
        text = _first_of_input() if name == STANDARD_INPUT else Path(name).read_text("utf-8")
    except OSError as error:
        words = (error.strerror or str(error)).lower()
        raise CommandError(f"the password file {name} could not be read: {words}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"the password file {name} could not be read: it is no text in UTF-8") from error
    if not text and name == STANDARD_INPUT:
        raise CommandError("standard input is empty; for an empty password, give it an empty line")
    return text.partition("\n")[0].rstrip("\r")


def _first_of_input() -> str:
    return sys.stdin.readline() if sys.stdin is not None else ""
