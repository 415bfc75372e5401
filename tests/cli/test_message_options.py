"""Message options: the draft they describe."""

from __future__ import annotations

import argparse

import pytest

from smppconsole.cli.message_options import add_message_options, add_pace_options, draft_of, fields_of, with_id_forms
from smppconsole.cli.status import CommandError
from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.console.account import Account
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.spec.book import STANDARD


def draft(*words: str, account: Account | None = None) -> Draft:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    add_message_options(parser)
    add_pace_options(parser)
    return draft_of(parser.parse_args(["--to", "4917", "--text", "hi", *words]), account or Account(), STANDARD)


def test_the_least_is_an_address_and_a_text() -> None:
    assert draft() == Draft(destination="4917", text="hi")


def test_every_option_reaches_the_draft() -> None:
    made = draft(
        "--from", "Test", "--alphabet", "ucs2", "--data-coding", "0x08", "--carry", "sar", "--source-ton", "5",
        "--source-npi", "0", "--dest-ton", "1", "--dest-npi", "1", "--service-type", "CMT", "--esm-class", "3",
        "--protocol-id", "65", "--priority", "2", "--validity", "000002000000000R", "--schedule", "", "--replace",
        "--default-message-id", "7", "--receipt", "final",
    )  # fmt: skip
    assert (made.source, made.alphabet, made.data_coding, made.carry) == ("Test", Alphabet.UCS2, 8, Carry.SAR)
    assert (made.source_ton, made.source_npi, made.dest_ton, made.dest_npi) == (5, 0, 1, 1)
    assert (made.service_type, made.esm_class, made.protocol_id, made.priority) == ("CMT", 3, 65, 2)
    assert (made.validity, made.replace_if_present, made.default_message_id) == ("000002000000000R", True, 7)
    assert made.receipt is Receipt.FINAL


def test_what_is_left_open_is_the_accounts() -> None:
    account = Account(
        default_source="Shop", source_ton=5, registered_delivery="final", carry="payload", service_type="X"
    )
    made = draft(account=account)
    assert (made.source, made.source_ton, made.receipt, made.carry) == ("Shop", 5, Receipt.FINAL, Carry.PAYLOAD)
    assert draft("--from", "", "--service-type", "", account=account).source == ""


def test_what_an_account_says_of_every_message_reaches_the_draft() -> None:
    ways = {"alphabets": "4 gsm7", "source_rules": "alpha 5/1", "dest_rules": "else 1/1", "payload_from": 90}
    assert draft(account=Account(carry="udh16", payload_from=9)).usual_carry is Carry.UDH16
    assert draft("--carry", "udh8", account=Account(carry="udh8", payload_from=9)).usual_carry is Carry.AUTO
    assert draft("--carry", "udh8", "--payload-from", "9").usual_carry is Carry.UDH8
    assert draft("--part-septets", "140").part_septets == 140
    made = draft("--part-size", "100", account=Account(part_size=120, default_alphabet="ascii", **ways))  # type: ignore[arg-type]
    assert (made.part_size, made.payload_from, made.default_alphabet) == (100, 90, "ascii")
    assert (made.alphabets, made.source_rules, made.dest_rules) == ("4 gsm7", "alpha 5/1", "else 1/1")


def test_the_forms_of_ids_reach_the_account_where_they_are_told() -> None:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    add_pace_options(parser)
    account = Account(response_id_form="decimal")
    assert with_id_forms(account, parser.parse_args([])) == account
    told = parser.parse_args(["--response-id-form", "hex", "--receipt-id-form", "hex-string"])
    assert with_id_forms(account, told).id_rules == ("hex then hex string",)


def test_tlvs_come_by_tag_or_name_and_repeat() -> None:
    made = draft("--tlv", "0x1401:3132", "--tlv", "1402:", "--tlv", "user_message_reference=258")
    assert made.tlvs == (Tlv(0x1401, b"12"), Tlv(0x1402, b""), Tlv(0x0204, b"\x01\x02"))


def test_fields_are_taken_as_typed() -> None:
    assert draft("--field", "esm_class=0x40", "--field", "source_addr=a=b").fields == {
        "esm_class": 64,
        "source_addr": "a=b",
    }


@pytest.mark.parametrize("words", [("--tlv", "1401"), ("--tlv", "0x1401:zz"), ("--field", "nothing=1")])
def test_what_is_no_value_is_told(words: tuple[str, str]) -> None:
    with pytest.raises(EncodeError):
        draft(*words)


def test_a_field_needs_its_sign() -> None:
    with pytest.raises(CommandError, match="NAME=VALUE"):
        fields_of(["esm_class"])


@pytest.mark.parametrize(
    "words", [("--count", "0"), ("--rate", "-1"), ("--alphabet", "morse"), ("--wait-receipt", "soon")]
)
def test_a_pace_that_cannot_be_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        draft(*words)
