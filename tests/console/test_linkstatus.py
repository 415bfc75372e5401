"""The light's states are told by words and shapes, so each has a name of its own."""

from __future__ import annotations

from smppconsole.console.linkstatus import LinkState, LinkStatus


def test_the_light_has_five_states() -> None:
    assert [str(state) for state in LinkState] == ["off", "waiting", "binding", "alive", "late", "dead"]


def test_a_link_that_never_was_says_so() -> None:
    assert LinkStatus() == LinkStatus(LinkState.OFF, "not connected", None, None, 0, 0, 0, 0, None)
