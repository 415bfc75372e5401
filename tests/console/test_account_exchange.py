"""Account sheets handed on: the same text for the same accounts, nothing secret, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.account_exchange import export_text, free_name, import_text, outcome_words
from smppconsole.console.accounts import AccountBook

NORD = Account(name="Nordlink", host="smsc.example", system_id="me", source_ton=1, notes='Two binds.\nAsk "Eva".\n')
TELLUS = Account(name="tellus", host="gw.example", port=3550, tls="verify", window=20, production=True)


def test_what_was_exported_is_imported_again() -> None:
    told = import_text(export_text([TELLUS, NORD]), AccountBook())
    assert told.new == (NORD, TELLUS)
    assert told.problems == ()
    assert told.problem_words == ""


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
    assert (told.new, told.changed, told.same) == ((), (), ("Nordlink",))


def test_what_came_of_it_is_counted() -> None:
    assert outcome_words(0, 0, 1) == "0 accounts imported, 1 was there already."
    assert outcome_words(1, 2, 3) == "1 account imported, 2 replaced, 3 were there already."


def test_an_account_of_the_same_name_is_told_setting_by_setting() -> None:
    book = AccountBook()
    book.save(NORD)
    other = replace(NORD, port=9999, source_ton=None, notes="Three binds.")
    told = import_text(export_text([other]), book)
    assert told.new == told.same == ()
    (changed,) = told.changed
    assert (changed.here, changed.there) == (NORD, other)
    rows = {row.rule.name: (row.here, row.there) for row in changed.differences}
    assert rows == {"port": (2775, 9999), "source_ton": (1, None), "notes": (NORD.notes, "Three binds.")}
    assert free_name("Nordlink", book, {"Nordlink 2"}) == "Nordlink 3"


def test_many_problems_are_counted_after_the_first() -> None:
    text = "[[account]]\nname = 'x'\n" + "".join(f"odd_{at} = 1\n" for at in range(8))
    assert import_text(text, AccountBook()).problem_words.endswith("And 3 more.")


def test_two_of_one_name_in_a_text_both_come() -> None:
    text = export_text([NORD, replace(NORD, port=9)])
    assert {one.name for one in import_text(text, AccountBook()).new} == {"Nordlink", "Nordlink 2"}


def test_the_file_of_one_account_can_be_imported_too() -> None:
    book = AccountBook()
    text = book.save(NORD).read_text("utf-8")
    book.delete("Nordlink")
    assert import_text(text, book).new == (NORD,)


@pytest.mark.parametrize("text", ["= no", "[[account]\n"])
def test_what_is_no_toml_is_said_with_its_place_and_what_to_do(text: str) -> None:
    with pytest.raises(ValueError, match=r"no TOML text: .* at line 1 col \d+. Nothing of it was taken. Correct it"):
        import_text(text, AccountBook())


@pytest.mark.parametrize("text", ["", "# nothing\n", "account = []\n"])
def test_a_text_without_accounts_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"it holds no account: such a file has a line \[\[account\]\]"):
        import_text(text, AccountBook())


def test_an_empty_sheet_is_said() -> None:
    assert "neither a name" in import_text("[[account]]\nport = 1\n", AccountBook()).problems[0]
    assert export_text([]).startswith("# Accounts")
