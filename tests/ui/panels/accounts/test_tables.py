"""The settings of an account that are tables: one line of text in the account, rows in the sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from smppconsole.compose.address_rules import KINDS, rules_problem
from smppconsole.smpp.coding import ALPHABETS, table_problem
from smppconsole.ui.panels.accounts.tables import FORMS, TableField
from smppconsole.ui.widgets.controls import Choice, LineField
from tests.kit.screen import found, nameless

OCTET = st.integers(0, 255)
RULE = st.tuples(st.sampled_from((*KINDS, "+", "00", "4479")), OCTET, OCTET).map(
    lambda row: f"{row[0]} {row[1]}/{row[2]}"
)
CODING = st.tuples(st.sampled_from(tuple(ALPHABETS)), st.sampled_from(("", " read"))).map("".join)


@pytest.fixture
def codings(qtbot: QtBot) -> TableField:
    made = TableField("alphabets", "a.alphabets", "Other codings", "none")
    qtbot.addWidget(made)
    return made


def test_a_table_of_codings_is_changed_cell_by_cell(codings: TableField) -> None:
    codings.set_text("4 gsm7, 0xF5=latin1 read")
    assert codings.text() == "4 gsm7, 0xF5 latin1 read"
    found(codings, "a.alphabets_2_sent", QCheckBox).setChecked(True)
    found(codings, "a.alphabets_1_alphabet", Choice).choose("ascii")
    found(codings, "a.alphabets_1_value", LineField).setText("1")
    assert codings.text() == "1 ascii, 0xF5 latin1"
    assert nameless(codings) == []


def test_what_cannot_be_read_stays_as_it_was_written(codings: TableField) -> None:
    codings.set_text("4 klingon, nonsense")
    assert codings.text() == "4 klingon, nonsense"
    assert table_problem(codings.text())


@given(st.lists(RULE, max_size=5))
def test_rules_come_back_as_they_were(rules: list[str]) -> None:
    form = FORMS["source_rules"]
    text = ", ".join(form.join(form.split(rule)) for rule in rules)
    assert (text, rules_problem(text)) == (", ".join(rules), "")


@given(st.dictionaries(st.integers(1, 255), CODING, max_size=5))
def test_codings_come_back_as_they_were(rows: dict[int, str]) -> None:
    form = FORMS["alphabets"]
    told = [f"{value} {alphabet}" for value, alphabet in rows.items()]
    text = ", ".join(form.join(form.split(row)) for row in told)
    assert (text, table_problem(text)) == (", ".join(told), "")
