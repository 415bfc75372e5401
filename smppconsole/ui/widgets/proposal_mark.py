"""The word beside a choice: "proposed" until the user touched it, then "set"; a click gives the proposal back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import named, set_property
from smppconsole.ui.widgets.enter import EnterPushButton
from smppconsole.ui.words import tr


class ProposalMark(EnterPushButton):
    """``clicked`` asks for the proposal; it cannot be pressed while nothing is set."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFont(fonts.text(12))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(theme.HEIGHTS.small_control))
        widest = max(map(self.fontMetrics().horizontalAdvance, (tr("set"), tr("proposed"))))
        self.setFixedWidth(max(theme.px(58), widest + theme.px(6)))
        self.show_state(own=False)

    def show_state(self, *, own: bool, reason: str = "") -> None:
        """Whether the user set it; ``reason`` says why the proposal is what it is."""
        self.setText(tr("set") if own else tr("proposed"))
        self.setEnabled(own)
        set_property(self, "role", "link" if own else "quiet")
        told = tr("Proposed: {reason}", reason=reason) if reason else tr("proposed")
        self.setToolTip(tr("Take the proposal again") if own else told)
