"""What Linux distributions' own checkers say of the packages; they run in a throw-away Debian."""

from __future__ import annotations

from pathlib import Path

import chroots
from linux_targets import IDENTIFIER
from workshop import say

_AS_USER = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]


def deb(system: chroots.Chroot, package: Path) -> None:
    """lintian on the package; desktop-file-validate, appstreamcli and man on what lies in it."""
    system.install("lintian", "appstream", "desktop-file-utils", "man-db")
    system.shell(f"mkdir -p /srv/lint && dpkg-deb -x /srv/{package.name} /srv/lint")
    say("lintian, desktop-file-validate, appstreamcli")
    lintian = ["lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", f"/srv/{package.name}"]
    told = system.run([*_AS_USER, *lintian], env={"HOME": "/tmp"})
    for line in told.strip().splitlines():
        say(f"lintian: {line}")
    _tree(system, "/srv/lint/usr/share")
    page = "/srv/lint/usr/share/man/man1/smppconsole.1.gz"
    system.shell(f"man --warnings -l {page} >/dev/null 2>/srv/man && test ! -s /srv/man || (cat /srv/man; false)")


def appdir(system: chroots.Chroot, root: str) -> None:
    """appstreamcli on the whole tree of an AppImage."""
    system.install("desktop-file-utils")
    _tree(system, f"{root}/usr/share")
    system.run(["appstreamcli", "validate-tree", "--no-net", root])


def _tree(system: chroots.Chroot, share: str) -> None:
    system.run(["desktop-file-validate", f"{share}/applications/{IDENTIFIER}.desktop"])
    told = system.run(
        ["appstreamcli", "validate", "--no-net", "--pedantic", f"{share}/metainfo/{IDENTIFIER}.metainfo.xml"]
    )
    say(f"appstreamcli: {told.strip().splitlines()[-1]}")
