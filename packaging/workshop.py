"""What every target needs: the project's facts, a place to work in, a build environment, and running commands."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

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
_PAUSE = 5
"""Seconds before a second attempt; longer before each further one."""
_GRACE = 5
"""Seconds that a process gets to end by itself."""
APT = ("-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120")


class Failed(SystemExit):
    """A step that went wrong, in words."""


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 600,
    attempts: int = 1,
) -> str:
    """Run ``command`` to its end and give its output; where it fails or takes longer than ``timeout`` s, stop.

    ``attempts`` above 1 is for what a network may spoil: it is tried again after a pause.
    """
    for attempt in range(1, attempts):
        try:
            return _run_once(command, cwd, env, timeout)
        except Failed as failure:
            say(f"{str(failure).splitlines()[0]}; attempt {attempt + 1} of {attempts} follows in {_PAUSE * attempt} s")
            time.sleep(_PAUSE * attempt)
    return _run_once(command, cwd, env, timeout)


def _run_once(command: Sequence[str | Path], cwd: Path | None, env: Mapping[str, str] | None, timeout: float) -> str:
    words = [str(word) for word in command]
    told = shlex.join(words)[:400]
    with tempfile.TemporaryFile() as output:  # a file, not a pipe: a daemon that stays behind cannot hold us up
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **env} if env else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise Failed(f"not done after {timeout:.0f} s: {told}\n{_end_of(output)}") from None
        finally:
            end(process)
        if status:
            raise Failed(f"failed with status {status}: {told}\n{_end_of(output)}")
        output.seek(0)
        return output.read().decode("utf-8", "replace")


def _end_of(output: BinaryIO) -> str:
    output.seek(0)
    return output.read().decode("utf-8", "replace")[-6000:]


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with all that it started; nothing to do for one that has ended."""
    if process.poll() is not None:
        return
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, number) if hasattr(os, "killpg") else process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
            return


def die_in_order() -> None:
    """Let a signal that ends us end what we started, and have the throw-away systems deleted, before we go."""

    def leave(number: int, _frame: object) -> None:
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
        raise SystemExit(f"ended by signal {number}")  # not Failed: nobody is to try again

    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
    for one in signals:
        signal.signal(one, leave)


def need_programs(packages: Mapping[str, str]) -> None:
    """See that the programs (name -> Debian package) are there; as root on Debian install what lacks, else say it."""
    _install(sorted({package for name, package in packages.items() if not shutil.which(name)}))


def need_files(packages: Mapping[str, str]) -> None:
    """The same for files (path -> Debian package)."""
    _install(sorted({package for path, package in packages.items() if not Path(path).exists()}))


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
        environment = {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", *APT, "update", "-q"], attempts=3)
        install = ["apt-get", *APT, "install", "-y", "-q", "--no-install-recommends", *missing]
        run(install, env=environment, attempts=3)
        return
    raise Failed(f"these are needed first: {' '.join(missing)}  (on Debian: apt install {' '.join(missing)})")


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
    wanted_packages = ["-c", pinned_constraints(), *build_requirements(), str(ROOT)]
    run([python, "-m", "pip", "install", "-q", *wanted_packages], attempts=3)
    run([python, "-m", "pip", "uninstall", "-q", "-y", "smppconsole"])  # the spec takes the sources
    stamp.write_text(wanted, encoding="ascii")
    return python


def build_requirements() -> list[str]:
    """What a bundle is built with, pinned."""
    return [f"pyinstaller=={PYINSTALLER}", f"PySide6-Essentials=={PYSIDE}"]


def requirements_file() -> Path:
    """A file of all that a bundle is built with: what builds it, and what the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = build_requirements() + [line for line in project["dependencies"] if "PySide6" not in line]
    place = BUILD / "requirements.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    return place


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


def bundle() -> Path:
    """The program frozen into a folder by PyInstaller, for the system this runs on; made once per build folder."""
    made, stamp, wanted = BUILD / "bundle" / "smppconsole", BUILD / "bundle" / "stamp", sources_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return made
    if is_linux():
        need_programs({"objdump": "binutils", "strip": "binutils", "chrpath": "chrpath"})
        need_qt_libraries()
    python = build_python()
    icons()
    out = fresh(made.parent)
    say("freezing the program")
    environment = {"SMPPCONSOLE_BUILD": str(BUILD), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    recipe = ["-m", "PyInstaller", "--noconfirm", "--distpath", out, "--workpath", out / "work"]
    run([python, *recipe, HERE / "smppconsole.spec"], cwd=ROOT, env=environment)
    shutil.rmtree(out / "work")
    if is_linux():
        _forget_build_machine(made)
    licences_into(made, python)
    say(f"bundle of {size_of(made) / 1e6:.0f} MB")
    stamp.write_text(wanted, encoding="ascii")
    return made


def elf_files(root: Path) -> list[Path]:
    """All ELF files below ``root``."""
    return [path for path in root.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _forget_build_machine(folder: Path) -> None:
    """Take search paths out of libraries that name a folder of this machine: nobody else has it, or somebody does."""
    for path in elf_files(folder):
        told = run(["objdump", "-p", path])
        if re.search(r"^\s*(RPATH|RUNPATH)\s+/", told, re.MULTILINE):
            run(["chrpath", "-d", path])


def icons() -> Path:
    """The folder with the program's icon in all sizes and forms; drawn once."""
    folder = BUILD / "icons"
    if not (folder / "smppconsole.ico").exists():
        if is_linux():
            need_qt_libraries()
        run([build_python(), HERE / "icons.py", folder], env={"QT_QPA_PLATFORM": "offscreen"})
    return folder


def bundle_without_system_libraries() -> Path:
    """The bundle less what the system's own folders hold: that is left to a package's dependencies."""
    made = bundle()
    thin = BUILD / "bundle-system" / "smppconsole"
    shutil.rmtree(thin, ignore_errors=True)
    shutil.copytree(made, thin, symlinks=True)
    for place in json.loads((BUILD / "system-libraries.json").read_text(encoding="utf-8")):
        (thin / "_internal" / place).unlink(missing_ok=True)
    for path in thin.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
    run([build_python(), HERE / "licences.py", thin / "licences"])  # anew, without those libraries
    say(f"bundle of {size_of(thin) / 1e6:.0f} MB without the system's libraries")
    return thin


def sources_digest() -> str:
    """A sum over all that goes into a bundle."""
    digest = hashlib.sha256()
    for folder in ("smppconsole", "resources", "packaging"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def licences_into(folder: Path, python: Path) -> None:
    """Put the licence texts of all that is bundled beside the program."""
    run([python, HERE / "licences.py", folder / "licences", folder])


def is_linux() -> bool:
    return sys.platform.startswith("linux")
