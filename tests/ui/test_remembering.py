"""What survives a restart, and a crash."""

from __future__ import annotations

import asyncio

import pytest

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.drafts import DraftShelf
from smppconsole.ui.state_file import WINDOW, open_state
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DRAFT = Draft("491713920012", "Orbit", "half a mess")


async def test_draft_filter_and_account_are_there_again() -> None:
    async with opened_window() as window:
        book = window.workspace.accounts
        book.save(Account("Alpha", "a.example"))
        book.save(Account("Beta", "b.example"))
        window.show_sessions()
        window.cast.sessions.choose("Beta")
        window.cast.composer.show_draft(DRAFT)
        filters = window.cast.trace.live.filters
        filters.filter_by("to contains 49")
        filters.keepalives.setChecked(True)
    async with opened_window() as window:
        assert window.cast.composer.draft == DRAFT
        assert window.cast.sessions.current == "Beta"
        wish = window.cast.trace.live.filters.wish
        assert (wish.text, wish.hide_keepalives, wish.errors_only) == ("to contains 49", True, False)


async def test_a_crash_loses_no_more_than_the_last_moment() -> None:
    async with opened_window() as window:
        window.cast.composer.show_draft(DRAFT)
        await eventually(lambda: DraftShelf().unsent() == DRAFT)


async def test_signs_of_life_write_nothing_down() -> None:
    async with opened_window() as window:
        for name in ("Alpha", "Beta"):
            window.workspace.accounts.save(Account(name, f"{name}.example"))
        window.show_sessions()
        window.remembering.keep()
        window.cast.sessions.changed.emit()
        assert not window.remembering._soon.isActive()
        window.cast.sessions.choose("Beta")
        assert window.remembering._soon.isActive()


async def test_a_full_disk_bothers_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened_window() as window:

        def full(_draft: Draft) -> None:
            raise OSError("the disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(window.cast.shelf, "keep_unsent", full)
            window.cast.composer.show_draft(DRAFT)
            window.remembering.keep()
        assert DraftShelf().unsent() == Draft()


async def test_panels_stay_as_they_were_left() -> None:
    async with opened_window() as window:
        window.deeds.do("panel_left")
        assert window.room.left.isHidden()
        await asyncio.sleep(0)
    async with opened_window() as window:
        assert window.room.left.isHidden()
        window.deeds.do("reset_layout")
        assert not window.room.left.isHidden()


async def test_comfortable_rows_have_more_air() -> None:
    async with opened_window() as window:
        table = window.cast.trace.live.table
        before = table.verticalHeader().defaultSectionSize()
        window.deeds.do("density")
        await eventually(lambda: table.verticalHeader().defaultSectionSize() == before + 4)
        window.deeds.do("density")
        await eventually(lambda: table.verticalHeader().defaultSectionSize() == before)


async def test_a_layout_of_another_version_is_told_and_everything_stands_as_at_first() -> None:
    async with opened_window() as window:
        window.room.keep()
        other = window.saveState(99)
    open_state(WINDOW).setValue("state", other)
    async with opened_window() as window:
        words = window.cast.trace.notice.text
        assert "those of another version" in words
        assert words.endswith("is kept again.")
        assert not window.room.left.isHidden()
    async with opened_window() as window:
        assert window.cast.trace.notice.text == ""
