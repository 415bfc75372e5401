"""Where the cells of a hex view lie."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from smppconsole.ui.widgets.hex_layout import HexLayout


@pytest.mark.parametrize("columns", [8, 16])
def test_the_middle_of_every_cell_and_letter_finds_its_octet(columns: int) -> None:
    layout = HexLayout(columns)
    for octet in range(columns * 3):
        top = layout.head + octet // columns * layout.row
        for box in (layout.cell_box(octet % columns, top), layout.letter_box(octet % columns, top)):
            assert layout.octet_at(box.center(), 0, 500) == octet


def test_scrolled_rows_count() -> None:
    layout = HexLayout(16)
    assert layout.octet_at(layout.cell_box(3, layout.head).center(), 5, 500) == 83


def test_heading_offsets_and_gaps_hold_no_octet() -> None:
    layout = HexLayout(16)
    assert layout.octet_at(QPointF(layout.left + 2, 4), 0, 500) == -1
    assert layout.octet_at(QPointF(2, layout.head + 4), 0, 500) == -1
    between = layout.cell_left(7) + layout.cell + layout.gap / 2
    assert layout.octet_at(QPointF(between, layout.head + 4), 0, 500) == -1
    assert layout.octet_at(QPointF(layout.width + 50, layout.head + 4), 0, 500) == -1


def test_sixteen_are_wider_than_eight() -> None:
    assert HexLayout(16).width > HexLayout(8).width + 8 * HexLayout(8).cell
