"""The scale of the encoding lens."""

from __future__ import annotations

from smppconsole.smpp.plausibility import plausibility


def test_plain_text_is_near_one_and_noise_near_zero_or_below() -> None:
    assert plausibility("Hello, how are you today?") > 0.9
    assert plausibility("Привет, как дела?") > 0.7
    assert plausibility("\x01\x02\x03") < 0
    assert plausibility("\ufffd\ufffd") == -1.0
    assert plausibility("") == 0.0


def test_signs_in_odd_places_cost() -> None:
    assert plausibility("user¡example.com") < plausibility("user@example.com")
    assert plausibility("¡Hola! ¿Qué tal?") > plausibility("Hola¡ Qué¿ tal")
    assert plausibility("5 ¤ each") < plausibility("5 $ each")


def test_a_word_in_two_scripts_is_strange() -> None:
    assert plausibility("пaпa") < plausibility("папа")


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert plausibility("a" * 400 + "\x01" * 100_000) == plausibility("a" * 400)
