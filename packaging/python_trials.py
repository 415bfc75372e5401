"""The wheel and the source distribution, tried with pip; see ``verify.py``."""

from __future__ import annotations

import os
import shutil
import tempfile
import venv
from pathlib import Path

import trials
import workshop
from workshop import Failed, run, say


def python(distribution: Path) -> None:
    """Install a wheel or a source distribution with pip into a fresh environment, run, uninstall."""
    with tempfile.TemporaryDirectory(prefix="smppconsole-venv-") as folder:
        venv.create(folder, with_pip=True)
        bin_folder = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        pip = [bin_folder / "python", "-m", "pip", "--disable-pip-version-check"]
        say(f"installing {distribution.name} into a fresh environment")
        install = ["install", "-q", "-c", workshop.HERE / "constraints.txt", distribution]
        run([*pip, *install], cwd=Path(folder), attempts=3)
        program = shutil.which("smppconsole", path=str(bin_folder))
        if program is None:
            raise Failed(f"{distribution.name} brought no command smppconsole")
        trials.run_here(Path(program), f"from {distribution.name}", frozen=False)
        run([*pip, "uninstall", "-q", "-y", "smppconsole"])
        left = [path for path in Path(folder).rglob("*smppconsole*") if path.suffix != ".pyc"]
        if left:
            raise Failed(f"left after pip uninstall: {left[:10]}")
