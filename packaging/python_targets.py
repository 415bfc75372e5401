"""The wheel and the source distribution, for those who have Python and pip."""

from __future__ import annotations

from pathlib import Path

import workshop
from workshop import DIST, ROOT, run, say, tell

BACKEND = "hatchling==1.33.0"


def wheel() -> list[Path]:
    """Both, made by the project's own build backend in an environment of its own."""
    python = workshop.build_python()
    run([python, "-m", "pip", "install", "-q", BACKEND], attempts=3)
    DIST.mkdir(exist_ok=True)
    say("making the wheel and the source distribution")
    run([python, "-m", "hatchling", "build", "-d", DIST], cwd=ROOT)
    named = (f"smppconsole-{workshop.version()}-py3-none-any.whl", f"smppconsole-{workshop.version()}.tar.gz")
    return [tell(DIST / name) for name in named]
