"""Whom a session that waits for an outbind lets in."""

from __future__ import annotations

import pytest

from smppconsole.console.door import Door, without_outbind
from smppconsole.session.events import Closed, CloseReason
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu

FROM = "192.0.2.7:40222"
OUTBIND = encode(Pdu("outbind", {"system_id": "CENTRE", "password": "word"}))


@pytest.mark.parametrize("door", [Door("::1", 0), Door("::1", 0, int, "CENTRE"), Door("::1", 0, int, "CENTRE", "word")])
def test_the_centre_that_is_waited_for_comes_in(door: Door) -> None:
    assert door.stranger(OUTBIND, FROM) is None


@pytest.mark.parametrize(
    ("door", "told"),
    [
        (Door("::1", 0, int, "OTHER"), "the outbind is of 'CENTRE', not of 'OTHER', so it got no bind"),
        (Door("::1", 0, int, "", "secret"), "the outbind of 'CENTRE' came with another password, so it got no bind"),
    ],
)
def test_another_is_told_with_what_to_compare(door: Door, told: str) -> None:
    stranger = door.stranger(OUTBIND, FROM)
    assert stranger is not None
    assert (stranger.address, stranger.cause, stranger.words) == (FROM, "outbind-foreign", told)
    assert "Compare" in stranger.advice[0]
    assert "secret" not in stranger.words


def test_an_outbind_cut_short_is_nobody_s() -> None:
    stranger = Door("::1", 0, int, "CENTRE").stranger(OUTBIND[:16], FROM)
    assert stranger is not None


@pytest.mark.parametrize(
    ("first", "cause", "told"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "outbind-tls", "greeted with TLS"),
        (b"GET / HTTP/1.1\r\n", "outbind-text", "'GET / HTTP/1.1..', which is no SMPP"),
        (encode(Pdu("bind_receiver", {"system_id": "me"})), "outbind-esme", "bind_receiver instead of an outbind"),
        (encode(Pdu("deliver_sm")), "outbind-other", "deliver_sm instead of an outbind"),
        (b"", "outbind-fin", "closed the connection without an outbind"),
    ],
)
def test_what_came_instead_of_an_outbind_is_told(first: bytes, cause: str, told: str) -> None:
    away = without_outbind(Closed(CloseReason.FIN, "the peer closed the connection (FIN)"), first, FROM)
    assert (away.address, away.cause) == (FROM, cause)
    assert told in away.words
    assert away.advice


@pytest.mark.parametrize("reason", [CloseReason.SESSION_INIT, CloseReason.RESET, CloseReason.USER])
def test_how_a_silent_guest_left_is_told(reason: CloseReason) -> None:
    away = without_outbind(Closed(reason, "the words of its end"), b"", FROM)
    assert away.words == ("it reset the connection without an outbind" if reason == "reset" else "the words of its end")


def test_a_door_shows_no_password() -> None:
    assert "secret" not in repr(Door("::1", 0, int, "", "secret"))
