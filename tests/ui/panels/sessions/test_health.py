"""The panel of link health."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.net.tls import _CHECK_WORDS, Check, TlsFacts
from smppconsole.net.x509 import Certificate
from smppconsole.session.events import Answered, StateChanged, Unanswered, Why
from smppconsole.session.state import State
from smppconsole.session.timers import Running
from smppconsole.ui.models.health_log import HealthLog
from smppconsole.ui.panels.sessions.health import HealthPanel


def test_it_tells_who_asked_what_was_answered_and_missed(qtbot: QtBot) -> None:
    panel = HealthPanel()
    qtbot.addWidget(panel)
    panel.resize(228, 220)
    log = HealthLog(lambda: 1_800_000_000.0)
    log.take((StateChanged(State.OPEN, State.BOUND_TX), Answered(1, 0x15, b"", 0, 0.019, False)))
    log.take((Unanswered(2, 0x15, Why.TIMEOUT),))
    panel.show_health("NL TX", LinkStatus(LinkState.ALIVE, asked=120, answered=119, peer_asked=61), log)
    told = {key: figure.text() for key, figure in panel.figures.items()}
    assert panel.title.text() == "Link health  NL TX"
    assert (told["median"], told["asked"], told["peer"]) == ("19 ms", "120, 119", "61")
    assert told["missed"].startswith("1, at ")
    assert ":" in told["since"]
    assert not panel.grab().isNull()


def test_the_timer_that_is_up_first_stands_there_and_all_on_hover(qtbot: QtBot) -> None:
    panel = HealthPanel()
    qtbot.addWidget(panel)
    noon = datetime(2026, 11, 28, 12, 0, 0).timestamp()
    running = Running(enquire_link=noon + 30, inactivity=noon + 90, response=noon + 8)
    panel.show_health("NL", LinkStatus(LinkState.ALIVE, running=running), HealthLog())
    shown = panel.figures["timers"]
    assert shown.text() == "response 12:00:08"
    assert shown.toolTip().split("\n") == [
        "We send enquire_link at 12:00:30, unless something is heard before",
        "We unbind at 12:01:30, unless a message comes before",
        "The first request in flight counts as unanswered at 12:00:08",
    ]
    assert shown.accessibleDescription() == shown.toolTip()
    panel.show_health("NL", LinkStatus(), HealthLog())
    assert (shown.text(), shown.toolTip()) == ("–", "")


FACTS = TlsFacts(
    "TLSv1.3",
    "TLS_AES_256_GCM_SHA384",
    256,
    Certificate("CN=smsc.example", "CN=An Authority", ("smsc.example",), None, None),
    "the certificate and its host name were checked",
)


@pytest.mark.parametrize(
    ("facts", "words", "tone"),
    [
        (None, "off", "text"),
        (FACTS, "TLSv1.3", "text"),
        (replace(FACTS, checked=_CHECK_WORDS[Check.INSECURE]), "TLSv1.3, NOT checked", "err"),
    ],
)
def test_what_tls_settled_on_is_told_and_loud_where_nothing_was_checked(
    qtbot: QtBot, facts: TlsFacts | None, words: str, tone: str
) -> None:
    panel = HealthPanel()
    qtbot.addWidget(panel)
    panel.show_health("NL", LinkStatus(LinkState.ALIVE, tls=facts), HealthLog())
    shown = panel.figures["tls"]
    assert (shown.text(), shown.property("tone") or "text") == (words, tone)
    assert ("TLS_AES_256_GCM_SHA384" in shown.toolTip()) is (facts is not None)


def test_without_a_link_there_are_dashes(qtbot: QtBot) -> None:
    panel = HealthPanel()
    qtbot.addWidget(panel)
    panel.show_health("", LinkStatus(), HealthLog())
    assert panel.figures["median"].text() == panel.figures["since"].text() == "–"
