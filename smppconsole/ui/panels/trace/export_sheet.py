"""Before PDUs leave the trace: which ones, in which form, what is masked, and how that looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from smppconsole.trace.export import FORMATS
from smppconsole.trace.mask import Masking
from smppconsole.trace.store import Store
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.trace.export_choice import ExportWish, RowSet, Terms, preview_text, result_words
from smppconsole.ui.widgets.controls import Choice, button, label, named
from smppconsole.ui.widgets.flow import Flow
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import grouped, tr

_TOLD_LATER = 120
_SIZE = (820, 620)


class ExportSheet(QDialog):
    """Signals: ``save_asked`` and ``copy_asked`` with an ``ExportWish``."""

    save_asked = Signal(object)
    copy_asked = Signal(object)

    def __init__(self, parent: QWidget, store: Store, sets: tuple[RowSet, ...], terms: Terms, masking: Masking) -> None:
        super().__init__(parent)
        named(self, "export", tr("Save or copy PDUs"))
        self.setWindowTitle(tr("Save or copy PDUs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._sets, self._terms = store, sets, terms
        segments = tuple((f"{one.title} {grouped(len(one.rows))}", "", one.id) for one in sets)
        self.what = Segmented("export.what", tr("Which PDUs"), segments)
        self.form = Choice("export.form", tr("Form"))
        self.form.fill(tuple((tr(row.title), row.id) for row in FORMATS))
        self.numbers = named(QCheckBox(tr("Numbers")), "export.numbers", tr("Mask numbers"))
        self.text = named(QCheckBox(tr("Texts")), "export.text", tr("Mask texts"))
        self.numbers.setChecked(masking.numbers)
        self.text.setChecked(masking.text)
        self.preview = named(QPlainTextEdit(), "export.preview", tr("How it will look"))
        self.save = MainButton(tr("Save…"), "export.save")
        self.copy = button(tr("Copy"), "export.copy")
        self.no = button(tr("Cancel"), "export.cancel")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TOLD_LATER)
        self._lay_out()
        self._wire()
        self._show()

    def _lay_out(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setProperty("box", "field")
        self.preview.document().setDocumentMargin(theme.px(8))
        self.preview.setFont(fonts.mono(11))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        always = QCheckBox(tr("Passwords, always"))
        always.setChecked(True)
        always.setEnabled(False)
        kept = label(tr("Lengths are kept, so that masked octets still decode."), "text2", fonts.text(11))
        masks = Flow(always, self.numbers, self.text, kept, gap=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        for at, words in enumerate((tr("Which"), tr("As"), tr("Mask"))):
            grid.addWidget(label(words, "text2", fonts.text(12)), at, 0)
        grid.addWidget(self.what, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.form, 1, 1)
        grid.addLayout(masks, 2, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addLayout(grid)
        column.addWidget(self.preview, 1)
        column.addLayout(self._buttons())
        open_sized(self, *_SIZE)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.save, 1)
        for one in (self.copy, self.no):
            one.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
            one.setMinimumWidth(theme.px(90))
            row.addWidget(one)
        return row

    def _wire(self) -> None:
        self.what.chosen.connect(self._show)
        self.form.currentIndexChanged.connect(self._show)
        self.numbers.toggled.connect(self._show)
        self.text.toggled.connect(self._show)
        self._later.timeout.connect(self._tell)
        self.save.clicked.connect(lambda: self.save_asked.emit(self.wish))
        self.copy.clicked.connect(lambda: self.copy_asked.emit(self.wish))
        self.no.clicked.connect(self.reject)

    @property
    def wish(self) -> ExportWish:
        """What is chosen now."""
        rows = next(one for one in self._sets if one.id == self.what.value)
        form = next(row for row in FORMATS if row.id == self.form.currentData())
        return ExportWish(rows, form, Masking(self.numbers.isChecked(), self.text.isChecked()))

    def choose(self, rows: str = "", form: str = "") -> None:
        """Choose rows and form by their ids, and show what comes of it."""
        if rows:
            self.what.set_value(rows)
        if form:
            self.form.choose(form)
        self._show()

    def _show(self, *_ignored: object) -> None:
        self.save.say(result_words(self.wish))
        self.save.setEnabled(bool(len(self.wish.rows.rows)))
        self._later.start()

    def _tell(self) -> None:
        self.preview.setPlainText(preview_text(self._store, self.wish, self._terms))
