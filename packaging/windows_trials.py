"""The Windows installer and the MSI, tried under wine in a Debian made for it, or on Windows; see ``verify.py``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import chroots
import trials
import windows_targets
import workshop
from trials import OLDER, STALE, screen
from workshop import Failed, run, say


def windows(installer: Path) -> None:
    """Install an older build silently, upgrade, run, install over itself, uninstall silently; in a fresh wine."""
    if sys.platform == "win32":
        _windows_here(installer)
        return
    with windows_targets.wine_system() as system, screen() as display:
        program = _wine_install(system, installer, display)
        older = windows_targets.pack_installer(
            _older_windows(system, program), workshop.BUILD / "older.exe", version=OLDER, quick=True
        )
        _wine_uninstall(system, program, display)
        _wine_install(system, older, display)
        stale = program.parent / "_internal" / STALE
        if not stale.exists():
            raise Failed("the older build does not hold what the upgrade is to take away")
        kept = _wine_user_data(system)
        _wine_install(system, installer, display)
        if stale.exists():
            raise Failed("an upgrade left a library of the older build behind")
        say(f"upgraded from {OLDER} under wine, the older build's files are gone")
        _wine_self_test(system, program, display)
        _wine_uninstall(system, program, display)
        _wine_nothing_left(system, program, kept)


def _wine_install(system: chroots.Chroot, installer: Path, display: str) -> Path:
    say(f"installing {installer.name} silently under wine")
    system.take(installer, "/build/setup-smppconsole.exe")
    _wine(system, "/build/setup-smppconsole.exe", "/S", display=display)
    return _wine_program(system)


def _wine_program(system: chroots.Chroot) -> Path:
    found = sorted((system.folder / "srv/prefix/drive_c").rglob("smppconsole.exe"))
    if not found:
        raise Failed("the installer ended well, but no smppconsole.exe stands in the prefix")
    return found[0]


def _wine_uninstall(system: chroots.Chroot, program: Path, display: str) -> None:
    where = f"_?={_windows_path(system, program.parent)}"
    _wine(system, _inside(system, program.parent / "uninstall.exe"), "/S", where, display=display)
    if program.exists():
        raise Failed("the program is still there after the uninstaller ran")


def _older_windows(system: chroots.Chroot, program: Path) -> Path:
    """A copy of the installed program with one file more: what an older build installed."""
    older = workshop.fresh(workshop.BUILD / "older-windows") / "smppconsole"
    shutil.copytree(program.parent, older)
    (older / "uninstall.exe").unlink(missing_ok=True)
    (older / "_internal" / STALE).write_text("old", encoding="ascii")
    return older


def _wine_user_data(system: chroots.Chroot) -> Path:
    (folder,) = (system.folder / "srv/prefix/drive_c/users").glob("root/AppData/Local")
    kept = folder / "smppconsole" / "kept-by-the-user"
    kept.parent.mkdir(exist_ok=True)
    kept.touch()
    return kept


def _wine_nothing_left(system: chroots.Chroot, program: Path, kept: Path) -> None:
    if not kept.exists():
        raise Failed("the uninstaller took the user's data with it")
    left = sorted(path for path in program.parent.rglob("*") if path.is_file() and path.name != "uninstall.exe")
    left += list((system.folder / "srv/prefix/drive_c/users").rglob("SMPP Console.lnk"))
    registry = (system.folder / "srv/prefix/user.reg").read_text(encoding="utf-8", errors="replace")
    registry += (system.folder / "srv/prefix/system.reg").read_text(encoding="utf-8", errors="replace")
    if left or "\\\\smppconsole]" in registry:
        raise Failed(f"left after the uninstaller: {left[:10]}, registry {registry.count('smppconsole')} times")
    say("uninstalled without a trace, the user's data kept")


def _wine_self_test(system: chroots.Chroot, program: Path, display: str) -> None:
    (system.folder / "build/pdu.txt").write_text(trials.SAMPLE_PDU, encoding="ascii")
    trials.judge_decode(
        _wine(system, _inside(system, program), "decode", "--json", "Z:\\build\\pdu.txt", display=display), "on wine"
    )
    _wine(system, _inside(system, program), "--self-test", "Z:\\build\\self-test.json", display=display)
    report = (system.folder / "build/self-test.json").read_text(encoding="utf-8")
    trials.judge(report, "on Windows (wine)", also=("key store",))


def _wine(system: chroots.Chroot, program: str, *arguments: str, display: str) -> str:
    environment = {**windows_targets.WINE, "DISPLAY": display}
    script = 'wine "$@" </dev/null && wineserver -w'
    return system.run(["sh", "-c", script, "sh", program, *arguments], env=environment, timeout=300)


def _inside(system: chroots.Chroot, path: Path) -> str:
    return "/" + str(path.relative_to(system.folder))


def _windows_path(system: chroots.Chroot, path: Path) -> str:
    drive = system.folder / "srv/prefix/drive_c"
    return "C:\\" + str(path.relative_to(drive)).replace("/", "\\")


def _windows_here(installer: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="smppconsole-")) / "program"
    run([installer, "/S", f"/D={folder}"])
    trials.run_here(folder / "smppconsole.exe", "on Windows")
    run([folder / "uninstall.exe", "/S", f"_?={folder}"])
    if (folder / "smppconsole.exe").exists():
        raise Failed("the program is still there after the uninstaller ran")


def msi(package: Path) -> None:
    """Install an older build with msiexec, upgrade, run, remove; in a fresh wine."""
    with windows_targets.wine_system() as system, screen() as display:
        _msiexec(system, "/i", package, display)
        program = _wine_program(system)
        older = windows_targets.pack_msi(_older_windows(system, program), workshop.BUILD / "older.msi", version=OLDER)
        _msiexec(system, "/x", package, display)
        if program.exists():
            raise Failed("the program is still there after msiexec /x")
        _msiexec(system, "/i", older, display)
        kept = _wine_user_data(system)
        _msiexec(system, "/i", package, display)
        if (program.parent / "_internal" / STALE).exists():
            raise Failed("an upgrade left a library of the older build behind")
        say(f"upgraded from {OLDER} with msiexec, the older build's files are gone")
        _wine_self_test(system, program, display)
        _msiexec(system, "/x", package, display)
        if program.exists():
            raise Failed("the program is still there after msiexec /x")
        _wine_nothing_left(system, program, kept)


def _msiexec(system: chroots.Chroot, what: str, package: Path, display: str) -> None:
    say(f"msiexec {what} {package.name}")
    system.take(package, f"/build/{package.name}")
    _wine(system, "msiexec", what, f"Z:\\build\\{package.name}", "/qn", display=display)


def msi_here(package: Path) -> None:
    run(["msiexec", "/i", package, "/qn", "/norestart"])
    program = Path(os.environ["PROGRAMFILES"]) / "SMPP Console" / "smppconsole.exe"
    trials.run_here(program, "from the MSI on Windows")
    run(["msiexec", "/x", package, "/qn", "/norestart"])
    if program.exists():
        raise Failed("the program is still there after msiexec /x")
