"""Account sheets handed on: the same text for the same accounts, nothing secret, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.account_exchange import export_text, import_text
from smppconsole.console.accounts import AccountBook

NORD = Account(name="Nordlink", host="smsc.example", system_id="me", source_ton=1, notes='Two binds.\nAsk "Eva".\n')
TELLUS = Account(name="tellus", host="gw.example", port=3550, tls="verify", window=20, production=True)


def test_what_was_exported_is_imported_again() -> None:
    told = import_text(export_text([TELLUS, NORD]), AccountBook())
    assert told.new == (NORD, TELLUS)
    assert told.problems == ()
    assert told.words == "2 accounts imported."


def test_the_order_of_the_accounts_does_not_show_in_the_text() -> None:
    assert export_text([TELLUS, NORD]) == export_text([NORD, TELLUS])


def test_a_setting_is_a_line_and_defaults_are_left_out() -> None:
    text = export_text([TELLUS])
    assert "\nwindow = 20\n" in text
    assert "enquire_link" not in text


def test_a_password_in_the_text_is_refused_in_words() -> None:
    told = import_text('[[account]]\nname = "x"\nhost = "h"\npassword = "secret"\n', AccountBook())
    assert "key store" in told.problems[0]
    assert "secret" not in export_text(told.new)


def test_an_account_that_is_there_already_is_not_doubled() -> None:
    book = AccountBook()
    book.save(NORD)
    told = import_text(export_text([NORD]), book)
    assert (told.new, told.same) == ((), ("Nordlink",))
    assert told.words == "0 accounts imported, 1 was there already."


def test_another_account_of_the_same_name_gets_a_free_one() -> None:
    book = AccountBook()
    book.save(NORD)
    other = replace(NORD, port=9999)
    assert import_text(export_text([other]), book).new == (replace(other, name="Nordlink 2"),)


def test_two_of_one_name_in_a_text_both_come() -> None:
    text = export_text([NORD, replace(NORD, port=9)])
    assert {one.name for one in import_text(text, AccountBook()).new} == {"Nordlink", "Nordlink 2"}


def test_the_file_of_one_account_can_be_imported_too() -> None:
    book = AccountBook()
    text = book.save(NORD).read_text("utf-8")
    book.delete("Nordlink")
    assert import_text(text, book).new == (NORD,)


@pytest.mark.parametrize("text", ["= no", "[[account]\n"])
def test_what_is_no_toml_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="no TOML"):
        import_text(text, AccountBook())


def test_an_empty_sheet_is_said() -> None:
    assert "neither a name" in import_text("[[account]]\nport = 1\n", AccountBook()).problems[0]
    assert export_text([]).startswith("# Accounts")
