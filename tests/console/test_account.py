"""An account as a value, and what the other rooms ask of it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from smppconsole.console.account import Account
from smppconsole.net.connect import Endpoint
from smppconsole.net.tls import Check, TlsOptions
from smppconsole.session.timers import Timers
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


TIMERS = {
    "session_init": 11.0,
    "enquire_link": 60.0,
    "enquire_link_response": 12.0,
    "enquire_only_when_idle": False,
    "inactivity": 300.0,
    "missed_limit": 5,
    "throttle_pause": 2.0,
    "response_timeout": 20.0,
    "bind_timeout": 7.0,
    "unbind_timeout": 4.0,
}


def test_every_timer_of_a_session_follows_the_account() -> None:
    told = asdict(Account(**TIMERS).timers)  # type: ignore[arg-type]
    assert told.pop("keepalive_is_activity") is False
    assert told == {name.removesuffix("_timeout"): value for name, value in TIMERS.items()}


def test_timers_begin_with_what_is_usual() -> None:
    assert Account().timers == Timers()
