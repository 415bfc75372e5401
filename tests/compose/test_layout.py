"""How a text lies in its messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.compose.layout import DraftError, lay_out


def refusal(draft: Draft) -> tuple[str, str]:
    with pytest.raises(DraftError) as caught:
        lay_out(draft)
    return caught.value.field, caught.value.rule


@pytest.mark.parametrize(
    ("text", "alphabet", "carry", "sizes"),
    [
        ("a" * 160, Alphabet.AUTO, Carry.AUTO, [160]),
        ("a" * 161, Alphabet.AUTO, Carry.AUTO, [153, 8]),
        ("a" * 161, Alphabet.AUTO, Carry.UDH16, [152, 9]),
        ("a" * 161, Alphabet.AUTO, Carry.SAR, [153, 8]),
        ("a" * 161, Alphabet.AUTO, Carry.SINGLE, [161]),
        ("a" * 161, Alphabet.AUTO, Carry.PAYLOAD, [161]),
        ("a", Alphabet.AUTO, Carry.UDH8, [1]),
        ("a", Alphabet.AUTO, Carry.PAYLOAD, [1]),
        ("a" * 79 + "€" * 41, Alphabet.AUTO, Carry.AUTO, [153, 8]),
        ("a" * 160, Alphabet.GSM7_PACKED, Carry.AUTO, [140]),
        ("a" * 161, Alphabet.GSM7_PACKED, Carry.AUTO, [134, 8]),
        ("a" * 161, Alphabet.ASCII, Carry.AUTO, [153, 8]),
        ("a" * 140, Alphabet.LATIN1, Carry.AUTO, [140]),
        ("a" * 141, Alphabet.LATIN1, Carry.AUTO, [134, 7]),
        ("a" * 70, Alphabet.UCS2, Carry.AUTO, [140]),
        ("a" * 71, Alphabet.UCS2, Carry.AUTO, [134, 8]),
        ("a" * 71, Alphabet.UCS2, Carry.UDH16, [132, 10]),
        ("é" * 71, Alphabet.UTF8, Carry.AUTO, [134, 8]),
        ("00" * 141, Alphabet.BINARY, Carry.AUTO, [134, 7]),
        ("", Alphabet.AUTO, Carry.AUTO, [0]),
    ],
)
def test_parts_have_the_sizes_of_the_air(text: str, alphabet: Alphabet, carry: Carry, sizes: list[int]) -> None:
    layout = lay_out(Draft(text=text, alphabet=alphabet, carry=carry))
    assert [len(part) for part in layout.parts] == sizes
    assert len(layout.starts) == len(sizes)
    assert layout.carry is not Carry.AUTO


def test_an_escape_is_never_cut_from_its_septet() -> None:
    layout = lay_out(Draft(text="a" * 152 + "€€€€€€"))
    assert [part[-2:] for part in layout.parts] == [b"aa", b"\x1be"]
    assert layout.starts == (0, 152)


def test_a_surrogate_pair_is_never_cut() -> None:
    layout = lay_out(Draft(text="x" * 66 + "\U0001f600" * 4))
    assert layout.starts == (0, 66)
    assert layout.parts[1].decode("utf-16-be") == "\U0001f600" * 4


def test_a_full_packed_part_that_ends_in_a_return_keeps_its_size() -> None:
    layout = lay_out(Draft(text="a" * 152 + "\r" + "b" * 20, alphabet=Alphabet.GSM7_PACKED))
    assert [len(part) for part in layout.parts] == [134, 18]


def test_what_fills_the_last_part_is_told() -> None:
    layout = lay_out(Draft(text="a" * 161))
    assert (layout.units, layout.room, layout.used) == (161, 153, 8)


def test_a_binary_text_keeps_its_own_header_on_every_part() -> None:
    header = "06 05 04 15 82 00 00"
    layout = lay_out(Draft(text=header + "ab" * 140, alphabet=Alphabet.BINARY, esm_class=0x40))
    assert layout.header == bytes.fromhex(header)
    assert [len(part) for part in layout.parts] == [140 - 12, 12]
    assert layout.starts == (0, len(header) + 2 * 128)


def test_a_binary_text_whose_header_is_all_there_is_stays_one_message() -> None:
    layout = lay_out(Draft(text="05", alphabet=Alphabet.BINARY, esm_class=0x40))
    assert (layout.header, layout.parts) == (b"", (b"\x05",))


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (Draft(text="a→", alphabet=Alphabet.GSM7), "character 2, U+2192 '→', is not in GSM 7-bit"),
        (Draft(text="0", alphabet=Alphabet.BINARY), "an odd number of hex digits"),
        (Draft(text="a" * 153 * 256), "needs 256 parts; at most 255"),
        (
            Draft(text="ff" + "00" * 260, alphabet=Alphabet.BINARY, esm_class=0x40),
            "a header of 261 octets leaves no room for text",
        ),
    ],
)
def test_what_cannot_be_laid_out_is_refused_in_words(draft: Draft, rule: str) -> None:
    assert refusal(draft) == ("text", rule)


@pytest.mark.parametrize(
    ("alphabet", "text"),
    [
        (Alphabet.GSM7, "a" * 150),
        (Alphabet.GSM7_PACKED, "a" * 150),
        (Alphabet.UCS2, "я" * 65),
        (Alphabet.LATIN1, "a" * 130),
    ],
)
def test_a_smaller_part_holds_less_of_every_alphabet(alphabet: Alphabet, text: str) -> None:
    expansion = expand(Draft(text=text, alphabet=alphabet, part_size=120))
    octets = [len(pdu.fields["short_message"]) for pdu in expansion.pdus]
    septets = alphabet is Alphabet.GSM7
    assert len(octets) == 2
    assert max(octets) <= (6 + 130 if septets else 120)
    assert len(expand(Draft(text=text, alphabet=alphabet)).pdus) == 1


def test_a_smaller_part_is_filled_to_its_end() -> None:
    assert lay_out(Draft(text="a" * 137, alphabet=Alphabet.GSM7, part_size=120)).carry is Carry.SINGLE
    assert lay_out(Draft(text="a" * 138, alphabet=Alphabet.GSM7, part_size=120)).room == 130


def test_a_part_of_gsm_text_may_hold_fewer_septets_than_fit() -> None:
    layout = lay_out(Draft(text="a" * 161, part_septets=134))
    assert ([len(part) for part in layout.parts], layout.room) == ([134, 27], 134)
    assert len(lay_out(Draft(text="я" * 71, part_septets=20)).parts[0]) == 134
    assert lay_out(Draft(text="a" * 160, part_septets=134)).carry is Carry.SINGLE


def test_the_accounts_own_way_of_carrying_holds_up_to_the_length_for_the_payload_and_another_is_taken_at_its_word() -> (
    None
):
    usual = Draft(text="a" * 200, carry=Carry.UDH16, usual_carry=Carry.UDH16, payload_from=200)
    assert lay_out(usual).carry is Carry.PAYLOAD
    assert lay_out(replace(usual, text="a" * 199)).carry is Carry.UDH16
    assert lay_out(replace(usual, carry=Carry.UDH8)).carry is Carry.UDH8
    assert lay_out(replace(usual, carry=Carry.SINGLE, usual_carry=Carry.SINGLE)).carry is Carry.PAYLOAD


@pytest.mark.parametrize(
    ("size", "carry", "taken"),
    [(99, Carry.AUTO, Carry.SINGLE), (100, Carry.AUTO, Carry.PAYLOAD), (400, Carry.UDH16, Carry.UDH16)],
)
def test_from_so_many_octets_on_the_payload_carries_what_is_left_open(size: int, carry: Carry, taken: Carry) -> None:
    assert lay_out(Draft(text="a" * size, carry=carry, payload_from=100)).carry is taken
