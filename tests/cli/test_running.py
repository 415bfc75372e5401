"""Whatever ends a sub-command, it unbinds first."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import threading

import pytest

from smppconsole.cli.output import Output
from smppconsole.cli.running import run_to_end
from smppconsole.cli.status import CommandError, Status
from smppconsole.cli.unhurried import UnhurriedOutput
from tests.kit.centres import StartCentre
from tests.kit.programs import StartProgram
from tests.kit.terminal import Terminal


async def _done(status: Status) -> Status:
    return status


def test_the_status_is_that_of_the_work() -> None:
    assert run_to_end(_done(Status.NO_ANSWER), Output(False)) is Status.NO_ANSWER


def test_signals_are_as_before_once_the_work_is_done() -> None:
    before = signal.getsignal(signal.SIGTERM)
    run_to_end(_done(Status.DONE), Output(False))
    assert signal.getsignal(signal.SIGTERM) is before


class _Closed(io.StringIO):
    """A stream whose reader has left, or whose disk is full, after ``lines`` lines."""

    def __init__(self, lines: int, error: OSError) -> None:
        super().__init__()
        self._left, self._error = lines, error

    def write(self, text: str) -> int:
        if not self._left:
            raise self._error
        self._left -= 1
        return super().write(text)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (BrokenPipeError(32, "Broken pipe"), Status.DONE, "^$"),
        (OSError(28, "No space left on device"), Status.WRONG_INPUT, "no space left on device"),
    ],
)
def test_output_that_takes_no_more_ends_the_work_which_tidies_up(error: OSError, status: Status, words: str) -> None:
    output, tidied = Output(True, _Closed(1, error)), []

    async def work() -> Status:
        try:
            while True:
                output.event("enquire_link", "")
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)
            output.event("unbound", "")
            tidied.append(True)

    with pytest.raises(CommandError, match=words) as ended:
        run_to_end(work(), output)
    assert (ended.value.status, tidied) == (status, [True])


@pytest.mark.parametrize("lines", [0, 1, 2])
def test_a_full_disk_is_told_wherever_it_is_met_first(lines: int) -> None:
    output = UnhurriedOutput(True, _Closed(lines, OSError(28, "No space left on device")))

    async def work() -> Status:
        for number in range(3):
            output.event("sent", "", number=number)
        return Status.DONE

    with pytest.raises(CommandError, match="no space left on device"):
        run_to_end(work(), output)


def test_a_reader_who_leaves_ends_work_that_has_nothing_more_to_say() -> None:
    output = UnhurriedOutput(True, _Closed(0, BrokenPipeError(32, "Broken pipe")))

    async def work() -> Status:
        output.event("listening", "")
        await asyncio.Event().wait()
        return Status.DONE

    with pytest.raises(CommandError, match=r"^$"):
        run_to_end(work(), output)


class _Late(io.StringIO):
    """A stream whose reader comes when the work is done."""

    def __init__(self) -> None:
        super().__init__()
        self.come = threading.Event()

    def write(self, text: str) -> int:
        self.come.wait()
        return super().write(text)


def test_a_patient_command_waits_for_its_reader_when_the_work_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    stream = _Late()
    output = UnhurriedOutput(True, stream)

    async def work() -> Status:
        output.event("bound", "")
        threading.Timer(0.05, stream.come.set).start()
        return Status.DONE

    assert run_to_end(work(), output, patient=True) is Status.DONE
    assert stream.getvalue() == '{"event": "bound"}\n'
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without a signal")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_unbinds_and_ends_with_130(
    start_program: StartProgram, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SECRET", "x")
    port = start_centre()
    listening = start_program(
        "listen", "--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-env", "SECRET", "--json"
    )
    listening.until("bound")
    listening.process.send_signal(getattr(signal, name))
    assert listening.finish() == 130
    assert listening.kinds[-2:] == ["unbound", "closed"]
    assert listening.err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without a signal")
def test_a_program_in_the_background_of_a_shell_which_hears_no_ctrl_c_ends_by_sigterm(
    start_program: StartProgram,
) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        centre = start_program("simulate", "--port", "0", "--json")
    finally:
        signal.signal(signal.SIGINT, before)
    centre.until("listening")
    centre.process.send_signal(signal.SIGTERM)
    assert centre.finish() == 130


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows end otherwise")
def test_a_centre_whose_reader_left_ends_quietly(
    start_program: StartProgram, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    centre = start_program("simulate", "--port", "0", "--json")
    port = centre.until("listening")["port"]
    assert centre.process.stdout
    assert centre.process.stderr
    centre.process.stdout.close()
    login = ("--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-env", "SECRET")
    terminal("doctor", *login)
    assert centre.process.wait(10) == 0
    assert centre.process.stderr.read() == ""
    centre.process.stderr.close()
