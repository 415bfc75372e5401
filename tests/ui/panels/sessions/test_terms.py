"""Sessions are read and written as their accounts say."""

from __future__ import annotations

from pathlib import Path

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui.panels.sessions.terms import SessionTerms, terms_or_usual


async def test_each_session_has_the_tables_and_the_alphabet_of_its_account() -> None:
    workspace = Workspace()
    terms = SessionTerms(workspace)
    number = workspace.add(Account("A", "h", dictionary="india-dlt", default_alphabet="latin1")).session_no
    assert terms.book_of(number).tlv_named("dlt_entity_id") is not None
    assert terms.reading_of(number).default_alphabet == "latin1"
    assert terms.book_of(99) is STANDARD
    assert terms.words().tlv_named("dlt_entity_id") is not None
    await workspace.close()


def test_an_account_whose_dictionary_is_gone_reads_as_usual(tmp_path: Path) -> None:
    account = Account("A", "h", dictionary=str(tmp_path / "gone.toml"))
    assert terms_or_usual(account).book is STANDARD
