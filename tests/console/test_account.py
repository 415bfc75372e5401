"""An account as a value, and what the other rooms ask of it."""

from __future__ import annotations

import pytest

from smppconsole.console.account import Account
from smppconsole.net.connect import Endpoint
from smppconsole.net.tls import Check, TlsOptions
from smppconsole.smpp.message_ids import SAFE_RULES


def test_the_usual_values_are_those_of_the_field() -> None:
    account = Account()
    assert (account.port, account.bind_as, account.interface_version) == (2775, "trx", "3.4")
    assert (account.enquire_link, account.window, account.missed_limit) == (30.0, 10, 3)
    assert account.default_alphabet == "gsm7"
    assert account.id_rules == SAFE_RULES
    assert not account.keep_password_in_captures


@pytest.mark.parametrize(("words", "octet"), [("3.3", 0x33), ("3.4", 0x34), ("5.0", 0x50)])
def test_the_version_is_an_octet_in_the_bind(words: str, octet: int) -> None:
    assert Account(interface_version=words).version == octet


def test_no_tls_is_a_clear_endpoint() -> None:
    account = Account(host="smsc.example", port=3550, local_address="192.0.2.7", connect_timeout=4)
    assert account.endpoint == Endpoint("smsc.example", 3550, None, "192.0.2.7", 4)


def test_tls_options_follow_the_account() -> None:
    account = Account(tls="no-hostname", tls_ca="ca.pem", tls_cert="c.pem", tls_key="k.pem", server_name="n")
    assert account.tls_options == TlsOptions(Check.NO_HOSTNAME, "ca.pem", "c.pem", "k.pem", "n", "1.2")


def test_timers_follow_the_account() -> None:
    timers = Account(
        throttle_pause=2, enquire_link=60, response_timeout=20, bind_timeout=7, inactivity=300, missed_limit=5
    ).timers
    assert (timers.enquire_link, timers.response, timers.bind) == (60, 20, 7)
    assert (timers.inactivity, timers.missed_limit, timers.throttle_pause) == (300, 5, 2)
