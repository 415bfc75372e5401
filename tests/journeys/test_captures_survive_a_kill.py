"""A program that is killed while it writes a capture loses at most the PDU being written."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from smppconsole.trace.capture import CaptureWriter, mend, read_capture
from tests.kit.traces import ENDS, START, answer

WRITER = """
import sys
from smppconsole.trace.capture import CaptureWriter
from tests.kit.traces import ENDS, START, submit
with CaptureWriter(sys.argv[1]) as writer:
    number = 0
    while True:
        number += 1
        writer.write(submit(number, "x" * 120), time_ns=START + number, outgoing=True, session=0, ends=ENDS)
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("after", [1, 50, 700])
def test_what_was_told_as_written_is_in_the_file(tmp_path: Path, after: int) -> None:
    path = tmp_path / "trace.pcapng"
    root = Path(__file__).parents[2]
    program = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root)
    assert program.stdout is not None
    told = 0
    while told < after:
        told = int(program.stdout.readline())
    program.send_signal(signal.SIGKILL)
    rest = program.stdout.read().splitlines()
    program.wait()
    program.stdout.close()
    told = int(rest[-1]) if rest and rest[-1].isdigit() else told
    kept = [int.from_bytes(pdu.octets[12:16], "big") for pdu in read_capture(path)]
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) in (told, told + 1)
    mend(path)
    with CaptureWriter(path) as writer:
        writer.write(answer(1), time_ns=START, outgoing=False, session=0, ends=ENDS)
    assert len(list(read_capture(path))) == len(kept) + 1
