"""The messages of the window: found in the source, kept in catalogues. ``python -m tests.kit.languages`` brings the
catalogues in step with the source and compiles them; ``... LANGUAGE`` begins one for another language.

A message is what stands in a call of ``tr``, ``tr_many``, ``said``, ``said_many``, and every constant of a module that
reads as words: tables speak English, and are translated where they are shown.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "smppconsole"
LANGUAGES = ROOT / "resources" / "languages"
SCENARIOS = ROOT / "resources" / "scenarios"

ONE, MANY = frozenset({"tr", "said"}), frozenset({"tr_many", "counted", "said_many"})
TOLD = "tell"
"""A method whose second argument is a template."""
PACKAGES = ("smpp", "session", "net", "trace", "compose", "console", "ui")
_FIRST = datetime(2026, 11, 28, tzinfo=UTC)
"""The date in every head, so that drawing a catalogue anew changes nothing in it."""
SILENT = frozenset(
    {
        "compose/snippet.py",  # code and command lines
        "console/credits.py",  # licences
        "console/demo.py",  # the programme of the self-test
        "console/paths.py",
        "console/receipts_out.py",  # goes over the wire
        "console/rules_text.py",  # goes into a file
        "console/selftest.py",  # for a terminal
        "console/ticket_facts.py",  # goes into a file
        "smpp/gsm7_tables.py",
        "smpp/library.py",
        "smpp/lint_examples.py",
        "trace/export.py",  # these four go into files; the titles of forms are said
        "trace/telling.py",
        "trace/ticket.py",
        "ui/fonts.py",
        "ui/rescale.py",
        "ui/style.py",
        "ui/theme.py",
        "ui/window_proof.py",  # for a terminal
    }
)
"""Modules whose constants no window shows."""
WORDS = re.compile(r"[A-Za-z]{2,}[^A-Za-z]* \S|^[A-Z][a-z]+[….:]?$|^[a-z]{2,}…$")
WORD = re.compile(r"^[a-z]+$")
SINGLE = frozenset(
    {
        "console/batch_row.py",
        "console/binding.py",
        "console/linkstatus.py",
        "console/linkwords.py",
        "session/events.py",
        "smpp/dcs.py",
        "smpp/spec/values.py",
        "smpp/udh_elements.py",
        "trace/journey.py",
        "ui/panels/composer/address_row.py",
        "ui/panels/centre/desk.py",
        "ui/widgets/step_card.py",
    }
)
"""Modules whose single small words are words for people; elsewhere they are names."""
NO_WORDS = re.compile(
    r"^(?:[a-z0-9]*[_.][\w.]*|[A-Z0-9_]+|#\w+"
    r"|(?:SMPP|GSM|3GPP|RFC|TS) ?[0-9].*"
    r"|(?:Ctrl|Shift|Alt|Esc|End|F\d)(?:\+\S+)*)$"
)


class Message(NamedTuple):
    """One message: where it stands first, and its forms (one, or for one and for many)."""

    place: str
    line: int
    forms: tuple[str, ...]


def messages() -> dict[tuple[str, ...], Message]:
    """Every message by its forms, in the order of the source."""
    found: dict[tuple[str, ...], Message] = {}
    for package in PACKAGES:
        for path in sorted((HOUSE / package).rglob("*.py")):
            for message in _of_module(path):
                found.setdefault(message.forms, message)
    for message in _of_files():
        found.setdefault(message.forms, message)
    return found


def _of_module(path: Path) -> Iterator[Message]:
    place = path.relative_to(HOUSE).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    called: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            forms = _forms(node)
            if forms:
                called.update(id(argument) for argument in node.args)
                yield Message(place, node.lineno, forms)
    if place not in SILENT:
        for node in constants(tree):
            text = str(node.value)
            if id(node) not in called and (is_words(text) or (place in SINGLE and WORD.match(text))):
                yield Message(place, node.lineno, (str(node.value),))


def _forms(call: ast.Call) -> tuple[str, ...]:
    name = getattr(call.func, "id", "")
    if getattr(call.func, "attr", "") == TOLD and len(call.args) > 1:
        text = call.args[1]
        return (text.value,) if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value else ()
    size = 1 if name in ONE else 2 if name in MANY else 0
    texts = tuple(
        argument.value
        for argument in call.args[:size]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
    )
    return texts if size and len(texts) == size else ()


def constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts of a module's tables: outside of functions, docstrings and keys."""
    waiting: list[ast.AST] = [node for node in tree.body if not _is_text(node) and not _is_names(node)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.JoinedStr):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        below = [one for one in ast.iter_child_nodes(node) if not _is_text(one)]
        if isinstance(node, ast.AnnAssign):
            below = [node.value] if node.value is not None else []
        if isinstance(node, ast.Dict):
            below = list(node.values)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"TypeVar", "compile", "ActionSpec"}:
            below = below[3:5] if node.func.id == "ActionSpec" else []
        waiting.extend(below)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_names(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"


def is_words(text: str) -> bool:
    """Whether a constant reads as words for people, not as a name, keys or a place in the standard."""
    names = [word for word in text.split() if "_" in word]
    return (
        bool(WORDS.search(text))
        and not NO_WORDS.match(text)
        and 2 * len(names) < len(text.split())
        and "(?" not in text
    )


def _of_files() -> Iterator[Message]:
    """The titles and words of scenarios."""
    for path in sorted(SCENARIOS.glob("*.toml")):
        yield Message(f"scenarios/{path.name}", 1, (path.stem.replace("-", " ").capitalize(),))
        rules = tomllib.loads(path.read_text("utf-8"))
        for key in ("words", "try_this"):
            if rules.get(key):
                yield Message(f"scenarios/{path.name}", 1, (" ".join(rules[key].split()),))


def catalogue(language: str) -> Catalog:
    """What is translated so far."""
    with (LANGUAGES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def in_step(language: str) -> Catalog:
    """The catalogue with every message of the source, and none besides; new ones are empty."""
    known, made = catalogue(language), _empty(language)
    for message in messages().values():
        key = message.forms if len(message.forms) > 1 else message.forms[0]
        old = known.get(message.forms[0])
        made.add(key, old.string if old is not None else "", locations=[(message.place, None)])
    return made


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="smppconsole",
        header_comment="# Words of the window. See CONTRIBUTING.md.",
        creation_date=_FIRST,
        revision_date=_FIRST,
        fuzzy=False,
    )


def write(language: str, made: Catalog) -> None:
    """Write the catalogue and what the program reads of it."""
    with (LANGUAGES / f"{language}.po").open("wb") as file:
        write_po(file, made, width=120, omit_header=False, sort_by_file=False)
    (LANGUAGES / f"{language}.mo").write_bytes(compiled(made))


def compiled(made: Catalog) -> bytes:
    """The octets of the file the program reads."""
    file = BytesIO()
    write_mo(file, made)
    return file.getvalue()


def main(*languages: str) -> None:
    """Bring catalogues in step; those named are begun where they are not there."""
    for language in languages:
        if not (LANGUAGES / f"{language}.po").exists():
            write(language, _empty(language))
    for path in sorted(LANGUAGES.glob("*.po")):
        made = in_step(path.stem)
        write(path.stem, made)
        print(f"{path.stem}: {len(made)} messages, {sum(not any(m.string) for m in made if m.id)} without translation")


if __name__ == "__main__":
    main(*sys.argv[1:])
