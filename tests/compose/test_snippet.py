"""The draft as other people's work: the program runs, and the command line is understood."""

from __future__ import annotations

import argparse
import os
import shlex
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from smppconsole.cli import send
from smppconsole.cli.message_options import draft_of
from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.compose.layout import lay_out
from smppconsole.compose.proposal import Wording, propose_alphabet
from smppconsole.compose.snippet import (
    PASSWORD_VARIABLE,
    command_line,
    raw_command_line,
    smpplib_code,
    smpplib_code_of,
)
from smppconsole.console.account import Account
from smppconsole.smpp.encode import encode
from smppconsole.smpp.framing import Framer
from smppconsole.smpp.header import read_header
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD


class TinyCentre(threading.Thread):
    """Answers every request of one connection with status 0 and keeps what came."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(20)
        self.port: int = self.listener.getsockname()[1]
        self.came: list[bytes] = []

    def run(self) -> None:
        framer = Framer()
        with self.listener, self.listener.accept()[0] as connection:
            while data := connection.recv(4096):
                for octets in framer.feed(data):
                    self.came.append(octets)
                    connection.sendall(self.answer(octets))

    def answer(self, octets: bytes) -> bytes:
        header = read_header(octets)
        spec = STANDARD.command(header.command_id)
        assert spec is not None
        fields = {"message_id": f"id{header.sequence}"} if spec.name == "submit_sm" else {}
        return encode(Pdu(f"{spec.name}_resp", fields, sequence=header.sequence))


DRAFTS = {
    "short": Draft(destination="4917012345678", source="Orbit", text='Grüße "it\'s" \\ {x}', receipt=Receipt.FINAL),
    "long": Draft(destination="4917012345678", source="Orbit", text="long text " * 20),
    "unicode, sar": Draft(destination="4917012345678", text="😀 смайлик " * 9, carry=Carry.SAR),
    "payload": Draft(destination="4917012345678", source="12345", text="a" * 300, carry=Carry.PAYLOAD),
    "tlvs": Draft(destination="4917012345678", text="", tlvs=(Tlv(0x0204, b"\0\x07"), Tlv(0x0381, b"\1\1\1123"))),
    "fields": Draft(
        destination="4917012345678", text="hi", service_type="CMT", validity="000001000000000R", priority=2
    ),
}


def run_program(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    program = tmp_path / "send.py"
    program.write_text(code, "utf-8")
    environment = {**os.environ, PASSWORD_VARIABLE: "secret", "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}
    command = [sys.executable, str(program)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("name", DRAFTS)
def test_the_smpplib_program_runs_and_sends_what_the_console_would(name: str, tmp_path: Path) -> None:
    centre = TinyCentre()
    centre.start()
    code = smpplib_code(DRAFTS[name], 7, port=centre.port, system_id="me", system_type="t")
    assert "cannot send" not in code
    assert "changes something" not in code
    ran = run_program(code, tmp_path)
    centre.join(20)
    assert (ran.returncode, ran.stderr) == (0, "")
    sent = [octets for octets in centre.came if read_header(octets).command_id == 4]
    assert sent == [
        encode(pdu.with_sequence(read_header(octets).sequence))
        for pdu, octets in zip(expand(DRAFTS[name], 7).pdus, sent, strict=True)
    ]
    assert ran.stdout.splitlines() == [f"accepted as id{read_header(octets).sequence}" for octets in sent]
    assert b"me\0secret\0t\0" in centre.came[0]


def test_what_smpplib_cannot_send_is_said_in_the_program() -> None:
    code = smpplib_code(Draft(destination="4917012345678", text="hi", tlvs=(Tlv(0x1401, b"1"),)))
    assert "# smpplib cannot send tlv_0x1401: left out here\n" in code


def test_what_smpplib_changes_is_said_in_the_program() -> None:
    cut = smpplib_code(Draft(destination="4" * 21, text="hi"))
    assert "# smpplib changes something here: the octets differ from those the console sends\n" in cut
    both = smpplib_code(Draft(destination="4", text="hi", tlvs=(Tlv(0x0424, b"x"),)))
    assert "# smpplib raises ValueError: `message_payload` can not be used with `short_message`\n" in both


def test_what_no_octets_can_say_is_said_in_the_program() -> None:
    code = smpplib_code(Draft(destination="4917012345678", source="Ж", text="hi"))
    assert "# no octets can say this: source_addr: character 1 is 'Ж' (U+0416)" in code


def test_the_program_names_no_password() -> None:
    assert 'password=os.environ["SMPP_PASSWORD"]' in smpplib_code(Draft()).replace("'", '"')


def read_again(line: str, account: Account | None = None) -> Draft:
    """The draft that our own command line reads."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    send.add_options(parser)
    return draft_of(parser.parse_args(shlex.split(line)[2:]), account or Account(), STANDARD)


def test_the_command_line_is_made_for_a_shell() -> None:
    draft = Draft(destination="+49 170", source="-x", text="it's {here}")
    line = command_line(draft, {"host": "::1", "system-id": "my id"})
    assert line == (
        "smppconsole send --host=::1 '--system-id=my id' '--to=+49 170' --from=-x '--text=it'\"'\"'s {here}'"
    )


def test_the_command_line_says_the_octets_of_an_alphabet_that_has_no_option() -> None:
    draft = Draft("491", "Orbit", "Привет", alphabets="6 cyrillic")
    again = read_again(command_line(draft, {"host": "h"}))
    assert (lay_out(again).parts, lay_out(again).data_coding) == (lay_out(draft).parts, 6)


@pytest.mark.parametrize("carry", [Carry.AUTO, Carry.UDH16, Carry.UDH8])
def test_the_command_line_carries_a_text_as_the_draft_does(carry: Carry) -> None:
    draft = Draft("491", "Orbit", "a" * 300, carry=carry, usual_carry=Carry.UDH16, payload_from=200)
    account = Account("A", carry="udh16", payload_from=100)
    for options, read_by in (({"host": "h"}, None), ({"account": "A"}, account)):
        assert lay_out(read_again(command_line(draft, options), read_by)).carry is lay_out(draft).carry


@pytest.mark.parametrize("name", DRAFTS)
def test_the_command_line_says_the_same_draft(name: str) -> None:
    assert read_again(command_line(DRAFTS[name], {"host": "h", "system-id": "me"})) == DRAFTS[name]


def test_the_command_line_says_every_choice() -> None:
    draft = Draft(
        destination="1",
        source="2",
        text="00ff",
        source_ton=1,
        source_npi=2,
        dest_ton=3,
        dest_npi=4,
        alphabet=Alphabet.BINARY,
        data_coding=0xF5,
        carry=Carry.UDH16,
        receipt=Receipt.INTERMEDIATE,
        service_type="CMT",
        esm_class=0x40,
        protocol_id=1,
        priority=3,
        schedule="260301143000004+",
        validity="000001000000000R",
        replace_if_present=True,
        default_message_id=9,
        tlvs=(Tlv(0x1401, b"\0a"), Tlv(0x130C, b"")),
        fields={"sm_length": 3, "short_message": b"\x01\x02", "service_type": "X"},
    )
    assert read_again(command_line(draft, {"host": "h", "system-id": "me"})) == draft


def test_with_an_account_what_it_would_fill_in_is_said() -> None:
    account = Account(
        service_type="VMN", validity="000001000000000R", registered_delivery="final", carry="sar", dest_ton=6
    )
    draft = Draft(destination="4917012345678", source="Orbit", text="hi")
    again = read_again(command_line(draft, {"account": "x"}), account)
    assert expand(again) == expand(draft)


def test_without_an_account_the_meaning_of_data_coding_0_is_said() -> None:
    draft = Draft(destination="1", text="ê", default_alphabet="latin1")
    again = read_again(command_line(draft, {"host": "h"}))
    assert propose_alphabet(again) == propose_alphabet(draft) == Wording("latin1", 0)
    odd = Draft(destination="1", text="Ж", default_alphabet="cyrillic")
    assert "--text=b6 --alphabet=binary --data-coding=0" in command_line(odd)
    assert "--alphabet" not in command_line(Draft(destination="1", text="ê", data_coding=6, alphabets="6 cyrillic"))


def test_the_code_of_any_octets_names_arguments_only_where_smpplib_says_the_same() -> None:
    sound = encode(Pdu("query_sm", {"message_id": "7"}, sequence=1))
    assert "'query_sm'" in smpplib_code_of(sound)
    assert "message_id='7'" in smpplib_code_of(sound)
    lying = (99).to_bytes(4) + sound[4:]
    assert lying.hex() in smpplib_code_of(lying)
    for octets in (sound, lying, b"\1\2"):
        compile(smpplib_code_of(octets), "code", "exec")


def test_the_command_line_of_octets_sends_them_raw() -> None:
    assert raw_command_line(b"\0\1", {"account": "A B"}) == "smppconsole request raw 0001 '--account=A B'"
