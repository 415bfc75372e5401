"""How long ``smppconsole decode`` takes for one PDU, interpreter included, beside an interpreter that does nothing.

python -m tests.bench.bench_start
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 15
ALIVE = b"00000010000000150000000000000001"


def seconds(*arguments: str) -> list[float]:
    """Wall times of an interpreter with ``arguments``, the first (cold) one left out."""
    taken = []
    for _ in range(ROUNDS + 1):
        begin = perf_counter()
        subprocess.run([sys.executable, *arguments], input=ALIVE, stdout=subprocess.DEVNULL, check=True)
        taken.append(perf_counter() - begin)
    return taken[1:]


def main() -> None:
    """Print the figures."""
    for name, arguments in (
        ("an interpreter that does nothing", ("-c", "")),
        ("smppconsole --version", ("-m", "smppconsole", "--version")),
        ("smppconsole decode --json, one PDU", ("-m", "smppconsole", "decode", "--json", "-")),
        ("smppconsole send --help", ("-m", "smppconsole", "send", "--help")),
    ):
        taken = seconds(*arguments)
        print(f"{name:36} median {median(taken) * 1000:6.0f} ms   worst {max(taken) * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
