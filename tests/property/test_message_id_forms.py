"""An id written in one form in the response and in another in the receipt is tied by exactly those two forms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.message_ids import FORMS, bare, forms, matching_rule, rules_of

NUMBERS = st.integers(0, (1 << 64) - 1)
WRITE = {
    "as-is": str,
    "decimal": lambda number: f"{number:020d}",
    "hex": lambda number: f"{number:X}",
    "hex-string": lambda number: str(number).encode().hex().upper(),
}
FORM = st.sampled_from(tuple(FORMS))


@given(NUMBERS, FORM, FORM)
def test_two_writings_of_one_id_are_tied_and_found(number: int, response: str, receipt: str) -> None:
    rules = rules_of("auto", response, receipt)
    given, receipted = WRITE[response](number), WRITE[receipt](number)
    assert matching_rule(given, receipted, rules)
    assert bare(given) in forms(receipted, rules)


@given(st.text(max_size=80), st.text(max_size=80), FORM, FORM)
def test_any_two_texts_are_compared(given: str, receipted: str, response: str, receipt: str) -> None:
    rules = rules_of("auto", response, receipt)
    if matching_rule(given, receipted, rules) and receipted:
        assert forms(receipted, rules)
