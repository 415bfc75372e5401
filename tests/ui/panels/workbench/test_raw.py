"""The octets of the workbench."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.compose.rawoctets import read_raw, write_raw
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.panels.workbench.raw import RawEditor

ENQUIRE = encode(Pdu("enquire_link", sequence=9))
LYING = (99).to_bytes(4) + ENQUIRE[4:]


def test_it_says_what_the_octets_are_and_mends_lengths_only_when_asked(qtbot: QtBot) -> None:
    editor = RawEditor()
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.changed.connect(told.append)
    text = write_raw([ENQUIRE, LYING])
    editor.show_text(text)
    editor.show_reading(read_raw(text))
    assert (told, editor.summary.text()) == ([], "2 PDUs, 32 octets")
    assert "99" in editor.notes.text()
    editor.mend.click()
    assert read_raw(told[-1]).pieces == (ENQUIRE, ENQUIRE)


def test_sound_octets_have_nothing_to_mend(qtbot: QtBot) -> None:
    editor = RawEditor()
    qtbot.addWidget(editor)
    editor.show_reading(read_raw(ENQUIRE.hex()))
    assert editor.mend.isHidden()
    assert editor.notes.isHidden()
