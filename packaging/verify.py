"""Try an artefact as a colleague would: install it on a bare system, run the program's self-test, upgrade, remove.

    python3 packaging/verify.py ARTEFACT [ARTEFACT …]
    python3 packaging/verify.py --all           all that stands in dist/ and can be tried here

deb: clean Debian 12 and 13 without Python. tar: Debian 12 with the few libraries its README names. Windows installer
and MSI: a fresh wine on Linux, the system itself on Windows. rpm, squashfs: unpacked and run. Needs root on Linux.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import chroots
import windows_targets
import workshop
from workshop import run, say

TAR_LIBRARIES = (
    "libegl1",
    "libgl1",
    "libxcb1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "fontconfig",
)
SAMPLE_PDU = "00000010 00000015 00000000 00000002"
_USER_DATA = "/srv/.config/smppconsole/kept-by-the-user"


class Failed(SystemExit):
    """Something that a colleague would have met."""


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X server outside of all chroots; gives its DISPLAY, reachable by its abstract socket."""
    workshop.need_programs({"Xvfb": "xvfb"})
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _judge(report: str, where: str) -> None:
    """Read a self-test's JSON; say what it saw, or stop with what failed."""
    facts = json.loads(report)
    if not facts.get("ok"):
        raise Failed(f"self-test failed {where}:\n{json.dumps(facts, indent=2)[:4000]}")
    seen = [proof["name"] for proof in facts["proofs"] if proof["ok"]]
    if not facts["frozen"] or "window delivered" not in seen:
        raise Failed(f"self-test {where} proved too little: {', '.join(seen)}")
    say(f"self-test passed {where}: {', '.join(seen)}")


def _judge_decode(output: str, where: str) -> None:
    """The command line inside the artefact reads a PDU as it should."""
    facts = json.loads(output.strip().splitlines()[-1])
    if facts["command"] != "enquire_link" or facts["sequence_number"] != 2:
        raise Failed(f"decode reads the sample PDU as {facts['command']} {where}")


def deb(package: Path) -> None:
    """Install, run, install again over itself, purge; on Debian 12 and 13."""
    for suite in ("bookworm", "trixie"):
        with chroots.debian(suite) as system, screen() as display:
            system.take(package, f"/srv/{package.name}")
            say(f"installing on {suite}")
            before = _files(system)
            system.install(f"/srv/{package.name}")
            system.shell(f"mkdir -p {Path(_USER_DATA).parent} && touch {_USER_DATA}")
            if (system.folder / "usr/bin/python3").exists():
                raise Failed("the package brought Python along: the bundle should not need it")
            _run_self_test(system, "/usr/bin/smppconsole", display, f"on {suite}")
            system.shell(
                f"apt-get install -y -q --reinstall /srv/{package.name}", env={"DEBIAN_FRONTEND": "noninteractive"}
            )
            system.shell("apt-get purge -y -q --auto-remove smppconsole", env={"DEBIAN_FRONTEND": "noninteractive"})
            _nothing_left(system, before)


def _run_self_test(system: chroots.Chroot, program: str, display: str, where: str) -> None:
    version = system.run([program, "--version"]).strip()
    if workshop.version() not in version:
        raise Failed(f"--version says {version!r} {where}, not {workshop.version()}")
    (system.folder / "srv/pdu.txt").write_text(SAMPLE_PDU, encoding="ascii")
    _judge_decode(system.run([program, "decode", "--json", "/srv/pdu.txt"]), where)
    for platform in ("offscreen", "xcb"):
        environment = {"QT_QPA_PLATFORM": platform, "DISPLAY": display, "XDG_RUNTIME_DIR": "/srv"}
        system.run([program, "--self-test", "/srv/self-test.json"], env=environment, timeout=180)
        _judge((system.folder / "srv/self-test.json").read_text(encoding="utf-8"), f"{where}, {platform}")


def _files(system: chroots.Chroot) -> set[str]:
    found = system.shell("find / -xdev -iname '*smppconsole*' -not -path '/proc/*' -not -path '/tmp/*'")
    return set(found.split())


def _nothing_left(system: chroots.Chroot, before: set[str]) -> None:
    left = {place for place in _files(system) - before if not place.startswith("/srv/")}
    if left:
        raise Failed(f"left after removal: {sorted(left)[:10]}")
    if not (system.folder / _USER_DATA.lstrip("/")).exists():
        raise Failed("removal took the user's data with it")
    say("removed without a trace, the user's data kept")


def tar(archive: Path) -> None:
    """Unpack and run on a Debian with no more than a desktop's libraries."""
    with chroots.debian("bookworm") as system, screen() as display:
        system.install(
            *TAR_LIBRARIES, "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"
        )
        run(["tar", "-C", system.folder / "opt", "-xJf", archive])
        (folder,) = (system.folder / "opt").glob("smppconsole-*")
        _run_self_test(system, f"/opt/{folder.name}/bin/smppconsole", display, "from the tar ball")


def rpm(package: Path) -> None:
    """Unpack the payload and run it here; no system with rpm as its own is at hand."""
    workshop.need_programs({"rpm2cpio": "rpm2cpio", "cpio": "cpio"})
    folder = Path(tempfile.mkdtemp(prefix="smppconsole-rpm-"))
    try:
        run(["sh", "-c", f"rpm2cpio {package} | cpio -idm --quiet"], cwd=folder)
        _run_here(folder / "usr" / "bin" / "smppconsole", "from the rpm's payload")
    finally:
        shutil.rmtree(folder)


def squashfs(image: Path) -> None:
    """Unpack the AppImage's payload and start its AppRun."""
    folder = Path(tempfile.mkdtemp(prefix="smppconsole-appdir-"))
    try:
        run(["unsquashfs", "-q", "-d", folder / "AppDir", image])
        _run_here(folder / "AppDir" / "AppRun", "from the AppImage's payload")
    finally:
        shutil.rmtree(folder)


def _run_here(program: Path, where: str) -> None:
    home = Path(tempfile.mkdtemp(prefix="smppconsole-home-"))
    try:
        report = home / "self-test.json"
        run([program, "--self-test", report], env={"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}, timeout=180)
        _judge(report.read_text(encoding="utf-8"), where)
    finally:
        shutil.rmtree(home)


def windows(installer: Path) -> None:
    """Silent install, self-test, upgrade over itself, silent uninstall, in a fresh wine."""
    if sys.platform == "win32":
        _windows_here(installer)
        return
    with windows_targets.wine_system() as system, screen() as display:
        system.take(installer, "/build/setup-smppconsole.exe")
        program = _wine_install(system, display)
        stale = program.parent / "_internal" / "stale.dll"
        _wine_self_test(system, program, display)
        stale.write_bytes(b"an older build's library")
        _wine_install(system, display)
        if stale.exists():
            raise Failed("an upgrade left a library of the older build behind")
        _wine(
            system,
            _inside(system, program.parent / "uninstall.exe"),
            "/S",
            f"_?={_windows_path(system, program.parent)}",
            display=display,
        )
        if program.exists():
            raise Failed("the program is still there after the uninstaller ran")
        say("uninstalled, program files gone")


def _wine_install(system: chroots.Chroot, display: str) -> Path:
    say("installing silently under wine")
    _wine(system, "/build/setup-smppconsole.exe", "/S", display=display)
    found = sorted((system.folder / "srv/prefix/drive_c").rglob("smppconsole.exe"))
    if not found:
        raise Failed("the installer ended well, but no smppconsole.exe stands in the prefix")
    return found[0]


def _wine_self_test(system: chroots.Chroot, program: Path, display: str) -> None:
    (system.folder / "build/pdu.txt").write_text(SAMPLE_PDU, encoding="ascii")
    _judge_decode(
        _wine(system, _inside(system, program), "decode", "--json", "Z:\\build\\pdu.txt", display=display), "on wine"
    )
    _wine(system, _inside(system, program), "--self-test", "Z:\\build\\self-test.json", display=display)
    _judge((system.folder / "build/self-test.json").read_text(encoding="utf-8"), "on Windows (wine)")


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
    _run_here(folder / "smppconsole.exe", "on Windows")
    run([folder / "uninstall.exe", "/S", f"_?={folder}"])
    if (folder / "smppconsole.exe").exists():
        raise Failed("the program is still there after the uninstaller ran")


def msi(package: Path) -> None:
    """Install, run and remove with msiexec in a fresh wine."""
    with windows_targets.wine_system() as system, screen() as display:
        system.take(package, "/build/smppconsole.msi")
        _wine(system, "msiexec", "/i", "Z:\\build\\smppconsole.msi", "/qn", display=display)
        (program,) = (system.folder / "srv/prefix/drive_c").rglob("smppconsole.exe")
        _wine_self_test(system, program, display)
        _wine(system, "msiexec", "/x", "Z:\\build\\smppconsole.msi", "/qn", display=display)
        if program.exists():
            raise Failed("the program is still there after msiexec /x")


def dmg(image: Path) -> None:
    """Mount the image and run the program from it; on macOS only."""
    if sys.platform != "darwin":
        raise Failed("a dmg can be tried on macOS only")
    mount = Path(tempfile.mkdtemp(prefix="smppconsole-"))
    run(["hdiutil", "attach", image, "-mountpoint", mount, "-nobrowse", "-readonly"])
    try:
        _run_here(mount / "SMPP Console.app" / "Contents" / "MacOS" / "smppconsole", "from the mounted image")
    finally:
        run(["hdiutil", "detach", mount])


BY_ENDING = {".deb": deb, ".xz": tar, ".rpm": rpm, ".squashfs": squashfs, ".exe": windows, ".msi": msi, ".dmg": dmg}


def main() -> int:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    names = sys.argv[1:]
    if names == ["--all"]:
        names = [str(path) for path in sorted(workshop.DIST.iterdir()) if path.suffix in BY_ENDING]
    for name in names:
        artefact = Path(name).resolve()
        verify = BY_ENDING.get(artefact.suffix)
        if verify is None or not artefact.is_file():
            raise SystemExit(f"{name}: no artefact that can be tried here ({', '.join(BY_ENDING)})")
        verify(artefact)
    return 0


if __name__ == "__main__":
    sys.exit(main())
