"""Dictionaries by path and by name, for reading and writing, and wrong ones told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.console.account import Account
from smppconsole.console.account_checks import check_account
from smppconsole.console.dictionaries import book_named, joined, problem_of, read_named, shipped
from smppconsole.console.workspace import terms_of
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.book import STANDARD, DictionaryError

OWN = """
name = "Own"
[[tlv]]
tag = 0x1401
name = "cost_centre"
kind = "text"
maximum = 20
[[status]]
code = 0x401
name = "ESME_NO_CREDIT"
words = "The account is empty."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    return path


def test_every_dictionary_of_the_program_is_sound() -> None:
    assert shipped()
    for name in shipped():
        rows = read_named(name)
        assert rows.tlvs or rows.statuses
        assert problem_of(name) == ""
        assert read_named(f"{name}.toml") == rows


def test_a_dictionary_is_named_by_its_path(own: Path) -> None:
    book = book_named(str(own))
    assert book.tlv_named("cost_centre") is book.tlv(0x1401)
    assert book.status(0x401).words == "The account is empty."
    assert book_named("") is STANDARD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tlv = 3", "tlv"),
        ("[[tlv]]\ntag = 1", "name"),
        ("[[tlv", "TOML"),
        ("[[tlv]]\ntag = 0x1401\nname = 'x'\nkind = 'colour'", "kind"),
    ],
)
def test_a_wrong_dictionary_is_told_with_its_name_and_why(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    problem = problem_of(str(path))
    assert str(path) in problem
    assert words in problem


def test_a_missing_one_names_those_that_there_are() -> None:
    problem = problem_of("nowhere/else.toml")
    assert "no file is there" in problem
    assert all(name in problem for name in shipped())


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"name = '\xff'")
    assert "octet 8 is not UTF-8" in problem_of(str(path))
    with pytest.raises(DictionaryError):
        book_named(str(path))


def test_an_account_reads_and_writes_by_its_dictionary(own: Path) -> None:
    account = Account("A", "h", dictionary=str(own))
    assert terms_of(account).book.tlv_named("cost_centre") is not None
    assert not [problem for problem in check_account(account) if problem.field == "dictionary"]


def test_the_sheet_of_an_account_tells_a_wrong_dictionary() -> None:
    problems = check_account(Account("A", "h", dictionary="nonsense"))
    told = next(problem for problem in problems if problem.field == "dictionary")
    assert told.severity is Severity.ERROR
    assert "nonsense" in told.words


def test_the_sheet_of_an_account_tells_a_wrong_receipt_pattern() -> None:
    problems = check_account(Account("A", "h", receipt_pattern="(?P<id>["))
    assert [problem.field for problem in problems] == ["receipt_pattern"]


def test_words_of_several_dictionaries_are_known_together(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(OWN.replace("cost_centre", "carrier"), "utf-8")
    first, second = book_named(str(own)), book_named(str(other))
    book = joined([STANDARD, first, second, first])
    assert book.tlv_named("cost_centre") is not None
    assert book.tlv_named("carrier") is not None
    assert joined([STANDARD]) is STANDARD
