"""The composer's form."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.console.account import Account
from smppconsole.smpp.pdu import Tlv
from smppconsole.ui.panels.composer import rare_fields
from smppconsole.ui.panels.composer.form import RARE, ComposerForm
from smppconsole.ui.panels.composer.rare_fields import RareFields
from tests.kit.screen import nameless


@pytest.fixture
def form(qtbot: QtBot) -> ComposerForm:
    """An empty form."""
    made = ComposerForm(QVBoxLayout())
    qtbot.addWidget(made)
    made.resize(310, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    "draft",
    [
        Draft("491713920012", "Orbit", "hello", receipt=Receipt.FINAL),
        Draft("49", "x", "é", source_ton=0, dest_npi=8, alphabet=Alphabet.LATIN1, carry=Carry.SAR),
        Draft("49", "x", "hi", tlvs=(Tlv(0x0204, b"\0\1"),), priority=1, validity="000002000000000R"),
    ],
)
def test_a_draft_goes_in_and_comes_out(form: ComposerForm, draft: Draft) -> None:
    form.show_draft(draft)
    assert form.draft == draft


def test_rare_fields_in_use_are_unfolded(form: ComposerForm) -> None:
    form.show_draft(Draft("49", "x", "hi"))
    assert form.rare.isHidden()
    form.show_draft(Draft("49", "x", "hi", priority=1))
    assert not form.rare.isHidden()


def test_they_are_made_when_they_are_first_wanted_and_stand_below_their_fold(form: ComposerForm, qtbot: QtBot) -> None:
    form.show_draft(Draft("49", "x", "hi"))
    assert form.findChild(RareFields) is None
    form.receipt.set_value(Receipt.FINAL)
    form.show()
    form.fold.click()
    rare = form.findChild(RareFields)
    assert rare is not None
    assert rare.isVisible()
    qtbot.waitUntil(lambda: rare.y() >= form.fold.geometry().bottom())
    assert form.draft == Draft("49", "x", "hi", receipt=Receipt.FINAL)


def test_the_form_knows_what_stands_among_them() -> None:
    assert {row.attribute for row in rare_fields._ROWS} - {"registered_delivery"} < set(RARE)
    assert set(RARE) < {field.name for field in fields(Draft)}


def test_every_change_is_told(form: ComposerForm, qtbot: QtBot) -> None:
    for change in (
        lambda: form.text.setPlainText("a"),
        lambda: form.source.setText("Orbit"),
        lambda: form.carry.choose(Carry.SAR),
        lambda: form.coding.choose(Alphabet.UCS2),
        lambda: form.rare.replace.setChecked(True),
    ):
        with qtbot.waitSignal(form.edited):
            change()


def test_an_account_proposes_what_nobody_touched(form: ComposerForm) -> None:
    account = Account(
        "A", default_source="Orbit", registered_delivery="final", carry="udh16", default_alphabet="latin1"
    )
    form.take_account(account)
    draft = form.draft
    assert (draft.source, draft.receipt, draft.carry, draft.default_alphabet) == (
        "Orbit",
        Receipt.FINAL,
        Carry.UDH16,
        "latin1",
    )
    form.source.setText("Mine")
    form.take_account(Account("B", default_source="Other"))
    assert form.draft.source == "Mine"
    assert form.draft.receipt is Receipt.NONE


def test_a_wide_form_lies_in_three_columns(form: ComposerForm) -> None:
    form.resize(900, 220)
    QApplication.processEvents()
    assert form.coding.x() > form.text.x() > form.source.x()
    form.resize(310, 600)
    QApplication.processEvents()
    assert form.coding.y() > form.text.y() > form.source.y()


def test_all_controls_have_names(form: ComposerForm) -> None:
    assert not nameless(form)


def test_the_coding_says_proposed_until_it_is_set_and_a_click_gives_it_back(qtbot: QtBot) -> None:
    form = ComposerForm(QVBoxLayout())
    qtbot.addWidget(form)
    form.show_proposal("UCS-2 (8)")
    assert (form.coding.currentText(), form.coding_mark.text()) == ("Automatic: UCS-2 (8)", "proposed")
    assert form.coding_mark.toolTip() == "Proposed: UCS-2 (8)"
    form.coding.choose(Alphabet.LATIN1)
    assert (form.coding_mark.text(), form.draft.alphabet) == ("set", Alphabet.LATIN1)
    form.coding_mark.click()
    assert (form.coding_mark.text(), form.draft.alphabet) == ("proposed", Alphabet.AUTO)


def test_a_form_that_is_rather_wide_has_ton_and_npi_beside_their_address(form: ComposerForm, qtbot: QtBot) -> None:
    source = form.source
    for width, beside in ((310, False), (560, True), (310, False), (900, False)):
        form.setMinimumWidth(width)
        form.resize(width, 600)
        qtbot.waitUntil(lambda beside=beside: (source.ton.x() > source.geometry().right()) is beside)  # type: ignore[misc]
        qtbot.waitUntil(lambda: form.session.geometry().right() == _right_of(form))


def _right_of(form: ComposerForm) -> int:
    """The right edge of what ends the sender's row."""
    source = form.source
    return max(one.geometry().right() for one in (source, source.ton, source.npi, *([source.told] * form._is_flat)))
