"""Build what a colleague can be sent; each target brings what it needs by itself.

    python3 packaging/build.py --target wheel|deb|rpm|tar|appdir|windows|msi|dmg [--target …]

The artefacts stand in dist/ afterwards (macos-wheels makes none: it sees that all wheels for macOS exist). Standard
library alone; runs on the system the target is for, and the Windows targets on Linux as well (as root: in a throw-away
chroot with wine).
"""

from __future__ import annotations

import argparse
import sys

import chroots
import linux_targets
import macos_targets
import python_targets
import windows_targets
import workshop

TARGETS = {
    "wheel": python_targets.wheel,
    "deb": linux_targets.deb,
    "rpm": linux_targets.rpm,
    "tar": linux_targets.tar,
    "appdir": linux_targets.appdir,
    "windows": windows_targets.installer,
    "msi": windows_targets.msi,
    "dmg": macos_targets.dmg,
    "macos-wheels": macos_targets.resolve,
}


def main() -> int:
    workshop.die_in_order()
    parser = argparse.ArgumentParser(description="Build installers; they stand in dist/ afterwards.")
    parser.add_argument("--target", action="append", required=True, choices=sorted(TARGETS))
    parser.add_argument("--check", action="store_true", help="stop first where this machine cannot try them (Linux)")
    options = parser.parse_args()
    if options.check and workshop.is_linux():
        chroots.check_that_they_can_be_made()
    for target in options.target:
        TARGETS[target]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
