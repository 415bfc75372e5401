"""The sheet of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console.batch_row import BatchRow, Fate, as_csv
from smppconsole.ui.panels.tools.batch_form import BatchForm


@pytest.fixture
def form(qtbot: QtBot) -> BatchForm:
    """With a message that has a placeholder."""
    made = BatchForm()
    qtbot.addWidget(made)
    made.show_draft(Draft("", "Orbit", "Hello {name}"))
    return made


def test_a_file_gives_its_rows(form: BatchForm, tmp_path: Path) -> None:
    assert not form.ready
    path = tmp_path / "people.csv"
    path.write_text("to;name\n491701;Anna\n491702;Ben\n", "utf-8")
    form.read(path)
    assert form.ready
    assert form.total == 2
    assert list(form.rows)[1]["name"] == "Ben"
    assert "2 rows" in form.file.text()


def test_a_placeholder_without_a_column_is_told(form: BatchForm, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("to\n491701\n", "utf-8")
    form.read(path)
    assert not form.ready
    assert "'name'" in form.problem.text()


def test_what_cannot_be_read_is_told_with_its_name(form: BatchForm, tmp_path: Path) -> None:
    form.read(tmp_path / "gone.csv")
    assert "gone.csv was not read" in form.problem.text()
    (tmp_path / "odd.csv").write_bytes(b"to\n\xff\xfe\n")
    form.read(tmp_path / "odd.csv")
    assert "odd.csv is not UTF-8 text (octet 3). Save it again as “CSV UTF-8”." in form.problem.text()
    (tmp_path / "torn.csv").write_text("to,name\n1\n2\n3\n", "utf-8")
    form.read(tmp_path / "torn.csv")
    _, first, second, more = form.file.text().splitlines()
    assert first == "3 rows have nothing in “name”."
    assert second == "Line 2 has 1 cells, the first line 2."
    assert more == "and 2 more"


def test_a_count_numbers_the_messages(form: BatchForm) -> None:
    form.source.set_value("count")
    form.show_draft(Draft("49170{n}", "Orbit", "No. {n}"))
    form.amount.set_value(3)
    assert form.total == 3
    assert [row["n"] for row in form.rows] == ["1", "2", "3"]
    assert form.ready
    form.show_draft(Draft("", "Orbit", "No. {n}"))
    assert "no destination" in form.problem_words()


def test_a_bad_rate_keeps_it_from_being_sent(form: BatchForm) -> None:
    form.source.set_value("count")
    form.show_draft(Draft("4917", "Orbit", "x"))
    form.rate.setText("fast")
    form.rate.textEdited.emit("fast")
    assert not form.ready
    assert "Takes a number" in form.problem_words()


def test_the_rate_is_the_account_s_until_another_is_typed(form: BatchForm, qtbot: QtBot) -> None:
    seen = []
    for allowed in (0.0, 50.0, 0.0, 1_000_000.0, 50.0):
        form.propose_rate(allowed)
        seen.append(form.rate.text())
    assert seen == ["10", "50", "10", "10000", "50"]
    form.rate.clear()
    qtbot.keyClicks(form.rate, "7")
    form.propose_rate(20.0)
    assert form.rate.value == 7


def test_it_says_where_the_messages_go(form: BatchForm, tmp_path: Path) -> None:
    form.show_draft(Draft("491799", "Orbit", "Hello {name}"))
    assert form.message.text() == "Orbit to 491799: “Hello {name}”"
    path = tmp_path / "people.csv"
    path.write_text("msisdn,name\n491701,Ann\n491701,Ben\nx,Cid\n", "utf-8")
    form.read(path)
    assert form.message.text() == "Orbit to the numbers of “msisdn”: “Hello {name}”"
    assert "is no number" in form.file.toolTip()
    form.source.set_value("count")
    form._turn("count")
    assert form.message.text().startswith("Orbit to 491799:")


def test_a_table_without_names_is_a_table_of_numbers(form: BatchForm, tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("491701230001\n491701230002\n", "utf-8")
    form.show_draft(Draft("", "Orbit", "Hello"))
    form.read(path)
    assert form.ready
    assert form.total == 2
    assert "The first line holds a number and is a row" in form.file.text().replace("the first", "The first")


def test_rows_that_all_go_to_the_composer_s_number_are_told(form: BatchForm, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name\nAnn\nBen\n", "utf-8")
    form.show_draft(Draft("491799", "Orbit", "Hello {name}"))
    form.read(path)
    assert form.ready
    assert "All 2 messages go to 491799: no column is called “to” or “destination”." in form.file.text()
    form.show_draft(Draft("", "Orbit", "Hello {name}"))
    assert "All 2" not in form.file.text()


def test_a_spreadsheet_s_unicode_text_is_read(form: BatchForm, tmp_path: Path) -> None:
    path = tmp_path / "unicode.txt"
    path.write_text("to\tname\n491701\tJürgen\n", "utf-16")
    form.read(path)
    assert [row["name"] for row in form.rows] == ["Jürgen"]


def test_results_that_are_read_again_leave_out_what_was_accepted(form: BatchForm, tmp_path: Path) -> None:
    rows = [BatchRow(1, "491701", 1, Fate.ACCEPTED, tries=1), BatchRow(2, "491702", 1, Fate.UNANSWERED, tries=1)]
    sources = [{"to": f"49170{at}", "name": name} for at, name in enumerate(("Ann", "Ben", "Cid"), start=1)]
    path = tmp_path / "results.csv"
    path.write_text(as_csv(rows, sources), "utf-8", newline="")
    form.read(path)
    assert form.ready
    assert [(row["destination"], row["name"]) for row in form.rows] == [("491702", "Ben"), ("491703", "Cid")]
    assert "1 row was accepted already and is left out" in form.file.text()
    assert "the centre may have taken it" in form.file.text()
