"""A panel that leaves its height to others: of it stays what is above its pages."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget


def fold(panel: QWidget, pages: QWidget, folded: bool) -> bool:
    """Leave the height to others, or take it back; whether that is a change."""
    if folded == pages.isHidden():
        return False
    pages.setHidden(folded)
    policy = QSizePolicy.Policy
    panel.setSizePolicy(policy.Preferred, policy.Maximum if folded else policy.Preferred)
    return True
