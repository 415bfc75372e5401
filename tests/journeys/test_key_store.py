"""The real key store of a Linux desktop: a password goes in, comes out, and its file does not show it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio
from pathlib import Path
from smppconsole.console.secrets import Secrets, Where

async def trial():
    secrets = Secrets(deadline=30)
    kept = await secrets.set("Nordlink", "pass-of-nordlink")
    again = await Secrets(deadline=30).get("Nordlink")
    files = list(Path.home().rglob("*.keyring"))
    print(len(files), any(b"pass-of-nordlink" in file.read_bytes() for file in files))
    print(kept.where, again.where, again.password)
    print((await secrets.delete("Nordlink")).words)
    print((await Secrets(deadline=30).get("Nordlink")).where)

asyncio.run(trial())
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_a_password_survives_in_the_secret_service_and_is_not_written_in_clear(tmp_path: Path) -> None:
    unlock = "printf trial | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "XDG_DATA_HOME": ""}
    command = ["dbus-run-session", "--", "sh", "-c", f'{unlock} && exec "$0" -c "$1"', sys.executable, PROGRAM]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert told.stdout.splitlines() == [
        "1 False",
        "store store pass-of-nordlink",
        "the password is removed from the Secret Service of the desktop",
        "nowhere",
    ], told.stderr
