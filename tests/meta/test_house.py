"""The rules of the house, read from the source tree: what a reviewer would otherwise say again and again."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "smppconsole"
MODULES = sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts)
ROOMS = [path for path in MODULES if path.name != "__init__.py"]

TABLES = {
    "smpp/gsm7_tables.py",
    "smpp/spec/commands.py",
    "smpp/spec/statuses.py",
    "smpp/spec/tlvs.py",
    "smpp/spec/values.py",
}
"""Modules that are rows, and may be longer than 400 lines."""

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
LONGEST_CLASS = 250
MOST_METHODS = 20
NAMELESS = {"utils", "helpers", "common", "manager", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Line and last name of every call."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            function = node.func
            yield node.lineno, getattr(function, "attr", getattr(function, "id", ""))


def test_each_module_has_its_test_file() -> None:
    def test_file(path: Path) -> Path:
        room = path.relative_to(HOUSE)
        return ROOT / "tests" / room.with_name(f"test_{room.stem.strip('_')}.py")

    missing = [name_of(path) for path in ROOMS if not test_file(path).exists() and name_of(path) not in TABLES]
    assert not missing


def test_no_test_file_is_left_without_its_module() -> None:
    rooms = {path.relative_to(HOUSE).with_name(path.stem.strip("_") + ".py") for path in ROOMS}
    own = {"meta", "kit", "property", "journeys", "bench", "peers", "vectors", "installers"}
    files = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")]
    lost = [str(f) for f in files if f.parts[0] not in own and f.with_name(f.name.removeprefix("test_")) not in rooms]
    assert not lost


def test_a_package_docstring_is_all_that_a_package_holds() -> None:
    allowed = {HOUSE / "__init__.py": 2}  # the version stands there
    stuffed = [name_of(p) for p in MODULES if p.name == "__init__.py" and len(tree_of(p).body) > allowed.get(p, 1)]
    assert not stuffed
    assert all(ast.get_docstring(tree_of(path)) for path in MODULES if path.name == "__init__.py")


def test_every_module_says_what_it_is() -> None:
    assert not [name_of(path) for path in ROOMS if not ast.get_docstring(tree_of(path))]


def test_a_thing_with_a_name_gets_a_module_with_that_name() -> None:
    assert not [name_of(path) for path in ROOMS if path.stem in NAMELESS]


def test_modules_stay_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert not {name: n for name, n in lengths.items() if n > LONGEST_MODULE and name not in TABLES}


def test_functions_stay_short() -> None:
    found = {f"{name_of(path)}:{f.name}": lines_of(f) for path in MODULES for f in functions(path)}
    assert not {name: length for name, length in found.items() if length > LONGEST_FUNCTION}


def test_half_of_the_functions_have_ten_lines_at_most() -> None:
    lengths = sorted(lines_of(f) for path in MODULES for f in functions(path))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def is_method(node: ast.stmt) -> bool:
    """Whether a class does something there: properties and the language's own methods are what it is."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    is_property = any(isinstance(mark, ast.Name) and mark.id == "property" for mark in node.decorator_list)
    return not is_property and not node.name.startswith("__")


def test_no_class_swallows_the_program() -> None:
    classes = [(name_of(p), node) for p in MODULES for node in ast.walk(tree_of(p)) if isinstance(node, ast.ClassDef)]
    large = {f"{name}:{node.name}": lines_of(node) for name, node in classes if lines_of(node) > LONGEST_CLASS}
    methods = {f"{name}:{node.name}": sum(map(is_method, node.body)) for name, node in classes}
    assert not large
    assert not {name: count for name, count in methods.items() if count > MOST_METHODS}


def test_no_modal_loop_in_the_window() -> None:
    found = [(name_of(p), line) for p in (HOUSE / "ui").rglob("*.py") for line, n in calls(p) if n in {"exec", "exec_"}]
    assert not found


def test_tasks_are_created_in_one_place() -> None:
    makers = {"create_task", "ensure_future"}
    found = [(name_of(p), line) for p in ROOMS for line, n in calls(p) if n in makers and name_of(p) != "net/tasks.py"]
    assert not found


def tracked_texts() -> list[tuple[str, str]]:
    """Path and text of every file that git knows and that is text."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if told.returncode:
        pytest.skip("not a git checkout")
    texts = []
    for name in told.stdout.decode().split("\0"):
        octets = (ROOT / name).read_bytes() if name and (ROOT / name).is_file() else b""
        if octets and b"\0" not in octets:
            texts.append((name, octets.decode("utf-8", "replace")))
    return texts


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    machine = re.compile(r"""(?<![\w.])/(?:tmp|work|root|home)/[a-z]""")
    assert not [name for name, text in tracked_texts() if machine.search(text) and not name.startswith("tests/meta/")]


def test_no_registry_is_named_in_the_tree() -> None:
    host = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|ghcr\.io", re.IGNORECASE)
    assert not [name for name, text in tracked_texts() if host.search(text) and not name.startswith("tests/meta/")]


def test_nothing_is_put_off() -> None:
    later = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
    texts = tracked_texts()
    assert not [n for n, text in texts if n.startswith(("smppconsole/", "packaging/")) and later.search(text)]
