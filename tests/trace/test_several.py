"""A message to several: who was refused, who got it."""

from __future__ import annotations

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.journey import Destination, Fate
from smppconsole.trace.several import addresses_of, destinations_of, nobody_took, refused_by

REQUEST = encode(
    Pdu(
        "submit_multi",
        {
            "dest_address": (
                {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491701"},
                {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491702"},
                {"dest_flag": 2, "dl_name": "VIPS"},
            ),
            "short_message": b"hi",
        },
        sequence=2,
    )
)


def answer(*refused: tuple[str, int]) -> bytes:
    each = tuple(
        {"dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": address, "error_status_code": status}
        for address, status in refused
    )
    fields = {"message_id": "A1", "no_unsuccess": len(each), "unsuccess_sme": each}
    return encode(Pdu("submit_multi_resp", fields, sequence=2))  # type: ignore[arg-type]


def test_destinations_are_told_in_their_order_and_lists_by_their_names() -> None:
    assert addresses_of(REQUEST) == ("491701", "491702", "VIPS")
    assert addresses_of(REQUEST[:20]) == ()


def test_an_answer_names_those_it_refuses() -> None:
    assert refused_by(answer(("491702", 0x0B))) == (("491702", 0x0B),)
    assert refused_by(answer()) == ()


def test_who_is_not_named_was_taken_and_a_receipt_says_more() -> None:
    told = destinations_of(REQUEST, answer(("VIPS", 0x34)), Fate.ACCEPTED, [("+491702", Fate.DELIVERED)])
    assert told == (
        Destination("491701", 0, Fate.ACCEPTED),
        Destination("491702", 0, Fate.DELIVERED),
        Destination("VIPS", 0x34, Fate.REFUSED),
    )


def test_a_member_of_a_list_may_be_refused_by_itself() -> None:
    told = destinations_of(REQUEST, answer(("491709", 0x0B)), Fate.ACCEPTED, [])
    assert told[-1] == Destination("491709", 0x0B, Fate.REFUSED)
    assert len(told) == 4


def test_as_long_as_nobody_answers_all_wait() -> None:
    for fate in (Fate.WAITING, Fate.UNANSWERED, Fate.REFUSED):
        assert {one.fate for one in destinations_of(REQUEST, b"", fate, [])} == {fate}


def test_nobody_took_it_where_each_is_refused() -> None:
    each = (("491701", 0x0B), ("491702", 0x0B), ("VIPS", 0x34))
    assert nobody_took(REQUEST, answer(*each))
    assert not nobody_took(REQUEST, answer(*each[:2]))
    assert not nobody_took(REQUEST[:20], answer(*each))
