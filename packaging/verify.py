"""Try an artefact as a colleague would: install it on a bare system, run the program's self-test, upgrade, remove.

    python3 packaging/verify.py ARTEFACT [ARTEFACT …]
    python3 packaging/verify.py --all           all that stands in dist/ and can be tried here
    python3 packaging/verify.py --here ARTEFACT on this very system, which is altered: for a hosted runner

deb: clean Debian 12 and 13 without Python, and the lints. tar, rpm, squashfs: Debian 12 with the few libraries that the
tar ball's README names. Windows installer and MSI: a fresh wine on Linux, the system itself on Windows. Each is tried
as an upgrade over an older build where its kind knows upgrades. Needs root on Linux.
"""

from __future__ import annotations

import sys
from pathlib import Path

import linux_trials
import macos_trials
import python_trials
import windows_trials
import workshop
from workshop import Failed, say

LIMITS = {".deb": 40e6, ".exe": 28e6}
"""Octets that an artefact may have."""


BY_ENDING = {
    ".whl": python_trials.python,
    ".gz": python_trials.python,
    ".deb": linux_trials.deb,
    ".xz": linux_trials.tar,
    ".rpm": linux_trials.rpm,
    ".squashfs": linux_trials.squashfs,
    ".exe": windows_trials.windows,
    ".msi": windows_trials.msi,
    ".dmg": macos_trials.dmg,
}


_ON_THIS_SYSTEM = {".deb": linux_trials.deb_here, ".msi": windows_trials.msi_here}


def main() -> int:
    workshop.die_in_order()
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    names = [name for name in sys.argv[1:] if name != "--here"]
    if names == ["--all"]:
        names = [str(path) for path in sorted(workshop.DIST.iterdir()) if path.suffix in BY_ENDING]
    for name in names:
        artefact = Path(name).resolve()
        ways = BY_ENDING | (_ON_THIS_SYSTEM if "--here" in sys.argv else {})
        verify = ways.get(artefact.suffix)
        if verify is None or not artefact.is_file():
            raise SystemExit(f"{name}: no artefact that can be tried here ({', '.join(BY_ENDING)})")
        _measure(artefact)
        verify(artefact)
        say(f"{artefact.name}: verified")
    return 0


def _measure(artefact: Path) -> None:
    size, limit = artefact.stat().st_size, LIMITS.get(artefact.suffix)
    say(f"{artefact.name}: {size / 1e6:.1f} MB" + (f", at most {limit / 1e6:.0f} wanted" if limit else ""))
    if limit and size > limit:
        raise Failed(f"{artefact.name} is too large: {size} octets, {limit:.0f} are allowed")


if __name__ == "__main__":
    sys.exit(main())
