"""A draft: what the user typed."""

from __future__ import annotations

from dataclasses import fields

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt


def test_an_empty_draft_leaves_everything_to_the_console() -> None:
    draft = Draft()
    assert (draft.alphabet, draft.carry, draft.receipt) == (Alphabet.AUTO, Carry.AUTO, Receipt.NONE)
    assert {getattr(draft, field.name) for field in fields(draft) if field.name.endswith(("ton", "npi"))} == {None}
    assert draft.data_coding is None


def test_drafts_do_not_share_their_fields() -> None:
    assert Draft().fields is not Draft().fields


def test_the_words_are_those_of_the_command_line() -> None:
    assert [str(word) for word in Alphabet] == [
        "auto", "gsm7", "gsm7-packed", "ascii", "latin1", "ucs2", "utf8", "binary",
    ]  # fmt: skip
    assert [str(word) for word in Carry] == ["auto", "single", "udh8", "udh16", "sar", "payload"]
    assert [str(word) for word in Receipt] == ["none", "final", "failure", "success", "intermediate"]
