"""The fields as Qt's tree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from smppconsole.smpp.inspection import inspect
from smppconsole.ui.models.field_model import HEADINGS, FieldModel
from smppconsole.ui.models.field_rows import field_rows
from tests.kit.traces import receipt, submit


@pytest.fixture
def model() -> FieldModel:
    """A submit_sm's fields."""
    made = FieldModel()
    made.show_rows(field_rows(inspect(submit(1))))
    return made


def test_the_model_keeps_qts_rules(model: FieldModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model, force_py=True)
    model.show_rows(field_rows(inspect(receipt(1, "A"))))
    model.show_rows(())


def test_an_octet_finds_its_field(model: FieldModel) -> None:
    found = {model.field(model.index_of(octet)).name for octet in range(len(submit(1)))}  # type: ignore[union-attr]
    assert {"command_length", "source_addr", "destination_addr", "short_message"} <= found
    assert model.field(model.index_of(5000)) is None


def test_bits_are_found_by_the_octet_that_holds_them(model: FieldModel) -> None:
    octet = inspect(submit(1)).decoded.span("registered_delivery")[0]
    row = model.field(model.index_of(octet))
    assert row is not None
    assert row.name == "registered_delivery"


def test_a_row_knows_its_parent(model: FieldModel) -> None:
    header = model.index(0, 0)
    inside = model.index(2, 0, header)
    assert model.parent(inside) == header
    assert model.parent(header) == QModelIndex()
    assert model.data(inside) == "command_status"


def test_the_tooltip_tells_the_octets(model: FieldModel) -> None:
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "octets 0 to 15" in str(tip)


def test_headings() -> None:
    model = FieldModel()
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == list(HEADINGS)
