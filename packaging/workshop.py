"""What every target needs: the project's facts, a place to work in, a build environment, and running commands."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"
BUILD = Path(os.environ.get("SMPPCONSOLE_BUILD", ROOT / "build"))

PYSIDE = "6.9.3"  # the newest with the widest reach: glibc 2.28, macOS 12, wine without stand-ins
PYINSTALLER = "6.22.3"
QT_LIBRARIES = (
    "libegl1", "libgl1", "libglib2.0-0", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libxcb-cursor0",
    "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0", "libwayland-client0",
    "libwayland-cursor0", "libwayland-egl1",
)  # fmt: skip


def version() -> str:
    """The version in pyproject.toml."""
    found = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise SystemExit("pyproject.toml names no version")
    return found.group(1)


def say(words: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _START:6.1f} s] {words}", flush=True)


_START = time.monotonic()


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 900,
    quiet: bool = True,
) -> str:
    """Run ``command`` to its end and give its output; where it fails, show the last of it and stop."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **env} if env else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=timeout,
        check=False,
    )
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        print(output[-6000:])
        raise SystemExit(f"failed with status {done.returncode}: {shlex.join(words)[:400]}")
    if not quiet:
        print(output, end="")
    return output


def need_programs(packages: Mapping[str, str]) -> None:
    """See that the programs (name -> Debian package) are there; as root on Debian install what lacks, else say it."""
    _install(sorted({package for name, package in packages.items() if not shutil.which(name)}))


def need_qt_libraries() -> None:
    """See that the libraries are there which Qt's plug-ins link: the bundle's needs are read off this machine."""
    if not shutil.which("dpkg-query"):
        return
    known = run(["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\\n"])
    present = {line.split()[-1] for line in known.splitlines() if line.startswith("ii")}
    _install([package for package in QT_LIBRARIES if package not in present])


def _install(missing: Sequence[str]) -> None:
    if not missing:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"installing {' '.join(missing)}")
        run(["apt-get", "update", "-q"])
        environment = {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], env=environment)
        return
    raise SystemExit(f"these are needed first: {' '.join(missing)}  (on Debian: apt install {' '.join(missing)})")


def build_python() -> Path:
    """The interpreter of a fresh environment with the project, PyInstaller and the pinned Qt in it."""
    folder = BUILD / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "stamp"
    wanted = hashlib.sha256(
        (ROOT / "pyproject.toml").read_bytes() + (HERE / "constraints.txt").read_bytes() + PYSIDE.encode()
    ).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    if importlib.util.find_spec("ensurepip") is None:
        _install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    say("making the build environment")
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    run([python, "-m", "pip", "install", "-q", "-c", pinned_constraints(), *build_requirements(), str(ROOT)])
    run([python, "-m", "pip", "uninstall", "-q", "-y", "smppconsole"])  # the spec takes the sources
    stamp.write_text(wanted, encoding="ascii")
    return python


def build_requirements() -> list[str]:
    """What a bundle is built with, pinned."""
    return [f"pyinstaller=={PYINSTALLER}", f"PySide6-Essentials=={PYSIDE}"]


def pinned_constraints() -> Path:
    """The project's constraints without Qt's line, since bundles pin Qt themselves."""
    lines = (HERE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not re.match(r"(?i)(pyside6|shiboken6)", line)]
    place = BUILD / "constraints.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return place


def machine() -> str:
    """The processor as packages spell it: amd64 or arm64."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())


def fresh(folder: Path) -> Path:
    """``folder``, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def size_of(folder: Path) -> int:
    """Octets of all plain files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def tell(artefact: Path) -> Path:
    """Say what was made, with its size and checksum."""
    digest = hashlib.sha256(artefact.read_bytes()).hexdigest()
    say(f"{artefact.relative_to(ROOT)}: {artefact.stat().st_size / 1e6:.1f} MB, sha256 {digest[:16]}…")
    return artefact


def bundle(*, system_libraries: bool = False) -> Path:
    """The program frozen into a folder by PyInstaller, for the system this runs on.

    With ``system_libraries`` whatever the system's own folders hold is left to the package's dependencies.
    """
    if is_linux():
        need_programs({"objdump": "binutils"})
        need_qt_libraries()
    python = build_python()
    run([python, HERE / "icons.py", BUILD / "icons"], env={"QT_QPA_PLATFORM": "offscreen"})
    out = fresh(BUILD / ("bundle-system" if system_libraries else "bundle"))
    say(f"freezing the program{' without the system libraries' if system_libraries else ''}")
    run(
        [
            python,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--distpath",
            out,
            "--workpath",
            out / "work",
            HERE / "smppconsole.spec",
        ],
        cwd=ROOT,
        env={
            "SMPPCONSOLE_BUILD": str(BUILD),
            "SMPPCONSOLE_SYSTEM_LIBRARIES": "1" if system_libraries else "0",
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
        },
    )
    shutil.rmtree(out / "work")
    made = out / "smppconsole"
    licences_into(made, python)
    say(f"bundle of {size_of(made) / 1e6:.0f} MB")
    return made


def licences_into(folder: Path, python: Path) -> None:
    """Put the licence texts of all that is bundled beside the program."""
    run([python, HERE / "licences.py", folder / "licences", folder])


def is_linux() -> bool:
    return sys.platform.startswith("linux")
