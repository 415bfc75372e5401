"""What a centre does with a bound link of its own accord: unbind it, drop it, raise alerts, end it when idle."""

from __future__ import annotations

from collections.abc import Callable

from smppconsole.console.agenda import Agenda, Entry
from smppconsole.console.centre_faults import reset
from smppconsole.console.centre_rules import LinkRules
from smppconsole.net.link import Link
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.said import said


class Habits:
    """The rules of one link at work, from its bind to its end. ``ended_by_rules`` is called when they end it."""

    def __init__(self, link: Link, rules: LinkRules, agenda: Agenda, ended_by_rules: Callable[[], None]) -> None:
        self.heard_at = link.now
        self._link, self._rules, self._agenda = link, rules, agenda
        self._ended_by_rules = ended_by_rules
        self._entries: list[Entry] = []

    def begin(self, can_receive: bool) -> None:
        """The link is bound."""
        self.heard_at = self._link.now
        self._plan(self._rules.unbind_after, self._unbind)
        self._plan(self._rules.drop_after, self._drop)
        self._plan(self._rules.idle_limit, self._look)
        if can_receive:
            self._plan(self._rules.alert_every, self._alert)

    def end(self) -> None:
        """The link is gone."""
        for entry in self._entries:
            entry.drop()
        self._entries.clear()

    def _plan(self, seconds: float, action: Callable[[], None]) -> None:
        if seconds > 0:
            self._entries.append(self._agenda.after(seconds, action))

    def _unbind(self) -> None:
        self._ended_by_rules()
        self._link.unbind()

    def _drop(self) -> None:
        self._ended_by_rules()
        if self._rules.reset:
            reset(self._link)
        else:
            self._link.close(said("dropped by the rules"))

    def _look(self) -> None:
        """Neither message nor enquire_link for too long ends the link; else look again when it would be."""
        left = self.heard_at + self._rules.idle_limit - self._link.now
        if left <= 0:
            self._link.close(said("nothing was heard for {idle_limit:g} s", idle_limit=self._rules.idle_limit))
        else:
            self._entries = [entry for entry in self._entries if entry.action is not None]
            self._plan(left, self._look)

    def _alert(self) -> None:
        self._link.send(alert(), anyway=True)
        self._plan(self._rules.alert_every, self._alert)


def alert(source: str = "491701234567", esme: str = "1234") -> Pdu:
    """An alert_notification: a phone that was away is back (SMPP 3.4, 4.12)."""
    fields: dict[str, FieldValue] = {
        "source_addr_ton": 1,
        "source_addr_npi": 1,
        "source_addr": source,
        "esme_addr": esme,
    }
    return Pdu("alert_notification", fields)
