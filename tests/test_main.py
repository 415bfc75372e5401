"""Where everything begins: what opens the desktop and what stays on the terminal."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from smppconsole import __main__, __version__
from smppconsole.cli import commands
from smppconsole.cli.commands import DesktopWishes
from tests.kit.terminal import Terminal


@pytest.mark.parametrize(
    ("arguments", "wishes"),
    [
        ([], DesktopWishes()),
        (["--demo"], DesktopWishes(demo=True)),
        (["--account", "Live", "--bind"], DesktopWishes(account="Live", bind=True)),
        (["--open", "a.pcap", "--open", "b.pcapng"], DesktopWishes(files=("a.pcap", "b.pcapng"))),
        (["--self-test"], DesktopWishes(self_test="")),
        (["--demo", "--self-test", "r.json"], DesktopWishes(demo=True, self_test="r.json")),
    ],
)
def test_everything_but_a_sub_command_is_for_the_desktop(
    arguments: list[str], wishes: DesktopWishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[DesktopWishes] = []
    monkeypatch.setattr(__main__, "open_desktop", lambda told: seen.append(told) or 7)
    assert __main__.main(arguments) == 7
    assert seen == [wishes]


def test_the_version_is_told(terminal: Terminal) -> None:
    ran = terminal("--version")
    assert (ran.status, ran.out.strip()) == (0, f"smppconsole {__version__}")


def test_a_word_that_is_no_command_is_refused_with_all_that_are(terminal: Terminal) -> None:
    ran = terminal("transmogrify")
    assert ran.status == 2
    assert "transmogrify" in ran.err


def test_a_misspelt_command_is_told_with_those_there_are(terminal: Terminal) -> None:
    said = terminal("dcode", "trace.pcap").err
    assert "'dcode' is no sub-command; there are decode, send," in said
    assert "--open FILE" in said


@pytest.mark.parametrize("where", ["import", "work"])
def test_ctrl_c_has_its_status_from_the_first_import_on(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> int:
        raise KeyboardInterrupt

    target = (importlib, "import_module") if where == "import" else (commands, "run")
    monkeypatch.setattr(*target, interrupt)
    assert __main__.main(["decode", "-"]) == 130


def test_help_names_every_sub_command(terminal: Terminal) -> None:
    said = terminal("--help").out
    assert all(
        f"  {name} " in said for name in ("decode", "send", "request", "listen", "doctor", "simulate", "convert")
    )


def test_the_module_runs_as_a_program() -> None:
    ran = subprocess.run([sys.executable, "-m", "smppconsole", "--version"], capture_output=True, text=True, check=True)
    assert __version__ in ran.stdout
