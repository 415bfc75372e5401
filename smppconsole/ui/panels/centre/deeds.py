"""What the person at the message centre does to its sessions, with words for how it went. Qt-free but for signals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from smppconsole.console.centre_faults import reset
from smppconsole.console.centre_rules import Fault
from smppconsole.console.centre_session import CentreSession
from smppconsole.console.workspace import Workspace
from smppconsole.net import tasks
from smppconsole.net.connect import ConnectFailure
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.words import tr, tr_many


class CentreDeeds(QObject):
    """Acts on the centre of a workspace, while it has one. ``said`` carries severity and words ("" takes them away),
    ``done`` a word and what was done."""

    said = Signal(object, str)
    done = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def _sessions(self, number: int) -> list[CentreSession]:
        centre = self._workspace.centre
        return [one for one in (centre.sessions if centre else ()) if number in (-1, one.number)]

    def act(self, wish: str, number: int) -> None:
        """enquire, unbind, drop or reset one session, or all (-1)."""
        for session in self._sessions(number):
            _DEEDS[wish](session)

    def deliver(self, source: str, destination: str, text: str, whom: str) -> None:
        """A message from the mobile side."""
        centre = self._workspace.centre
        if centre is None:
            return
        try:
            reached = centre.send_mobile(text, source, destination, system_id=whom)
        except EncodeError as error:
            self.said.emit(Severity.ERROR, tr("Not delivered: {error}.", error=error))
            return
        self.said.emit(Severity.NOTE, "")
        self.done.emit(
            "mobile",
            tr_many(
                "{source} → {destination} to 1 session",
                "{source} → {destination} to {count} sessions",
                reached,
                source=source,
                destination=destination,
            ),
        )

    def trap(self, fault: Fault) -> None:
        """Set a fault for the next answer."""
        if self._workspace.centre is not None:
            self._workspace.centre.trap.set(fault)

    def slip(self, fault: Fault, number: int) -> None:
        """Do something wrong at once, to one session or to all."""
        for session in self._sessions(number):
            session.slip(fault)

    def outbind(self, host: str, port: int, name: str, password: str) -> None:
        """Ask an ESME that listens to bind."""
        tasks.spawn(self._outbind(host, port, name, password), "outbind")

    async def _outbind(self, host: str, port: int, name: str, password: str) -> None:
        centre = self._workspace.centre
        if centre is None:
            return
        try:
            await centre.outbind(host, port, name, password)
        except ConnectFailure as error:
            self.said.emit(
                Severity.ERROR, " ".join([tr("No outbind: {error}.", error=error.words), *map(tr, error.advice)])
            )
        except EncodeError as error:
            self.said.emit(Severity.ERROR, tr("No outbind: {error}.", error=error))
        else:
            self.done.emit(tr("outbind"), tr("sent to {host}:{port}", host=host, port=port))


def _enquire(session: CentreSession) -> None:
    if session.state.is_bound:
        session.link.send(Pdu("enquire_link"))


def _unbind(session: CentreSession) -> None:
    if session.state.is_bound:
        session.link.unbind()


_DEEDS: dict[str, Callable[[CentreSession], object]] = {
    "enquire": _enquire,
    "unbind": _unbind,
    "drop": lambda session: session.link.close(tr("closed by hand")),
    "reset": lambda session: reset(session.link),
}
