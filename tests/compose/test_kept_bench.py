"""A workbench as a text: all comes back but passwords."""

from __future__ import annotations

import pytest

from smppconsole.compose.bench import Bench
from smppconsole.compose.kept_bench import as_text, bench_from
from smppconsole.compose.workbench import Sheet, TlvLine
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu

LIST = ({"dest_flag": "1", "destination_addr": "49171"}, {"dest_flag": "2", "dl_name": "all"})
BENCHES = (
    Bench(Sheet("submit_multi", {"source_addr": "Orbit", "dest_address": LIST}, (TlvLine("0x1401", "hex: 0F"),))),
    Bench(Sheet("bind_receiver_resp", {"system_id": "ü"}, status="ESME_RBINDFAIL", sequence="9", claimed="400")),
    Bench(raw="00000010 00000015  # a remark\n", is_raw=True),
)


@pytest.mark.parametrize("bench", BENCHES)
def test_it_comes_back_as_it_was(bench: Bench) -> None:
    assert bench_from(as_text(bench)) == bench


def test_of_an_empty_one_there_is_nothing_to_keep() -> None:
    assert as_text(Bench()) == ""


def test_passwords_stay_out_of_form_and_octets() -> None:
    bind = encode(Pdu("bind_transceiver", {"system_id": "me", "password": "geheim"}, sequence=1))
    kept = as_text(Bench(Sheet("bind_transceiver", {"system_id": "me", "password": "geheim"}), raw=bind.hex()))
    assert "geheim" not in kept
    assert b"geheim".hex() not in kept.lower().replace(" ", "")
    assert bench_from(kept).sheet.words == {"system_id": "me"}
    assert "2a2a2a2a2a2a" in bench_from(kept).raw.lower().replace(" ", "")


@pytest.mark.parametrize(
    "text", ["", "{", "7", "{}", '{"sheet": {"words": 3}}', '{"sheet": {"words": {"a": 1}, "tlvs": []}}']
)
def test_what_it_never_wrote_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bench_from(text)
