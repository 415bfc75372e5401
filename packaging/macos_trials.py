"""The macOS disk image, tried on macOS; see ``verify.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import trials
from workshop import Failed, run


def dmg(image: Path) -> None:
    """Mount the image and run the program from it; on macOS only."""
    if sys.platform != "darwin":
        raise Failed("a dmg can be tried on macOS only")
    mount = Path(tempfile.mkdtemp(prefix="smppconsole-"))
    run(["hdiutil", "attach", image, "-mountpoint", mount, "-nobrowse", "-readonly"])
    try:
        trials.run_here(mount / "SMPP Console.app" / "Contents" / "MacOS" / "smppconsole", "from the mounted image")
    finally:
        run(["hdiutil", "detach", mount])
