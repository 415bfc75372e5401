"""What goes beside the artefacts of a release: their checksums, and a bill of what they carry (CycloneDX).

    python3 packaging/release.py

reads packaging/constraints.txt and pyproject.toml, writes dist/SHA256SUMS and dist/smppconsole-VERSION.cdx.json.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys

import workshop
from workshop import DIST, HERE

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")
_ALSO_BUNDLED = {"pyside6-essentials": workshop.PYSIDE, "shiboken6": workshop.PYSIDE}
_RUNTIME = {
    "cffi", "cryptography", "jaraco-classes", "jaraco-context", "jaraco-functools", "jeepney", "keyring",
    "more-itertools", "platformdirs", "pycparser", "pywin32-ctypes", "qasync", "secretstorage", "six", "smpplib",
    "tomlkit", "backports-tarfile", "importlib-metadata", "lazy-importer", "typing-extensions", "tzdata", "zipp",
}  # fmt: skip


def components() -> list[dict[str, str]]:
    """The distributions that a bundle carries, as the constraints pin them."""
    pins = dict(_ALSO_BUNDLED)
    for line in (HERE / "constraints.txt").read_text(encoding="utf-8").splitlines():
        found = _PIN.match(line.strip())
        if found:
            name = re.sub(r"[-_.]+", "-", found[1]).lower()
            if name in _RUNTIME:
                pins[name] = found[2]
    return [
        {"type": "library", "name": name, "version": pinned, "purl": f"pkg:pypi/{name}@{pinned}"}
        for name, pinned in sorted(pins.items())
    ]


def bill() -> dict[str, object]:
    """The software bill of materials, CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "smppconsole", "version": workshop.version()}},
        "components": components(),
    }


def checksums() -> str:
    """One line an artefact, as sha256sum writes and checks them."""
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def main() -> int:
    DIST.mkdir(exist_ok=True)
    place = DIST / f"smppconsole-{workshop.version()}.cdx.json"
    place.write_text(json.dumps(bill(), indent=2) + "\n", encoding="utf-8")
    (DIST / "SHA256SUMS").write_text(checksums(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
