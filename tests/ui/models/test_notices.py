"""The notices of a window: which of them stand, and all that were said."""

from __future__ import annotations

import pytest

from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import KEPT, News, Notices, about_link, unsaved_password

REFUSED = News(Severity.ERROR, "Nordlink: the centre refused the password.", ("again",), about_link("Nordlink"))
LOST = News(Severity.ERROR, "Meridian: the peer closed the connection.", about=about_link("Meridian"))
COPIED = News(Severity.NOTE, "Copied.")


@pytest.fixture
def notices() -> Notices:
    """None said yet."""
    return Notices()


def _standing(notices: Notices) -> list[str]:
    return [told.news.words for told in notices.standing]


def test_what_is_less_grave_stands_beside_an_error_and_hides_it_never(notices: Notices) -> None:
    unsaved = unsaved_password("Nordlink", "the password is NOT saved")
    for order in ((REFUSED, unsaved), (unsaved, REFUSED)):
        for news in order:
            notices.say(news)
        assert _standing(notices) == [REFUSED.words, "The password is NOT saved."]
        notices.say(COPIED)
        assert _standing(notices) == [REFUSED.words, "The password is NOT saved.", "Copied."]
        notices.put_away(*notices.standing)


def test_of_two_errors_about_different_things_both_stand_the_newer_first(notices: Notices) -> None:
    notices.say(REFUSED)
    notices.say(LOST)
    assert _standing(notices) == [LOST.words, REFUSED.words]


def test_another_word_on_the_same_thing_or_the_whole_of_it_takes_its_place(notices: Notices) -> None:
    notices.say(LOST)
    notices.say(News(Severity.WARNING, "next try in 5 s", about=about_link("Meridian", "retry")))
    notices.say(News(Severity.WARNING, "next try in 9 s", about=about_link("Meridian", "retry")))
    assert _standing(notices) == [LOST.words, "next try in 9 s"]
    notices.say(REFUSED)
    notices.say(News(Severity.NOTE, "", about=about_link("Meridian")))
    assert _standing(notices) == [REFUSED.words]


def test_a_note_makes_way_and_what_is_about_nothing_stays_for_what_is_less_grave(notices: Notices) -> None:
    notices.say(COPIED)
    notices.say(News(Severity.WARNING, "unnamed"))
    notices.say(COPIED)
    assert _standing(notices) == ["unnamed", "Copied."]
    notices.say(News(Severity.WARNING, "unnamed too"))
    assert _standing(notices) == ["unnamed too"]


def test_a_notice_goes_when_its_reason_has_gone(notices: Notices) -> None:
    reason, changes = [True], []
    notices.say(REFUSED)
    notices.say(News(Severity.ERROR, "Nothing was sent.", about=("sending",), holds=lambda: reason[0]))
    notices.observe(lambda: changes.append(1))
    notices.look_again()
    assert len(notices.standing) == 2
    reason[0] = False
    notices.look_again()
    notices.look_again()
    assert _standing(notices) == [REFUSED.words]
    assert len(changes) == 1


def test_all_that_was_said_is_kept_with_its_time_within_a_bound() -> None:
    now = iter(range(10 * KEPT))
    notices = Notices(clock=lambda: float(next(now)))
    notices.say(COPIED)
    notices.say(News(Severity.NOTE, ""))
    notices.say(REFUSED)
    assert [(told.number, told.at, told.news.words) for told in notices.said] == [
        (0, 0.0, "Copied."),
        (1, 1.0, REFUSED.words),
    ]
    for _ in range(KEPT + 8):
        notices.say(COPIED)
    assert len(notices.said) == KEPT
    assert notices.said[-1].number == KEPT + 9
