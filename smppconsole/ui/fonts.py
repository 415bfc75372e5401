"""The two typefaces that ship with the program, and fonts made of them by size in pixels and weight."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from smppconsole.console import paths
from smppconsole.ui import theme

TEXT = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "DejaVu Sans Mono")
REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold

_TEXT_FEATURES = (("tnum", 1), ("calt", 0))
_MONO_FEATURES = (("liga", 0), ("calt", 0))


def load() -> list[str]:
    """Register the shipped files with Qt; the families that could be read."""
    families: list[str] = []
    for file in sorted(paths.resource("fonts").iterdir()):
        if file.suffix in {".otf", ".ttf"}:
            families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return sorted(set(families))


def text(size: int = 12, weight: QFont.Weight = REGULAR) -> QFont:
    """Inter (figures of one width, no ligatures that turn 0x40 into 0×40) at ``size`` design pixels."""
    return _made(TEXT, theme.px(size), weight, _TEXT_FEATURES)


def mono(size: int = 11, weight: QFont.Weight = REGULAR) -> QFont:
    """JetBrains Mono without ligatures: octets, numbers, times, addresses."""
    return _made(MONO, theme.px(size), weight, _MONO_FEATURES)


@lru_cache(maxsize=128)
def _made(families: tuple[str, ...], pixels: int, weight: QFont.Weight, features: tuple[tuple[str, int], ...]) -> QFont:
    return made(families, pixels, weight, features)


def made(families: tuple[str, ...], pixels: int, weight: QFont.Weight, features: tuple[tuple[str, int], ...]) -> QFont:
    """A font of the first family present, with OpenType ``features`` where this Qt can set them."""
    font = QFont(list(families))
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag, value in features:
        font.setFeature(QFont.Tag(tag), value)
    return font


def base(percent: int = 100) -> QFont:
    """The program's own font at a text size of ``percent``; all other sizes follow it."""
    return made(TEXT, round(theme.BASE_SIZE * percent / 100), REGULAR, _TEXT_FEATURES)
