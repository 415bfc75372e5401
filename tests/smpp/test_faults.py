import pytest

from smppconsole.smpp import faults
from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.commands import DEST_ADDRESS, MESSAGE_ID, SHORT_MESSAGE

PORT = STANDARD.tlv_named("source_port")
assert PORT

EVERY = (
    faults.short_header(3),
    faults.wrong_length(3, 20),
    faults.wrong_length(20, 18),
    faults.wrong_length(18, 20),
    faults.wrong_length(70_001, 20),
    faults.unknown_command(0x10201, 20),
    faults.missing_field(MESSAGE_ID, 16),
    faults.missing_item(DEST_ADDRESS, 1, 2, 16),
    faults.missing_nul(MESSAGE_ID, 16, 20),
    faults.text_beyond_end(SHORT_MESSAGE, 40, 9, 42),
    faults.unknown_dest_flag(7, 20),
    faults.tlv_beyond_end(PORT, 20, 9, 26),
    faults.stray_octets(20, 22),
    *faults.wrong_tlv_sizes([(PORT, 20, 25)]),
)


@pytest.mark.parametrize("finding", EVERY, ids=[finding.id for finding in EVERY])
def test_each_fault_says_what_where_and_by_which_section(finding: Finding) -> None:
    assert finding.id == finding.id.lower()
    assert finding.text.endswith(".")
    assert finding.section.startswith("SMPP")
    assert finding.remedy.endswith(".")
    assert finding.offset >= 0
    assert finding.length >= 0


def test_an_unknown_command_is_a_warning_all_others_are_errors() -> None:
    assert {finding.id for finding in EVERY if finding.severity is not Severity.ERROR} == {faults.UNKNOWN_COMMAND}


def test_a_vendor_s_command_is_told_as_such() -> None:
    assert "for vendors" in faults.unknown_command(0x80010201, 20).text


def test_what_follows_from_a_fault_is_explained_by_it() -> None:
    assert faults.explained([faults.wrong_length(20, 18)])
    assert not faults.explained([faults.unknown_command(0x10201, 20)])
    assert not faults.explained([])


def test_no_wrong_sizes_are_no_finding() -> None:
    assert faults.wrong_tlv_sizes([]) == []
