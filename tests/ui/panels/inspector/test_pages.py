"""The inspector's pages of words."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui import style, theme
from smppconsole.ui.panels.inspector.pages import Page, findings_words, lenses_words, opinion_words
from smppconsole.ui.panels.inspector.shown_pdu import look_at
from tests.kit.pdus import octets
from tests.kit.traces import answer, submit


def test_the_likeliest_alphabet_comes_first() -> None:
    wire = octets("submit_sm", 1, data_coding=8, short_message="привет".encode("utf-16-be"))
    words = lenses_words(look_at(wire, AS_USUAL))
    assert words.index("UCS-2") < words.index("Latin-1")
    assert "<b>привет</b>" in words
    assert "12 octets of short_message" in words


def test_a_pdu_without_a_text_has_no_lenses() -> None:
    assert "carries no text" in lenses_words(look_at(answer(1), AS_USUAL))


def test_findings_name_octets_section_and_remedy() -> None:
    wire = octets("submit_sm", 1, dest_addr_ton=1, dest_addr_npi=1, destination_addr="+49171392", short_message=b"x")
    words = findings_words(look_at(wire, AS_USUAL).inspection.findings)
    assert "Warning:" in words
    assert "SMPP 3.4" in words
    assert "octets:" in words
    assert "No findings" in findings_words(())


def test_smpplib_says_its_own() -> None:
    assert "smpplib reads it" in opinion_words(look_at(submit(1), AS_USUAL))
    assert "smpplib refuses it" in opinion_words(
        look_at(bytes.fromhex("00000010 000000AA 00000000 00000001"), AS_USUAL)
    )


def test_words_of_a_peer_are_no_markup() -> None:
    wire = octets("submit_sm", 1, short_message=b"<img src=x>")
    assert "<img" not in lenses_words(look_at(wire, AS_USUAL))


def test_a_link_asks_for_octets_and_the_theme_is_followed(qtbot: QtBot, look: QApplication) -> None:
    page = Page("x.page", "Page")
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show_words("<p class='err'>words</p>")
    with qtbot.waitSignal(page.octets_asked) as told:
        page.anchorClicked.emit(QUrl("octets:48-54"))
    assert told.args == [48, 54]
    style.apply(look, theme.DARK)
    page.show()
    assert theme.DARK.err in page.document().defaultStyleSheet()
    style.apply(look, theme.LIGHT)
    assert theme.LIGHT.err in page.document().defaultStyleSheet()
    page.hide()
    style.apply(look, theme.DARK)
    page.show()
    assert theme.DARK.err in page.document().defaultStyleSheet()
