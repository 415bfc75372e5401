"""Link health: the round trips of enquire_link, who asked, what was answered and missed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.session.timers import Running
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.health_log import HealthLog
from smppconsole.ui.widgets.controls import hairline, label, named, set_tone
from smppconsole.ui.widgets.plots import TripPlot
from smppconsole.ui.widgets.telling import set_description, set_tip
from smppconsole.ui.widgets.unmoved import Unmoved
from smppconsole.ui.words import tip, tr

if TYPE_CHECKING:
    from smppconsole.net.tls import TlsFacts

_ROWS = (
    ("median", "Median, last hour"),
    ("asked", "Asked by us, answered"),
    ("peer", "Asked by peer"),
    ("missed", "Missed"),
    ("since", "Bound since"),
    ("timers", "Next timer"),
    ("tls", "TLS"),
)
_TIMERS = (
    ("session_init", "session-init", "The centre has to send its outbind by {clock}"),
    ("enquire_link", "enquire_link", "We send enquire_link at {clock}, unless something is heard before"),
    ("answer", "answer", "The enquire_link in flight counts as missed at {clock}"),
    ("inactivity", "inactivity", "We unbind at {clock}, unless a message comes before"),
    ("response", "response", "The first request in flight counts as unanswered at {clock}"),
    ("pause", "pause", "What waits is sent on at {clock}: the centre asked to slow down"),
)
"""Each timer with its short name and what happens when it is up. Clocks, not seconds that are left: a session at rest
wakes nobody to count them."""


class HealthPanel(Unmoved):
    """Shows the health of one session."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "health", tr("Link health"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(tr("Link health"), "text", fonts.text(12, fonts.SEMIBOLD), "health.title")
        self.plot = TripPlot("health.plot")
        self.title.setBuddy(self.plot)
        self.figures: dict[str, QLabel] = {}
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, theme.px(10))
        column.setSpacing(theme.px(6))
        column.addWidget(hairline())
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
        inside.setSpacing(theme.px(4))
        inside.addWidget(self.title)
        inside.addWidget(self.plot)
        inside.addLayout(self._lines())
        column.addLayout(inside)

    def _lines(self) -> QVBoxLayout:
        """Each line shares its own width: in a grid the longest words and the longest figure would widen the panel."""
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        for key, words in _ROWS:
            figure = label("–", "text", fonts.mono(11), f"health.{key}")
            line = QHBoxLayout()
            told = label(tr(words), "text2", fonts.text(11))
            told.setBuddy(figure)  # or Orca reads its words whenever the keys come to the accounts
            line.addWidget(told, 1)
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignRight)
            column.addLayout(line)
            self.figures[key] = figure
        return column

    def show_health(self, tag: str, link: LinkStatus, log: HealthLog) -> None:
        """Show a session by its letters."""
        self.title.setText(tr("Link health  {tag}", tag=tag) if tag else tr("Link health"))
        self.plot.show_trips(log.trips())
        median = log.median
        missed = str(log.missed)
        if log.missed_at is not None:
            missed += tr(", at {fromtimestamp:%H:%M:%S}", fromtimestamp=datetime.fromtimestamp(log.missed_at))
        since = f"{datetime.fromtimestamp(log.bound_since):%H:%M:%S}" if log.bound_since is not None else "–"
        told = {
            "median": "–"
            if median is None
            else tr("{median:.0f} ms", median=median)
            if median >= 9.5
            else tr("{median:.1f} ms", median=median),
            "asked": f"{link.asked}, {link.answered}",
            "peer": str(link.peer_asked),
            "missed": missed,
            "since": since,
            "timers": next_timer(link.running),
            "tls": _tls_words(link),
        }
        for key, words in told.items():
            self.figures[key].setText(words)
        timers = timers_words(link.running)
        set_tip(self.figures["timers"], timers)
        set_description(self.figures["timers"], timers)
        set_tip(self.figures["tls"], tls_tip(link.tls))
        set_tone(self.figures["tls"], "err" if link.tls is not None and link.tls.is_unchecked else "text")


def next_timer(running: Running) -> str:
    """The timer that is up first, and when: "enquire_link 10:42:06"."""
    due = [(at, short) for name, short, _ in _TIMERS if (at := getattr(running, name)) is not None]
    if not due:
        return "–"
    at, short = min(due)
    return f"{tr(short)} {_clock(at)}"


def timers_words(running: Running) -> str:
    """All timers that run, a line each."""
    lines = [tr(words, clock=_clock(at)) for name, _, words in _TIMERS if (at := getattr(running, name)) is not None]
    return tip("\n".join(lines))


def _clock(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%H:%M:%S}"


def _tls_words(link: LinkStatus) -> str:
    """The version, and loudly where nobody looked who answers."""
    if link.tls is None:
        return tr("off") if link.state in {LinkState.ALIVE, LinkState.LATE} else "–"
    return tr("{version}, NOT checked", version=link.tls.version) if link.tls.is_unchecked else link.tls.version


def tls_tip(tls: TlsFacts | None) -> str:
    """All that was negotiated, for a closer look."""
    if tls is None:
        return ""
    certificate, days = tls.certificate, tls.days_left()
    lines = [
        tr("{version}, {cipher}", version=tls.version, cipher=tls.cipher),
        tr("certificate of {subject}", subject=certificate.subject),
        tr("for {names}", names=", ".join(certificate.names) or "–"),
        tr("signed by {issuer}", issuer=certificate.issuer),
        tr("valid for {days} more days", days=days) if days is not None else "",
        tr(tls.checked),
    ]
    return tip("\n".join(line for line in lines if line))
