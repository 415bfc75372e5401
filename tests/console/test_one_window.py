"""One window a profile: who is first, and who hands over."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from smppconsole.console import one_window, paths
from smppconsole.console.one_window import GREETING, TAKEN, Asked, Place, claim, door_file

HOLD = """
import sys
from smppconsole.console.one_window import Asked, claim
mine = claim(Asked(), 0)
print(mine.place.name, flush=True)
sys.stdin.read()
"""


def _other() -> subprocess.Popen[str]:
    """Another process that claims the profile and holds on to it until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ.copy()
    )


def test_the_first_has_the_profile_until_it_lets_go_or_ends() -> None:
    with _other() as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "FIRST"
        assert claim(Asked(), 0).place is Place.GUEST
        other.kill()
        other.wait()
        mine = claim(Asked(), 0)
        assert mine.place is Place.FIRST
    with _other() as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "GUEST"
    mine.let_go()
    mine.let_go()
    again = claim(Asked(), 0)
    assert again.place is Place.FIRST
    again.let_go()


def test_one_who_does_not_greet_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "BRIEF", 0.1)
    heard: list[bytes] = []
    with _other() as other, socket.create_server(("127.0.0.1", 0)) as stuck:
        assert other.stdout is not None
        other.stdout.readline()
        door_file().write_text(f'{{"port": {stuck.getsockname()[1]}, "key": "x"}}')
        assert claim(Asked(files=("a.pcap",)), 0).place is Place.GUEST
        line, _ = stuck.accept()
        heard.append(line.recv(1))
        line.close()
        other.kill()
    assert heard == [b""]


def test_an_answer_may_come_in_pieces() -> None:
    def answer() -> bytes:
        with door.accept()[0] as line, line.makefile("rb") as said:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for octet in GREETING:
                line.sendall(bytes((octet,)))
                time.sleep(0.001)
            wish = said.readline()
            line.sendall(TAKEN[:2])
            time.sleep(0.01)
            line.sendall(TAKEN[2:])
            return wish

    with _other() as other, socket.create_server(("127.0.0.1", 0)) as door, ThreadPoolExecutor(1) as pool:
        assert other.stdout is not None
        other.stdout.readline()
        door_file().write_text(f'{{"port": {door.getsockname()[1]}, "key": "x"}}')
        heard = pool.submit(answer)
        assert claim(Asked(files=("a.pcap",)), 0).place is Place.HANDED_OVER
        assert json.loads(heard.result())["files"] == ["a.pcap"]
        other.kill()


@pytest.mark.parametrize("told", ["", "{}", '{"port": "no", "key": 1}', '{"port": 1, "key": "x"}', "[1]"])
def test_a_door_that_leads_nowhere_makes_a_guest(told: str) -> None:
    with _other() as other:
        assert other.stdout is not None
        other.stdout.readline()
        door_file().write_text(told)
        assert claim(Asked(), 0).place is Place.GUEST
        other.kill()


def test_a_folder_that_cannot_be_written_to_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(paths, "make_folder", refuse)
    assert claim(Asked(), 0).place is Place.FIRST


def test_where_there_is_a_file_in_the_place_of_the_folder_it_is_nobodys() -> None:
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("")
    assert claim(Asked(), 0).place is Place.FIRST
