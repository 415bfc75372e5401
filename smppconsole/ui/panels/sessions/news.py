"""What an engine tells, as notices: what happened, why, what next. Qt-free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smppconsole.console.binding import BindResult
from smppconsole.console.happenings import BindDone, GaveUp, Happening, Lost, Retry, Trouble, TurnedAway, WaitsAgain
from smppconsole.console.linkwords import closed_words
from smppconsole.session.events import Closed, CloseReason, Throttled
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui.models.notices import News, about_link
from smppconsole.ui.words import sentence, tr

_MOST_ADVICE = 3
_CAPTURE_LINKS = ("record_again", "settings")
_PARTS: dict[type, tuple[str, ...]] = {Retry: ("retry",), Throttled: ("pace",), TurnedAway: ("door",)}


def news_of(account: str, event: Happening) -> News | None:
    """The notice of a happening, None where there is nothing to say. One on a part of the connection stands beside what
    is said of it as a whole: that a further try is planned does not hide why the last one failed."""
    tell = _TELL.get(type(event))
    news = tell(account, event) if tell is not None else None
    if news is None:
        return None
    about = ("capture", account) if isinstance(event, Trouble) else about_link(account, *_PARTS.get(type(event), ()))
    return news._replace(about=about)


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
