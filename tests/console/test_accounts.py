"""Accounts on disk: one readable file each, tolerant to read, and never a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.console import paths
from smppconsole.console.accounts import Account, AccountBook, account_from

ACCOUNT = Account(name="Nordlink test", host="smsc.example", port=3550, system_id="me", tls="verify", source_ton=1)


def test_what_was_saved_is_read_again() -> None:
    book = AccountBook()
    path = book.save(ACCOUNT)
    assert path == paths.accounts() / "nordlink-test.toml"
    other = AccountBook()
    assert other.load() == ()
    assert list(other) == [ACCOUNT]
    assert other.get("NORDLINK TEST") == ACCOUNT


def test_a_file_holds_what_differs_in_sections() -> None:
    text = AccountBook().save(ACCOUNT).read_text("utf-8")
    assert '[connection]\nhost = "smsc.example"\nport = 3550' in text
    assert "window" not in text
    assert "assword" not in text


def test_comments_and_strange_keys_of_the_user_survive() -> None:
    book = AccountBook()
    path = book.save(ACCOUNT)
    path.write_text(path.read_text() + "\n# asked Eva about this\n[mine]\nticket = 7\n")
    book.load()
    book.save(Account(name="Nordlink test", host="other.example"))
    text = path.read_text()
    assert "# asked Eva about this" in text
    assert "ticket = 7" in text
    assert 'host = "other.example"' in text
    assert "port" not in text


def test_a_password_in_a_file_is_not_read_told_and_not_written_again() -> None:
    path = paths.accounts() / "old.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "Old"\nhost = "h"\n[bind]\npassword = "hunter2"\n')
    book = AccountBook()
    assert book.load() == (
        "old.toml: password: a password in a file is not read; it belongs in the system's key store",
    )
    old = book.get("Old")
    assert old is not None
    book.save(old)
    assert "hunter2" not in path.read_text()


def test_what_is_not_understood_is_told_and_left_at_its_default() -> None:
    path = paths.accounts() / "odd.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "Odd"\nhost = "h"\nport = "2775"\nwindows = 3\nbind_as = "both"\n')
    book = AccountBook()
    problems = book.load()
    assert problems == (
        "odd.toml: port: takes a whole number, not '2775'",
        "odd.toml: windows: there is no such setting of an account",
        "odd.toml: bind_as: is one of tx, rx, trx, not 'both'",
    )
    assert book.get("Odd") == Account(name="Odd", host="h")


def test_a_row_that_cannot_be_read_is_told_and_the_others_hold() -> None:
    account, told = account_from({"source_rules": "alpha 5/0, short three, else 1/1", "alphabets": "4 gsm7"})
    assert told == (
        "source_rules: rule 2: 'short three' is not an address, TON and NPI, such as short 3/0; the other rows hold",
    )
    assert (account.source_rules, account.alphabets) == ("alpha 5/0, short three, else 1/1", "4 gsm7")


def test_a_broken_file_does_not_hide_the_others() -> None:
    book = AccountBook()
    book.save(ACCOUNT)
    (paths.accounts() / "broken.toml").write_text("name = ")
    problems = book.load()
    assert len(problems) == 1
    assert problems[0].startswith("broken.toml: cannot be read:")
    assert len(book) == 1


def test_a_file_without_a_name_is_called_after_the_file(tmp_path: Path) -> None:
    (tmp_path / "lab.toml").write_text('host = "h"\n')
    book = AccountBook(tmp_path)
    book.load()
    assert [account.name for account in book] == ["lab"]


def test_two_files_of_one_name_are_both_there(tmp_path: Path) -> None:
    for stem in ("a", "b"):
        (tmp_path / f"{stem}.toml").write_text('name = "Same"\nhost = "h"\n')
    book = AccountBook(tmp_path)
    assert book.load() == ("b.toml: its name is that of a.toml too; shown as 'Same 2'",)
    assert [account.name for account in book] == ["Same", "Same 2"]


def test_renaming_keeps_the_file_and_refuses_a_taken_name() -> None:
    book = AccountBook()
    path = book.save(ACCOUNT)
    book.save(Account(name="Second", host="h"))
    renamed = Account(name="Renamed", host="h")
    assert book.save(renamed, instead_of="Nordlink test") == path
    assert book.get("Nordlink test") is None
    with pytest.raises(ValueError, match="there is an account 'Second' already"):
        book.save(Account(name="Second"), instead_of="Renamed")
    with pytest.raises(ValueError, match="needs a name"):
        book.save(Account())


def test_names_that_make_the_same_file_name_get_files_of_their_own() -> None:
    book = AccountBook()
    first, second = book.save(Account(name="Test!")), book.save(Account(name="Test?"))
    assert (first.name, second.name) == ("test.toml", "test-2.toml")
    assert book.free_name("Test!") == "Test! 2"


def test_deleting_takes_the_file_away() -> None:
    book = AccountBook()
    path = book.save(ACCOUNT)
    book.delete("Nordlink test")
    book.delete("nobody")
    assert not path.exists()
    assert len(book) == 0


def test_accounts_are_ordered_by_group_and_name() -> None:
    book = AccountBook()
    for name, group in (("b", "x"), ("A", "x"), ("z", "")):
        book.save(Account(name=name, group=group))
    assert [account.name for account in book] == ["z", "A", "b"]


def test_loose_values_lie_over_a_base() -> None:
    account, problems = account_from({"port": 3550, "enquire_link": 45}, ACCOUNT)
    assert problems == ()
    assert (account.port, account.enquire_link, account.host) == (3550, 45.0, "smsc.example")
