"""Where a batch stands: a headline, a bar, the details in words, and which rows of the results are wanted."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.console.batch_run import BatchRun
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.tools.batch_words import details, headline, tallies
from smppconsole.ui.widgets.controls import IconTextButton, label, named
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.widgets.tally_bar import TallyBar
from smppconsole.ui.words import tr

_NARROW = 420


class BatchProgress(QWidget):
    """Shows a ``BatchRun``; ``shown`` is True for the rows with problems alone."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "batch.standing", tr("Where the batch stands"))
        self.setProperty("ground", "bg")
        self.head = named(CutLabel("text", fonts.text(12, fonts.SEMIBOLD)), "batch.headline", "")
        self.head.setText(tr("Nothing sent yet"))
        self.head.setToolTip(self.head.text())
        self.words = label("", "text2", fonts.text(12), "batch.details")
        self.bar = TallyBar("batch.progress", tr("Progress"))
        self.shown = Segmented("batch.shown", tr("Rows"), ((tr("All"), "", False), (tr("Problems"), "", True)))
        self.save = IconTextButton("export", tr("Save results…"), "batch.save", tr("Save the results as CSV"))
        self.save.setEnabled(False)
        self.words.setWordWrap(True)
        self.words.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.head, 1)
        head.addWidget(self.shown)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of the button give way."""
        super().resizeEvent(event)
        self.save.setText(tr("Save results…") if self.width() >= theme.px(_NARROW) else "")
        self.save.setToolTip("" if self.save.text() else self.save.accessibleName())

    def show_run(self, run: BatchRun) -> None:
        """Show the figures as they are."""
        words = details(run)
        self.head.setText(headline(run))
        self.head.setToolTip(self.head.text())
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.bar.show_tally(tallies(run), run.total)
        self.save.setEnabled(bool(run.rows))
