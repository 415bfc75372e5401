"""Linux packages, tried on Debian systems made for it; see ``verify.py``."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import chroots
import lints
import linux_targets
import trials
import workshop
from trials import OLDER, STALE, screen
from workshop import Failed, run, say

TAR_LIBRARIES = (
    "libegl1",
    "libgl1",
    "libxcb1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "fontconfig",
)


_USER_DATA = "/srv/.config/smppconsole/kept-by-the-user"


_ORDINARY = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]


def deb(package: Path) -> None:
    """Debian 12: install an older build, upgrade, run, purge. Debian 13: install, run, again, purge; then the lints."""
    with chroots.debian("bookworm") as system, screen() as display:
        older = _older_deb(package)
        before = _files(system)
        _install_deb(system, older)
        stale = system.folder / "usr/lib/smppconsole" / STALE
        if not stale.exists():
            raise Failed("the older build does not hold what the upgrade is to take away")
        _install_deb(system, package)
        if stale.exists():
            raise Failed("an upgrade left a file of the older build behind")
        say(f"upgraded from {OLDER} on bookworm, the older build's files are gone")
        _try_deb(system, display, before, "on bookworm")
    with chroots.debian("trixie") as system, screen() as display:
        before = _files(system)
        _install_deb(system, package)
        _install_deb(system, package)
        _try_deb(system, display, before, "on trixie")
        lints.deb(system, package)


def _try_deb(system: chroots.Chroot, display: str, before: set[str], where: str) -> None:
    if (system.folder / "usr/bin/python3").exists():
        raise Failed("the package brought Python along: the bundle should not need it")
    system.shell(f"mkdir -p {Path(_USER_DATA).parent} && touch {_USER_DATA}")
    _run_self_test(system, "/usr/bin/smppconsole", display, where)
    system.remove("smppconsole")
    _nothing_left(system, before)


def _install_deb(system: chroots.Chroot, package: Path) -> None:
    say(f"installing {package.name} on {system.folder.name.split('-')[1]}")
    system.take(package, f"/srv/{package.name}")
    again = ["--reinstall", "--allow-downgrades"]
    system.install(*again, f"/srv/{package.name}")


def _older_deb(package: Path) -> Path:
    """The same package with a lower version and one file more, packed without compression."""
    root = workshop.fresh(workshop.BUILD / "older-deb") / "root"
    run(["dpkg-deb", "-R", package, root])
    control = root / "DEBIAN" / "control"
    told = control.read_text(encoding="utf-8").replace(f"Version: {workshop.version()}", f"Version: {OLDER}")
    control.write_text(told, encoding="utf-8")
    (root / "usr/lib/smppconsole" / STALE).write_text("old", encoding="ascii")
    older = root.parent / f"smppconsole_{OLDER}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Znone", "--build", root, older])
    shutil.rmtree(root)
    return older


def _run_self_test(system: chroots.Chroot, program: str, display: str, where: str) -> None:
    """As root without a screen, as an ordinary user on an X server."""
    version = system.run([program, "--version"]).strip()
    if workshop.version() not in version:
        raise Failed(f"--version says {version!r} {where}, not {workshop.version()}")
    home = system.folder / "srv/home"
    home.mkdir(exist_ok=True)
    os.chown(home, 1000, 1000)
    (home / "pdu.txt").write_text(trials.SAMPLE_PDU, encoding="ascii")
    trials.judge_decode(system.run([program, "decode", "--json", "/srv/home/pdu.txt"]), where)
    for platform, as_whom in (("offscreen", []), ("xcb", _ORDINARY)):
        environment = {"QT_QPA_PLATFORM": platform, "DISPLAY": display, "XDG_RUNTIME_DIR": "/srv/home"}
        environment |= {"HOME": "/srv/home"} if as_whom else {}
        report = f"/srv/home/{platform}.json"
        system.run([*as_whom, program, "--self-test", report], env=environment, timeout=180)
        trials.judge((system.folder / report.lstrip("/")).read_text(encoding="utf-8"), f"{where}, {platform}")


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


@contextlib.contextmanager
def _desktop(*packages: str) -> Iterator[tuple[chroots.Chroot, str]]:
    """A Debian 12 with no more than a desktop's libraries, and a screen."""
    xcb = ("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
    with chroots.debian("bookworm") as system, screen() as display:
        system.install(*TAR_LIBRARIES, *xcb, *packages)
        yield system, display


def tar(archive: Path) -> None:
    """Unpack and run on a Debian with no more than a desktop's libraries; how long it takes to the painted window."""
    with _desktop() as (system, display):
        run(["tar", "-C", system.folder / "opt", "-xJf", archive])
        (folder,) = (system.folder / "opt").glob("smppconsole-*")
        _run_self_test(system, f"/opt/{folder.name}/bin/smppconsole", display, "from the tar ball")
        _key_store(system, f"/opt/{folder.name}/bin/smppconsole")
        trials.tell_start(folder / "lib" / "smppconsole" / "smppconsole")


def _key_store(system: chroots.Chroot, program: str) -> None:
    """A password into the Secret Service of a desktop and out again; the key ring's file does not show it."""
    system.install("gnome-keyring", "dbus")
    script = (
        "printf trial | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
        f"{program} --self-test /srv/keys/report.json"
    )
    environment = {"HOME": "/srv/keys", "XDG_RUNTIME_DIR": "/srv/keys", "QT_QPA_PLATFORM": "offscreen"}
    system.shell("mkdir -p -m 700 /srv/keys")
    system.run(["dbus-run-session", "--", "sh", "-c", script], env=environment, timeout=180)
    report = (system.folder / "srv/keys/report.json").read_text(encoding="utf-8")
    trials.judge(report, "with the key ring of a desktop", also=("key store",))


def rpm(package: Path) -> None:
    """Install an older build with rpm itself, upgrade, check the files against the package, run, erase.

    Requirements are named as Fedora names them, so Debian's rpm is told to go without them; that the libraries which
    they name are all there is seen by running the program.
    """
    workshop.need_programs({"rpm2cpio": "rpm2cpio", "cpio": "cpio", "rpmbuild": "rpm"})
    with _desktop("rpm") as (system, display):
        before = _files(system)
        older = _older_rpm(package)
        for name, file, how in (("older", older, "--install"), ("this", package, "--upgrade")):
            system.take(file, f"/srv/{file.name}")
            say(f"rpm {how}: {name} build")
            system.run(["rpm", how, "--nodeps", f"/srv/{file.name}"])
        if (system.folder / "usr/lib/smppconsole" / STALE).exists():
            raise Failed("an upgrade left a file of the older build behind")
        system.run(["rpm", "--verify", "--nodeps", "smppconsole"])
        system.shell(f"mkdir -p {Path(_USER_DATA).parent} && touch {_USER_DATA}")
        _run_self_test(system, "/usr/bin/smppconsole", display, "from the rpm")
        system.run(["rpm", "--erase", "smppconsole"])
        _nothing_left(system, before)


def _older_rpm(package: Path) -> Path:
    folder = workshop.fresh(workshop.BUILD / "older-rpm")
    root = folder / "root"
    root.mkdir()
    run(["sh", "-c", f"rpm2cpio {package} | cpio -idm --quiet"], cwd=root)
    (root / "usr/lib/smppconsole" / STALE).write_text("old", encoding="ascii")
    return linux_targets.pack_rpm(folder, root, (), version=OLDER, payload="w0.gzdio")


def squashfs(image: Path) -> None:
    """Unpack the AppImage's payload, start its AppRun; the tree is what AppStream expects."""
    workshop.need_programs({"unsquashfs": "squashfs-tools"})
    with _desktop("appstream") as (system, display):
        run(["unsquashfs", "-q", "-d", system.folder / "opt" / "AppDir", image])
        _run_self_test(system, "/opt/AppDir/AppRun", display, "from the AppImage's payload")
        lints.appdir(system, "/opt/AppDir")


def deb_here(package: Path) -> None:
    """Install on this machine, run, purge: a real one, unlike a throw-away system."""
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", *workshop.APT, "update", "-q"], attempts=3)
    run(["apt-get", *workshop.APT, "install", "-y", "-q", package], env=environment, attempts=3)
    trials.run_here(Path("/usr/bin/smppconsole"), "on this machine")
    run(["apt-get", *workshop.APT, "purge", "-y", "-q", "smppconsole"], env=environment)
    if Path("/usr/bin/smppconsole").exists() or Path("/usr/lib/smppconsole").exists():
        raise Failed("the program is still there after apt purge")
