import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.mask import mask_password, password_span
from tests.kit.generate import generate_pdus
from tests.kit.pdus import octets as made

WITH_PASSWORD = ("bind_transmitter", "bind_receiver", "bind_transceiver", "outbind")


@pytest.mark.parametrize("name", WITH_PASSWORD)
def test_the_password_is_hidden_at_its_length(name: str) -> None:
    clear = made(name, 1, system_id="account", password="secret08")
    masked = mask_password(clear)
    assert len(masked) == len(clear)
    assert b"secret08" not in masked
    assert decode(masked).field("password") == "*" * 8
    assert decode(masked).field("system_id") == "account"


def test_other_pdus_stay_as_they_are() -> None:
    for pdu in generate_pdus(3, 200):
        command = decode(pdu).command
        assert command
        if command.name not in WITH_PASSWORD:
            assert mask_password(pdu) is pdu


def test_a_password_without_its_nul_is_hidden_to_the_end() -> None:
    clear = made("outbind", 1, system_id="account", password="secret08")
    assert mask_password(clear[:-3]).endswith(b"\0" + b"*" * 6)


@pytest.mark.parametrize("size", range(16 + len("account") + 2))
def test_a_bind_cut_before_its_password_hides_nothing(size: int) -> None:
    clear = made("outbind", 1, system_id="account", password="secret08")[:size]
    assert mask_password(clear) == clear


def test_an_empty_password_has_no_octets() -> None:
    start, end = password_span(made("outbind", 1, system_id="account", password=""))
    assert start == end
