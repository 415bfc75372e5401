"""Rules about TLVs."""

from __future__ import annotations

import pytest

from smppconsole.smpp.lint_examples import deliver, made, submit, tlv
from tests.kit.judged import ids, places


def test_call_back_numbers_may_repeat_and_others_not() -> None:
    number = tlv(0x0381, "01010131")
    assert ids(submit(number, number, number)) == set()
    assert places(submit(tlv(0x0204, "0001"), tlv(0x0204, "0002")), "tlv-repeated") == ["020400020002"]


@pytest.mark.parametrize(
    ("tag", "told"),
    [(0x1400, "tlv-vendor"), (0x3FFF, "tlv-vendor"), (0x13FF, "tlv-reserved"), (0x4000, "tlv-reserved")],
)
def test_strange_tags_by_their_range(tag: int, told: str) -> None:
    assert ids(submit(tlv(tag, "00"))) == {told}


def test_a_value_of_a_wrong_size_is_not_judged_twice() -> None:
    assert "tlv-value-reserved" not in ids(submit(tlv(0x0427, "00000009")))


def test_answers_that_refuse_may_lack_what_they_need() -> None:
    assert "tlv-missing" in ids(made("query_broadcast_sm_resp", message_id="1"))
    assert "tlv-missing" not in ids(made("query_broadcast_sm_resp", status=0x10E))


def test_congestion_is_welcome_in_every_answer() -> None:
    assert ids(made("submit_sm_resp", tlv(0x0428, "55"), message_id="1")) == set()


def test_digits_in_a_network_error_code() -> None:
    assert "network-error-text" in ids(deliver(tlv(0x0423, "303132"), esm_class=4))
    assert "network-error-text" not in ids(deliver(tlv(0x0423, "030032"), esm_class=4))
