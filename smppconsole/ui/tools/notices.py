"""What the window said, as a tool."""

from __future__ import annotations

from smppconsole.ui.panels.tools.notices import NoticesPanel
from smppconsole.ui.tools.tool import Place


class NoticesTool:
    """Lists the notices of the window."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._notices = place.cast.trace.notice.notices
        self.panel = NoticesPanel()
        self.panel.away_asked.connect(lambda: self._notices.put_away(*self._notices.standing))
        self._leave = self._notices.observe(self.feed)

    def feed(self) -> None:
        """All of them."""
        if self._place.seen():
            self.panel.show_notices(self._notices.said, self._notices.standing)

    def close(self) -> None:
        """Watch no longer."""
        self._leave()
