"""What the inspector shows."""

from __future__ import annotations

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.spec.model import Group
from smppconsole.ui.panels.inspector.shown_pdu import look_at, octet_spans
from tests.kit.pdus import octets
from tests.kit.traces import submit


def test_a_pdu_says_its_name_and_place() -> None:
    sent = look_at(submit(1), AS_USUAL, number=12, peer=13)
    assert (sent.title, sent.place) == ("submit_sm", f"No. 12  {len(submit(1))} octets")
    assert not sent.is_preview
    part = look_at(submit(1), AS_USUAL, part=2, parts=3)
    assert part.is_preview
    assert part.place.startswith("not sent, part 2 of 3")


def test_what_is_no_pdu_has_a_name_too() -> None:
    assert look_at(b"\0\0", AS_USUAL).title == "unreadable"
    assert look_at(bytes.fromhex("00000010 000000AA 00000000 00000001"), AS_USUAL).title == "0x000000AA"


def test_copied_octets_hide_a_password() -> None:
    bind = look_at(octets("bind_transceiver", 1, system_id="orbit", password="secret"), AS_USUAL)
    assert b"secret".hex(" ").upper() not in bind.copy_text()
    assert "2A 2A 2A 2A 2A 2A" in bind.copy_text()


def test_every_octet_that_could_be_read_has_a_group() -> None:
    pdu = look_at(submit(1), AS_USUAL)
    spans = octet_spans(pdu.inspection.nodes)
    assert [span.group for span in spans[:4]] == [Group.HEADER] * 4
    assert sum(span.end - span.start for span in spans) == len(pdu.octets)


def test_smpplib_has_an_opinion() -> None:
    assert look_at(submit(1), AS_USUAL).opinion().reads
