"""What an engine tells, as notices."""

from __future__ import annotations

from smppconsole.console.binding import BindResult
from smppconsole.console.happenings import BindDone, GaveUp, Lost, Retry, Trouble, TurnedAway, WaitsAgain
from smppconsole.net.tls import _CHECK_WORDS, Check, TlsFacts
from smppconsole.net.x509 import Certificate
from smppconsole.session.events import Closed, CloseReason, PduSent, Throttled
from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import News, about_link
from smppconsole.ui.panels.sessions.news import bind_words, news_of


def test_a_refused_bind_says_why_and_what_to_do() -> None:
    result = BindResult(False, "bind", "the centre refused the password", ("ask the provider", "see the sheet"))
    news = news_of("Nordlink", BindDone(result))
    assert news == News(
        Severity.ERROR,
        "The centre refused the password. Ask the provider. See the sheet.",
        ("edit", "again"),
        about_link("Nordlink"),
    )


def test_a_bind_that_went_well_takes_the_notice_away() -> None:
    assert news_of("x", BindDone(BindResult(True, "bound", "bound"))) == News(Severity.NOTE, "", about=about_link("x"))


def test_a_bind_at_another_host_says_which_and_what_was_wrong_with_the_first() -> None:
    result = BindResult(True, "bound", "bound as receiver", address="192.0.2.2:2775", passed_over=("gw1: refused",))
    told = news_of("x", BindDone(result))
    assert told is not None
    assert told.severity is Severity.WARNING
    assert told.words == "x: bound as receiver at 192.0.2.2:2775, another of its hosts, for gw1: refused."


def test_a_bind_over_tls_that_nobody_checked_is_loud() -> None:
    tls = TlsFacts("TLSv1.3", "", 256, Certificate(), _CHECK_WORDS[Check.INSECURE])
    told = news_of("x", BindDone(BindResult(True, "bound", "bound", tls=tls)))
    assert told is not None
    assert (told.severity, told.links) == (Severity.WARNING, ("edit",))
    assert told.words.startswith("x: TLS, but NOTHING was checked: anybody between here and there")


def test_a_lost_line_a_new_try_and_the_end_of_trying_are_told() -> None:
    lost = news_of("Nordlink", Lost(Closed(CloseReason.FIN, ""), "the peer closed the connection"))
    assert lost is not None
    assert (lost.severity, lost.words) == (Severity.ERROR, "Nordlink: The peer closed the connection.")
    retry = news_of("Nordlink", Retry(12.0, "next try in 12 s"))
    assert retry is not None
    assert retry.severity is Severity.WARNING
    assert (lost.about, retry.about) == (about_link("Nordlink"), about_link("Nordlink", "retry"))
    gave_up = news_of("Nordlink", GaveUp("no further try"))
    assert gave_up is not None
    assert "again" in gave_up.links
    told = news_of("x", Trouble("the disk is full"))
    assert told == News(Severity.WARNING, "x: The disk is full.", ("record_again", "settings"), ("capture", "x"))


def test_a_stranger_at_the_door_is_told_by_its_address_and_what_to_look_at() -> None:
    away = TurnedAway("192.0.2.7:40222", "outbind-fin", "it closed the connection", ("look who may reach this port",))
    assert news_of("Caller", away) == News(
        Severity.WARNING,
        "Caller: 192.0.2.7:40222 was turned away: It closed the connection. Still waiting for the outbind. "
        "Look who may reach this port.",
        about=about_link("Caller", "door"),
    )


def test_the_end_of_a_session_that_waits_for_the_next_hurts_only_where_it_was_not_in_order() -> None:
    for in_order, severity in ((True, Severity.NOTE), (False, Severity.WARNING)):
        told = news_of("Caller", WaitsAgain("lost: the peer closed; waiting again", in_order))
        assert told == News(severity, "Caller: Lost: the peer closed; waiting again.", about=about_link("Caller"))


def test_traffic_is_no_news() -> None:
    assert news_of("x", PduSent(b"", 0.0)) is None


def test_what_became_of_a_bind_is_a_sentence() -> None:
    assert bind_words(BindResult(False, "bind", "no")) == "No."


def test_a_centre_that_asks_to_slow_down_is_told_with_its_word() -> None:
    told = news_of("Nordlink", Throttled(0x58, 12.5))
    assert told is not None
    assert (told.severity, told.links) == (Severity.WARNING, ("edit",))
    assert told.words.startswith("Nordlink: the centre asks to slow down (ESME_RTHROTTLED).")
