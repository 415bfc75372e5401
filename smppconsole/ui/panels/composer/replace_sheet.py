"""The sheet that asks for another text of a message the centre still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTextEdit, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.compose.layout import DraftError
from smppconsole.compose.request import replace_sm
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.widgets.controls import label, named, set_tone
from smppconsole.ui.words import tr

_SEND_KEYS = ("Ctrl+Return", "Ctrl+Enter")
_MOST = 254  # octets of short_message (SMPP 3.4, 4.10.1)


class ReplaceSheet(Sheet):
    """Begins with the text that the centre holds; ``on_given`` gets the requests. Ctrl+Enter sends."""

    def __init__(
        self, parent: QWidget, draft: Draft, message_id: str, on_given: Callable[[tuple[Pdu, ...]], object]
    ) -> None:
        title = tr("Another text for {destination}", destination=draft.destination)
        super().__init__(parent, "replace", tr("Replace text"), title, tr("Replace"))
        self._draft, self._id, self._on_given = draft, message_id, on_given
        self.say_no(tr("Keep it"))
        self.text = named(QTextEdit(), "replace.text", tr("Text"))
        self.text.setProperty("entry", True)
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(draft.text)
        self.text.setFixedHeight(theme.px(110))
        self.told = label("", "text2", fonts.text(11), "replace.problem")
        self.told.setWordWrap(True)
        self.body.addWidget(self.text)
        self.body.addWidget(self.told)
        for keys in _SEND_KEYS:
            QShortcut(QKeySequence(keys), self, self.yes.click)
        self.text.textChanged.connect(self._check)
        self.accepted.connect(self._give)
        self._check()

    def open(self) -> None:
        """Whoever types writes over the text, as in a field."""
        super().open()
        self.text.setFocus()
        self.text.selectAll()

    def _given(self) -> Draft:
        return replace(self._draft, text=self.text.toPlainText())

    def _check(self) -> None:
        problem = replace_problem(self._given(), self._id)
        self.told.setText(problem or self._size_words())
        set_tone(self.told, "err" if problem else "text2")
        self.yes.setEnabled(not problem)

    def _size_words(self) -> str:
        """How much of the room the text takes; the alphabet is not said again in a replace_sm."""
        octets = replace_sm(self._given(), self._id).pdus[0].fields.get("short_message", b"")
        held = tr("The centre reads it in the alphabet of the first text.")
        if not isinstance(octets, bytes) or not octets:
            return held
        return tr("{count} of {most} octets. {held}", count=len(octets), most=_MOST, held=held)

    def _give(self) -> None:
        self._on_given(replace_sm(self._given(), self._id).pdus)


def replace_problem(draft: Draft, message_id: str) -> str:
    """Why a text cannot stand in for the one a centre holds; "" where it can."""
    try:
        for pdu in replace_sm(draft, message_id).pdus:
            encode(pdu.with_sequence(1))
    except (DraftError, EncodeError) as error:
        return tr("{field}: {rule}", field=error.field, rule=error.rule)
    return "" if draft.text else tr("A text is needed.")
