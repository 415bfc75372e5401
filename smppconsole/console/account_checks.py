"""What is wrong or doubtful about an account: field by field by the table of rules, and what only several tell."""

from __future__ import annotations

import re

from smppconsole.compose.address_rules import rules_problem
from smppconsole.console.account import Account
from smppconsole.console.account_rules import RULES
from smppconsole.console.dictionaries import problem_of
from smppconsole.console.hosts import hosts_problem
from smppconsole.smpp.coding import table_problem
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.said import capital, said
from smppconsole.smpp.segment import MESSAGE_OCTETS
from smppconsole.values import dataclass

SMALLEST_PART = 20
"""Octets below which a part would be little more than its header."""

LONG_LOGIN = "Where the provider's sheet says so, “Long login” (More settings; --long-login) sends it as it is."
"""What to do about a login that the standard's field does not hold."""

LOGIN_OCTETS = {"system_id": 15, "password": 8}
"""The longest system_id and password without their NULs (SMPP 3.4, 5.2.1 and 5.2.2)."""


@dataclass(frozen=True, slots=True)
class AccountProblem:
    """Something about a field of an account, for the form to show beside it."""

    field: str
    severity: Severity
    words: str


def check_account(account: Account) -> tuple[AccountProblem, ...]:
    """Everything wrong or doubtful about ``account``, errors first."""
    found = []
    for name, rule in RULES.items():
        problem = rule.problem(getattr(account, name))
        if problem is not None:
            found.append(AccountProblem(name, *problem))
    found.extend(_across(account))
    return tuple(sorted(found, key=lambda problem: problem.severity.rank))


def check_password(password: str, *, long_login: bool = False) -> AccountProblem | None:
    """What is wrong or doubtful about a password: it is refused by name and limit, or sent as it is; never cut."""
    if not password.isascii():
        return AccountProblem("password", Severity.WARNING, said("password holds letters that are not ASCII"))
    if password != password.strip():
        return AccountProblem("password", Severity.WARNING, said("password begins or ends with a blank"))
    return _login_problem("password", password, long_login)


def _login_problem(name: str, value: str, long_login: bool) -> AccountProblem | None:
    limit = LOGIN_OCTETS[name]
    if len(value) <= limit:
        return None
    words = said(
        "{name} has {size} characters; the field of the standard holds {limit}. {more}",
        name=name,
        size=len(value),
        limit=limit,
        more=said("It is sent as it is, as you chose.") if long_login else said(LONG_LOGIN),
    )
    return AccountProblem(name, Severity.WARNING if long_login else Severity.ERROR, words)


def _across(account: Account) -> list[AccountProblem]:
    """What only two fields together tell."""
    found = []
    login = _login_problem("system_id", account.system_id, account.long_login)
    if login is not None:
        found.append(login)
    if not account.host.strip():
        found.append(AccountProblem("host", Severity.ERROR, said("Host is empty: whom to connect to?")))
    elif re.search(r"\s|/", account.host):
        words = said("Host is a bare name or address: no blanks, no smpp://, no path")
        found.append(AccountProblem("host", Severity.ERROR, words))
    if account.tls == "insecure":
        words = said("TLS 'insecure' checks nothing: anybody in between can read and change the messages")
        found.append(AccountProblem("tls", Severity.WARNING, words))
    if account.tls_key and not account.tls_cert:
        found.append(AccountProblem("tls_cert", Severity.ERROR, said("a client key needs its client certificate")))
    if account.colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", account.colour):
        found.append(AccountProblem("colour", Severity.WARNING, said("Colour is written #rrggbb")))
    if account.bind_as == "trx" and account.interface_version == "3.3":
        words = said("SMPP 3.3 has no bind_transceiver: bind as transmitter or receiver")
        found.append(AccountProblem("bind_as", Severity.WARNING, words))
    if account.bind_with and account.bind_with == account.name:
        words = said("an account cannot be bound together with itself")
        found.append(AccountProblem("bind_with", Severity.ERROR, words))
    if 0 < account.part_size < SMALLEST_PART:
        words = said("Part size is 0, or {least} to {most}", least=SMALLEST_PART, most=MESSAGE_OCTETS)
        found.append(AccountProblem("part_size", Severity.ERROR, words))
    if account.receipt_id_rule != "auto" and {account.response_id_form, account.receipt_id_form} != {"as-is"}:
        words = said("the forms of the two ids are set: they decide alone")
        found.append(AccountProblem("receipt_id_rule", Severity.WARNING, words))
    for name, problem in (
        *row_problems(account),
        ("dictionary", problem_of(account.dictionary)),
        ("receipt_pattern", _pattern_problem(account)),
    ):
        if problem:
            found.append(AccountProblem(name, Severity.ERROR, capital(problem)))
    return found


def row_problems(account: Account) -> tuple[tuple[str, str], ...]:
    """The settings that are rows of text, and why they cannot be read as a whole, "" where they can."""
    return (
        ("other_hosts", hosts_problem(account.other_hosts)),
        ("alphabets", table_problem(account.alphabets, account.default_alphabet)),
        ("source_rules", rules_problem(account.source_rules)),
        ("dest_rules", rules_problem(account.dest_rules)),
    )


def _pattern_problem(account: Account) -> str:
    if not account.receipt_pattern:
        return ""
    from smppconsole.smpp.receipt import pattern_problem  # noqa: PLC0415 - hardly any account has one

    return pattern_problem(account.receipt_pattern)
