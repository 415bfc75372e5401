"""Ways to a time without counting digits: periods from a menu, or a day and an hour from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget

from smppconsole.smpp.smpptime import read_time, write_absolute, write_period
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import LineField, label, named, set_tone
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.frame.dialogs import Sheet

PERIODS: tuple[tuple[str, timedelta], ...] = (
    ("5 minutes", timedelta(minutes=5)),
    ("1 hour", timedelta(hours=1)),
    ("12 hours", timedelta(hours=12)),
    ("1 day", timedelta(days=1)),
    ("3 days", timedelta(days=3)),
    ("7 days", timedelta(days=7)),
)

Put = Callable[[str], object]
_BESIDE = 14
"""Days of another month that a page of the calendar can show before or after its own."""


def open_time_menu(parent: QWidget, name: str, empty: str, put: Put) -> QMenu:
    """A menu of times below ``parent``; ``put`` gets the 16 characters, "" for ``empty`` (what no time means)."""
    menu = named(QMenu(parent), f"{name}.times", tr("Times"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(empty[0].upper() + empty[1:]).triggered.connect(lambda: put(""))
    menu.addSeparator()
    for words, length in PERIODS:
        menu.addAction(tr("In {words}", words=tr(words))).triggered.connect(
            lambda _=False, length=length: put(write_period(length))
        )
    menu.addSeparator()
    menu.addAction(tr("Day and hour…")).triggered.connect(lambda: ask_moment(parent.window(), name, put))
    open_at(menu, parent.mapToGlobal(parent.rect().bottomLeft()))
    return menu


def ask_moment(parent: QWidget, name: str, put: Put) -> Sheet:
    """Ask for a day and an hour of this computer's clock."""
    from smppconsole.ui.panels.frame.dialogs import Sheet  # noqa: PLC0415 - when asked for

    sheet = Sheet(
        parent, f"{name}.moment", tr("Day and hour"), tr("Day and hour, by this computer's clock"), tr("Take it")
    )
    calendar = named(QCalendarWidget(), f"{name}.day", tr("Day"))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFont(fonts.text(12))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # not in red: that is for what went wrong
        calendar.setWeekdayTextFormat(day, calendar.weekdayTextFormat(Qt.DayOfWeek.Monday))
    soon = datetime.now() + timedelta(hours=1)
    hour = LineField(f"{name}.hour", tr("Hour and minute"), "hour:minute", mono=True)
    hour.setText(f"{soon:%H:%M}")
    calendar.setSelectedDate(QDate(soon.year, soon.month, soon.day))
    told = label("", "text2", fonts.text(11), f"{name}.moment_words")
    told.setWordWrap(True)
    calendar.currentPageChanged.connect(lambda year, month: _dim_others(calendar, QDate(year, month, 1)))
    _dim_others(calendar, QDate(soon.year, soon.month, 1))
    for widget in (calendar, hour, told):
        sheet.body.addWidget(widget)

    def show() -> None:
        text = moment(calendar.selectedDate(), hour.text())
        problem = "" if text else tr("Takes hour and minute, as 14:30")
        hour.set_problem(problem)
        sheet.yes.setEnabled(bool(text))
        read = read_time(text)
        over = read.when is not None and read.when < datetime.now().astimezone()
        words = f"{text}: {tr(read.words)}" if text else ""
        told.setText(tr("{words}. It has passed.", words=words) if over else words or problem)
        set_tone(told, "warn" if over else "text2" if text else "err")

    calendar.selectionChanged.connect(show)
    calendar.activated.connect(lambda _day: sheet.yes.click())
    hour.textChanged.connect(lambda _text: show())
    hour.returnPressed.connect(sheet.yes.click)
    sheet.accepted.connect(lambda: put(moment(calendar.selectedDate(), hour.text())))
    show()
    sheet.open()
    return sheet


def _dim_others(calendar: QCalendarWidget, first: QDate) -> None:
    """Days of the months before and after are not of the month that stands above: they step back."""
    calendar.setDateTextFormat(QDate(), QTextCharFormat())
    quiet = QTextCharFormat()
    quiet.setForeground(theme.current().colour("text3"))
    last = first.addMonths(1)
    for away in range(1, _BESIDE + 1):
        calendar.setDateTextFormat(first.addDays(-away), quiet)
        calendar.setDateTextFormat(last.addDays(away - 1), quiet)


def moment(day: QDate, clock: str) -> str:
    """The 16 characters of a day and "14:30" by the local clock; "" where that is no time a message can say."""
    try:
        at = datetime.strptime(clock.strip(), "%H:%M")
        return write_absolute(datetime(day.year(), day.month(), day.day(), at.hour, at.minute).astimezone())
    except ValueError:
        return ""
