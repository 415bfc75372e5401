"""Where later starts knock."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import AsyncIterator
from typing import Any

import pytest

from smppconsole.console import paths
from smppconsole.console.one_window import GREETING, TAKEN, Asked, _hand_over, door_file
from smppconsole.console.window_door import _MOST, WindowDoor
from tests.kit.screen import eventually

taken: list[Asked] = []


@pytest.fixture
async def door() -> AsyncIterator[WindowDoor]:
    """An open door; what it takes stands in ``taken``."""
    taken.clear()
    paths.make_folder(paths.config())
    made = WindowDoor(taken.append)
    await made.open()
    yield made
    made.close()


async def _said(line: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", json.loads(door_file().read_text())["port"])
    assert await reader.readexactly(len(GREETING)) == GREETING
    writer.write(line)
    try:
        answer = await asyncio.wait_for(reader.read(), 5)
    except ConnectionError:
        answer = b""
    writer.close()
    return answer


async def test_a_later_start_hands_over_what_it_was_asked_for(door: WindowDoor) -> None:
    asked = Asked("Nordlink", bind=True, demo=False, files=("/captures/é.pcap", "/captures/b.pcapng"))
    handed = asyncio.get_running_loop().run_in_executor(None, _hand_over, asked)
    assert await handed
    assert taken == [asked]


async def test_its_file_is_for_one_user_and_goes_with_it(door: WindowDoor) -> None:
    assert stat.S_IMODE(door_file().stat().st_mode) == 0o600
    door.close()
    door.close()
    assert not door_file().exists()
    assert not await asyncio.get_running_loop().run_in_executor(None, _hand_over, Asked())


WISH: dict[str, Any] = {"account": "", "bind": False, "demo": False, "files": []}


NO_KEY, WRONG_KEY = (json.dumps(wish).encode() + b"\n" for wish in (WISH, {**WISH, "key": "x"}))


@pytest.mark.parametrize("line", [b"\n", b"{}\n", b"[]\n", b"\xff\n", NO_KEY, WRONG_KEY])
async def test_who_has_not_the_key_or_says_nothing_sensible_is_turned_away(door: WindowDoor, line: bytes) -> None:
    assert await _said(line) == b""
    assert taken == []


async def test_a_line_without_an_end_is_cut_off(door: WindowDoor) -> None:
    assert await _said(b"x" * (_MOST + 1)) == b""
    assert taken == []


async def test_a_wish_may_come_in_pieces(door: WindowDoor) -> None:
    told = json.loads(door_file().read_text())
    reader, writer = await asyncio.open_connection("127.0.0.1", told["port"])
    await reader.readexactly(len(GREETING))
    line = json.dumps({**WISH, "key": told["key"], "account": "Live"}).encode() + b"\n"
    writer.write(line[:7])
    await writer.drain()
    writer.write(line[7:])
    assert await asyncio.wait_for(reader.read(), 5) == TAKEN
    await eventually(lambda: taken == [Asked("Live")])
    writer.close()
