"""What an engine tells, as notices: what happened, why, what next. Qt-free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from smppconsole.console.binding import BindResult
from smppconsole.console.happenings import BindDone, GaveUp, Happening, Lost, Retry, Trouble, TurnedAway, WaitsAgain
from smppconsole.console.linkwords import closed_words
from smppconsole.session.events import Closed, CloseReason, Throttled
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui.words import sentence, tr

_MOST_ADVICE = 3
_CAPTURE_LINKS = ("record_again", "settings")


class News(NamedTuple):
    """A notice; no words take the notice there away. ``links`` are those that help."""

    severity: Severity
    words: str
    links: tuple[str, ...] = ()


def news_of(account: str, event: Happening) -> News | None:
    """The notice of a happening, None where there is nothing to say."""
    tell = _TELL.get(type(event))
    return tell(account, event) if tell is not None else None


def bind_words(result: BindResult) -> str:
    """What came of a bind that failed, and what to do: a few sentences."""
    return " ".join(sentence(part) for part in (result.words, *result.advice[:_MOST_ADVICE]) if part)


def _bind_done(account: str, event: BindDone) -> News:
    tls = event.result.tls
    if event.result.ok and tls is not None and tls.is_unchecked:
        return News(
            Severity.WARNING,
            tr("{account}: TLS, but {checked}", account=account, checked=sentence(tls.checked)),
            ("edit",),
        )
    if event.result.ok and event.result.passed_over:
        words = tr(
            "{account}: {words} at {address}, another of its hosts, for {missed}.",
            account=account,
            words=tr(event.result.words),
            address=event.result.address,
            missed="; ".join(map(tr, event.result.passed_over)),
        )
        return News(Severity.WARNING, words, ("edit",))
    if event.result.ok:
        return News(Severity.NOTE, "")
    return News(Severity.ERROR, bind_words(event.result), ("edit", "again"))


def _throttled(account: str, event: Throttled) -> News:
    words = tr(
        "{account}: the centre asks to slow down ({name}). What was refused for it was not taken; new messages wait "
        "for the pause that the account's sheet sets.",
        account=account,
        name=STANDARD.status(event.status).name,
    )
    return News(Severity.WARNING, words, ("edit",))


def _closed(account: str, event: Closed) -> News | None:
    """Of the ends that we made, one that nobody asked for just then; the others are told where they were."""
    if event.reason is not CloseReason.INACTIVITY:
        return None
    return News(Severity.WARNING, f"{account}: {sentence(closed_words(event))}", ("edit", "again"))


def _turned_away(account: str, event: TurnedAway) -> News:
    words = tr(
        "{account}: {address} was turned away: {why} Still waiting for the outbind.",
        account=account,
        address=event.address,
        why=sentence(event.words),
    )
    return News(Severity.WARNING, " ".join((words, *(sentence(line) for line in event.advice[:_MOST_ADVICE]))))


def _waits_again(account: str, event: WaitsAgain) -> News:
    severity = Severity.NOTE if event.in_order else Severity.WARNING
    return News(severity, f"{account}: {sentence(event.words)}")


_TELL: dict[type, Callable[[str, Any], News | None]] = {
    BindDone: _bind_done,
    TurnedAway: _turned_away,
    WaitsAgain: _waits_again,
    Closed: _closed,
    Lost: lambda account, event: News(Severity.ERROR, f"{account}: {sentence(event.words)}"),
    Retry: lambda account, event: News(Severity.WARNING, f"{account}: {sentence(event.words)}", ("edit",)),
    GaveUp: lambda account, event: News(Severity.ERROR, f"{account}: {sentence(event.words)}", ("edit", "again")),
    Throttled: _throttled,
    Trouble: lambda account, event: News(Severity.WARNING, f"{account}: {sentence(event.words)}", _CAPTURE_LINKS),
}
