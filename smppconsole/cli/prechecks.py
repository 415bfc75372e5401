"""What is said about a message before anybody is connected, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from smppconsole.cli.output import say
from smppconsole.cli.status import CommandError
from smppconsole.compose.checks import Problem, check, check_pdu, refused
from smppconsole.compose.draft import Draft
from smppconsole.console.account import BIND_WORDS, Account
from smppconsole.session.state import Side, State, may_send
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.spec.model import Version

_HINT = "--anyway sends what can be sent all the same"


def judge_bind(command: str, account: Account, book: Book, *, anyway: bool = False) -> None:
    """Raises CommandError for a request that a bind of this kind may not send: by then it would be too late."""
    state, row = _BOUND[account.bind_as], book.command_named(command)
    if anyway or may_send(Side.ESME, state, row.id, account.version):
        return
    words = f"nothing was sent: a {BIND_WORDS[account.bind_as]} may not send {command}"
    raise CommandError(f"{words}; bind as another (--bind-as), or say --anyway")


_BOUND = {"tx": State.BOUND_TX, "rx": State.BOUND_RX, "trx": State.BOUND_TRX}


def judge_draft(
    draft: Draft,
    account: Account,
    book: Book,
    *,
    command: str = "submit_sm",
    destinations: Sequence[str] = (),
    anyway: bool = False,
) -> None:
    """Say what is wrong with a draft; raises CommandError where that keeps it from being sent."""
    version, now = account.version or Version.V34, datetime.now(UTC)
    _judge(check(draft, now=now, version=version, command=command, destinations=destinations, book=book), anyway)


def judge_pdu(pdu: Pdu, account: Account, book: Book, *, anyway: bool = False) -> None:
    """Say what is wrong with a request; raises CommandError where that keeps it from being sent."""
    _judge(check_pdu(pdu, now=datetime.now(UTC), book=book, reading=account.reading), anyway)


def _judge(problems: Iterable[Problem], anyway: bool) -> None:
    problems = tuple(problems)
    errors = refused(problems)
    for problem in problems:
        if problem.severity is Severity.WARNING or (anyway and problem in errors):
            say(f"{problem.severity.value}: {_words(problem)}")
    if errors and not anyway:
        raise CommandError("\n".join(f"nothing was sent: {_words(problem)} ({_HINT})" for problem in errors))


def _words(problem: Problem) -> str:
    """ "field: what is wrong. What to do"; a text that begins with the field says it once."""
    field = "" if not problem.field or problem.text.startswith(problem.field) else f"{problem.field}: "
    text = problem.text if problem.text.endswith(".") or not problem.remedy else f"{problem.text}."
    return f"{field}{text} {problem.remedy}".rstrip()
