"""The bind doctor in the window: the accounts there are, their passwords, settings that are kept."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.console.account import Account
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.frame.dialogs import ask_password
from smppconsole.ui.panels.tools.doctor import DoctorPanel
from smppconsole.ui.panels.tools.doctor_run import DoctorRun
from smppconsole.ui.tools.tool import Place, following
from smppconsole.ui.words import tr


class DoctorTool:
    """Examines the accounts of the window."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.run = DoctorRun(place.cast.workspace)
        self.panel = DoctorPanel(self.run)
        self.run.password_wanted.connect(self._ask)
        self.panel.adopt_asked.connect(self._adopt)
        self._leave = following(place.cast.sessions.changed, self.feed)

    def feed(self) -> None:
        """The accounts to choose from."""
        sessions = self._place.cast.sessions
        if self._place.seen():
            self.panel.show_accounts([view.account for view in sessions.views()], sessions.current)

    def close(self) -> None:
        """Stop what is under way."""
        self._leave()
        self.run.stop()

    def _ask(self, name: str, why: str) -> None:
        ask_password(self._place.window, name, why, lambda password, keep: self._given(name, password, keep))

    def _given(self, name: str, password: str, keep: bool) -> None:
        if keep:
            tasks.spawn(
                self._place.cast.workspace.secrets.set(name, password), tr("keep the password of {name}", name=name)
            )
        self.run.give_password(name, password)

    def _adopt(self, account: Account) -> None:
        """Keep the settings that worked in the account."""
        known = self._place.cast.workspace.accounts.get(account.name)
        if known is None:
            self._say(tr("{name} is not a saved account: there is nothing to keep the settings in.", name=account.name))
            return
        done = tr("The account {name} has these settings now.", name=account.name)
        kept = replace(account, reconnect=known.reconnect)
        self._place.cast.keeping.save(kept, account.name, None, lambda _name: self._say(done))

    def _say(self, words: str) -> None:
        self._place.cast.trace.notice.say(Severity.NOTE, words)
