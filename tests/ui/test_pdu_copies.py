"""PDUs on the clipboard."""

from __future__ import annotations

import shlex

from smppconsole.console.account import Account
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.pdu_copies import COPIED, KINDS, copy_of

MESSAGE = encode(Pdu("submit_sm", {"destination_addr": "4917", "short_message": b"hi"}, sequence=7))
BIND = encode(Pdu("bind_transceiver", {"system_id": "me", "password": "sesame"}, sequence=1))
ACCOUNT = Account("Node", "192.0.2.1", 2776, "me")


def test_hex_has_a_line_for_each_pdu() -> None:
    assert bytes.fromhex(copy_of("hex", [MESSAGE], ACCOUNT, "")) == MESSAGE
    assert len(copy_of("hex", [MESSAGE, BIND], ACCOUNT, "").splitlines()) == 2


def test_code_connects_where_the_account_does() -> None:
    code = copy_of("code", [MESSAGE], ACCOUNT, "")
    assert "192.0.2.1" in code
    assert "2776" in code
    compile(code, "copied", "exec")


def test_a_command_line_sends_the_octets_and_names_a_saved_account() -> None:
    words = shlex.split(copy_of("command", [MESSAGE], ACCOUNT, "Node TRX"))
    assert words == ["smppconsole", "request", "raw", MESSAGE.hex(), "--account=Node TRX"]


def test_a_password_is_in_none_of_them() -> None:
    for kind in KINDS:
        told = copy_of(kind, [BIND], ACCOUNT, "")
        assert "sesame" not in told
        assert b"sesame".hex() not in told.replace(" ", "").lower()
    assert KINDS.keys() == COPIED.keys()
