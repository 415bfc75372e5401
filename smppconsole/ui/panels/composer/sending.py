"""Drafts on their way out: preview, production guard, send, again, with a bit changed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smppconsole.compose.checks import Problem, check, refused
from smppconsole.compose.count import parts_in_words
from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import Expansion, expand
from smppconsole.compose.layout import DraftError
from smppconsole.console.account import Account
from smppconsole.session.state import State, StateError
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.model import Version
from smppconsole.ui.models.notices import News
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.sessions.view import RECEIVES
from smppconsole.ui.words import sentence, tr
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.console.engine import Engine

UNBOUND = "Nothing was sent: the session is not bound. Bind it first (Ctrl+B)."
_SENDING = ("sending",)
"""What notices on sending are about."""
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
    """Signals: ``said`` with ``News``, ``sent`` with a draft, ``guarded`` with a ``Question``."""

    said = Signal(object)
    sent = Signal(object)
    guarded = Signal(object)

    def __init__(self, sessions: Sessions) -> None:
        super().__init__()
        self._sessions = sessions
        self._references = itertools.count(random.randrange(1, 0xFFFF))
        self._at_hand = Draft()

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
        self._at_hand = draft
        why, engine = self._why_not(draft, anyway), self._bound
        if why or engine is None:
            self._refuse(why, lambda: self._why_not(self._at_hand, anyway) == why)
            return
        expansion = expand(draft, next(self._references))
        if self._is_guarded(engine.account) and not confirmed:
            self.guarded.emit(self._question(engine.account.name, draft, expansion, anyway))
            return
        self._send(engine, draft, expansion, anyway)

    def note(self, draft: Draft) -> None:
        """What the composer holds now: a refusal stands as long as it holds for that."""
        self._at_hand = draft

    def _why_not(self, draft: Draft, anyway: bool) -> str:
        """Why a draft cannot be sent on the current session, in words; "" where it can."""
        if self._bound is None:
            return tr(UNBOUND)
        if self._bound.state is State.BOUND_RX and not anyway:
            words = tr("Nothing was sent: {name} is bound as a receiver.", name=self._bound.account.name)
            return f"{words} {tr(RECEIVES)}"
        account, book = self._bound.account, self._bound.book
        problems = refused(check(draft, now=datetime.now(UTC), version=account.version or Version.V34, book=book))
        if problems and not anyway:
            return _refusal(problems[0])
        try:
            expand(draft, 1)
        except DraftError as error:
            return _nothing_sent(error.field, error.rule)
        return ""

    @property
    def _bound(self) -> Engine | None:
        """The current session, if it is bound."""
        engine = self._sessions.engine()
        return engine if engine is not None and engine.is_bound else None

    def _refuse(self, words: str, holds: Callable[[], bool] | None = None) -> None:
        self.said.emit(News(Severity.ERROR, words, about=_SENDING, holds=holds))

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

    def _send(self, engine: Engine, draft: Draft, expansion: Expansion, anyway: bool) -> None:
        try:
            engine.send_all(expansion.pdus, anyway=anyway)
        except (EncodeError, StateError) as error:
            self._refuse(tr("Not sent: {error}.", error=error), lambda: self._at_hand == draft)
            return
        self.said.emit(News(Severity.NOTE, _pace_words(engine.account.rate, len(expansion.pdus)), about=_SENDING))
        self.sent.emit(draft)

    def again(self, octets: bytes, confirmed: bool = False) -> None:
        """Send a request once more under a new sequence number, every other octet as it was."""
        from smppconsole.smpp.summary import summarise  # noqa: PLC0415 - when asked for

        engine = self._bound
        if engine is None:
            self._refuse(tr(UNBOUND), lambda: self._bound is None)
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
            self._refuse(tr("Not sent: {error}.", error=error))
            return
        self.said.emit(News(Severity.NOTE, "", about=_SENDING))

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
