"""A session as the panels tell it."""

from __future__ import annotations

import pytest

from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.ui.panels.sessions.view import SessionView, letters_of, tag_colour, trip_words
from smppconsole.ui.theme import LIGHT


@pytest.mark.parametrize(
    ("account", "letters"),
    [
        (Account("Nordlink", tag="NL"), "NL"),
        (Account("Tellus One"), "TO"),
        (Account("meridian-sms"), "MS"),
        (Account("Vodavox"), "VOD"),
        (Account("Nordlink Kommunikationsdienste Nord 7"), "NKN7"),
        (Account("Nordlink Kommunikationsdienste Nord 12"), "NK12"),
        (Account("gate-2024"), "G024"),
        (Account(""), "?"),
    ],
)
def test_letters_are_the_tag_or_made_of_the_name(account: Account, letters: str) -> None:
    assert letters_of(account) == letters


def test_the_colour_is_chosen_or_always_the_same() -> None:
    assert tag_colour(Account("x", colour=LIGHT.tags["rose"].lower())) == "rose"
    assert tag_colour(Account("x", colour="#123456")) in LIGHT.tags
    assert tag_colour(Account("Nordlink")) == tag_colour(Account("Nordlink"))


@pytest.mark.parametrize(
    ("state", "busy", "button"),
    [
        ("off", False, "Bind"),
        ("waiting", True, "Stop"),
        ("binding", True, "Stop"),
        ("alive", True, "Unbind"),
        ("late", True, "Unbind"),
        ("dead", True, "Stop"),
    ],
)
def test_the_button_names_what_it_would_do(state: str, busy: bool, button: str) -> None:
    assert SessionView(1, Account("x"), LinkStatus(LinkState(state)), busy).button == button


def test_the_detail_fits_the_state() -> None:
    account = Account("x")
    assert SessionView(1, account, LinkStatus(LinkState.ALIVE, last_round_trip=0.018)).detail == "18 ms"
    for result, words in (
        (BindResult(False, "bind", "no", status=0x0D), "refused 0x0D"),
        (BindResult(False, "bind", "silence"), "no answer"),
        (BindResult(False, "tls", "nobody"), "not reached"),
        (BindResult(False, "bind", "by you", cause="given-up"), ""),
        (BindResult(True, "bound", "bound"), ""),
    ):
        assert SessionView(1, account, LinkStatus(LinkState.OFF), last_bind=result).detail == words
    assert SessionView(1, account, LinkStatus(LinkState.LATE), state_age=5.2).detail == "5 s"
    assert SessionView(1, account, LinkStatus(LinkState.DEAD, retry_in=12.0)).detail == "retry 12 s"
    assert SessionView(1, account, LinkStatus(LinkState.WAITING, door="[::1]:2776")).detail == ":2776"
    assert SessionView(1, account).detail == ""


def test_practice_centres_of_this_machine_stand_together() -> None:
    assert SessionView(1, Account("x", "127.0.0.1")).group == "This computer"
    assert SessionView(1, Account("x", "127.0.0.1", group="Mine")).group == "Mine"
    assert SessionView(1, Account("x", "smsc.example")).group == ""


def test_round_trips_in_words() -> None:
    assert [trip_words(seconds) for seconds in (0.0004, 0.018, 2.14)] == ["0.4 ms", "18 ms", "2.1 s"]
