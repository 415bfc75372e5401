"""Kannel, the gateway of many providers, as an ESME: its bearerbox binds, its smsbox sends and takes what arrives."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

_PROGRAMS = ("bearerbox", "smsbox")
_CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = bar
smsbox-port = {box}
box-allow-ip = "127.0.0.1"
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = practice
host = 127.0.0.1
port = {port}
transceiver-mode = true
smsc-username = "{user}"
smsc-password = "{password}"
system-type = "VMA"
interface-version = 34
enquire-link-interval = 1
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {box}
sendsms-port = {send}
global-sender = 4915112345

group = sendsms-user
username = tester
password = tester
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
text = "nothing is sent"
"""


class Counted(NamedTuple):
    """What its status page counts: messages and receipts that came, messages that were taken by the centre."""

    messages: int
    receipts: int
    sent: int


class Kannel:
    """A gateway that runs; ``counted()`` is what it knows of our centre, None while it is not bound."""

    def __init__(self, admin: int, send: int) -> None:
        self._admin, self._send = admin, send

    def status(self) -> str:
        """Its status page; empty while it does not answer."""
        with suppress(OSError):
            return _get(f"http://127.0.0.1:{self._admin}/status.txt?password=bar")
        return ""

    def counted(self) -> Counted | None:
        """The figures of the link to our centre."""
        found = re.search(r"\(online .*rcvd: sms (\d+) .* / dlr (\d+) .* sent: sms (\d+) ", self.status())
        return Counted(*map(int, found.groups())) if found else None

    def send(self, text: str) -> None:
        """Send a text with every report that Kannel can ask for."""
        query = {"username": "tester", "password": "tester", "to": "491701234567", "text": text, "dlr-mask": "31"}
        query |= {"dlr-url": f"http://127.0.0.1:{self._admin}/", "charset": "utf-8"}
        query |= {} if text.isascii() else {"coding": "2"}
        url = f"http://127.0.0.1:{self._send}/cgi-bin/sendsms?{urllib.parse.urlencode(query)}"
        wait_for(lambda: _answers(url), "smsbox to take a message")


@contextmanager
def kannel(folder: Path, port: int, user: str, password: str) -> Iterator[Kannel]:
    """Kannel as an ESME of the centre on ``port``; a skip where it is not installed."""
    paths = [shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin") for program in _PROGRAMS]
    if not all(paths):
        pytest.skip("kannel is missing; Debian has it as kannel")
    admin, box, send = (_free_port() for _ in range(3))
    file = folder / "kannel.conf"
    file.write_text(
        _CONFIGURATION.format(admin=admin, box=box, send=send, port=port, user=user, password=password), "utf-8"
    )
    running: list[subprocess.Popen[bytes]] = []
    gateway = Kannel(admin, send)
    try:
        for path in paths:
            running.append(_start(str(path), file))
            wait_for(gateway.status, "bearerbox to answer")
        yield gateway
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(20)


def wait_for(reached: object, what: str, seconds: float = 20) -> None:
    """Ask ``reached()`` until it says yes."""
    assert callable(reached)
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.1)


def _start(path: str, file: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen([path, "-v", "4", str(file)], cwd=file.parent, stdout=quiet, stderr=quiet)


def _answers(url: str) -> bool:
    with suppress(OSError):
        return _get(url).startswith(("0", "3"))
    return False


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=3) as answer:
        return str(answer.read().decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
