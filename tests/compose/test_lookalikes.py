"""What GSM 7-bit has that reads the same."""

from __future__ import annotations

from smppconsole.compose.lookalikes import LOOKALIKES
from smppconsole.compose.proposal import fits


def test_only_characters_outside_gsm_7_bit_have_a_lookalike_and_every_lookalike_is_inside() -> None:
    assert [character for character in LOOKALIKES if fits(character, "gsm7")] == []
    assert [instead for instead in LOOKALIKES.values() if not fits(instead, "gsm7")] == []


def test_a_text_of_a_word_processor_is_made_plain() -> None:
    plain = "".join(LOOKALIKES.get(character, character) for character in "“Don’t” – now…\u00a0→ Ж")
    assert plain == '"Don\'t" - now... -> Ж'
