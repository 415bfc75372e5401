"""The window in a language of which every word is marked: what has no mark was not asked of the catalogue."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.ui import app, words
from smppconsole.ui.main_window import MainWindow
from tests.kit.every_action import first_row
from tests.kit.pictures import ACCOUNTS, LONG
from tests.kit.screen import eventually
from tests.kit.walk import Shown, everything_said
from tests.kit.window import filled, opened_window

_DELIVER = 0x05
TOOLS = ("workbench", "doctor", "centre", "batch", "statistics", "ladder", "compare", "findings", "notices")
PAGES = ("templates", "history", "settings", "find", "guide", "palette", "about")
DATA = frozenset(
    {
        "about.version",  # for reports, which are English
        "about.parts",  # names of other people's programs
        "batch.message",  # the message itself
        "inspector.command",
        "inspector.fields",  # the standard's names, and values; their meaning is looked at
        "sent.list",
        "messages.list",
        "trace.table",
        "trace.session",
        "workbench.command",
        "workbench.status",
        "workbench.inspector.fields",
        "workbench.inspector.command",
        "centre.outbind_password",  # the name of a field
        "centre.receipts_states",
        "ladder.steps",
        "status.file",
    }
)
"""Widgets that show what the wire, a file, the user or the standard wrote."""
QTS = ("qt_", "ScrollLeftButton", "ScrollRightButton", "QScroll", "QCalendar")
"""Beginnings of the names of Qt's own widgets: Qt has words for them."""
NAMES = re.compile(
    r"SMPP Console|TLVs?|PDUs?|TON|NPI|SMPP|TLS|ESME\w*|\bCtrl|\bShift|\bAlt|\bEnd\b|\bEsc\b|\bEnter\b|\bSpace\b"
    r"|\b\w+_\w+\b|^[a-z]+(?:-[a-z]+)+\n(?:SMPP|3GPP TS) [\d., ]+\n"
    r"|\b(?:unbind|outbind)\b|\b(?:Demo|demo|DEMO|TRX|Meridian SMS|Nordlink|Tellus One|TeleMessage)\b"
)
"""Words that are names: of the standard, of keys, of the accounts of this test."""


class Marked:
    """A catalogue that has every message: the message itself, in brackets of its own."""

    def gettext(self, message: str, /) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else many)


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def choose(*_: object) -> str:
        words.speak(Marked())
        return "xx"

    with monkeypatch.context() as patch:
        patch.setattr(words, "choose", choose)
        yield
    words.choose(words.ENGLISH)


def outside_of_marks(text: str) -> str:
    """What of a text stands outside of every pair of brackets."""
    depth, rest = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        if depth <= 0 and character != "⟧":
            rest.append(character)
    return "".join(rest)


def unmarked(root: QWidget) -> Iterator[Shown]:
    """Words that nobody asked a catalogue for."""
    for shown in everything_said(root):
        rest = NAMES.sub("", outside_of_marks(shown.text))
        if shown.widget not in DATA and not shown.widget.startswith(QTS) and re.search(r"[A-Za-z]{4,} ?", rest):
            yield shown


def test_brackets_are_looked_into() -> None:
    assert outside_of_marks("⟦a ⟦b⟧⟧, c") == ", c"


async def test_no_word_of_the_window_is_without_its_translation(qapp: QApplication) -> None:
    async with opened_window() as window:
        found = set(unmarked(window))
        await app.show_demo(window)
        for account in ACCOUNTS:
            window.workspace.accounts.save(account)
        window.show_sessions()
        window.cast.composer.show_draft(LONG)
        window.cast.sending.send(Draft("4917x", "Orbit-Wrong-Name", "too long a name"))
        await eventually(lambda: first_row(window, _DELIVER) >= 0)
        window.cast.trace.live.table.choose(first_row(window, _DELIVER))
        window.do("mark")
        found |= set(unmarked(window))
        window.deeds.accounts.do("provider", "TeleMessage")
        found |= {shown for shown in unmarked(window) if shown.widget != "accounts.notes"}
        window.deeds.accounts.close_sheet()
        found |= await of_all_pages(window)
    assert not [f"{shown.widget}, {shown.kind}: {shown.text}" for shown in sorted(found)]


async def of_all_pages(window: MainWindow) -> set[Shown]:
    """The words of every tool and page, opened one after the other."""
    found: set[Shown] = set()
    for page in (*PAGES, *TOOLS):
        window.deeds.do(page)
        await filled(window)
        if page == "workbench":
            await eventually(window.deeds.workbench.bench.pages.isVisible)
        for _ in range(5):
            await asyncio.sleep(0)
            QApplication.processEvents()
        for top in (window, *(top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window)):
            found |= set(unmarked(top))
    return found
