"""The left half of a batch: its form, which scrolls, and below it what is in the way, the session, the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smppconsole.ui import theme
from smppconsole.ui.panels.tools.batch_buttons import BatchButtons
from smppconsole.ui.panels.tools.batch_form import BatchForm
from smppconsole.ui.widgets.section import scrolled


class BatchSheet(QWidget):
    """``inside`` is what scrolls in ``area``."""

    def __init__(self, form: BatchForm, on: QLabel, buttons: BatchButtons) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.inside = QWidget()
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(form)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(8))
        on.setWordWrap(True)
        foot.addWidget(form.problem)  # in the form it would be out of sight where the panel is low
        foot.addWidget(on)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.area = scrolled(self.inside, "batch.scroll")
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)
