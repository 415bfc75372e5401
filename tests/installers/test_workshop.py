"""Steps of a build: they end, they are tried again where a network may fail, and nothing of them stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import workshop

PACKAGING = Path(workshop.__file__).parent
pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups and signals of POSIX")


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie that nobody has waited for has)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return True
    return told.rsplit(")", 1)[1].split()[0] == "Z"


def wait_for(reached: object, seconds: float = 30) -> bool:
    """Whether ``reached()`` becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if reached():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def test_the_output_of_a_step_is_given_back() -> None:
    assert workshop.run(["sh", "-c", "echo out; echo err >&2"]) == "out\nerr\n"


def test_a_step_that_fails_is_told_with_the_last_it_said() -> None:
    with pytest.raises(workshop.Failed, match=r"failed with status 3: sh -c .*\nno such disk"):
        workshop.run(["sh", "-c", "echo no such disk; exit 3"])


def test_a_step_has_no_input_to_wait_for() -> None:
    assert workshop.run(["cat"], timeout=20) == ""


def test_a_step_that_takes_too_long_ends_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(workshop.Failed, match="not done after 1 s"):
        workshop.run(["sh", "-c", f"sleep 600 & echo $! > {note}; wait"], timeout=1)
    assert wait_for(lambda: gone(int(note.read_text())))


def test_a_daemon_that_stays_does_not_hold_the_step_up() -> None:
    assert workshop.run(["sh", "-c", "setsid sleep 5 & echo done"], timeout=4) == "done\n"


def test_what_a_network_may_spoil_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workshop, "_PAUSE", 0)
    flag = tmp_path / "flag"
    script = f"test -e {flag} && echo well || (touch {flag}; echo the mirror hiccups; false)"
    assert workshop.run(["sh", "-c", script], attempts=2) == "well\n"
    assert "attempt 2 of 2 follows" in capsys.readouterr().out
    with pytest.raises(workshop.Failed):
        workshop.run(["false"], attempts=2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_what_runs_and_lets_the_folders_be_deleted(tmp_path: Path, number: int) -> None:
    folder, note = tmp_path / "system", tmp_path / "pid"
    script = (
        "import contextlib, shutil, workshop\n"
        "from pathlib import Path\n"
        "@contextlib.contextmanager\n"
        "def system(folder):\n"
        "    folder.mkdir()\n"
        "    try: yield\n"
        "    finally: shutil.rmtree(folder)\n"
        "workshop.die_in_order()\n"
        f"with system(Path({str(folder)!r})):\n"
        f"    workshop.run(['sh', '-c', 'sleep 600 & echo $! > {note}.new; mv {note}.new {note}; wait'], attempts=3)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=PACKAGING, stderr=subprocess.PIPE)
    assert wait_for(note.exists)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"ended by signal {int(number)}" in told.decode()
    assert not folder.exists()
    assert wait_for(lambda: gone(int(note.read_text())))


def test_constraints_for_bundles_leave_qt_to_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "BUILD", tmp_path)
    kept = workshop.pinned_constraints().read_text(encoding="utf-8").lower()
    assert "smpplib==" in kept
    assert "pyside6" not in kept
    assert "shiboken6" not in kept
