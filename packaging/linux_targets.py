"""Packages for Linux: deb, rpm, a tar ball, and the tree of an AppImage."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import textwrap
import time
from collections.abc import Iterable
from pathlib import Path

import workshop
from workshop import BUILD, DIST, HERE, ROOT, fresh, run, say, tell

IDENTIFIER = "io.github.smppconsole.smppconsole"
SUMMARY = "Debug SMPP binds and read what went over the wire"
DESCRIPTION = (
    "SMPP Console binds with the data of an account sheet, sends test messages by hand and shows every PDU with its "
    "exact octets, its fields, its answer and what is wrong with it. A message centre to practise on is built in."
)
MAINTAINER = "The smppconsole authors <smppconsole@users.noreply.github.com>"
_VERSIONED = ("libc6", "libstdc++6", "libssl3")
"""Packages whose version matters; others would only keep an older system out that has the same library."""


def filled(source: Path) -> str:
    """A template's text with version and date put in."""
    text = source.read_text(encoding="utf-8")
    return text.replace("@VERSION@", workshop.version()).replace("@DATE@", time.strftime("%Y-%m-%d", time.gmtime()))


def stage(root: Path, made: Path, prefix: str = "usr") -> Path:
    """The tree that all Linux packages share: the bundle under lib/, a link in bin/, desktop files and icons."""
    fresh(root)
    base = root / prefix
    shutil.copytree(made, base / "lib" / "smppconsole", symlinks=True)
    (base / "bin").mkdir()
    (base / "bin" / "smppconsole").symlink_to("../lib/smppconsole/smppconsole")
    share = base / "share"
    for folder, name in (("applications", f"{IDENTIFIER}.desktop"), ("metainfo", f"{IDENTIFIER}.metainfo.xml")):
        (share / folder).mkdir(parents=True)
        (share / folder / name).write_text(filled(HERE / "linux" / name), encoding="utf-8")
    (share / "man" / "man1").mkdir(parents=True)
    page = filled(HERE / "linux" / "smppconsole.1").encode()
    (share / "man" / "man1" / "smppconsole.1.gz").write_bytes(gzip.compress(page, mtime=0))
    _icons(share / "icons" / "hicolor")
    _tidy_modes(root)
    return root


def _icons(folder: Path) -> None:
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(BUILD / "icons" / f"smppconsole-{size}.png", place / "smppconsole.png")
    (folder / "scalable" / "apps").mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "app.svg", folder / "scalable" / "apps" / "smppconsole.svg")


def _tidy_modes(root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        runs = path.is_dir() or (path.name == "smppconsole" and path.parent.name == "smppconsole")
        path.chmod(0o755 if runs else 0o644)


def deb() -> Path:
    """A Debian package; the system's libraries come from its dependencies."""
    workshop.need_programs({"dpkg-shlibdeps": "dpkg-dev", "strip": "binutils", "xz": "xz-utils"})
    made = workshop.bundle_without_system_libraries()
    root = stage(BUILD / "deb", made)
    _debian_documents(root / "usr" / "share" / "doc" / "smppconsole")
    depends = _debian_dependencies(root)
    overrides = root / "usr" / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copy(HERE / "linux" / "lintian-overrides", overrides / "smppconsole")
    _tidy_modes(root)
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text(_control(depends, workshop.size_of(root) // 1024), encoding="utf-8")
    (control / "md5sums").write_text(_checksums(root), encoding="utf-8")
    DIST.mkdir(exist_ok=True)
    package = DIST / f"smppconsole_{workshop.version()}_{workshop.machine()}.deb"
    say("packing the deb")
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, package])
    return tell(package)


def _debian_documents(folder: Path) -> None:
    folder.mkdir(parents=True)
    copyright_text = (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: smppconsole\n\nFiles: *\nCopyright: The smppconsole authors\nLicense: Expat\n"
        + textwrap.indent((ROOT / "LICENSE").read_text(encoding="utf-8").strip() or ".", " ").replace("\n\n", "\n .\n")
        + "\n\nComment: the licences of what the program carries lie in /usr/lib/smppconsole/licences.\n"
    )
    (folder / "copyright").write_text(copyright_text, encoding="utf-8")
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    entry = (
        f"smppconsole ({workshop.version()}) stable; urgency=medium\n\n"
        f"  * See the project's change log.\n\n -- {MAINTAINER}  {date}\n"
    )
    (folder / "changelog.gz").write_bytes(gzip.compress(entry.encode(), 9, mtime=0))
    for path in folder.iterdir():
        path.chmod(0o644)


def _debian_dependencies(root: Path) -> str:
    """What dpkg-shlibdeps finds the bundle to need, without versions of the build machine that say nothing."""
    say("asking which libraries the bundle needs")
    work = fresh(BUILD / "shlibdeps")
    (work / "debian").mkdir()
    (work / "debian" / "control").write_text(
        "Source: smppconsole\n\nPackage: smppconsole\nArchitecture: any\n", encoding="utf-8"
    )
    files = workshop.elf_files(root)
    folders = sorted({str(path.parent) for path in files if ".so" in path.name})
    output = run(
        [
            "dpkg-shlibdeps",
            "-O",
            "--ignore-missing-info",
            "--warnings=0",
            *[f"-l{folder}" for folder in folders],
            *files,
        ],
        cwd=work,
    )
    found = re.search(r"^shlibs:Depends=(.*)$", output, re.MULTILINE)
    if not found:
        raise SystemExit(f"dpkg-shlibdeps said nothing of dependencies:\n{output[-2000:]}")
    kept = [item if item.split()[0] in _VERSIONED else re.sub(r"\s*\(.*?\)", "", item) for item in found[1].split(", ")]
    return ", ".join(sorted(set(kept) | {"fontconfig"}))


def _control(depends: str, kilobytes: int) -> str:
    words = textwrap.fill(DESCRIPTION, 76, initial_indent=" ", subsequent_indent=" ")
    return (
        f"Package: smppconsole\nVersion: {workshop.version()}\n"
        f"Architecture: {workshop.machine()}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {kilobytes}\nDepends: {depends}\nSuggests: tshark\nSection: net\nPriority: optional\n"
        f"Description: {SUMMARY}\n{words}\n"
    )


def _checksums(root: Path) -> str:
    import hashlib

    lines = []
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and place.parts[0] != "DEBIAN":
            lines.append(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {place}")
    return "\n".join(lines) + "\n"


def tar() -> Path:
    """A folder to unpack anywhere, with the libraries that it needs but for those of every desktop."""
    workshop.need_programs({"xz": "xz-utils", "strip": "binutils"})
    made = workshop.bundle()
    name = f"smppconsole-{workshop.version()}-linux-{workshop.machine()}"
    root = stage(BUILD / "tar" / name, made, prefix=".")
    (root / "README.txt").write_text(_TAR_README, encoding="utf-8")
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{name}.tar.xz"
    say("packing the tar ball")
    run(
        ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-C", root.parent, "-cJf", archive, name],
        env={"XZ_OPT": f"-{os.environ.get('SMPPCONSOLE_XZ', '6')} -T0"},
    )
    return tell(archive)


_TAR_README = """SMPP Console for Linux

Start it with bin/smppconsole from this folder. It needs a desktop's usual libraries; on a minimal Debian:
apt install libegl1 libgl1 libxcb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 fontconfig
"""


def appdir() -> Path:
    """The payload of an AppImage, as a compressed file system; a hosted job puts the runtime in front of it."""
    workshop.need_programs({"mksquashfs": "squashfs-tools", "strip": "binutils"})
    made = workshop.bundle()
    root = stage(BUILD / "AppDir", made)
    (root / "AppRun").write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/usr/bin/smppconsole" "$@"\n', encoding="utf-8"
    )
    (root / "AppRun").chmod(0o755)
    shutil.copy(root / "usr/share/applications" / f"{IDENTIFIER}.desktop", root)
    shutil.copy(BUILD / "icons" / "smppconsole-256.png", root / "smppconsole.png")
    (root / ".DirIcon").symlink_to("smppconsole.png")
    DIST.mkdir(exist_ok=True)
    image = DIST / f"smppconsole-{workshop.version()}-{workshop.machine()}.squashfs"
    image.unlink(missing_ok=True)
    say("packing the AppImage payload")
    run(
        [
            "mksquashfs",
            root,
            image,
            "-root-owned",
            "-noappend",
            "-comp",
            "zstd",
            "-Xcompression-level",
            "19",
            "-b",
            "128K",
        ]
    )
    return tell(image)


def rpm() -> Path:
    """An rpm; what it requires is worked out from the files, since rpm's own search would ask for the bundle's Qt."""
    workshop.need_programs({"rpmbuild": "rpm", "objdump": "binutils", "strip": "binutils"})
    top = BUILD / "rpm"
    root = stage(top / "root", workshop.bundle())
    say("packing the rpm")
    packed = pack_rpm(top, root, _rpm_requirements(root))
    DIST.mkdir(exist_ok=True)
    return tell(Path(shutil.move(packed, DIST / packed.name)))


def pack_rpm(top: Path, root: Path, requires: Iterable[str], *, version: str = "", payload: str = "w19.zstdio") -> Path:
    """The tree at ``root`` as an rpm below ``top``; of another version, or packed in another way, where wanted."""
    architecture = {"amd64": "x86_64", "arm64": "aarch64"}.get(workshop.machine(), workshop.machine())
    recipe = top / "smppconsole.spec"
    text = _rpm_recipe(root, requires, architecture, version or workshop.version(), payload)
    recipe.write_text(text, encoding="utf-8")
    shutil.rmtree(top / "RPMS", ignore_errors=True)
    run(["rpmbuild", "-bb", "--define", f"_topdir {top}", "--target", architecture, recipe])
    (packed,) = (top / "RPMS").rglob("*.rpm")
    return packed


def _rpm_requirements(root: Path) -> list[str]:
    files = workshop.elf_files(root)
    own = {path.name for path in root.rglob("*.so*")}
    needed: set[str] = set()
    newest = (2, 0)
    for path in files:
        facts = run(["objdump", "-p", path])
        needed |= set(re.findall(r"NEEDED\s+(\S+)", facts))
        newest = max([newest, *((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", facts))])
    outside = sorted(name for name in needed - own if not name.startswith("ld-linux"))
    return [f"{name}()(64bit)" for name in outside] + [f"libc.so.6(GLIBC_{newest[0]}.{newest[1]})(64bit)"]


def _rpm_recipe(root: Path, requires: Iterable[str], architecture: str, version: str, payload: str) -> str:
    wanted = "\n".join(f"Requires: {item}" for item in requires)
    return f"""%global debug_package %{{nil}}
%global _build_id_links none
%global __os_install_post %{{nil}}
%global _binary_payload {payload}
Name: smppconsole
Version: {version}
Release: 1
Summary: {SUMMARY}
License: MIT AND LGPL-3.0-only
BuildArch: {architecture}
AutoReq: no
AutoProv: no
{wanted}

%description
{textwrap.fill(DESCRIPTION, 76)}

%install
cp -a {root}/. %{{buildroot}}/

%files
/usr/bin/smppconsole
/usr/lib/smppconsole
/usr/share/applications/*
/usr/share/icons/hicolor/*/apps/*
/usr/share/man/man1/*
/usr/share/metainfo/*
"""
