"""Put the licences of all that a bundle carries beside it; run with the build environment's Python.

    python packaging/licences.py OUTPUT-FOLDER [BUNDLE-FOLDER]

writes one file a part, as the About box shows them, and ``THIRD-PARTY.txt`` naming all. Where Debian's tools are, each
library of the system that went into BUNDLE-FOLDER is named too, with the copyright statement of its package.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from smppconsole.console import credits  # noqa: E402 - the sources stand beside this folder

_HEAD = """What this program carries, under which licence. Each text stands in a file of its own beside this one,
and in the program under Help, About.

"""
_LGPL = """
Qt, PySide6 and smpplib are used unmodified under the GNU Lesser General Public License, version 3: Qt and PySide6 as
plain shared libraries in _internal/PySide6, smpplib as plain Python files in _internal/smpplib. You may replace them by
your own builds of the same version. Their sources are published by their projects under the addresses above.
"""


def system_packages(bundle: Path) -> dict[str, Path]:
    """The Debian packages whose libraries lie in ``bundle``, with their copyright statements."""
    names = sorted({path.name for path in bundle.rglob("lib*.so*") if not path.is_symlink()})
    if not names or not shutil.which("dpkg-query"):
        return {}
    asked = [f"*/{name}" for name in names]
    told = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True, check=False).stdout
    packages = sorted(
        {line.split(":", 1)[0] for line in told.splitlines() if re.search(r": /(usr/)?lib/[^/]+/lib", line)}
    )
    found = {name: Path("/usr/share/doc") / name / "copyright" for name in packages}
    return {name: place for name, place in found.items() if place.is_file()}


def main() -> int:
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = []
    for credit in credits.credits():
        lines.append(f"{credit.name} {credit.version}: {credit.licence}  {credit.home}".rstrip())
        (folder / f"{credit.name.replace(' ', '-')}.txt").write_text(credit.words, encoding="utf-8")
    for name, statement in system_packages(Path(sys.argv[2])).items() if len(sys.argv) > 2 else ():
        (folder / "system").mkdir(exist_ok=True)
        lines.append(f"{name}: see system/{name}.txt")
        shutil.copy(statement, folder / "system" / f"{name}.txt")
    (folder / "THIRD-PARTY.txt").write_text(_HEAD + "\n".join(lines) + "\n" + _LGPL, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
