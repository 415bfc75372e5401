"""Drafts on their way out: preview, production guard, send, again, with a bit changed."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from smppconsole.compose.checks import Problem, check, refused
from smppconsole.compose.count import parts_in_words
from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import Expansion, expand
from smppconsole.compose.layout import DraftError
from smppconsole.console.account import Account
from smppconsole.session.state import StateError
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.model import Version
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.words import sentence, tr
from smppconsole.values import dataclass

COMMAND_COPIED = (
    "Copied as a command line. It takes the password from the system's key store; where that has none, add "
    "--password-env NAME."
)
"""Of a message or a PDU that was copied as a command line."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before sending on a production account: about a draft, or about ``octets`` sent once more."""

    text: str
    button: str
    draft: Draft
    anyway: bool
    octets: bytes = b""


class Sending(QObject):
    """Signals: ``said`` with severity, words and links, ``sent`` with a draft, ``guarded`` with a ``Question``."""

    said = Signal(object, str, object)
    sent = Signal(object)
    guarded = Signal(object)

    def __init__(self, sessions: Sessions) -> None:
        super().__init__()
        self._sessions = sessions
        self._references = itertools.count(random.randrange(1, 0xFFFF))

    def preview(self, draft: Draft) -> list[ShownPdu]:
        """The parts of a draft as they would go out, numbered from 1."""
        terms = self._sessions.terms()
        try:
            octets = [encode(pdu.with_sequence(at), anyway=True) for at, pdu in enumerate(expand(draft, 1).pdus, 1)]
        except (DraftError, EncodeError):
            return []
        return [look_at(one, terms.reading, terms.book, part=at, parts=len(octets)) for at, one in enumerate(octets, 1)]

    def send(self, draft: Draft, anyway: bool = False, confirmed: bool = False) -> None:
        """Send a draft on the current session, unless it is refused by name and limit, or has to be asked about."""
        engine = self._sessions.engine()
        if engine is None or not engine.is_bound:
            self.said.emit(
                Severity.ERROR, tr("Nothing was sent: the session is not bound. Bind it first (Ctrl+B)."), ()
            )
            return
        account = engine.account
        now, version = datetime.now(UTC), account.version or Version.V34
        problems = refused(check(draft, now=now, version=version, book=engine.book))
        if problems and not anyway:
            self.said.emit(Severity.ERROR, _refusal(problems[0]), ())
            return
        try:
            expansion = expand(draft, next(self._references))
        except DraftError as error:
            self.said.emit(Severity.ERROR, _nothing_sent(error.field, error.rule), ())
            return
        if self._is_guarded(account) and not confirmed:
            self.guarded.emit(self._question(account.name, draft, expansion, anyway))
            return
        self._send(draft, expansion, anyway)

    def _is_guarded(self, account: Account) -> bool:
        return account.production and self._sessions.workspace.settings.flag("confirm_production")

    def _question(self, name: str, draft: Draft, expansion: Expansion, anyway: bool) -> Question:
        parts = len(expansion.pdus)
        button = (
            tr("Send {parts_in_words}", parts_in_words=parts_in_words(parts)) if parts > 1 else tr("Send 1 message")
        )
        return Question(
            tr(
                "{name} is a production account. {button} to {destination}?",
                name=name,
                button=button,
                destination=draft.destination,
            ),
            button,
            draft,
            anyway,
        )

    def _send(self, draft: Draft, expansion: Expansion, anyway: bool) -> None:
        engine = self._sessions.engine()
        try:
            if engine is not None:
                engine.send_all(expansion.pdus, anyway=anyway)
        except (EncodeError, StateError) as error:
            self.said.emit(Severity.ERROR, tr("Not sent: {error}.", error=error), ())
            return
        self.said.emit(Severity.NOTE, _pace_words(engine.account.rate if engine else 0.0, len(expansion.pdus)), ())
        self.sent.emit(draft)

    def again(self, octets: bytes, confirmed: bool = False) -> None:
        """Send a request once more under a new sequence number, every other octet as it was."""
        from smppconsole.smpp.summary import summarise  # noqa: PLC0415 - when asked for

        engine = self._sessions.engine()
        if engine is None or not engine.is_bound:
            self.said.emit(
                Severity.ERROR, tr("Nothing was sent: the session is not bound. Bind it first (Ctrl+B)."), ()
            )
            return
        if self._is_guarded(engine.account) and not confirmed:
            where = summarise(octets).destination
            words = tr(
                "{name} is a production account. Send this PDU again{value}?",
                name=engine.account.name,
                value=tr(" to {where}", where=where) * bool(where),
            )
            self.guarded.emit(Question(words, tr("Send again"), Draft(), anyway=False, octets=octets))
            return
        try:
            engine.send(octets)
        except (EncodeError, StateError) as error:
            self.said.emit(Severity.ERROR, tr("Not sent: {error}.", error=error), ())

    def again_with_udhi(self, octets: bytes) -> None:
        """Send a message once more with its user data header announced."""
        from smppconsole.ui.panels.composer.redraft import with_udhi  # noqa: PLC0415 - when asked for

        changed = with_udhi(octets)
        if changed is not None:
            self.again(changed)


def _nothing_sent(field: str, why: str) -> str:
    return sentence(tr("Nothing was sent. {field}: {text}", field=field, text=tr(why)))


def _refusal(problem: Problem) -> str:
    """Why a draft was refused, what to do, and how to send it all the same."""
    anyway = tr("Ctrl+Shift+Enter sends it anyway.")
    return " ".join(filter(None, (_nothing_sent(problem.field, problem.text), tr(problem.remedy), anyway)))


def _pace_words(rate: float, parts: int) -> str:
    """That the parts of a message leave one by one, where an account's rate makes that last a second or more."""
    if not rate or (parts - 1) / rate < 1:
        return ""
    return tr(
        "{parts} parts leave at the account's rate of {rate:g} a second: the last in about {seconds:.0f} s.",
        parts=parts,
        rate=rate,
        seconds=(parts - 1) / rate,
    )
