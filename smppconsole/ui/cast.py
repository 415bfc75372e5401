"""Everybody who plays in one window: panels, and who binds them to the workspace."""

from __future__ import annotations

from smppconsole.console.drafts import DraftShelf
from smppconsole.console.workspace import Workspace
from smppconsole.ui.models.message_model import MessageModel
from smppconsole.ui.panels.accounts.keeping import AccountKeeping
from smppconsole.ui.panels.accounts.panel import AccountsPanel
from smppconsole.ui.panels.composer.panel import Composer
from smppconsole.ui.panels.composer.sending import Sending
from smppconsole.ui.panels.frame.appearance import Appearance
from smppconsole.ui.panels.frame.header import Header
from smppconsole.ui.panels.frame.side import SidePanel
from smppconsole.ui.panels.frame.stall import StallMeter
from smppconsole.ui.panels.frame.status import StatusBar
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.inspector.preview import Looking
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.panels.sessions.health import HealthPanel
from smppconsole.ui.panels.sessions.pulse import Pulse
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.trace.captures import Captures
from smppconsole.ui.panels.trace.counting import TraceCounting
from smppconsole.ui.panels.trace.exports import Exports
from smppconsole.ui.panels.trace.filter_keeping import FilterKeeping
from smppconsole.ui.panels.trace.panel import TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms


class Cast:
    """Made once for a window; nothing is wired yet."""

    def __init__(self, workspace: Workspace, header: Header) -> None:
        self.workspace = workspace
        self.appearance = Appearance(workspace.settings)
        self.sessions = Sessions(workspace)
        self.keeping = AccountKeeping(self.sessions)
        self.sending = Sending(self.sessions)
        self.header = header
        self.accounts = AccountsPanel()
        self.health = HealthPanel()
        sessions = self.sessions
        terms = TraceTerms(sessions.tag_of, sessions.reading_of, sessions.book_of, sessions.words)
        self.trace = TracePanel(workspace.store, terms)
        self.inspector = Inspector()
        self.composer = Composer()
        self.messages = MessageTable(MessageModel(workspace.journeys))
        self.shelf = DraftShelf()
        self.side = SidePanel(self.composer, self.messages, self.shelf)
        self.status = StatusBar()
        self.looking = Looking(self.inspector, self.sending, workspace.journeys)
        self.counting = TraceCounting(self.trace)
        self.captures = Captures(self.trace)
        self.exports = Exports(workspace)
        self.filters = FilterKeeping(workspace.saved_filters)
        self.pulse = Pulse(workspace.store, self.sessions)
        self.stall = StallMeter()

    def close(self) -> None:
        """Watch nothing any longer, beat no longer."""
        self.sessions.close()
        self.appearance.stop()
        self.counting.close()
        self.captures.close()
        self.exports.close()
        self.pulse.stop()
        self.stall.set_running(False)
        self.trace.close_all()
