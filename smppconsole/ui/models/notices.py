"""What the window said: the notices that stand, and all of them with their times. Qt-free.

A notice stands until somebody puts it away, until another about the same thing comes, or until its reason is gone. Of
two about different things none hides the other, but a note makes way for whatever comes.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from smppconsole.console.watchers import Watchers
from smppconsole.smpp.finding import Severity
from smppconsole.ui.words import sentence

KEPT = 500
"""Notices that are remembered."""

About = tuple[str, ...]
"""What a notice is about, from the whole to its part: ("link", "Nordlink", "retry")."""


class News(NamedTuple):
    """A notice to be. ``links`` are those that help; ``about`` says which ones it takes the place of: those about the
    same thing or a part of it. No words take those away and say nothing. ``holds`` tells whether its reason is still
    there, where that can be told."""

    severity: Severity
    words: str
    links: tuple[str, ...] = ()
    about: About = ()
    holds: Callable[[], bool] | None = None


def about_link(account: str, *part: str) -> About:
    """What notices on the connection of an account are about."""
    return ("link", account, *part)


def unsaved_password(account: str, words: str) -> News:
    """That a password is in no key store, which stands beside what comes of the bind with it."""
    return News(Severity.WARNING, sentence(words), about=("password", account))


class Told(NamedTuple):
    """A notice that was said, ``at`` seconds since 1970; ``number`` counts them from 0."""

    number: int
    at: float
    news: News


class Notices:
    """All notices of one window. Observers are told after each change."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._count = 0
        self._said: deque[Told] = deque(maxlen=KEPT)
        self._standing: list[Told] = []
        self._watchers: Watchers[[]] = Watchers()

    @property
    def said(self) -> tuple[Told, ...]:
        """The last of them, the newest at the end."""
        return tuple(self._said)

    @property
    def count(self) -> int:
        """How many were said, with those that are forgotten."""
        return self._count

    @property
    def standing(self) -> tuple[Told, ...]:
        """Those that stand, the gravest first, of equal ones the newest."""
        return tuple(sorted(self._standing, key=lambda told: (told.news.severity.rank, -told.number)))

    def say(self, news: News) -> None:
        """Say something, or with no words that all is well again with what it is about."""
        self._standing = [told for told in self._standing if not _makes_way(told.news, news)]
        if news.words:
            told = Told(self._count, self._clock(), news)
            self._count += 1
            self._said.append(told)
            self._standing.append(told)
        self._watchers.tell()

    def put_away(self, *tolds: Told) -> None:
        """Somebody has read them."""
        self._keep([told for told in self._standing if told not in tolds])

    def look_again(self) -> None:
        """Something changed: those whose reason is gone go."""
        self._keep([told for told in self._standing if told.news.holds is None or told.news.holds()])

    def _keep(self, standing: list[Told]) -> None:
        if len(standing) != len(self._standing):
            self._standing = standing
            self._watchers.tell()

    def observe(self, observer: Callable[[], object]) -> Callable[[], None]:
        """Have ``observer()`` called after each change; returns what ends that."""
        return self._watchers.add(observer)


def _makes_way(old: News, new: News) -> bool:
    if new.about:
        same = old.about[: len(new.about)] == new.about
    else:  # about nothing in particular: what is graver does not go for it
        same = not old.about and new.severity.rank <= old.severity.rank
    return same or (bool(new.words) and old.severity is Severity.NOTE)
