"""Lines that are written on a base line stand where Qt's box would have had them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from smppconsole.ui import fonts
from smppconsole.ui.bidi import isolated
from smppconsole.ui.widgets.line_writer import Face, LineWriter, is_plain

_BOX = (7, 3, 120, 23)
_SIDES = {False: Qt.AlignmentFlag.AlignLeft, True: Qt.AlignmentFlag.AlignRight}
_ARABIC = "مرحبا بالعالم"


def _image(paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(220, 50, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def _written(words: str, font: QFont, box: tuple[int, int, int, int], right: bool) -> QImage:
    def paint(painter: QPainter) -> None:
        writer = LineWriter(painter, lambda _token: QColor("black"))
        writer.write(words, box, writer.face(font), "text", right=right)

    return _image(paint)


def _by_qt(words: str, font: QFont, box: tuple[int, int, int, int], right: bool) -> QImage:
    def paint(painter: QPainter) -> None:
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | _SIDES[right]
        painter.drawText(QRect(*box), int(flags), isolated(words))

    return _image(paint)


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("height", [20, 23, 28, 36])
@pytest.mark.parametrize("size", [10, 11, 12, 13, 15, 18])
def test_a_line_stands_where_a_box_would_have_it(size: int, height: int, right: bool) -> None:
    box = (7, 3, 200, height)
    for font in (fonts.text(size), fonts.mono(size), fonts.text(size, fonts.MEDIUM)):
        assert _written("submit_sm 07", font, box, right) == _by_qt("submit_sm 07", font, box, right)


@pytest.mark.parametrize("words", [_ARABIC, "Grüße 漢字", "one\ntwo", "Orbit → 4917"])
def test_what_is_not_plain_is_left_to_qt(words: str) -> None:
    assert not is_plain(words)
    assert _written(words, fonts.text(12), _BOX, right=False) == _by_qt(words, fonts.text(12), _BOX, right=False)


def test_what_finds_no_room_ends_with_an_ellipsis() -> None:
    font = fonts.mono(11)
    fits = Face(font).metrics.elidedText("4917139200120000000000", Qt.TextElideMode.ElideRight, 60)
    box = (7, 3, 60, 23)
    assert fits.endswith("…")
    assert _written("4917139200120000000000", font, box, right=False) == _by_qt(fits, font, box, right=False)


def test_figures_of_one_width_that_just_fit_are_not_measured_by_qt() -> None:
    face = Face(fonts.mono(11))
    assert face.pitch
    assert face.at_most("10:00:00.000") == pytest.approx(face.metrics.horizontalAdvance("10:00:00.000"), abs=1)
    assert Face(fonts.text(12)).pitch == 0


def test_ink_and_typeface_are_set_where_they_change() -> None:
    asked: list[str] = []

    def ink(token: str) -> QColor:
        asked.append(token)
        return QColor("black")

    def paint(painter: QPainter) -> None:
        writer = LineWriter(painter, ink)
        face = writer.face(fonts.text(12))
        assert writer.face(fonts.text(12)) is face
        for token in ("text", "text", "text2", "text2", "text"):
            writer.write("words", _BOX, face, token)
        writer.forget()
        writer.write("words", _BOX, face, "text")
        writer.write("", _BOX, face, "nobody asks")

    _image(paint)
    assert asked == ["text", "text2", "text", "text"]
