"""Files of the window's state that are not of its making never keep it from opening."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from smppconsole.console import paths
from smppconsole.ui.state_file import STATE, WINDOW, open_state, set_broken_aside
from tests.kit.person import Person
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FOREIGN = {
    "words where octets belong": (WINDOW, b"[General]\ngeometry=12\nstate=docked\n"),
    "a list where octets belong": (WINDOW, b"[General]\nstate=a, b\n"),
    "no keys at all": (STATE, b"\x00\x01\x02 a line\nand another\n"),
    "octets where words belong": (STATE, b"[General]\ntext=@ByteArray(abc)\n"),
}


def test_what_the_window_left_is_taken() -> None:
    for name, key, value in ((WINDOW, "geometry", QByteArray(b"\x00\xff=,")), (STATE, "columns", "a, b; c")):
        kept = open_state(name)
        kept.setValue(key, value)
        kept.sync()
        assert open_state(name).value(key) == value
    assert set_broken_aside() == ()


@pytest.mark.parametrize("case", FOREIGN)
async def test_a_foreign_file_is_told_and_kept_aside_and_the_window_opens(case: str) -> None:
    name, octets = FOREIGN[case]
    path = paths.config() / name
    paths.make_folder(path.parent)
    path.write_bytes(octets)
    async with opened_window() as window:
        assert f"it is kept as {name}.unreadable" in Person(window).notice()
        assert not window.room.left.isHidden()
    assert path.with_name(f"{name}.unreadable").read_bytes() == octets
    assert set_broken_aside() == ()


@pytest.mark.parametrize("cut", [1, 40, 200])
async def test_octets_that_a_crash_cut_short_leave_every_panel_in_its_place(cut: int) -> None:
    async with opened_window() as window:
        window.room.keep()
    kept = open_state(WINDOW)
    for key in ("geometry", "state"):
        kept.setValue(key, QByteArray(kept.value(key).data()[:cut]))
    kept.sync()
    async with opened_window() as window:
        assert not window.room.left.isHidden()
        assert not window.room.bottom.isHidden()
