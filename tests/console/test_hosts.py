"""An account at several hosts: how they are read, and in which order they are tried."""

from __future__ import annotations

import pytest

from smppconsole.console.account import Account
from smppconsole.console.hosts import hosts_of, hosts_problem

ACCOUNT = Account("a", "gw1.example", 2775, other_hosts="gw2.example, gw3.example:3550,[2001:db8::1]:2776")


def where(account: Account, first: int = 0) -> list[tuple[str, int]]:
    return [(one.host, one.port) for one in hosts_of(account, first)]


def test_each_host_has_the_accounts_port_or_its_own() -> None:
    hosts = [("gw1.example", 2775), ("gw2.example", 2775), ("gw3.example", 3550), ("2001:db8::1", 2776)]
    assert where(ACCOUNT) == hosts


def test_they_are_taken_in_turn() -> None:
    assert where(ACCOUNT, 6)[:3] == [("gw3.example", 3550), ("2001:db8::1", 2776), ("gw1.example", 2775)]
    assert where(Account(host="one.example"), 3) == [("one.example", 2775)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""),
        (ACCOUNT.other_hosts, ""),
        ("smpp://gw2", "'smpp://gw2' is no host, or host:port; commas stand between them"),
        ("gw2 gw3", "'gw2 gw3' is no host, or host:port; commas stand between them"),
        ("gw2:0", "the port in 'gw2:0' lies outside 1 to 65535"),
    ],
)
def test_what_is_no_host_is_told(text: str, problem: str) -> None:
    assert hosts_problem(text) == problem
    assert problem == "" or where(Account(host="one", other_hosts=text)) == [("one", 2775)]
