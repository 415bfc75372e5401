"""The grammar of the filter language: characters to tokens to a tree. What the names mean is not known here.

    either  = both { ("or" | "||") both }
    both    = denied { ("and" | "&&") denied }
    denied  = ("not" | "!") denied | "(" either ")" | test
    test    = name [ operator value | "in" "(" value { "," value } ")" ]
    name    = word | "tlv" word
    value   = word | "quoted" | 'quoted' | /pattern/ (behind ~)

Operators: == = is, != "is not", < <= > >=, ~ (contains, or matches a /pattern/), !~. Every error names the column.
"""

from __future__ import annotations

import re
from enum import StrEnum

from smppconsole.smpp.said import said
from smppconsole.values import dataclass

MOST_NESTED = 100


class FilterError(ValueError):
    """A filter cannot be read: ``column`` is where (from 0), ``text`` says why."""

    def __init__(self, column: int, text: str) -> None:
        super().__init__(said("{text} (column {column})", text=text, column=column + 1))
        self.column = column
        self.text = text


class Form(StrEnum):
    """How a token was written."""

    WORD = "word"
    QUOTED = "quoted"
    PATTERN = "pattern"
    OPERATOR = "operator"
    MARK = "mark"  # ( ) ,
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the filter; ``text`` is what it says, without quotes; ``stop`` is the column behind it."""

    form: Form
    text: str
    column: int
    stop: int


@dataclass(frozen=True, slots=True)
class Test:
    """One name, perhaps with an operator and what it is held against."""

    name: Token
    tag: Token | None = None
    operator: str = ""
    values: tuple[Token, ...] = ()

    __test__ = False  # pytest is not meant


@dataclass(frozen=True, slots=True)
class Not:
    """What is inside must not hold."""

    inside: Tree


@dataclass(frozen=True, slots=True)
class Both:
    """All must hold."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One must hold."""

    parts: tuple[Tree, ...]


Tree = Test | Not | Both | Either

_SCAN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<operator>==|!=|<=|>=|!~|=|<|>|~|&&|\|\||!)
    |(?P<mark>[(),])
    |(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<word>[^\s()"'=!<>~,&|]+)""",
    re.VERBOSE | re.DOTALL,
)
_PATTERN = re.compile(r"\s*(/(?:[^/\\]|\\.)*/)", re.DOTALL)
_COMPARISONS = {"==", "=", "!=", "<", "<=", ">", ">=", "~", "!~"}
_SAME = {"=": "==", "&&": "and", "||": "or", "!": "not"}


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``, an END token last; raises FilterError at what is none."""
    found: list[Token] = []
    column = 0
    while column < len(text):
        pattern = _PATTERN.match(text, column) if found and found[-1].text in ("~", "!~") else None
        if pattern:
            found.append(Token(Form.PATTERN, pattern[1][1:-1].replace("\\/", "/"), pattern.start(1), pattern.end()))
            column = pattern.end()
            continue
        hit = _SCAN.match(text, column)
        if hit is None:
            raise FilterError(column, _not_a_token(text[column]))
        column = hit.end()
        if hit.lastgroup != "blank":
            found.append(_token(hit))
    found.append(Token(Form.END, "", len(text), len(text)))
    return found


def _token(hit: re.Match[str]) -> Token:
    text, form = hit[0], Form(hit.lastgroup or "")
    if form is Form.QUOTED:
        text = re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    elif form is Form.OPERATOR:
        text = _SAME.get(text, text)
        form = Form.OPERATOR if text in _COMPARISONS else Form.WORD
    return Token(form, text, hit.start(), hit.end())


def _not_a_token(character: str) -> str:
    if character in "\"'":
        return said("A quoted text begins here and never ends.")
    return said("“{character}” means nothing here; put texts into quotes.", character=character)


def parse_tree(text: str) -> Tree | None:
    """The tree of a filter, None for an empty one; raises FilterError."""
    reader = _Reader(tokens(text))
    if reader.has_ended():
        return None
    tree = reader.either(0)
    if not reader.has_ended():
        raise FilterError(
            reader.here.column, said("“{text}” is one too many; join tests by “and” or “or”.", text=reader.here.text)
        )
    return tree


class _Reader:
    """Walks over the tokens, one function a rule of the grammar."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._index = 0

    @property
    def here(self) -> Token:
        return self._tokens[self._index]

    def has_ended(self) -> bool:
        return self.here.form is Form.END

    def _next(self) -> Token:
        token = self._tokens[self._index]
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def _take_word(self, word: str) -> bool:
        if self.here.form is Form.WORD and self.here.text.lower() == word:
            self._next()
            return True
        return False

    def _take_mark(self, mark: str) -> bool:
        if self.here.form is Form.MARK and self.here.text == mark:
            self._next()
            return True
        return False

    def either(self, depth: int) -> Tree:
        parts = [self._both(depth)]
        while self._take_word("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int) -> Tree:
        parts = [self._denied(depth)]
        while self._take_word("and"):
            parts.append(self._denied(depth))
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _denied(self, depth: int) -> Tree:
        if depth > MOST_NESTED:
            raise FilterError(self.here.column, said("Nested more than {most_nested} deep.", most_nested=MOST_NESTED))
        if self._take_word("not"):
            return Not(self._denied(depth + 1))
        opened = self.here.column
        if self._take_mark("("):
            inside = self.either(depth + 1)
            if not self._take_mark(")"):
                raise FilterError(opened, said("This bracket is never closed."))
            return inside
        return self._test()

    def _test(self) -> Tree:
        name = self._name()
        tag = self._next() if name.text.lower() == "tlv" and self.here.form is Form.WORD else None
        if self._take_word("in"):
            return Test(name, tag, "==", self._list())
        operator = self._operator()
        if operator is None:
            return Test(name, tag)
        return Test(name, tag, operator, (self._value(),))

    def _name(self) -> Token:
        token = self._next()
        if token.form is Form.END:
            raise FilterError(token.column, said("Something is missing here: a name, such as command."))
        if token.form not in (Form.WORD, Form.QUOTED) or token.text.lower() in ("and", "or"):
            raise FilterError(
                token.column, said("A name should stand here, such as command, not “{text}”.", text=token.text)
            )
        return token

    def _operator(self) -> str | None:
        if self.here.form is Form.OPERATOR:
            return self._next().text
        if self._take_word("is"):
            return "!=" if self._take_word("not") else "=="
        return "~" if self._take_word("contains") or self._take_word("matches") else None

    def _value(self) -> Token:
        token = self._next()
        if token.form not in (Form.WORD, Form.QUOTED, Form.PATTERN):
            what = said("not “{text}”", text=token.text) if token.text else said("to compare with")
            raise FilterError(token.column, said("A value should stand here, {what}.", what=what))
        return token

    def _list(self) -> tuple[Token, ...]:
        if not self._take_mark("("):
            raise FilterError(self.here.column, said("Behind “in” stands a list: in (1, 2, 3)."))
        values = [self._value()]
        while self._take_mark(","):
            values.append(self._value())
        if not self._take_mark(")"):
            raise FilterError(self.here.column, said("The list is never closed; a bracket is missing."))
        return tuple(values)
