from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smppconsole.trace.filter_syntax import Both, Either, FilterError, Form, Not, Test, Tree, parse_tree, tokens


def shape(tree: Tree | None) -> object:
    """A tree as nested tuples."""
    if isinstance(tree, Test):
        tag = (tree.tag.text,) if tree.tag else ()
        return (tree.name.text, *tag, tree.operator, *(value.text for value in tree.values))
    if isinstance(tree, Not):
        return ("not", shape(tree.inside))
    if isinstance(tree, Both | Either):
        return ("and" if isinstance(tree, Both) else "or", *map(shape, tree.parts))
    return None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("  ", None),
        ("unanswered", ("unanswered", "")),
        ("a == 1", ("a", "==", "1")),
        ("a=1", ("a", "==", "1")),
        ('a ~ "x y"', ("a", "~", "x y")),
        ("a != 'it is'", ("a", "!=", "it is")),
        (r'a == "say \"so\""', ("a", "==", 'say "so"')),
        (r"a ~ /one\/two \d+/", ("a", "~", r"one/two \d+")),
        ("a is not b", ("a", "!=", "b")),
        ("a is b", ("a", "==", "b")),
        ("a contains b", ("a", "~", "b")),
        ("a in (1, two, 'three')", ("a", "==", "1", "two", "three")),
        ("tlv 0x1401 == x", ("tlv", "0x1401", "==", "x")),
        ("a and b or c", ("or", ("and", ("a", ""), ("b", "")), ("c", ""))),
        ("a && (b || !c)", ("and", ("a", ""), ("or", ("b", ""), ("not", ("c", ""))))),
        ("NOT a AND b", ("and", ("not", ("a", "")), ("b", ""))),
        ("round_trip>500ms", ("round_trip", ">", "500ms")),
        ("time >= 2026-03-14T10:42:02", ("time", ">=", "2026-03-14T10:42:02")),
        ('"a text alone"', ("a text alone", "")),
    ],
)
def test_a_filter_is_read_as_it_is_meant(text: str, tree: object) -> None:
    assert shape(parse_tree(text)) == tree


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("a ==", 4, "value should stand here"),
        ("a == )", 5, "value should stand here"),
        ("(a", 0, "never closed"),
        ("a b", 2, "one too many"),
        ("a)", 1, "one too many"),
        ("and a", 0, "name should stand here"),
        ("a and", 5, "missing"),
        ("not", 3, "missing"),
        ('a == "open', 5, "never ends"),
        ("a in 1", 5, "list"),
        ("a in (1", 7, "never closed"),
        ("a & b", 2, "means nothing"),
        ("== 1", 0, "name should stand here"),
    ],
)
def test_an_error_points_at_its_column(text: str, column: int, words: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_tree(text)
    assert caught.value.column == column
    assert words in caught.value.text
    assert f"column {column + 1}" in str(caught.value)


def test_nesting_has_an_end() -> None:
    assert parse_tree("(" * 90 + "a" + ")" * 90) is not None
    with pytest.raises(FilterError, match="deep"):
        parse_tree("(" * 5000 + "a" + ")" * 5000)
    with pytest.raises(FilterError, match="deep"):
        parse_tree("not " * 5000 + "a")


@given(st.text(max_size=60))
@example("a ~ /")
@example("a in (")
def test_any_text_is_a_tree_or_a_filter_error_inside_it(text: str) -> None:
    column = 0
    try:
        parse_tree(text)
    except FilterError as error:
        column = error.column
    assert 0 <= column <= len(text)


@given(
    st.lists(st.sampled_from(["a", "==", "1", "(", ")", "and", "or", "not", "in", ",", '"x"', "~", "/y/", "tlv", "is"]))
)
def test_any_words_are_a_tree_or_a_filter_error(words: list[str]) -> None:
    try:
        parse_tree(" ".join(words))
    except FilterError:
        return


def test_tokens_know_their_columns() -> None:
    found = tokens("ab == 'c d'")
    assert [(token.form, token.text, token.column, token.stop) for token in found] == [
        (Form.WORD, "ab", 0, 2),
        (Form.OPERATOR, "==", 3, 5),
        (Form.QUOTED, "c d", 6, 11),
        (Form.END, "", 11, 11),
    ]
