"""kill -9 in the middle of traffic: what was said to be seen is in the capture, all but the PDU being written."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.simulator import Centre
from smppconsole.trace.capture import CaptureWriter, mend, read_capture
from smppconsole.trace.record import Ends
from tests.kit.programs import Program, StartProgram, start_program

__all__ = ["start_program"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
_ROUNDS = 3


def kill(program: Program) -> list[dict[str, object]]:
    """Kill without a word of warning; the events it told."""
    program.process.send_signal(signal.SIGKILL)
    program.finish()
    return [json.loads(line) for line in program.lines if line.endswith("\n")]


def answered(sender: Program, count: int) -> int:
    """Read so many answers, then kill; how many it told of in the end."""
    for _ in range(count):
        sender.until("response")
    return sum(event["event"] == "response" for event in kill(sender))


@pytest.mark.parametrize("after", range(1, _ROUNDS + 1))
async def test_all_that_was_seen_is_in_the_file(start_program: StartProgram, tmp_path: Path, after: int) -> None:
    centre, path = Centre(CentreRules()), tmp_path / "killed.pcapng"
    port = await centre.start()
    sender = start_program(
        *("send", "--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-file", "/dev/null"),
        *("--to", "491713920012", "--text", "hello", "--count", 3000, "--rate", 1000, "--json", "--capture", path),
    )
    told = await asyncio.to_thread(answered, sender, after * 40)
    await centre.stop()
    words = mend(path)
    seen = [pdu.octets for pdu in read_capture(path)]
    written = sum(pdu[4:8] == bytes.fromhex("80000004") for pdu in seen)
    assert told >= after * 40
    assert written >= told - 1, words


def test_an_end_that_was_torn_off_is_mended_said_and_gone_on_with(tmp_path: Path) -> None:
    path, ends = tmp_path / "torn.pcapng", Ends("A", "127.0.0.1:1", "127.0.0.1:2")
    alive = bytes.fromhex("00000010000000150000000000000001")
    with CaptureWriter(path) as writer:
        for number in range(5):
            writer.write(alive, time_ns=number, outgoing=True, session=1, ends=ends)
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    with CaptureWriter(path) as writer:
        assert "all PDUs before are kept" in writer.mended
        writer.write(alive, time_ns=9, outgoing=True, session=1, ends=ends)
    assert [pdu.time_ns for pdu in read_capture(path)] == [0, 1, 2, 3, 9]
