"""Icons in the colour of a token."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from smppconsole.console import paths
from smppconsole.ui import icons, style, theme

NAMES = sorted(path.stem for path in paths.resource("icons").glob("*.svg") if path.stem != "app")


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_with_strokes_on_the_grid_of_24(name: str) -> None:
    source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke-width="1.9"' in source
    assert "currentColor" in source
    image = icons.pixmap(name, "text", 32).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 40 for x in range(32) for y in range(32))
    assert inked > 8


def test_an_icon_takes_the_colour_of_the_theme(look: QApplication) -> None:
    def colours() -> set[str]:
        image = icons.pixmap("cross", "err", 32).toImage()
        pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}

    assert theme.LIGHT.err in colours()
    style.apply(look, theme.DARK)
    assert theme.DARK.err in colours()


def test_dense_screens_get_more_pixels() -> None:
    assert icons.pixmap("search", "text", 16, 2.0).width() == 32
    assert icons.pixmap("search", "text", 16, 2.0).devicePixelRatio() == 2


def test_a_stamp_is_looked_up_once_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = icons.pixmap
    monkeypatch.setattr(icons, "pixmap", lambda name, *rest: (asked.append(name), known(name, *rest))[1])
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    stamps = icons.Stamps(painter)
    for x in (0, 20):
        stamps.paint("cross", "err", x, 2, 16)
    painter.end()
    assert asked == ["cross"]
    assert image.copy(0, 0, 20, 20) == image.copy(20, 0, 20, 20)
    assert theme.LIGHT.err in {image.pixelColor(x, y).name().upper() for x in range(20) for y in range(20)}


def test_the_program_has_an_icon_in_all_sizes() -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes
    assert not icons.icon("plus", "text2").isNull()


def test_an_icon_in_a_chosen_row_keeps_its_colour() -> None:
    icon = icons.icon("warning", "warn")
    usual, chosen = (icon.pixmap(16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert usual == chosen
