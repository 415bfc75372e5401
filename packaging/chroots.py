"""Throw-away Debian systems to build and to try in: made, used, deleted; nothing of them leaks when we die.

Every command runs in its own mount, process and host name space (``unshare``), debootstrap's included: the kernel takes
the mounts away and ends the processes, however the command ends.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import workshop

_INSIDE = """
set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t tmpfs -o mode=755 tmpfs "$1/dev"
for node in null zero full random urandom tty; do : > "$1/dev/$node"; mount --bind "/dev/$node" "$1/dev/$node"; done
mkdir -p "$1/dev/shm" "$1/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
ln -s /proc/self/fd "$1/dev/fd"
root="$1"
shift
exec chroot "$root" "$@"
"""
_APART = ["unshare", "--mount", "--pid", "--uts", "--fork", "--kill-child"]
_QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
_MADE = ".smppconsole-made"


def mirror() -> list[str]:
    """The Debian mirror this machine itself uses, as an argument; none where it is no Debian (debootstrap has one)."""
    for source in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        text = source.read_text(encoding="utf-8", errors="replace") if source.is_file() else ""
        found = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s+)?)(https?://\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
        if found:
            return [found[1]]
    return []


def check_that_they_can_be_made() -> None:
    """Stop in words where this machine cannot make throw-away systems, before anything is built."""
    if os.geteuid() != 0:
        raise workshop.Failed("throw-away Debian systems need root: start this again with sudo")
    workshop.need_programs({"unshare": "util-linux", "chroot": "coreutils", "debootstrap": "debootstrap"})
    try:
        workshop.run([*_APART, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], timeout=20)
    except workshop.Failed as failure:
        raise workshop.Failed(f"this machine does not let root mount in a name space of its own\n{failure}") from None


class Chroot:
    """A Debian system in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        timeout: float = 300,
        attempts: int = 1,
    ) -> str:
        """Run ``command`` inside, with nothing of the outer environment but what is given."""
        inner = ["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/srv", "LANG=C.UTF-8"]
        inner += [f"{name}={value}" for name, value in (env or {}).items()]
        script = [*_APART, "sh", "-c", _INSIDE, "sh", str(self.folder), *inner, *command]
        return workshop.run(script, timeout=timeout, attempts=attempts)

    def shell(self, script: str, *, env: Mapping[str, str] | None = None, timeout: float = 300) -> str:
        """Run a line of shell inside."""
        return self.run(["sh", "-ec", script], env=env, timeout=timeout)

    def install(self, *packages: str) -> None:
        """apt install inside; an attempt that was cut short is put in order before the next."""
        script = 'dpkg --configure -a && exec apt-get install -y -q --no-install-recommends "$@"'
        self.run(["sh", "-ec", script, "sh", *packages], env=_QUIET, attempts=3)

    def remove(self, package: str) -> None:
        """apt purge inside, with all that came along."""
        self.run(["apt-get", "purge", "-y", "-q", "--auto-remove", package], env=_QUIET)

    def take(self, source: Path, place: str) -> None:
        """Copy a file or folder of ours to ``place`` inside."""
        target = self.folder / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)


@contextlib.contextmanager
def debian(suite: str, *packages: str, begin: str = "", env: Mapping[str, str] | None = None) -> Iterator[Chroot]:
    """A minimal Debian ``suite`` with ``packages``, gone afterwards; ``begin`` is a line of shell to make it ready.

    The first one made is kept below the build folder as the mould of the next.
    """
    mould = _mould(suite, packages, begin, env or {})
    folder = Path(tempfile.mkdtemp(prefix=f"system-{suite}-", dir=workshop.BUILD))
    try:
        workshop.run(["cp", "-a", "--reflink=auto", f"{mould}/.", folder])
        folder.chmod(0o755)
        yield Chroot(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _mould(suite: str, packages: Sequence[str], begin: str, env: Mapping[str, str]) -> Path:
    folder = workshop.BUILD / "moulds" / "-".join([suite, *packages])
    if folder.is_dir():
        return folder
    draft = workshop.fresh(folder.with_name(f"{folder.name}.unfinished"))
    if packages:
        bare = _mould(suite, (), "", {})
        workshop.say(f"making a Debian {suite} with {', '.join(packages)}")
        workshop.run(["cp", "-a", "--reflink=auto", f"{bare}/.", draft])
        made = Chroot(draft)
        made.install(*packages)
        if begin:
            made.shell(begin, env=env)
    else:
        _bare(suite, draft)
    draft.rename(folder)
    return folder


def _bare(suite: str, folder: Path) -> None:
    """debootstrap in two steps, so that in between dpkg learns that this system need not survive a power cut."""
    workshop.need_programs({"debootstrap": "debootstrap", "unshare": "util-linux"})
    workshop.need_files({"/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring"})
    workshop.say(f"making a Debian {suite}")
    first = [*_APART, "debootstrap", "--foreign", "--variant=minbase", suite, str(folder), *mirror()]
    workshop.run(first, attempts=3)
    (folder / "etc/dpkg/dpkg.cfg.d").mkdir(parents=True, exist_ok=True)
    (folder / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n", encoding="ascii")
    (folder / "etc/apt/apt.conf.d").mkdir(parents=True, exist_ok=True)
    (folder / "etc/apt/apt.conf.d/90quick").write_text(_apt_settings(), encoding="utf-8")
    made = Chroot(folder)
    made.run(["/debootstrap/debootstrap", "--second-stage"])
    if mirror():
        line = f"deb {mirror()[0]} {suite} main\n"
        (folder / "etc/apt/sources.list").write_text(line, encoding="utf-8")
    shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    made.run(["apt-get", "update", "-q"], attempts=3)


def _apt_settings() -> str:
    """Patience with mirrors, no translations, and the proxies this machine uses."""
    lines = ['Acquire::Retries "3";', 'Acquire::Languages "none";', 'DPkg::Options:: "--force-unsafe-io";']
    told = workshop.run(["apt-config", "dump"]) if shutil.which("apt-config") else ""
    lines += [line for line in told.splitlines() if re.match(r"Acquire::https?::Proxy\b", line)]
    return "\n".join(lines) + "\n"
