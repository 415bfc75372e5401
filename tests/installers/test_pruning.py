"""What of Qt and of the build machine stays out of a bundle."""

import pruning
import pytest


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/tls/libqsecuretransportbackend.dylib",
        "PySide6/translations/qtbase_de.qm",
        "smppconsole/resources/languages/de.mo",
        "libicudata.so.73",
    ],
)
def test_what_the_program_can_need_stays(place: str) -> None:
    assert pruning.is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
        "PySide6\\plugins\\platforms\\qdirect2d.dll",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/assistant_de.qm",
        "smppconsole/resources/languages/de.po",
        "PySide6/opengl32sw.dll",
    ],
)
def test_what_it_never_loads_goes(place: str) -> None:
    assert not pruning.is_wanted(place)


TABLE = [
    ("lib-dynload/_ssl.so", "/py/_ssl.so", "EXTENSION"),
    ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
    ("libssl.so.3", "/usr/lib/libssl.so.3", "BINARY"),
    ("libcrypto.so.3", "/usr/lib/libcrypto.so.3", "BINARY"),
    ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "/q/libqxcb.so", "BINARY"),
]
IMPORTS = {"/py/_ssl.so": ["libssl.so.3"], "/usr/lib/libssl.so.3": ["libcrypto.so.3"]}


def test_libraries_that_nothing_kept_asks_for_go_too() -> None:
    kept = pruning.without_orphans(TABLE, lambda path: [(name, None) for name in IMPORTS.get(path, [])])
    assert [place for place, _, _ in TABLE if place != "libgtk-3.so.0"] == [place for place, _, _ in kept]


def test_a_package_leaves_the_systems_libraries_to_the_system_but_keeps_python() -> None:
    assert pruning.system_libraries(TABLE) == ["libssl.so.3", "libcrypto.so.3", "libgtk-3.so.0"]
