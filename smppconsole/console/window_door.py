"""Where later starts knock (``one_window``): a port of this computer, for whoever can read its key."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import Callable

from smppconsole.console.one_window import BRIEF, GREETING, TAKEN, Asked, door_file

_MOST = 1 << 20
"""Octets of a wish: some thousand names of files."""


class WindowDoor:
    """Of the first window: ``open`` it once there is a loop, ``close`` it as soon as the window is closing. ``take``
    is called with what a later start was asked for."""

    def __init__(self, take: Callable[[Asked], object]) -> None:
        self._take = take
        self._key = secrets.token_hex(16)
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, and say where; raises ``OSError``."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Knocking(self.read), "127.0.0.1", 0)
        self._tell_of(self._server.sockets[0].getsockname()[1])

    def _tell_of(self, port: int) -> None:
        path = door_file()
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"port": port, "key": self._key}, file)

    def read(self, line: bytes) -> bool:
        """Take a wish; whether it was one, with the key of this door."""
        try:
            told = json.loads(line)
            key, files = str(told["key"]).encode(), tuple(map(str, told["files"]))
            wish = Asked(str(told["account"]), told["bind"] is True, told["demo"] is True, files)
        except (ValueError, KeyError, TypeError):
            return False
        is_ours = secrets.compare_digest(key, self._key.encode())
        if is_ours:
            self._take(wish)
        return is_ours

    def close(self) -> None:
        """Answer nobody any longer."""
        if self._server is not None:
            self._server.close()
            self._server = None
            door_file().unlink(missing_ok=True)


class _Knocking(asyncio.Protocol):
    """One who knocks: greeted, heard to the end of a line, answered."""

    def __init__(self, read: Callable[[bytes], bool]) -> None:
        self._read, self._heard = read, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy
        self._transport = transport
        transport.write(GREETING)
        self._late = asyncio.get_running_loop().call_later(BRIEF, transport.abort)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        line, end, _rest = self._heard.partition(b"\n")
        if end and self._read(line):
            self._transport.write(TAKEN)
        if end or len(self._heard) > _MOST:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
