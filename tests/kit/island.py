"""A network with no way out and a name service that lies as it is told, in name spaces of its own (Linux).

``python -m tests.kit.island`` runs inside ``unshare -rmn`` and prints, one JSON object a line, what the doctor makes of
hosts that cannot be reached from there.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from smppconsole.console.doctor import examine
from tests.kit.sessions import account_for

ENTER = ("unshare", "-rmn")
_NXDOMAIN, _REFUSED, _OK = 3, 5, 0
_NAMES = {b"unknown": _NXDOMAIN, b"broken": _REFUSED, b"empty": _OK}
"""The first label of a name, and the code it is answered with; never an address."""

HOSTS = {
    "unknown.example": "name-unknown",
    "empty.example": "name-no-address",
    "broken.example": "name-service",
    "203.0.113.1": "network-unreachable",
    "198.51.100.1": "host-unreachable",
    "192.0.2.1": "forbidden",
    "198.18.0.1": "timeout",
}
"""Hosts that cannot be reached on the island, and why."""


def can_be_entered() -> bool:
    """Whether this machine lets an ordinary user have name spaces."""
    if not sys.platform.startswith("linux") or not all(map(shutil.which, ("unshare", "ip", "mount"))):
        return False
    return subprocess.run([*ENTER, "true"], capture_output=True, check=False).returncode == 0


def visit() -> dict[str, dict[str, Any]]:
    """What the doctor says of each host, by host."""
    ran = subprocess.run(
        [*ENTER, sys.executable, "-m", "tests.kit.island"],
        capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return {told["host"]: told for told in map(json.loads, ran.stdout.splitlines())}


def _settle() -> None:
    """Bars on every way, and our own name service."""
    with NamedTemporaryFile("w", suffix=".conf", delete=False) as file:
        file.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    for command in (
        "ip link set lo up",
        f"mount --bind {file.name} /etc/resolv.conf",
        "ip route add unreachable 198.51.100.0/24",
        "ip route add prohibit 192.0.2.0/24",
        "ip route add 198.18.0.0/15 dev lo",
    ):
        subprocess.run(command.split(), check=True)
    Path(file.name).unlink()
    service = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    service.bind(("127.0.0.1", 53))
    threading.Thread(target=_answer, args=(service,), daemon=True).start()


def _answer(service: socket.socket) -> None:
    while True:
        asked, who = service.recvfrom(512)
        code = _NAMES.get(asked[13 : 13 + asked[12]], _NXDOMAIN)
        question = asked[12 : asked.index(b"\0", 12) + 5]
        service.sendto(asked[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, 0, 0, 0) + question, who)


async def _examine_all() -> None:
    for host in HOSTS:
        account = account_for(2775, host=host, connect_timeout=0.5 if host.startswith("198.18") else 5.0)
        step = (await examine(account, "secret"))[-1]
        print(json.dumps({"host": host, "step": step.step, "cause": step.cause, "advice": list(step.advice)}))


if __name__ == "__main__":
    _settle()
    asyncio.run(_examine_all())
