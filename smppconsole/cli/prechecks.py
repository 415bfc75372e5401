"""What is said about a message before anybody is connected, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from smppconsole.cli.output import say
from smppconsole.cli.status import CommandError
from smppconsole.compose.checks import Problem, check, check_pdu, refused
from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.spec.model import Version

_HINT = "--anyway sends what can be sent all the same"


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
    _judge(check_pdu(pdu, now=datetime.now(UTC), book=book, reading=Reading(account.default_alphabet)), anyway)


def _judge(problems: Iterable[Problem], anyway: bool) -> None:
    problems = tuple(problems)
    errors = refused(problems)
    for problem in problems:
        if problem.severity is Severity.WARNING or (anyway and problem in errors):
            say(f"{problem.severity.value}: {_words(problem)}")
    if errors and not anyway:
        raise CommandError("\n".join(f"nothing was sent: {_words(problem)} ({_HINT})" for problem in errors))


def _words(problem: Problem) -> str:
    return f"{problem.field} {problem.text}".strip() + (f" {problem.remedy}" if problem.remedy else "")
