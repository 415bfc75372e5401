"""What a message's own menu does: ask the centre for its state, cancel it, replace its text; edit, copy, find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from smppconsole.compose.draft import Alphabet, Draft
from smppconsole.net import tasks
from smppconsole.session.state import Side, StateError, may_send
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.journey import Journey, PartSeen
from smppconsole.ui.cast import Cast
from smppconsole.ui.models.message_row import NONE, is_incoming, number_of
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.console.engine import Engine
    from smppconsole.ui.answers import Answer
    from smppconsole.ui.panels.frame.dialogs import Sheet

_MenuRow = tuple[str, Callable[[], object], str]
_LINE: _MenuRow = ("", lambda: None, "")
_QUERY = 0x03


class MessageRequests(QObject):
    """Works on the messages of one window; sheets are asked over ``window``."""

    def __init__(self, window: QWidget, cast: Cast, edit: Callable[[Draft], object]) -> None:
        super().__init__()
        self._window, self._cast, self._edit = window, cast, edit

    def open_menu(self, key: int, place: QPoint) -> QMenu:
        """The menu of a message, at a place of the screen."""
        messages = self._cast.messages
        menu = named(QMenu(messages), "messages.menu", tr("Message"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened = messages.unfolded == key
        fold: _MenuRow = (
            tr("Fold") if opened else tr("Unfold"),
            lambda: messages.unfold(NONE if opened else key),
            "",
        )
        rows = self._incoming_rows(number_of(key)) if is_incoming(key) else self._sent_rows(number_of(key))
        menu.setToolTipsVisible(True)
        for words, call, lacking in (fold, *rows):
            if not words:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.setEnabled(not lacking)
            if lacking:
                action.setToolTip(lacking)
            action.triggered.connect(lambda _=False, call=call: call())
        open_at(menu, place)
        return menu

    def _incoming_rows(self, number: int) -> tuple[_MenuRow, ...]:
        came, copy = self._cast.workspace.journeys.inbox.message(number), QGuiApplication.clipboard().setText
        nobody = "" if came.source else tr("It names no sender.")
        reply = Draft(destination=came.source, source=came.destination)
        return (
            (tr("Show in the trace"), lambda: self._cast.messages.row_asked.emit(came.parts[0].row), ""),
            _LINE,
            (tr("Reply"), lambda: self._edit(reply), nobody),
            _LINE,
            (tr("Copy its text"), lambda: copy(came.text), "" if came.text else tr("It carries no text.")),
            (tr("Copy its sender"), lambda: copy(came.source), nobody),
        )

    def _sent_rows(self, number: int) -> tuple[_MenuRow, ...]:
        journey = self._cast.workspace.journeys.journey(number)
        nameless = "" if _identified(journey) else tr("The centre gave it no id, so nothing can be asked about it.")
        unable = nameless or self._unable(journey)
        several = "" if journey.total == 1 else tr("replace_sm replaces one part; this message has several.")
        return (
            (tr("Show in the trace"), lambda: self._cast.messages.row_asked.emit(journey.parts[0].row), ""),
            _LINE,
            (tr("Query its state (query_sm)"), lambda: self.query(journey), unable),
            (tr("Replace its text (replace_sm)…"), lambda: self.ask_replace(journey), unable or several),
            (tr("Cancel it (cancel_sm)…"), lambda: self.ask_cancel(journey), unable),
            _LINE,
            (tr("Edit as a new message"), lambda: self._edit_again(journey), ""),
            (tr("Copy its ids"), lambda: self._copy_ids(journey), nameless),
        )

    # --- requests

    def query(self, journey: Journey) -> None:
        """Ask for the state of each part."""
        from smppconsole.compose.request import query_sm  # noqa: PLC0415 - when asked for

        pdus = []
        for part in _identified(journey):
            draft = self._asking(part)
            pdus.append(query_sm(part.message_id, draft.source, draft.source_ton, draft.source_npi, draft.source_rules))
        self._send(journey, pdus, "query")

    def ask_cancel(self, journey: Journey) -> None:
        """Ask, then cancel each part."""
        from smppconsole.compose.request import cancel_sm  # noqa: PLC0415 - when asked for
        from smppconsole.ui.panels.frame.dialogs import ask  # noqa: PLC0415 - when asked for

        words = tr(
            "Cancel the message to {destination}? What was delivered already stays delivered.",
            destination=journey.destination,
        )
        pdus = [cancel_sm(self._asking(part), part.message_id) for part in _identified(journey)]
        ask(
            self._window,
            "cancel",
            tr("Cancel message"),
            words,
            tr("Cancel it"),
            lambda: self._send(journey, pdus, "cancel"),
            loses=True,
        ).say_no(tr("Keep it"))

    def ask_replace(self, journey: Journey) -> Sheet:
        """Ask for another text, then replace the one the centre holds."""
        from smppconsole.ui.panels.composer.replace_sheet import ReplaceSheet  # noqa: PLC0415 - when asked for

        part = journey.parts[0]
        draft = replace(self._asking(part), text=journey.text, fields=self._draft(part).fields)
        sheet = ReplaceSheet(self._window, draft, part.message_id, lambda pdus: self._send(journey, pdus, "replace"))
        sheet.open()
        return sheet

    def _engine_of(self, journey: Journey) -> Engine | None:
        """Over which session to ask about a message: its own, or where that is over a later one of its account."""
        workspace = self._cast.workspace
        own, ends = workspace.engines.get(journey.session), workspace.store.ends.get(journey.session)
        account = own.account.name if own is not None else ends.account if ends is not None else ""
        engines = (own, *(one for one in workspace.engines.values() if one.account.name == account))
        return next((one for one in engines if one is not None and _may_ask(one)), None)

    def _unable(self, journey: Journey) -> str:
        """Why nothing can be asked about a message; "" where it can."""
        if self._engine_of(journey) is not None:
            return ""
        engine = self._cast.workspace.engines.get(journey.session)
        if engine is not None and engine.is_bound:
            return tr("Its session is bound as a receiver, and only a transmitter or transceiver may ask.")
        return tr("Its session is not bound. Bind it first (Ctrl+B).")

    def _send(self, journey: Journey, pdus: Iterable[Pdu], what: str) -> None:
        engine = self._engine_of(journey)
        if engine is None:
            words = tr("Nothing was sent. {why}", why=self._unable(journey))
            self._say(Severity.ERROR, words, lambda: self._engine_of(journey) is None)
            return
        asked = list(pdus)
        answers: dict[str, Answer] = {}
        for pdu in asked:
            tasks.spawn(self._ask_centre(engine, pdu, answers, len(asked)), tr("{what} a message", what=what))

    async def _ask_centre(self, engine: Engine, pdu: Pdu, answers: dict[str, Answer], count: int) -> None:
        """Ask about one part; the notice tells it together with what came of the other parts."""
        try:
            outcome = await engine.request(pdu)
        except (EncodeError, StateError) as error:
            self._say(Severity.ERROR, tr("Not sent: {error}.", error=error))
            return
        name = str(pdu.fields.get("message_id", ""))
        from smppconsole.ui.answers import told_of  # noqa: PLC0415 - when there is one

        answers[name] = told_of(outcome, pdu.command, engine.account.response_timeout)
        worst = min((one.severity for one in answers.values()), key=lambda severity: severity.rank)
        self._say(worst, answers_told(pdu.command, answers, count))

    def _say(self, severity: Severity, words: str, holds: Callable[[], bool] | None = None) -> None:
        self._cast.trace.notice.say(severity, words, about=("request",), holds=holds)

    # --- the rest

    def _edit_again(self, journey: Journey) -> None:
        draft = self._draft(journey.parts[0])
        self._edit(_with_text(draft, journey.text) if draft.alphabet is not Alphabet.BINARY else draft)

    def _copy_ids(self, journey: Journey) -> None:
        QGuiApplication.clipboard().setText("\n".join(part.message_id for part in _identified(journey)))

    def _asking(self, part: PartSeen) -> Draft:
        """What finds the message again: what else was said when it was sent is not said anew (an empty time keeps the
        old one, SMPP 3.4, 4.10.1)."""
        draft = self._draft(part)
        return replace(draft, schedule="", validity="", tlvs=(), fields={})

    def _draft(self, part: PartSeen) -> Draft:
        from smppconsole.ui.panels.composer.redraft import draft_of  # noqa: PLC0415 - when asked for

        store = self._cast.workspace.store
        reading = self._cast.sessions.reading_of(store.session(part.row))
        return draft_of(store.octets(part.row), reading) or Draft()


def answers_told(command: str, answers: Mapping[str, Answer], count: int) -> str:
    """What a centre said about the ``count`` parts of a message so far, in one sentence: alike answers once."""
    ids: dict[str, list[str]] = {}
    for name, answer in answers.items():
        ids.setdefault(answer.words, []).append(name)
    if count == 1 or len(answers) < count or len(ids) > 1:
        pieces = (
            tr("{command} of {name}: {answer_words}.", command=command, name=", ".join(names), answer_words=words)
            for words, names in ids.items()
        )
        return " ".join(pieces)
    (words,) = ids
    return tr("{command} of all {count} parts: {answer_words}.", command=command, count=count, answer_words=words)


def _may_ask(engine: Engine) -> bool:
    """Whether requests about messages may be sent over a session."""
    return may_send(Side.ESME, engine.state, _QUERY, engine.account.version)


def _with_text(draft: Draft, text: str) -> Draft:
    return replace(draft, text=text)


def _identified(journey: Journey) -> list[PartSeen]:
    return [part for part in journey.parts if part.message_id]
