"""Templates of providers are data: each makes an account without a complaint and names where it was read."""

import pytest

from smppconsole.compose.address_rules import propose_by
from smppconsole.console.account_checks import check_account
from smppconsole.console.accounts import Account
from smppconsole.console.providers import Provider, providers
from smppconsole.smpp.finding import Severity


@pytest.mark.parametrize("provider", providers(), ids=lambda provider: provider.title)
def test_each_template_makes_an_account_that_names_its_source(provider: Provider) -> None:
    account = provider.account()
    assert account.name == provider.title
    assert provider.source in account.notes
    own = set(provider.settings)
    wrong = [p for p in check_account(account) if p.field in own and p.severity is Severity.ERROR]
    assert not wrong


def test_telemessage_says_what_its_sheet_says() -> None:
    (provider,) = [provider for provider in providers() if provider.title == "TeleMessage"]
    account = provider.account()
    assert (account.bind_as, account.enquire_link) == ("tx", 30.0)
    assert [propose_by(account.source_rules, sender).ton for sender in ("491701", "12345", "Orbit")] == [1, 1, 5]
    assert "VPN" in account.notes


def test_a_template_with_a_wrong_setting_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"Some: port: takes"):
        Provider("Some", "a page", "", {"port": "high"}).account()


def test_a_template_never_holds_a_password() -> None:
    for provider in providers():
        assert not [key for key in provider.settings if "password" in key]
        assert provider.account().system_id == Account().system_id
