from smppconsole.smpp import faults
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.inspection import MOST_NODES, inspect
from smppconsole.smpp.lint_rule import MOST_TLVS
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.tree import MORE
from smppconsole.smpp.udh import Segment


def made(name: str, *tlvs: Tlv, **fields: FieldValue) -> bytes:
    return encode(Pdu(name, fields, tlvs, sequence=1), anyway=True)


def test_an_inspection_tells_all_at_once() -> None:
    udh = bytes.fromhex("050003070201")
    inspection = inspect(made("deliver_sm", esm_class=0x40, short_message=udh + b"hello", destination_addr="1"))
    assert inspection.text == "hello"
    assert inspection.segment == Segment(7, 2, 1, "udh8")
    assert inspection.receipt is None
    assert inspection.nodes[-1].name == "short_message"
    assert inspection.decoded.command
    assert inspection.decoded.command.name == "deliver_sm"


def test_a_command_without_a_message_has_no_text_and_an_empty_one_an_empty_text() -> None:
    assert inspect(made("enquire_link")).text is None
    assert inspect(made("submit_sm", destination_addr="1")).text == ""


def test_a_receipt_is_read() -> None:
    octets = made("deliver_sm", Tlv(0x001E, b"A1\0"), Tlv(0x0427, b"\2"), esm_class=4, destination_addr="1")
    receipt = inspect(octets).receipt
    assert receipt
    assert (receipt.message_id, receipt.state) == ("A1", 2)


def test_findings_of_shape_and_meaning_come_with_the_worst_first() -> None:
    octets = made("submit_sm", Tlv(0x0427, bytes(4)), destination_addr="+49 170", dest_addr_ton=1) + b"\0"
    findings = inspect(octets).findings
    assert faults.TLV_LENGTH in [finding.id for finding in findings]
    assert faults.TRAILING_OCTETS in [finding.id for finding in findings]
    ranks = [finding.severity.rank for finding in findings]
    assert ranks == sorted(ranks)
    assert findings[0].severity is Severity.ERROR


def test_any_octets_can_be_inspected() -> None:
    assert inspect(b"").nodes == ()
    assert [finding.id for finding in inspect(b"\0\0").findings] == [faults.INCOMPLETE]


CROWD = 16_000


def crowded(*last: Tlv) -> bytes:
    tlvs = (*[Tlv(0x1401, b"")] * CROWD, *last)
    return encode(Pdu("submit_sm", {"short_message": b"hi"}, tlvs, 0, 1), anyway=True)


def test_a_crowd_of_tlvs_is_told_by_the_first_and_a_count_of_the_others() -> None:
    seen = inspect(crowded())
    assert len(seen.nodes) == MOST_NODES + 1
    assert seen.nodes[-1].name == MORE
    assert seen.nodes[-1].meaning.startswith(f"{len(seen.decoded.spans) - MOST_NODES} more, ")
    crowd = next(finding for finding in seen.findings if finding.id == "tlv-crowd")
    assert crowd.text.startswith(f"{CROWD - MOST_TLVS} TLVs behind the first {MOST_TLVS}:")
    assert crowd.offset + crowd.length == len(seen.decoded.octets)


def test_what_has_a_meaning_is_found_behind_a_crowd() -> None:
    payload = Tlv(0x0424, b"hello")
    seen = inspect(crowded(payload))
    assert any("message_payload" in finding.text for finding in seen.findings)


def test_the_whole_of_a_crowd_is_told_where_it_is_asked_for() -> None:
    seen = inspect(crowded(), whole=True)
    assert len(seen.nodes) == len(seen.decoded.spans)


def test_a_pdu_without_a_crowd_is_told_whole() -> None:
    decoded = decode(encode(Pdu("submit_sm", {}, (Tlv(0x1401, b""),) * MOST_TLVS, 0, 1), anyway=True))
    assert decoded.first_tlvs(MOST_TLVS) is decoded
    assert not any(finding.id == "tlv-crowd" for finding in inspect(decoded.octets).findings)
