"""A session as the panels tell it: its account, its letters, its light in words. Qt-free."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smppconsole.console.account import BIND_WORDS, Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.session.events import CloseReason
from smppconsole.smpp.said import said
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.theme import LIGHT
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.console.binding import BindResult

_OFF = LinkStatus()
_ENDED = {
    CloseReason.UNBIND_THEM: said("unbound"),
    CloseReason.UNBIND_TIMEOUT: said("no answer"),
    CloseReason.FIN: "FIN",
    CloseReason.RESET: "RST",
    CloseReason.TLS_CLOSED: "TLS closed",
    CloseReason.TLS_BROKEN: "TLS broke",
    CloseReason.NETWORK: said("network"),
    CloseReason.DEAD: said("silent"),
    CloseReason.INACTIVITY: said("inactive"),
    CloseReason.FRAMING: said("framing"),
}
"""How a session ended, in a word that fits the card: each of its ways is another one's business."""
RECEIVES = "A receiver only receives: choose a transmitter or transceiver under Send on."
"""Why nothing is sent over a session that is bound as one."""
_TAG_NAMES = tuple(LIGHT.tags)
_BY_HEX = {value.lower(): name for name, value in LIGHT.tags.items()}


@dataclass(frozen=True, slots=True)
class SessionView:
    """One account with its connection. ``state_age`` is how many seconds the state lasts, ``busy`` whether there is a
    connection or one is on its way or planned, ``last_bind`` what came of the last try."""

    number: int
    account: Account
    link: LinkStatus = _OFF
    busy: bool = False
    state_age: float = 0.0
    last_bind: BindResult | None = None

    @property
    def role(self) -> str:
        """transmitter, receiver, transceiver."""
        return BIND_WORDS[self.account.bind_as]

    @property
    def group(self) -> str:
        """The account's group; practice centres of this machine stand together."""
        local = self.account.host in {"127.0.0.1", "::1", "localhost"}
        return self.account.group or (tr("This computer") if local else "")

    @property
    def letters(self) -> str:
        """The account's letters: its tag, or made of its name."""
        return letters_of(self.account)

    @property
    def tag(self) -> SessionTag:
        """ "NL TX" in the account's colour."""
        return SessionTag(f"{self.letters} {self.account.bind_as.upper()}", tag_colour(self.account))

    @property
    def button(self) -> str:
        """What the button beside the session would do."""
        if self.link.state in {LinkState.ALIVE, LinkState.LATE}:
            return tr("Unbind")
        return tr("Stop") if self.busy else tr("Bind")

    @property
    def detail(self) -> str:
        """The few characters after the state's word: 18 ms, 5 s, retry 12 s; the port where an outbind is awaited."""
        link = self.link
        if link.state is LinkState.ALIVE and link.last_round_trip is not None:
            return trip_words(link.last_round_trip)
        if link.state is LinkState.WAITING:
            return f":{link.door.rpartition(':')[2]}"
        if link.state in {LinkState.BINDING, LinkState.LATE}:
            return f"{self.state_age:.0f} s"
        if link.retry_in is not None:
            return tr("retry {retry_in:.0f} s", retry_in=link.retry_in)
        ended = _ENDED.get(link.ended) if link.ended is not None else None
        return self.failure or (tr(ended) if ended else "")

    @property
    def words(self) -> str:
        """The state in a sentence; after a try that failed why, and what to check first."""
        last = self.last_bind
        if not self.failure or last is None:
            return tr(self.link.words)
        return "\n".join((tr(last.words), *map(tr, last.advice[:1])))

    @property
    def failure(self) -> str:
        """Why there is no session after the last try, in two words; "" where it did not fail."""
        last = self.last_bind
        if last is None or last.ok or last.cause == "given-up" or self.link.state is not LinkState.OFF:
            return ""
        if last.status:
            return tr("refused 0x{status:02X}", status=last.status)
        return tr("no answer") if last.step == "bind" else tr("not reached")


_TAG, _TAG_DIGITS = 4, 3
"""Letters of a tag, and how many of them a number takes at most."""


def trip_words(seconds: float) -> str:
    """A round trip: 18 ms, 0.4 ms, 2.1 s."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return (
        tr("{seconds:.0f} ms", seconds=seconds * 1000)
        if seconds >= 0.00095
        else tr("{seconds:.1f} ms", seconds=seconds * 1000)
    )


def letters_of(account: Account) -> str:
    """The account's tag; without one the first letters of its words, and the number at their end, which tells accounts
    of one provider apart."""
    if account.tag:
        return account.tag[:_TAG]
    words = [word for word in account.name.replace("-", " ").split() if word]
    if len(words) > 1 and words[-1].isdigit():
        number = words[-1][-_TAG_DIGITS:]
        return "".join(word[0] for word in words[:-1])[: _TAG - len(number)].upper() + number
    made = "".join(word[0] for word in words[:3]) if len(words) > 1 else account.name[:3]
    return made.upper() or "?"


def tag_colour(account: Account) -> str:
    """The name of the account's tag colour; without one, one that its name always gives."""
    chosen = _BY_HEX.get(account.colour.lower(), account.colour)
    return chosen if chosen in LIGHT.tags else _TAG_NAMES[zlib.crc32(account.name.encode()) % len(_TAG_NAMES)]


def free_colour(account: Account, others: Iterable[Account]) -> str:
    """The colour of a new account whose own, by its name, another one wears already: one that is free; "" for its own,
    where nobody wears it or all are worn."""
    worn = {tag_colour(other) for other in others}
    free = [name for name in _TAG_NAMES if name not in worn]
    return LIGHT.tags[free[0]] if free and tag_colour(account) in worn else ""
