"""The octets of the workbench, typed as hex in any dress: exactly these are sent, whatever they say of themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from smppconsole.compose.rawoctets import RawOctets, with_true_length, write_raw
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import button, label, named
from smppconsole.ui.words import tr

_HINT = (
    "Hex in any dress: spaces, colons, 0x, offsets, dumps.\n\n00000010 00000015 00000000 00000001\n\n"
    "Several PDUs one after the other, half of one, or a length that lies: all is sent as it stands."
)


class RawEditor(QWidget):
    """``changed`` carries the text."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "workbench.raw", tr("Octets to send"))
        self.box = named(QTextEdit(), "workbench.octets", tr("Octets in hex"))
        self.box.setAcceptRichText(False)
        self.box.setProperty("entry", True)
        self.box.setTabChangesFocus(True)
        self.box.setFont(fonts.mono(12))
        self.box.setPlaceholderText(tr(_HINT))
        self.summary = label("", "text", fonts.text(12, fonts.SEMIBOLD), "workbench.raw_summary")
        self.notes = label("", "warn", fonts.text(11), "workbench.raw_notes")
        self.notes.setWordWrap(True)
        self.mend = button(tr("Set true lengths"), "workbench.true_lengths", role="link")
        self.mend.setToolTip(tr("Make every command_length count the octets that are there"))
        self._raw = RawOctets(b"", (), (), ())
        row = QHBoxLayout()
        row.addWidget(self.summary)
        row.addStretch(1)
        row.addWidget(self.mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addWidget(self.box, 1)
        column.addLayout(row)
        column.addWidget(self.notes)
        self.box.textChanged.connect(lambda: self.changed.emit(self.box.toPlainText()))
        self.mend.clicked.connect(self._mend)

    def show_text(self, text: str) -> None:
        """Show what is typed; no signal."""
        if self.box.toPlainText() != text:
            was = self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(was)

    def show_reading(self, raw: RawOctets) -> None:
        """Say what the text holds."""
        self._raw = raw
        self.summary.setText(tr(raw.summary))
        told = tuple(map(tr, (*raw.problems[:2], *raw.notes[:2])))
        self.notes.setText("\n".join(told))
        self.notes.setVisible(bool(told))
        self.mend.setVisible(any(piece != with_true_length(piece) for piece in raw.pieces if len(piece) >= 4))

    def _mend(self) -> None:
        self.box.setPlainText(write_raw(with_true_length(piece) for piece in self._raw.pieces))
