"""Whatever an account says comes back from its file and from an export as it was, and no password comes with it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.console.account import Account
from smppconsole.console.account_exchange import export_text, import_text
from smppconsole.console.account_rules import RULES, FieldRule
from smppconsole.console.accounts import AccountBook

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


TABLES = {
    "other_hosts": ("", "gw2.example", "gw2.example:3550, [2001:db8::1]"),
    "alphabets": ("", "4 gsm7", "241 gsm7, 8 ucs2, 1 ascii"),
    "source_rules": ("", "alpha 5/0, short 3/0, + 1/1, else 0/1"),
    "dest_rules": ("", "4479 2/8, number 1/1"),
}
"""Tables in one line: rows that cannot be read are told, which is another test's."""


def _values(rule: FieldRule) -> st.SearchStrategy[Any]:
    if rule.choices or rule.name in TABLES:
        return st.sampled_from(rule.choices or TABLES[rule.name])
    if isinstance(rule.default, bool):
        return st.booleans()
    low, high = rule.lowest or 0, rule.highest or 0
    if isinstance(rule.default, float):
        return st.floats(low, high)
    if isinstance(rule.default, int) or rule.optional:
        return st.none() | st.integers(int(low), int(high)) if rule.optional else st.integers(int(low), int(high))
    return WORDS


ACCOUNTS = st.builds(
    Account, **{name: _values(rule) for name, rule in RULES.items() if name != "name"}, name=st.just("x")
)


@settings(deadline=None)
@given(ACCOUNTS)
def test_an_account_comes_back_from_its_file_as_it_was(account: Account) -> None:
    with TemporaryDirectory() as folder:
        AccountBook(Path(folder)).save(account)
        again = AccountBook(Path(folder))
        assert again.load() == ()
        assert again.get("x") == account


@settings(deadline=None)
@given(ACCOUNTS)
def test_an_account_comes_back_from_an_export_as_it_was(account: Account) -> None:
    with TemporaryDirectory() as folder:
        brought = import_text(export_text([account]), AccountBook(Path(folder)))
    assert brought.problems == ()
    assert brought.new == (account,)
