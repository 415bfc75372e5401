"""What is wrong or doubtful about an account, each limit by name and number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.console.account import Account
from smppconsole.console.account_checks import check_account, check_password
from smppconsole.smpp.finding import Severity

GOOD = Account(name="Test", host="smsc.example", system_id="me")


def problems(account: Account) -> dict[str, str]:
    return {problem.field: problem.words for problem in check_account(account)}


def test_a_good_account_has_nothing_wrong() -> None:
    assert problems(GOOD) == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"system_id": "x" * 16},
            "system_id has 16 characters; the field of the standard holds 15. Where the provider's sheet says so,"
            " “Long login” (More settings; --long-login) sends it as it is.",
        ),
        ({"system_type": "x" * 13}, "system_type has 13 characters; the field holds 12"),
        ({"address_range": "x" * 41}, "address_range has 41 characters; the field holds 40"),
        ({"service_type": "x" * 6}, "service_type has 6 characters; the field holds 5"),
        ({"port": 0}, "Port lies between 1 and 65535, not 0"),
        ({"bind_ton": 256}, "addr_ton lies between 0 and 255, not 256"),
        ({"window": 0}, "Window lies between 1 and 10000, not 0"),
        ({"bind_as": "both"}, "Bind as is one of tx, rx, trx, not 'both'"),
        ({"tls": "yes"}, "TLS is one of off, verify, no-hostname, insecure, not 'yes'"),
        ({"system_id": "mü"}, "system_id takes ASCII only; 'ü' is not"),
        ({"system_id": "a\tb"}, "system_id holds a control character, which no peer will take"),
        (
            {"receipt_id_form": "octal"},
            "Ids in receipts is one of as-is, decimal, hex, hex-string, not 'octal'",
        ),
        ({"host": ""}, "Host is empty: whom to connect to?"),
        ({"tls_key": "k.pem"}, "a client key needs its client certificate"),
        ({"part_size": 141}, "Part size lies between 0 and 140, not 141"),
        ({"part_septets": 154}, "Septets a part lies between 0 and 153, not 154"),
        ({"part_size": 5}, "Part size is 0, or 20 to 140"),
        ({"rate": -1.0}, "Rate lies between 0 and 100000, not -1"),
        ({"alphabets": "0 latin1"}, "Data_coding 0 is latin1 here and gsm7 above"),
        ({"source_rules": "5/0"}, "Rule 1: '5/0' is not an address, TON and NPI, such as short 3/0"),
        ({"dest_rules": "else 1/300"}, "Rule 1: 1/300: TON and NPI are octets, 255 at most"),
    ],
)
def test_what_is_too_much_is_refused_by_name_and_limit(change: dict[str, object], words: str) -> None:
    found = check_account(replace(GOOD, **change))  # type: ignore[arg-type]
    assert [problem.words for problem in found] == [words]
    assert found[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"system_id": "x" * 16, "long_login": True}, "system_id"),
        ({"tls": "insecure"}, "tls"),
        ({"interface_version": "3.3"}, "bind_as"),
        ({"colour": "red"}, "colour"),
        ({"receipt_id_rule": "same", "response_id_form": "hex"}, "receipt_id_rule"),
    ],
)
def test_what_is_doubtful_is_a_warning(change: dict[str, object], field: str) -> None:
    found = check_account(replace(GOOD, **change))  # type: ignore[arg-type]
    assert [(problem.field, problem.severity) for problem in found] == [(field, Severity.WARNING)]


def test_a_host_with_more_than_a_name_is_refused() -> None:
    assert "no smpp://" in problems(replace(GOOD, host="smpp://smsc.example"))["host"]


def test_errors_come_first() -> None:
    found = check_account(replace(GOOD, tls="insecure", host=""))
    assert [problem.severity for problem in found] == [Severity.ERROR, Severity.WARNING]


def test_passwords_are_told_by_their_limit_never_cut() -> None:
    assert check_password("12345678") is None
    told = check_password("123456789")
    assert told is not None
    assert told.severity is Severity.ERROR
    assert told.words.startswith("password has 9 characters; the field of the standard holds 8. Where")
    chosen = check_password("123456789", long_login=True)
    assert chosen is not None
    assert (chosen.severity, chosen.words.endswith("It is sent as it is, as you chose.")) == (Severity.WARNING, True)
    assert "blank" in str(check_password("secret "))
    assert "ASCII" in str(check_password("ßecret"))
