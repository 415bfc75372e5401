"""What the program is made of and under which licences, read where it runs: from source, from a wheel, frozen.

Python packages tell it themselves (``importlib.metadata``; a frozen program carries their metadata along). What is no
Python package, and the texts that some packages leave out, lie in ``resources/licences``. A frozen program may carry
libraries of the system it was built on; their statements lie beside it in ``licences/system``.
"""

from __future__ import annotations

import importlib.util
import platform
import re
import ssl
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

from smppconsole import __version__
from smppconsole.console import paths
from smppconsole.smpp.said import said
from smppconsole.values import dataclass

DEPENDENCIES = ("PySide6-Essentials", "qasync", "smpplib", "keyring", "platformdirs", "tomlkit", "tzdata")
"""What pyproject.toml asks for; written down because a frozen program has no metadata of its own."""

_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
_TEXTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"pyside6-essentials": _LGPL, "shiboken6": _LGPL, "smpplib": _LGPL}
)
"""Distributions whose own files lack the whole text of their licence."""


_LICENCE_FILE = re.compile(r"\.dist-info/(?:licen[cs]es?/)?(?:licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
"""Where older packages keep their licence without a word of it in their metadata."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One part of the program; ``texts`` are the words of its licences, each with the name of its file."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """Everything in one text."""
        head = "\n".join(line for line in (f"{self.name} {self.version}".strip(), self.licence, self.home) if line)
        return "\n\n".join([head, *(f"{'-' * 72}\n{name}\n\n{text.strip()}" for name, text in self.texts)]) + "\n"


def credits() -> tuple[Credit, ...]:
    """All parts: the program, then Python, the typefaces and every distribution it uses, by name."""
    return in_order(each())


def in_order(parts: Iterable[Credit]) -> tuple[Credit, ...]:
    """The program itself, which comes first, then the rest by name."""
    own, *rest = parts
    return (own, *sorted(rest, key=lambda credit: credit.name.lower()))


def each() -> Iterator[Credit]:
    """The parts one by one, the program first; each takes some milliseconds to be read."""
    texts = paths.resource("licences")
    fonts = paths.resource("fonts")
    openssl = ssl.OPENSSL_VERSION.split()
    yield Credit("SMPP Console", __version__, "MIT", "", _files(texts, "SMPP-Console.txt"))
    yield from (
        Credit("Python", platform.python_version(), "PSF-2.0", "https://www.python.org", _files(texts, "Python.txt")),
        Credit(openssl[0], openssl[1], "Apache-2.0", "https://www.openssl.org", _files(texts, "Apache-2.0.txt")),
        Credit("Inter", "", "OFL-1.1", "https://rsms.me/inter", _files(fonts, "OFL-Inter.txt")),
        Credit(
            "JetBrains Mono", "", "OFL-1.1", "https://www.jetbrains.com/mono", _files(fonts, "OFL-JetBrainsMono.txt")
        ),
        Credit(
            "Qt", _version_of("PySide6-Essentials"), "LGPL-3.0-only", "https://www.qt.io",
            _files(texts, *_LGPL, "Qt-third-party.txt"),
        ),
    )  # fmt: skip
    yield from map(_credit, distributions())
    yield from _of_the_build_system()


def distributions() -> tuple[metadata.Distribution, ...]:
    """The distributions that the program uses, directly or through others, as far as they are installed."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(DEPENDENCIES)
    while waiting:
        name = waiting.pop()
        if _key(name) in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # another system's, or one that this Python does not need
        found[_key(name)] = distribution
        waiting += [_required(line) for line in distribution.requires or () if "extra ==" not in line]
    return tuple(found[name] for name in sorted(found))


def replaceable() -> tuple[str, ...]:
    """What the LGPL lets a user replace, and the folders where it lies here."""
    qt, library = _folder("PySide6"), _folder("smpplib")
    told = (
        said("Qt and PySide6, plain shared libraries: {folder}", folder=qt) if qt else "",
        said("smpplib, plain Python files: {folder}", folder=library) if library else "",
    )
    return tuple(words for words in told if words)


def facts() -> tuple[tuple[str, str], ...]:
    """What a bug report asks for, but for Qt."""
    how = "installed" if getattr(sys, "frozen", False) else "from source"
    return (
        ("SMPP Console", f"{__version__}, {how}"),
        ("Python", platform.python_version()),
        ("OpenSSL", ssl.OPENSSL_VERSION.removeprefix("OpenSSL ")),
        ("System", platform.platform()),
    )


def _credit(distribution: metadata.Distribution) -> Credit:
    name = distribution.metadata["Name"]
    texts = tuple(_own_texts(distribution)) + _files(paths.resource("licences"), *_TEXTS_OF.get(_key(name), ()))
    return Credit(name, distribution.version, _licence(distribution), _home(distribution), texts)


def _licence(distribution: metadata.Distribution) -> str:
    """What a distribution states: its expression, else its licence field, else its classifiers."""
    for key in ("License-Expression", "License"):
        stated = _stated(distribution, key).strip()
        if stated and "\n" not in stated:
            return stated
    told = distribution.metadata.get_all("Classifier") or ()
    rows = [row.rsplit(" :: ", 1)[-1] for row in told if row.startswith("License ::")]
    return "; ".join(rows) or "see its text"


def _home(distribution: metadata.Distribution) -> str:
    stated = [row.split(", ", 1) for row in distribution.metadata.get_all("Project-URL") or ()]
    named = {row[0].lower(): row[1] for row in stated if len(row) == 2}
    kept = (named.get(key) for key in ("homepage", "source", "repository"))
    return next((home for home in kept if home), _stated(distribution, "Home-page"))


def _stated(distribution: metadata.Distribution, key: str) -> str:
    return next(iter(distribution.metadata.get_all(key) or ()), "")


def _own_texts(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    stated = distribution.metadata.get_all("License-File") or ()
    lying_there = [path.name for path in distribution.files or () if _LICENCE_FILE.search(path.as_posix())]
    for name in stated or sorted(set(lying_there)):
        text = distribution.read_text(f"licenses/{name}") or distribution.read_text(name)
        if text:
            yield name, text


def _of_the_build_system() -> Iterator[Credit]:
    folder = Path(sys.executable).parent / "licences" / "system"
    if getattr(sys, "frozen", False) and folder.is_dir():
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8", errors="replace")
            yield Credit(path.stem, "", "see its text", "", ((path.name, text),))


def _files(folder: Path, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, (folder / name).read_text(encoding="utf-8")) for name in names)


def _folder(package: str) -> str:
    spec = importlib.util.find_spec(package)
    return next(iter(spec.submodule_search_locations or ()), "") if spec else ""


def _version_of(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _required(line: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", line.strip(), maxsplit=1)[0]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
