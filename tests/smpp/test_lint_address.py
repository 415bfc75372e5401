"""Rules about addresses."""

from __future__ import annotations

import pytest

from smppconsole.smpp.gsm7 import first_outside
from smppconsole.smpp.lint_examples import data, deliver, made, submit
from tests.kit.judged import ids, places


@pytest.mark.parametrize("name", ["Test-SM", "A_B", "My Shop", "4711", "Ünlü", "€uro"])
def test_names_that_phones_show_raise_no_alarm(name: str) -> None:
    assert first_outside(name) is None
    if name.isascii():
        assert ids(submit(source_addr=name)) == set()


def test_a_plus_is_told_whatever_the_type_but_in_a_name() -> None:
    for ton in (0, 1, 2):
        assert "address-plus" in ids(submit(dest_addr_ton=ton, destination_addr="+491701234567"))
    assert "address-plus" not in ids(submit(source_addr="+Shop"))


def test_an_empty_sender_is_fine_with_zero_and_zero() -> None:
    assert ids(submit(source_addr_ton=0, source_addr="")) == set()
    assert "alpha-empty" in ids(submit(source_addr=""))
    assert "address-empty-type" in ids(submit(source_addr_ton=1, source_addr=""))


def test_blanks_and_dashes_in_a_number() -> None:
    assert {"address-digits", "address-blank"} <= ids(submit(destination_addr="49 170 1234567"))
    assert "address-digits" in ids(submit(destination_addr="49-1701234567"))


def test_the_finding_points_at_type_plan_and_address() -> None:
    assert places(submit(destination_addr="00491"), "address-double-zero") == ["0101" + b"00491\0".hex()]


def test_numbers_outside_the_named_values_are_told() -> None:
    assert {"ton-reserved", "npi-reserved"} <= ids(submit(source_addr_ton=7, source_addr_npi=200, source_addr="1"))


def test_what_a_phone_sends_to_a_short_code_is_fine() -> None:
    assert ids(deliver(dest_addr_ton=0, destination_addr="12345")) == set()
    assert "address-short-code" in ids(deliver(dest_addr_ton=1, dest_addr_npi=1, destination_addr="12345"))


def test_queries_and_cancels_may_leave_addresses_empty() -> None:
    assert ids(made("query_sm", message_id="1")) == set()
    assert "destination-empty" not in ids(made("cancel_sm", message_id="1"))


def test_a_receipt_in_data_sm_goes_back_to_a_sender_that_may_be_a_name() -> None:
    to_a_name = {"dest_addr_ton": 5, "dest_addr_npi": 0, "destination_addr": "Orbit"}
    assert "alpha-destination" in ids(data(**to_a_name))
    assert "alpha-destination" not in ids(data(**to_a_name, esm_class=4))
