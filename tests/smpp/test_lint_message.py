"""Rules about flags and about where the text is."""

from __future__ import annotations

import pytest

from smppconsole.smpp.lint_examples import data, deliver, submit, tlv
from smppconsole.smpp.reading import Reading
from tests.kit.judged import ids


@pytest.mark.parametrize("esm_class", [0x00, 0x01, 0x03, 0x08, 0x10, 0x80])
def test_modes_and_types_that_an_esme_may_send(esm_class: int) -> None:
    assert not {rule for rule in ids(submit(esm_class=esm_class)) if rule.startswith("esm-")}


def test_types_of_the_centre_are_fine_in_a_delivery() -> None:
    assert "esm-type-direction" not in ids(deliver(esm_class=0x04, short_message=b"id:1 stat:DELIVRD"))
    for kind in (0x04, 0x18, 0x20):
        assert "esm-type-direction" in ids(submit(esm_class=kind))


@pytest.mark.parametrize(
    ("value", "told"), [(0x00, ""), (0x01, ""), (0x1D, ""), (0x03, "success-only"), (0x80, "reserved")]
)
def test_registered_delivery_by_its_bits(value: int, told: str) -> None:
    found = {rule for rule in ids(submit(registered_delivery=value)) if rule.startswith("registered-")}
    assert found == ({f"registered-{told}"} if told else set())


@pytest.mark.parametrize(
    ("value", "told"),
    [(0x00, ""), (0x08, ""), (0x0C, "reserved"), (0x18, "passed-on"), (0x95, "reserved"), (0xC8, ""), (0xF5, "")],
)
def test_data_coding_by_its_group(value: int, told: str) -> None:
    found = {rule for rule in ids(submit(data_coding=value, short_message=b"")) if rule.startswith("data-coding")}
    assert found == ({f"data-coding-{told}"} if told else set())


def test_a_data_coding_that_the_account_agreed_on_is_nothing_to_wonder_at() -> None:
    for value in (0x0C, 0x18):
        message = submit(data_coding=value, short_message=b"")
        assert not {rule for rule in ids(message, Reading(alphabets=f"{value} gsm7")) if rule.startswith("data-coding")}


def test_sm_length_zero_with_a_payload_is_normal() -> None:
    assert ids(submit(tlv(0x0424, "41"), short_message=b"")) == set()
    assert "text-twice" in ids(submit(tlv(0x0424, "41")))


def test_a_message_without_text_may_still_have_a_sense() -> None:
    assert "no-text" in ids(submit(short_message=b""))
    assert "no-text" not in ids(submit(short_message=b"", data_coding=0xC8))
    assert "no-text" not in ids(submit(short_message=b"", protocol_id=0x41))
    assert "no-text" not in ids(submit(short_message=b"", sm_default_msg_id=3))


def test_a_report_in_data_sm_needs_no_payload() -> None:
    assert "data-without-payload" not in ids(data(tlv(0x001E, "3100"), tlv(0x0427, "02"), esm_class=4))
