"""Answers from constant octets are what the encoder would make."""

from __future__ import annotations

import pytest

from smppconsole.session import replies
from smppconsole.session.state import BINDS, DATA_SM, DELIVER_SM, ENQUIRE_LINK, UNBIND
from smppconsole.smpp.spec.book import STANDARD
from tests.kit.pdus import octets


@pytest.mark.parametrize("command_id", [ENQUIRE_LINK, UNBIND, DELIVER_SM, DATA_SM])
@pytest.mark.parametrize("sequence", [1, 0x7FFFFFFF, 0, 0xFFFFFFFF])
def test_an_answer_is_the_one_that_the_encoder_makes(command_id: int, sequence: int) -> None:
    spec = STANDARD.command(command_id)
    assert spec is not None
    request = octets(spec.name, sequence)
    assert replies.answer(request, command_id) == octets(f"{spec.name}_resp", sequence)
    assert replies.answer(request, command_id, 0x64) == octets(f"{spec.name}_resp", sequence, 0x64)


def test_a_generic_nack_carries_the_number_it_is_given_or_none() -> None:
    assert replies.nack(0x03, bytes([0, 0, 0, 7])) == bytes.fromhex("00000010800000000000000300000007")
    assert replies.nack(0x02) == bytes.fromhex("00000010800000000000000200000000")


def test_a_second_bind_is_refused_as_already_bound_and_other_things_as_out_of_state() -> None:
    for command_id in BINDS:
        assert replies.refusal(bytes(16), command_id, bound=True)[8:12] == bytes([0, 0, 0, 5])
        assert replies.refusal(bytes(16), command_id, bound=False)[8:12] == bytes([0, 0, 0, 4])
    assert replies.refusal(bytes(16), DELIVER_SM, bound=True)[8:12] == bytes([0, 0, 0, 4])


def test_the_statuses_are_the_tables() -> None:
    for name in (
        "ESME_RINVCMDLEN",
        "ESME_RINVCMDID",
        "ESME_RINVBNDSTS",
        "ESME_RALYBND",
        "ESME_RMSGQFUL",
        "ESME_RTHROTTLED",
    ):
        spec = STANDARD.status_named(name)
        assert spec is not None
        assert spec.code == getattr(replies, name)
