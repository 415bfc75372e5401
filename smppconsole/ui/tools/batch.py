"""The batch in the window: the composer's message on the current session."""

from __future__ import annotations

from smppconsole.compose.kept_batch import as_text, batch_from
from smppconsole.ui.panels.tools.batch import BatchPanel
from smppconsole.ui.tools.tool import Place, following


class BatchTool:
    """Sends what the composer holds to many."""

    def __init__(self, place: Place) -> None:
        self._place = place
        cast = place.cast
        settings = cast.workspace.settings
        self.panel = BatchPanel(cast.sessions.engine, lambda: settings.flag("confirm_production"))
        self.edited = self.panel.form.edited
        self._endings = (
            following(cast.sessions.changed, self.feed),
            following(cast.composer.changed, lambda _draft: self.feed()),
        )

    def feed(self) -> None:
        """The session and the message; a batch under way keeps its own."""
        panel, cast = self.panel, self._place.cast
        if self._place.seen():
            panel.show_session(cast.sessions.view())
            if panel.form.isEnabled() and panel.form.draft != cast.composer.draft:
                panel.form.show_draft(cast.composer.draft)

    def told(self) -> str:
        """Whom it goes to, how fast, and whether it is under way."""
        return as_text(self.panel.kept.noted(self.panel.form.kept))

    def take_up(self, text: str) -> None:
        """As it stood; a batch that was cut off is told."""
        self.panel.form.take_up(text)
        self.panel.tell_cut(batch_from(text))

    def close(self) -> None:
        """Send no more."""
        for leave in self._endings:
            leave()
        self.panel.stop()
