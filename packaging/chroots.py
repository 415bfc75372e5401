"""Throw-away Debian systems to build and to try in: made, used, deleted; nothing of them leaks when we die.

Commands run in their own mount, process and host name space (``unshare``), so that the kernel tidies up the mounts.
"""

from __future__ import annotations

import contextlib
import re
import shlex
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


def mirror() -> str:
    """The Debian mirror this machine itself uses."""
    for source in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        text = source.read_text(encoding="utf-8", errors="replace") if source.is_file() else ""
        found = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s+)?)(https?://\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
        if found:
            return found[1]
    raise SystemExit("no Debian mirror is named in this machine's apt sources")


class Chroot:
    """A Debian system in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None, timeout: float = 900) -> str:
        """Run ``command`` inside, with nothing of the outer environment but what is given."""
        inner = ["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/srv", "LANG=C.UTF-8"]
        inner += [f"{name}={value}" for name, value in (env or {}).items()]
        script = [
            "unshare",
            "--mount",
            "--pid",
            "--uts",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            _INSIDE,
            "sh",
            str(self.folder),
        ]
        return workshop.run([*script, *inner, *command], timeout=timeout)

    def shell(self, script: str, *, env: Mapping[str, str] | None = None, timeout: float = 900) -> str:
        """Run a line of shell inside."""
        return self.run(["sh", "-ec", script], env=env, timeout=timeout)

    def install(self, *packages: str) -> None:
        """apt install inside."""
        self.shell(f"apt-get install -y -q --no-install-recommends {shlex.join(packages)}", env=_QUIET)

    def take(self, source: Path, place: str) -> None:
        """Copy a file or folder of ours to ``place`` inside."""
        target = self.folder / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)


_QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


@contextlib.contextmanager
def debian(suite: str, *packages: str) -> Iterator[Chroot]:
    """A minimal Debian ``suite`` with ``packages``, gone afterwards.

    The first one made is kept below the build folder as the mould of the next.
    """
    mould = _mould(suite, packages)
    folder = Path(tempfile.mkdtemp(prefix=f"smppconsole-{suite}-"))
    try:
        workshop.run(["cp", "-a", "--reflink=auto", f"{mould}/.", folder])
        folder.chmod(0o755)
        yield Chroot(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _mould(suite: str, packages: Sequence[str]) -> Path:
    folder = workshop.BUILD / "moulds" / "-".join([suite, *packages])
    if folder.is_dir():
        return folder
    workshop.need_programs({"debootstrap": "debootstrap", "unshare": "util-linux"})
    workshop.say(f"making a Debian {suite} {'with ' if packages else ''}{' and '.join(packages)}".rstrip())
    draft = workshop.fresh(folder.with_name(f"{folder.name}.unfinished"))
    workshop.run(["debootstrap", "--variant=minbase", suite, draft, mirror()])
    shutil.copy("/etc/resolv.conf", draft / "etc" / "resolv.conf")
    made = Chroot(draft)
    made.run(["apt-get", "update", "-q"])
    if packages:
        made.install(*packages)
    draft.rename(folder)
    return folder
