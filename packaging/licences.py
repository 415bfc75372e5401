"""Collect the licences of all that a bundle carries; run with the build environment's Python.

    python packaging/licences.py OUTPUT-FOLDER

writes each distribution's licence files, and ``THIRD-PARTY.txt`` naming all with version, licence and home.
Qt is used under the LGPL 3: the program is one folder, its Qt libraries are plain files that may be replaced.
"""

from __future__ import annotations

import re
import shutil
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_BUNDLED = {
    "pip",
    "setuptools",
    "wheel",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "altgraph",
    "pefile",
    "macholib",
}
_LICENCE_FILE = re.compile(r"(?i)(?:^|/)(?:licen[cs]e|copying|notice|authors)[^/]*$")

_QT = """Qt and PySide6 (The Qt Company and contributors), GNU Lesser General Public License, version 3.
The program uses them unmodified as shared libraries in its own folder (PySide6/Qt). You may replace them by your own
builds of the same major version. Sources: the Qt Project publishes them; the version is named above.
"""


def bundled() -> list[metadata.Distribution]:
    """The distributions a bundle carries, by name."""
    chosen = {
        distribution.metadata["Name"].lower(): distribution
        for distribution in metadata.distributions()
        if distribution.metadata["Name"].lower() not in NOT_BUNDLED
    }
    return [chosen[name] for name in sorted(chosen)]


def licence_of(distribution: metadata.Distribution) -> str:
    """The licence a distribution states: its expression, else its classifiers, else its licence field."""
    facts = distribution.metadata
    stated = facts.get("License-Expression")
    if stated:
        return str(stated)
    classifiers = [line.split(" :: ")[-1] for line in facts.get_all("Classifier") or [] if line.startswith("License")]
    field = (facts.get("License") or "").strip().splitlines()
    return "; ".join(classifiers) or (field[0] if field else "see its licence file")


def copy_texts(distribution: metadata.Distribution, folder: Path) -> int:
    """Copy a distribution's licence files into ``folder``; the number copied."""
    copied = 0
    for file in distribution.files or []:
        source = Path(str(distribution.locate_file(file)))
        if _LICENCE_FILE.search(str(file)) and ".dist-info" in str(file) and source.is_file():
            place = folder / distribution.metadata["Name"]
            place.mkdir(exist_ok=True)
            shutil.copy(source, place / source.name)
            copied += 1
    return copied


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["What this program carries, under which licence.", ""]
    for distribution in bundled():
        copy_texts(distribution, folder)
        facts = distribution.metadata
        lines.append(f"{facts['Name']} {distribution.version}: {licence_of(distribution)}")
    lines += [f"Python {sys.version.split()[0]}: Python Software Foundation License", "", _QT]
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines), encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    for text in (ROOT / "resources" / "licences").glob("*.txt") if (ROOT / "resources" / "licences").is_dir() else []:
        shutil.copy(text, folder / text.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
