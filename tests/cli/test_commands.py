"""The choice of the sub-command, and how one ends that does not go well."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from types import ModuleType

import pytest

from smppconsole.cli import commands
from smppconsole.cli.status import CommandError, Status


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_each_sub_command_has_its_module_and_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"smppconsole.cli.{name}")
    assert module.__doc__
    assert f"smppconsole {name}" in module.__doc__
    with pytest.raises(SystemExit) as ended:
        commands.run_command(name, ["--help"])
    assert ended.value.code == 0
    assert f"usage: smppconsole {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_an_option_that_does_not_exist_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.run_command(name, ["--no-such-option"])
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


class Ending(ModuleType):
    """A sub-command that ends with an error."""

    def __init__(self, error: BaseException) -> None:
        super().__init__("ending")
        self._error = error

    def add_options(self, parser: object) -> None:
        return

    def run(self, options: object) -> Status:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CommandError("told"), 2),
        (CommandError("told", Status.NO_CONNECTION), 3),
        (CommandError("", Status.DONE), 0),
    ],
)
def test_an_ending_has_its_status(
    error: CommandError, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib, "import_module", lambda name: Ending(error))
    assert commands.run_command("decode", []) == status
    assert capsys.readouterr().err == ("smppconsole: told\n" if error.words else "")


def test_wrong_usage_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.run_command("send", ["--to", "49170", "--text", "hi", "--count", "many"])
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--count: 'many' is no number" in line
    assert "smppconsole send --help" in line


@pytest.mark.skipif(os.name == "nt", reason="no /dev/full on Windows")
@pytest.mark.parametrize("command", [["decode"], ["convert", "-", "-"]])
def test_a_full_disk_is_told_in_words(command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "smppconsole", *command],
            input="00000010000000150000000000000001",
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert "smppconsole: the output could not be written: no space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows end otherwise")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    octets = "00000010000000150000000000000001" * 20_000
    command = [sys.executable, "-m", "smppconsole", "decode", "--json", "-"]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    assert running.stdin
    assert running.stderr
    running.stdin.write(octets.encode())
    running.stdin.close()
    running.stdout.readline()
    running.stdout.close()
    assert running.wait(30) == 0
    assert running.stderr.read() == b""
    running.stderr.close()
