"""What every trial of an artefact shares: a screen, the self-test's judge, the command line's, the start's time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import workshop
from workshop import Failed, run, say

SAMPLE_PDU = "00000010 00000015 00000000 00000002"


OLDER = "0.0.1"
"""The version of the older build that an upgrade goes over."""


STALE = "stale-library-of-the-older-build"


_STARTS = 3


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X server outside of all chroots; gives its DISPLAY, reachable by its abstract socket."""
    workshop.need_programs({"Xvfb": "xvfb"})
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def judge(report: str, where: str, frozen: bool = True, also: Sequence[str] = ()) -> None:
    """Read a self-test's JSON; say what it saw, or stop with what failed. ``also`` must be among what went well."""
    facts = json.loads(report)
    if not facts.get("ok"):
        raise Failed(f"self-test failed {where}:\n{json.dumps(facts, indent=2)[:4000]}")
    seen = [proof["name"] for proof in facts["proofs"] if proof["ok"]]
    if facts["frozen"] is not frozen or not {"window delivered", *also} <= set(seen):
        raise Failed(f"self-test {where} proved too little, or ran in another program: {', '.join(seen)}")
    say(f"self-test passed {where}: {', '.join(seen)}")


def judge_decode(output: str, where: str) -> None:
    """The command line inside the artefact reads a PDU as it should."""
    facts = json.loads(output.strip().splitlines()[-1])
    if facts["command"] != "enquire_link" or facts["sequence_number"] != 2:
        raise Failed(f"decode reads the sample PDU as {facts['command']} {where}")


def run_here(program: Path, where: str, frozen: bool = True) -> None:
    with tempfile.TemporaryDirectory(prefix="smppconsole-home-") as home:
        version = run([program, "--version"], cwd=Path(home)).strip()
        if workshop.version() not in version:
            raise Failed(f"--version says {version!r} {where}, not {workshop.version()}")
        (Path(home) / "pdu.txt").write_text(SAMPLE_PDU, encoding="ascii")
        judge_decode(run([program, "decode", "--json", "pdu.txt"], cwd=Path(home)), where)
        report = Path(home) / "self-test.json"
        environment = {"HOME": home, "SMPPCONSOLE_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        run([program, "--self-test", report], cwd=Path(home), env=environment, timeout=180)
        judge(report.read_text(encoding="utf-8"), where, frozen)


def tell_start(program: Path) -> None:
    """Print how long the frozen program and the sources take from being asked for to the painted window, here."""
    workshop.need_qt_libraries()
    python = workshop.build_python()
    ways = {"frozen": [program], "from source": [python, "-m", "smppconsole"]}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(_STARTS + 1):
        for name, command in ways.items():
            taken = _seconds_to_window(command)
            if number:  # the first start fills the caches
                seconds[name].append(taken)
    frozen, source = median(seconds["frozen"]), median(seconds["from source"])
    say(f"painted window after {frozen:.2f} s frozen, {source:.2f} s from source: {frozen / source:.2f} times (≤ 1.5)")


def _seconds_to_window(command: Sequence[str | Path]) -> float:
    with tempfile.TemporaryDirectory(prefix="smppconsole-home-") as home:
        report = Path(home) / "self-test.json"
        environment = {"HOME": home, "SMPPCONSOLE_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        environment |= {"PYTHONPATH": str(workshop.ROOT), "SMPPCONSOLE_STARTED": str(time.time())}
        run([*command, "--self-test", report], env=environment, timeout=180)
        return float(json.loads(report.read_text(encoding="utf-8"))["seconds_to_window"])
