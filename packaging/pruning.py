"""What of Qt and of the build machine has no business in a bundle. Used by the spec on all three systems.

Two steps, in this order: plug-ins that the program never loads go out by name, then libraries that nothing kept still
asks for. The other way round, a dropped theme plug-in would leave the whole GTK stack behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's table row: place in the bundle, file it comes from, type code."""

_PLUGINS = (
    "egldeviceintegrations",
    "generic",
    "networkinformation",
    "sqldrivers",
    "qmltooling",
    "wayland-graphics-integration-server",
)
_PLATFORMS = ("eglfs", "linuxfb", "vnc", "vkkhrdisplay", "minimal", "minimalegl", "direct2d")
_IMAGES = ("tiff", "webp", "tga", "wbmp", "pdf", "macheif", "macjp2", "icns")
_DROPPED = re.compile(
    r"(?:^|/)(?:"
    rf"plugins/(?:{'|'.join(_PLUGINS)})/"
    rf"|plugins/platforms/(?:lib)?q(?:{'|'.join(_PLATFORMS)})(?:\.|-)"
    rf"|plugins/imageformats/(?:lib)?q(?:{'|'.join(_IMAGES)})\."
    r"|plugins/platformthemes/libqgtk3\."
    r"|plugins/wayland-graphics-integration-client/[^/]*(?:drm|vulkan|dmabuf)"
    r"|translations/(?!qtbase_|qt_)[^/]+\.qm$"
    r"|resources/languages/[^/]+\.po$"
    r"|opengl32sw\.dll$|d3dcompiler_47\.dll$"
    r")",
    re.IGNORECASE,
)


def is_wanted(place: str) -> bool:
    """Whether the file at ``place`` in the bundle is one that the program can need."""
    return not _DROPPED.search(PurePosixPath(place.replace("\\", "/")).as_posix())


def without_unwanted(table: Iterable[Entry]) -> list[Entry]:
    """The rows of ``table`` that are wanted, in order."""
    return [entry for entry in table if is_wanted(entry[0])]


def _is_library(place: str) -> bool:
    path = PurePosixPath(place)
    return path.name.startswith("lib") and ".so" in path.name and "plugins" not in path.parts


def without_orphans(table: list[Entry], imports_of: Callable[[str], Iterable[tuple[str, str | None]]]) -> list[Entry]:
    """Linux: only the libraries that something kept asks for, with the links that point to them.

    Roots are all files that are not plain libraries (extension modules, plug-ins) and libpython.
    """
    by_name = {PurePosixPath(place).name: (place, source) for place, source, _ in table if _is_library(place)}
    roots = [source for place, source, _ in table if not _is_library(place)]
    roots += [source for name, (_, source) in by_name.items() if name.startswith("libpython")]
    reached: set[str] = {name for name in by_name if name.startswith("libpython")}
    waiting = list(roots)
    while waiting:
        for name, _ in imports_of(waiting.pop()):
            short = PurePosixPath(name).name
            if short in by_name and short not in reached:
                reached.add(short)
                waiting.append(by_name[short][1])
    return [entry for entry in table if not _is_library(entry[0]) or PurePosixPath(entry[0]).name in reached]


def system_libraries(table: list[Entry]) -> list[str]:
    """The places of the libraries that came from the system's own folders, libpython left out: a package's system
    brings them."""
    return [place for place, source, _ in table if _is_from_system(place, source)]


def _is_from_system(place: str, source: str) -> bool:
    return (
        _is_library(place)
        and source.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"))
        and not PurePosixPath(place).name.startswith("libpython")
    )
