"""The shipped typefaces."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from smppconsole.console import paths
from smppconsole.ui import fonts, style, theme


def test_both_families_ship_with_the_program_and_their_licences_with_them() -> None:
    assert {"Inter", "JetBrains Mono"} <= set(fonts.load())
    texts = [path.read_text("utf-8") for path in paths.resource("fonts").glob("OFL-*.txt")]
    assert len(texts) == 2
    assert all("SIL OPEN FONT LICENSE" in text for text in texts)


def test_fonts_are_made_of_the_shipped_files() -> None:
    assert QFontInfo(fonts.text(12)).family().startswith("Inter")
    assert QFontInfo(fonts.mono(11)).family().startswith("JetBrains Mono")


def test_figures_have_one_width() -> None:
    metrics = QFontMetrics(fonts.text(12))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_no_ligature_makes_an_arrow_of_two_characters() -> None:
    plain = fonts.text(12)
    assert plain.featureValue(QFont.Tag("calt")) == 0
    metrics = QFontMetrics(plain)
    assert metrics.horizontalAdvance("0x40") == sum(metrics.horizontalAdvance(letter) for letter in "0x40")


def test_sizes_follow_the_text_size(look: QApplication) -> None:
    assert fonts.text(12).pixelSize() == 12
    style.apply(look, theme.LIGHT, 150)
    assert fonts.text(12).pixelSize() > 16
    assert fonts.base(150).pixelSize() == 20
