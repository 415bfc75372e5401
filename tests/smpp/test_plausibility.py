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


def test_rare_ideographs_are_noise_and_kana_are_not() -> None:
    assert plausibility("日本語テキスト") > 0.7 > 0.5 > plausibility("鏺陻質荥荌荘荧")


def test_controls_and_accents_on_most_letters_cost() -> None:
    assert plausibility("call me \x00 5pm") < plausibility("call me @ 5pm") - 0.3
    assert plausibility("²Ðè ÚÞÔ") < plausibility("Ваш код") - 0.2


def test_letters_behind_digits_and_signs_inside_words_are_odd() -> None:
    assert plausibility("è0è1è8") < plausibility("è è 018")
    assert plausibility("Mj|lk br|d") < plausibility("Mjölk bröd")
    assert plausibility('{"code":1}') > plausibility('ä"code":1ñ')


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert plausibility("a" * 400 + "\x01" * 100_000) == plausibility("a" * 400)
