"""A bind that was refused, explained: what the status says, what is usually behind it, and whether trying again helps.

The code on the screen often is not the cause: an "invalid password" was an interface version, a "bind failed" a
missing entry of an allow-list. So each row lists causes in the order to check them.
"""

from __future__ import annotations

from smppconsole.console.account import Account
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to make of one status of a bind response. ``repeat`` is False where the same bind can never succeed;
    ``pause`` is the least number of seconds that makes sense before it is repeated."""

    status: int
    advice: tuple[str, ...]
    repeat: bool = True
    pause: float = 0.0


_ALLOW_LIST = "Your public IP address may not be on the provider's allow-list: tell them which one it is."
_CREDENTIALS = "Compare system_id and password with the account sheet, letter case and blanks included."
_TYPE = "Leave system_type empty, or set the word of the account sheet; both habits exist."
_VERSION = "Bind with interface version 3.4: some centres call another version a wrong password."
_COUNT = "The account may allow fewer binds than there are: close other consoles and gateways that use it."

_ROWS = (
    Refusal(0x01, (_CREDENTIALS, "An over-long field may have shifted the rest of the bind.")),
    Refusal(
        0x02,
        ("The centre misread the length of our bind: look at its octets, and for something in between.",),
        repeat=False,
    ),
    Refusal(
        0x03,
        (
            "The centre may not know bind_transceiver: bind as transmitter, and as receiver beside it.",
            "It may be an SMPP 3.3 centre: set interface version 3.3 with a transmitter bind.",
        ),
        repeat=False,
    ),
    Refusal(
        0x04,
        (
            "The centre takes this connection for bound already, or not yet ready: connect anew and bind once.",
            "The account may not be allowed this kind of bind: try transmitter, receiver or transceiver.",
        ),
    ),
    Refusal(
        0x05,
        (
            "An old session may still stand at the centre after a network cut: wait for its inactivity timer"
            " (often 1 to 5 minutes) or have the provider end it.",
            _COUNT,
            "Some centres allow one transmitter and one receiver, or one transceiver, not both.",
        ),
        pause=30.0,
    ),
    Refusal(0x08, ("The centre has trouble of its own: try later, and tell the provider the time.", _TYPE)),
    Refusal(
        0x0D,
        (
            _CREDENTIALS,
            _ALLOW_LIST,
            _TYPE,
            _VERSION,
            "Try another kind of bind: not every account may be a transceiver.",
            _COUNT,
        ),
        pause=15.0,
    ),
    Refusal(
        0x0E,
        (
            "Type the password anew: blanks at its end come along when copied.",
            "The field holds 8 characters; ask whether a longer one was cut when the account was made.",
            _VERSION,
            "Check that host and port are the platform this account lives on.",
        ),
        repeat=False,
    ),
    Refusal(
        0x0F,
        (
            "Compare the system_id with the account sheet, letter case included.",
            "Check that host and port are the platform this account lives on (test and live often differ).",
            "The password or the interface version may be wrong: some centres say this for every wrong bind.",
            _ALLOW_LIST,
        ),
        repeat=False,
    ),
    Refusal(0x14, ("The centre is busy: try later.",), pause=10.0),
    Refusal(0x53, ("Set the system_type of the account sheet.", "Leave system_type empty."), repeat=False),
    Refusal(0x58, ("Too many binds in a short time: wait a minute before the next.",), pause=60.0),
    Refusal(0x66, ("The centre's own rules said no: give the provider system_id and time.", _ALLOW_LIST)),
    Refusal(0xFF, (_CREDENTIALS, _ALLOW_LIST, _TYPE)),
)
VERSION_DOUBT = frozenset({0x03, 0x08, 0x0D, 0x0E, 0x0F, 0xFF})
"""Statuses behind which an interface_version the centre does not like may hide."""
TYPE_DOUBT = frozenset(row.status for row in _ROWS if _TYPE in row.advice or row.status == 0x53)
"""Statuses behind which a system_type may hide that the centre insists on."""
REFUSALS = {row.status: row for row in _ROWS}

_OTHER = (
    "This code is not the standard's own: ask the provider what it means.",
    _CREDENTIALS,
    _ALLOW_LIST,
)

NO_REPEAT_CAUSES = frozenset({
    "name-malformed", "local-address", "forbidden", "tls-file", "tls-plain-peer", "tls-version", "tls-cipher",
    "tls-client-certificate", "tls-name-unknown", "certificate-expired", "certificate-name", "certificate-self-signed",
    "certificate-issuer", "certificate-purpose",
})  # fmt: skip
"""Causes of a failed connection (``net.causes``) that time alone does not cure."""


def refusal_of(status: int) -> Refusal:
    """The row for a status; what nobody listed may be repeated."""
    return REFUSALS.get(status, Refusal(status, _OTHER, pause=15.0))


def explain_bind(status: int, account: Account, book: Book = STANDARD) -> tuple[str, tuple[str, ...]]:
    """The words for a refused bind of ``account``, and what to check, first things first."""
    row = book.status(status)
    cause = said(" Usual cause: {cause}", cause=said(row.cause)) if row.cause else ""
    words = said(
        "the centre refused the bind: {title}. {words}{cause}", title=row.title, words=said(row.words), cause=cause
    )
    return words, _fitting(refusal_of(status).advice, account)


def _fitting(advice: tuple[str, ...], account: Account) -> tuple[str, ...]:
    """The advice without what the account already does, and what it does oddly put in front."""
    left = [line for line in advice if not (line is _VERSION and account.interface_version == "3.4")]
    if account.interface_version != "3.4" and _VERSION in left:
        left.sort(key=lambda line: line is not _VERSION)
    return tuple(left)
