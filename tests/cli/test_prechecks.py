"""What is said, and what is refused, before anybody is connected."""

from __future__ import annotations

import pytest

from smppconsole.cli.prechecks import judge_bind, judge_draft, judge_pdu
from smppconsole.cli.status import CommandError
from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.console.account import Account
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from tests.kit.terminal import Terminal

ACCOUNT = Account(host="x")
PLAIN = Draft(destination="491701234567", source="Test", text="hello")


def said(capsys: pytest.CaptureFixture[str], draft: Draft, *, account: Account = ACCOUNT, anyway: bool = False) -> str:
    judge_draft(draft, account, STANDARD, anyway=anyway)
    return capsys.readouterr().err


def test_of_a_sound_message_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, PLAIN) == ""


def test_a_time_that_is_over_is_said_but_no_reason_to_refuse(capsys: pytest.CaptureFixture[str]) -> None:
    words = said(capsys, Draft(destination="491701234567", source="Test", text="x", validity="200101000000000+"))
    assert words.startswith("smppconsole: warning: validity_period ")


def test_a_warning_is_said_and_the_message_goes(capsys: pytest.CaptureFixture[str]) -> None:
    odd = Draft(destination="491701234567", source="Test", text="Ж", alphabet=Alphabet.UCS2, data_coding=0)
    told = said(capsys, odd)
    assert "warning: data_coding 0 is read as GSM 7-bit here, but the text is written in UCS-2. Let the" in told


def test_the_version_of_the_account_counts(capsys: pytest.CaptureFixture[str]) -> None:
    long = Draft(destination="491701234567", source="Test", text="x" * 300, carry=Carry.SAR)
    assert "3.3 has no TLVs" not in said(capsys, long)
    assert "3.3 has no TLVs" in said(capsys, long, account=Account(host="x", interface_version="3.3"))


def test_errors_are_refused_all_of_them_unless_it_is_sent_anyway(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = Draft(destination="1" * 30, source="x" * 30, text="hi")
    with pytest.raises(CommandError) as refusal:
        judge_draft(wrong, ACCOUNT, STANDARD)
    assert [word in str(refusal.value) for word in ("source_addr", "destination_addr", "--anyway")] == [True] * 3
    assert capsys.readouterr().err == ""
    assert said(capsys, wrong, anyway=True).count("smppconsole: error: ") == 2


def test_a_request_without_a_text_is_judged_as_a_pdu(capsys: pytest.CaptureFixture[str]) -> None:
    judge_pdu(Pdu("query_sm", {"message_id": "1"}), ACCOUNT, STANDARD)
    with pytest.raises(CommandError, match="nothing was sent: message_id"):
        judge_pdu(Pdu("query_sm", {"message_id": "1" * 70}), ACCOUNT, STANDARD)


def test_what_is_refused_ends_with_2_and_connects_to_nobody(terminal: Terminal) -> None:
    ran = terminal("send", "--host", "127.0.0.1", "--port", 1, "--to", "1" * 30, "--text", "x", "--system-id", "me")
    assert (ran.status, ran.out) == (2, "")
    assert "destination_addr" in ran.err


@pytest.mark.parametrize(
    ("bind_as", "version", "command", "fits"),
    [
        ("rx", "3.4", "submit_sm", False),
        ("rx", "3.4", "data_sm", True),
        ("tx", "3.4", "submit_sm", True),
        ("trx", "3.4", "broadcast_sm", False),
        ("trx", "5.0", "broadcast_sm", True),
    ],
)
def test_what_the_bind_may_not_send_is_refused_before_it(bind_as: str, version: str, command: str, fits: bool) -> None:
    account = Account(bind_as=bind_as, interface_version=version)
    judge_bind(command, account, STANDARD, anyway=True)
    if fits:
        judge_bind(command, account, STANDARD)
    else:
        with pytest.raises(CommandError, match=f"may not send {command}; .*--bind-as"):
            judge_bind(command, account, STANDARD)
