"""The import contracts of pyproject.toml hold, and the terminal's face never meets Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLI_MODULES = sorted(path.stem for path in (ROOT / "smppconsole" / "cli").glob("*.py") if path.stem != "__init__")


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("module", CLI_MODULES)
def test_the_terminal_never_imports_qt(module: str) -> None:
    code = f"import sys, smppconsole.cli.{module}; print(sorted(m for m in sys.modules if m.startswith('PySide6')))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_decoding_needs_neither_network_nor_key_store() -> None:
    """What keeps ``decode`` quick: the modules it must not pull in. It asks smpplib for its opinion."""
    heavy = {"asyncio", "ssl", "keyring", "tomlkit", "PySide6"}
    code = (
        "import sys\nfrom smppconsole.__main__ import main\n"
        "try: main(['decode', '--json', '-'])\nexcept SystemExit: pass\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input="00000010000000150000000000000001",
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr.strip() == "[]", told.stderr
