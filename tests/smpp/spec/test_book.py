from pathlib import Path

import pytest

from smppconsole.smpp.spec.book import STANDARD, DictionaryError, read_dictionary
from smppconsole.smpp.spec.model import StatusSpec, TlvKind, TlvSpec, Version

DICTIONARIES = sorted(Path(__file__).parents[3].joinpath("resources", "dictionaries").glob("*.toml"))

TLV = '[[tlv]]\ntag = 0x1400\nname = "reference"\n'
STATUS = '[[status]]\ncode = 0x400\nname = "NO_CREDIT"\n'


def test_rows_are_found_by_number_and_by_name() -> None:
    submit = STANDARD.command(4)
    assert submit
    assert submit is STANDARD.command_named("submit_sm")
    assert STANDARD.command(0x10201) is None
    assert STANDARD.tlv(0x0424) is STANDARD.tlv_named("message_payload")
    assert STANDARD.tlv(0x1401) is None
    assert STANDARD.tlv_named("dest_port") is STANDARD.tlv(0x020B)
    assert STANDARD.tlv_named("no_such_tlv") is None
    with pytest.raises(KeyError):
        STANDARD.command_named("no_such_command")


def test_every_status_has_a_row() -> None:
    assert STANDARD.status(0x58).name == "ESME_RTHROTTLED"
    assert STANDARD.status(0x22).name == "ESME_RINVADR"
    assert STANDARD.status(0x401).name == "0x00000401"
    assert "specific to the vendor" in STANDARD.status(0x401).words
    assert "as 1025" in STANDARD.status(0x401).check
    assert "reserved" in STANDARD.status(0xFFFFFFFF).words


@pytest.mark.parametrize("name", ["ESME_RINVTLVLEN", "ESME_RINVPARLEN", "rinvparlen", "esme_rinvtlvlen"])
def test_a_status_is_found_by_either_name_in_any_dress(name: str) -> None:
    row = STANDARD.status_named(name)
    assert row
    assert row.code == 0xC2


def test_a_status_nobody_named_has_no_name() -> None:
    assert STANDARD.status_named("ESME_NOTHING") is None


def test_a_tag_without_a_row_gets_one_that_says_so() -> None:
    row = STANDARD.tlv_or_strange(0x1401)
    assert row.name == "tlv_0x1401"
    assert "for vendors" in row.words
    assert row is STANDARD.tlv_or_strange(0x1401)
    assert STANDARD.tlv_or_strange(0x0424) is STANDARD.tlv(0x0424)


def test_own_rows_go_before_those_of_the_standard() -> None:
    tlv = TlvSpec(0x0424, "own_payload", TlvKind.TEXT, 0, 9, None, Version.V34, False, "", "")
    status = StatusSpec(0x58, "OWN", Version.V34, "", "", "")
    book = STANDARD.with_rows([tlv], [status])
    assert book.tlv(0x0424) is tlv
    assert book.status(0x58) is status
    assert book.status_named("own") is status
    assert STANDARD.status(0x58).name == "ESME_RTHROTTLED"


@pytest.mark.parametrize("path", DICTIONARIES, ids=lambda path: path.stem)
def test_the_dictionaries_that_come_along_can_be_read(path: Path) -> None:
    rows = read_dictionary(path.read_text("utf-8"))
    assert rows.name
    assert rows.tlvs or rows.statuses
    book = STANDARD.with_rows(rows.tlvs, rows.statuses)
    assert all(book.tlv(row.tag) is row for row in rows.tlvs)
    assert all(book.status_named(row.name) is row for row in rows.statuses)


def test_a_dictionary_gives_rows() -> None:
    rows = read_dictionary(f'name = "Mine"\n{TLV}kind = "int"\nmaximum = 4\nrepeats = true\n{STATUS}words = "Pay."\n')
    assert rows.name == "Mine"
    (tlv,) = rows.tlvs
    assert (tlv.tag, tlv.name, tlv.kind, tlv.minimum, tlv.maximum) == (0x1400, "reference", TlvKind.INT, 1, 4)
    assert tlv.repeats
    assert rows.statuses == (StatusSpec(0x400, "NO_CREDIT", Version.V33, "Pay.", "", ""),)
    assert read_dictionary("").tlvs == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tag = ", "not TOML"),
        ("tags = 1", "tags is not a key"),
        ("tlv = 1", "written as [[tlv]]"),
        ('[[tlv]]\nname = "a"', "[[tlv]] number 1: tag is missing"),
        (f"{TLV}kind = 'number'", "kind 'number' is none of int"),
        (f"{TLV}kind = ['int']", "is none of int"),
        (f"{TLV}maximum = -1", "maximum must be a number from 0 to 65535, not -1"),
        (f"{TLV}minimum = 5\nmaximum = 4", "minimum must be a number from 0 to 4"),
        (f"{TLV}repeats = 1", "repeats must be true or false"),
        (f"{TLV}color = 1", "color is not a key"),
        (f"{TLV}words = 1", "words must be a text in quotes"),
        ("[[tlv]]\ntag = 1\nname = 'two words'", "one word"),
        (f"{TLV}{TLV}", "tag 0x1400 stands twice"),
        (f"{STATUS}{STATUS}", "code 0x0400 stands twice"),
        ("[[status]]\ncode = true\nname = 'a'", "code must be a number"),
        ("[[status]]\nname = 'a'", "[[status]] number 1: code is missing"),
        ("name = 7", "name must be a text"),
    ],
)
def test_a_wrong_dictionary_says_where_and_why(text: str, reason: str) -> None:
    with pytest.raises(DictionaryError) as error:
        read_dictionary(text)
    assert reason in str(error.value)
