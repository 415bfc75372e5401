"""Connection options: the account they describe, and where the password comes from."""

from __future__ import annotations

import argparse
import io
import os
from dataclasses import fields
from pathlib import Path

import pytest

from smppconsole.cli import options
from smppconsole.cli.status import CommandError
from smppconsole.console.account import Account
from smppconsole.console.accounts import AccountBook


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    options.add_connection_options(parser)
    return parser.parse_args(words)


def test_every_row_is_a_field_of_the_account() -> None:
    assert {row.field for row in options.CONNECTION} <= {field.name for field in fields(Account)}


def test_the_options_describe_an_account() -> None:
    account = options.account_of(
        parsed("--host", "smsc.example", "--port", "2776", "--system-id", "me", "--bind-as", "tx", "--tls", "verify",
               "--interface-version", "5.0", "--enquire-link", "0", "--window", "3", "--bind-ton", "0x01")
    )  # fmt: skip
    assert (account.host, account.port, account.system_id) == ("smsc.example", 2776, "me")
    assert (account.bind_as, account.tls, account.interface_version) == ("tx", "verify", "5.0")
    assert (account.enquire_link, account.window, account.bind_ton) == (0.0, 3, 1)


def test_other_hosts_are_judged_like_those_of_a_sheet() -> None:
    assert options.account_of(parsed("--host", "x", "--other-hosts", "y, z:2776")).other_hosts == "y, z:2776"
    with pytest.raises(CommandError, match=r"'z:99999' lies outside 1 to 65535 \(--other-hosts\)"):
        options.account_of(parsed("--host", "x", "--other-hosts", "z:99999"))


def test_what_is_not_told_is_the_default() -> None:
    assert options.account_of(parsed("--host", "x")) == Account(host="x")


def test_the_time_to_answer_holds_for_the_bind_as_well() -> None:
    account = options.account_of(parsed("--host", "x", "--response-timeout", "2.5"))
    assert (account.response_timeout, account.bind_timeout) == (2.5, 2.5)


def test_options_go_before_a_saved_account() -> None:
    AccountBook().save(Account(name="Live", host="smsc.example", port=2780, system_id="me"))
    account = options.account_of(parsed("--account", "live", "--port", "2781"))
    assert (account.name, account.host, account.port, account.system_id) == ("Live", "smsc.example", 2781, "me")


def test_an_unknown_account_is_told_with_those_there_are() -> None:
    AccountBook().save(Account(name="Live", host="x"))
    with pytest.raises(CommandError, match=r"'Test'.*'Live'"):
        options.account_of(parsed("--account", "Test"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--host"),
        (("--host", "x", "--port", "70000"), "65535"),
        (("--host", "x", "--system-id", "x" * 17), "system_id has 17 characters"),
        (("--host", "x", "--system-type", "x" * 13), "12"),
        (("--host", "x", "--address-range", "x" * 41), "40"),
        (("--host", "x", "--tls", "verify", "--tls-key", "k.pem"), "--tls-cert"),
        (("--host", "x", "--tls-ca", "ca.pem"), "--tls-ca: TLS is off; say --tls verify"),
    ],
)
def test_what_cannot_work_is_refused_by_name_and_limit(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        options.account_of(parsed(*words))


def test_what_is_doubtful_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    options.account_of(parsed("--host", "x", "--tls", "insecure"))
    assert "checks nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [("--port", "x"), ("--enquire-link", "-1"), ("--tls", "maybe"), ("--connect-timeout", "inf")]
)
def test_a_value_of_the_wrong_kind_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*words)
    assert ended.value.code == 2


def test_what_an_account_has_for_tls_may_wait_while_tls_is_off() -> None:
    AccountBook().save(Account(name="Live", host="x", tls_ca="ca.pem"))
    assert options.account_of(parsed("--account", "Live")).tls_ca == "ca.pem"


def test_a_long_login_is_sent_as_it_is_where_one_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    account = options.account_of(parsed("--host", "x", "--system-id", "x" * 16, "--long-login"))
    assert (account.system_id, account.long_login) == ("x" * 16, True)
    assert "as you chose" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "port"), [("0", 0), ("65535", 65_535), ("0xAD7", 2775)])
def test_a_port_to_listen_on_is_any_that_there_is(text: str, port: int) -> None:
    assert options.port(text) == port
    for wrong in ("-1", "65536", "http"):
        with pytest.raises(argparse.ArgumentTypeError):
            options.port(wrong)


def test_no_option_takes_a_password() -> None:
    with pytest.raises(SystemExit):
        parsed("--password", "secret")


async def test_the_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET", "secret")
    assert await options.password_of(parsed("--password-env", "MY_SECRET"), Account()) == "secret"


async def test_the_password_comes_from_the_first_line_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("secret\r\nother\n")
    assert await options.password_of(parsed("--password-file", str(path)), Account()) == "secret"


async def test_the_password_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert await options.password_of(parsed("--password-file", "-"), Account()) == "secret"


async def test_the_password_is_asked_for_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Keyboard())
    monkeypatch.setattr("getpass.getpass", lambda prompt: f"typed at {prompt}")
    assert "me" in await options.password_of(parsed(), Account(system_id="me"))


async def test_an_empty_file_is_an_empty_password() -> None:
    assert await options.password_of(parsed("--password-file", os.devnull), Account()) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--password-env or --password-file"),
        (("--password-env", "NOT_SET_ANYWHERE"), "NOT_SET_ANYWHERE"),
        (("--password-file", "not-there"), "not-there could not be read: no such file"),
        (("--password-file", "-"), "standard input is empty"),
    ],
)
async def test_a_password_that_is_nowhere_is_told(
    words: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match=told):
        await options.password_of(parsed(*words), Account())
