"""Characters that no key gives."""

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.compose.escapes import escaped, unescaped


@given(st.text())
def test_what_was_escaped_is_meant_again(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(max_codepoint=255)))
def test_an_escaped_octet_string_has_no_controls(text: str) -> None:
    assert escaped(text).isprintable() or text.isspace()


def test_a_lone_backslash_is_itself() -> None:
    assert unescaped(r"C:\temp \xZZ") == r"C:\temp \xZZ"
