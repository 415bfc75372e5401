"""Rules about binds."""

from __future__ import annotations

import pytest

from smppconsole.smpp.lint_examples import bind, made, submit
from tests.kit.judged import ids, words


@pytest.mark.parametrize(
    ("version", "told"), [(0x00, "old"), (0x33, "old"), (0x34, ""), (0x50, ""), (0x40, "reserved")]
)
def test_versions(version: int, told: str) -> None:
    found = ids(bind(interface_version=version))
    assert {f"interface-version-{told}"} & found if told else not found


def test_limits_count_the_characters_without_the_nul() -> None:
    assert "field-too-long" not in ids(bind(system_id="x" * 15))
    assert words(bind(system_id="x" * 16), "field-too-long") == ["system_id has 16 characters; 15 are the most."]
    assert "password-long" not in ids(bind(password="x" * 8))
    assert "password-long" in ids(bind(password="x" * 9))
    assert "field-too-long" not in ids(bind(password="x" * 9))
    assert "field-too-long" not in ids(submit(destination_addr="1" * 20))
    assert "field-too-long" in ids(submit(destination_addr="1" * 21))


def test_every_text_of_a_bind_is_looked_at_for_blanks() -> None:
    for name in ("system_id", "password", "system_type", "address_range"):
        assert "blank-at-ends" in ids(bind(**{name: " x"}))


def test_a_refused_bind_needs_no_version_of_the_centre() -> None:
    assert ids(made("bind_transceiver_resp", status=0x0D)) == set()
