"""Whom a session that waits for an outbind lets in."""

from __future__ import annotations

import pytest

from smppconsole.console.door import Door
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu

OUTBIND = encode(Pdu("outbind", {"system_id": "CENTRE", "password": "word"}))


@pytest.mark.parametrize("door", [Door("::1", 0), Door("::1", 0, int, "CENTRE"), Door("::1", 0, int, "CENTRE", "word")])
def test_the_centre_that_is_waited_for_comes_in(door: Door) -> None:
    assert door.stranger(OUTBIND) is None


@pytest.mark.parametrize(
    ("door", "told"),
    [
        (Door("::1", 0, int, "OTHER"), "the outbind is of 'CENTRE', not of 'OTHER', so it got no bind"),
        (Door("::1", 0, int, "", "secret"), "the outbind of 'CENTRE' came with another password, so it got no bind"),
    ],
)
def test_another_is_told_with_what_to_compare(door: Door, told: str) -> None:
    stranger = door.stranger(OUTBIND)
    assert stranger is not None
    assert (stranger.ok, stranger.step, stranger.repeat, stranger.words) == (False, "outbind", False, told)
    assert "Compare" in stranger.advice[0]
    assert "secret" not in stranger.words


def test_an_outbind_cut_short_is_nobody_s() -> None:
    stranger = Door("::1", 0, int, "CENTRE").stranger(OUTBIND[:16])
    assert stranger is not None


def test_a_door_shows_no_password() -> None:
    assert "secret" not in repr(Door("::1", 0, int, "", "secret"))
