"""Templates, the history of what was sent, and the unsent draft: all outlive the program."""

from __future__ import annotations

import pytest

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.console import drafts, paths
from smppconsole.console.drafts import DraftShelf, Sent, Template
from smppconsole.smpp.pdu import Tlv

CODE = Draft("49{number}", "Orbit", "Your code is {code}\nKeep it.", receipt=Receipt.FINAL, tlvs=(Tlv(5, b"x"),))


def test_a_template_is_a_file_of_its_own() -> None:
    shelf = DraftShelf()
    assert shelf.templates() == ()
    path = shelf.save_template("Login code", CODE)
    assert path == paths.config() / "templates" / "login-code.toml"
    assert DraftShelf().templates() == (Template("Login code", CODE),)


def test_a_template_saved_again_replaces_the_one_of_that_name() -> None:
    shelf = DraftShelf()
    shelf.save_template("Code", CODE)
    shelf.save_template("code!", Draft("1"))
    shelf.save_template("Code", Draft("2"))
    assert {one.name: one.draft.destination for one in shelf.templates()} == {"Code": "2", "code!": "1"}
    shelf.delete_template("Code")
    shelf.delete_template("never there")
    assert [one.name for one in shelf.templates()] == ["code!"]


def test_a_template_goes_by_another_name_in_a_file_of_that_name() -> None:
    shelf = DraftShelf()
    shelf.save_template("Code", CODE)
    shelf.save_template("Other", Draft("1"))
    shelf.rename_template("Code", "Login code")
    assert {path.name for path in (paths.config() / "templates").iterdir()} == {"login-code.toml", "other.toml"}
    assert shelf.templates()[0] == Template("Login code", CODE)
    shelf.rename_template("Login code", "login code")
    shelf.rename_template("never there", "x")
    assert [one.name for one in shelf.templates()] == ["login code", "Other"]
    with pytest.raises(ValueError, match="there is a template “Other” already"):
        shelf.rename_template("login code", "OTHER")
    with pytest.raises(ValueError, match="a template needs a name"):
        shelf.rename_template("login code", " ")


def test_a_template_that_cannot_be_read_hides_no_other() -> None:
    shelf = DraftShelf()
    shelf.save_template("Code", CODE)
    folder = paths.config() / "templates"
    (folder / "torn.toml").write_text("name = ")
    (folder / "odd.toml").write_text("draft = 3\n")
    (folder / "latin.toml").write_bytes(b'name = "Gr\xfc\xdfe"')
    assert [one.name for one in shelf.templates()] == ["Code", "odd"]
    latin, torn = shelf.unread
    assert latin.startswith(f"{folder / 'latin.toml'}: 'utf-8' codec can't decode")
    assert torn == f"{folder / 'torn.toml'}: Invalid value (at end of document)"
    (folder / "torn.toml").unlink()
    (folder / "latin.toml").unlink()
    shelf.templates()
    assert shelf.unread == ()


def test_what_was_sent_stands_newest_first_after_a_restart() -> None:
    shelf = DraftShelf()
    shelf.remember("Nordlink", Draft("1"), 1, at=10.0)
    shelf.remember("Tellus", CODE, 2, at=20.0)
    assert DraftShelf().sent() == (Sent(20.0, "Tellus", 2, CODE), Sent(10.0, "Nordlink", 1, Draft("1")))


def test_a_line_that_a_crash_cut_short_is_left_out() -> None:
    shelf = DraftShelf()
    shelf.remember("Nordlink", Draft("1"), 1)
    with (paths.data() / "sent.jsonl").open("a") as file:
        file.write('{"at": 1, "acc')
    assert len(DraftShelf().sent()) == 1
    DraftShelf().remember("Nordlink", Draft("2"), 1)
    assert [row.draft.destination for row in DraftShelf().sent()] == ["2", "1"]


def test_a_line_of_stray_octets_costs_no_other() -> None:
    shelf = DraftShelf()
    shelf.remember("Nordlink", Draft("1"), 1)
    with (paths.data() / "sent.jsonl").open("ab") as file:
        file.write(b"\xff\xfe\n")
    DraftShelf().remember("Nordlink", Draft("2"), 1)
    assert [row.draft.destination for row in DraftShelf().sent()] == ["2", "1"]


def test_two_windows_keep_each_others_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEPT", 3)
    one, two = DraftShelf(), DraftShelf()
    for number in range(6):
        one.remember("x", Draft(f"one {number}"), 1)
    two.remember("x", Draft("two"), 1)
    one.remember("x", Draft("one 6"), 1)
    assert [row.draft.destination for row in DraftShelf().sent()] == ["one 6", "two", "one 5"]


def test_the_history_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEPT", 3)
    shelf = DraftShelf()
    for number in range(8):
        shelf.remember("x", Draft(str(number)), 1, at=number)
    assert [row.draft.destination for row in DraftShelf().sent()] == ["7", "6", "5"]


def test_the_unsent_draft_is_there_again() -> None:
    assert DraftShelf().unsent() == Draft()
    DraftShelf().keep_unsent(CODE)
    assert DraftShelf().unsent() == CODE
    (paths.config() / "unsent.json").write_text("[1, 2")
    assert DraftShelf().unsent() == Draft()


@pytest.mark.parametrize("octets", [b'{"destination": "4917', b"\xff\xfe", b"[1, 2]"])
def test_an_unsent_draft_that_cannot_be_read_is_told_and_kept_aside(octets: bytes) -> None:
    path = paths.config() / "unsent.json"
    paths.make_folder(path.parent)
    path.write_bytes(octets)
    shelf = DraftShelf()
    assert shelf.unsent() == Draft()
    (words,) = shelf.troubles
    assert words == f"{path} holds no draft: it is kept as unsent.json.unreadable"
    assert path.with_name("unsent.json.unreadable").read_bytes() == octets
    assert not path.exists()
