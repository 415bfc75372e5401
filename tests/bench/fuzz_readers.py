"""A coverage-guided run over every reader of strange octets; needs atheris (pip install atheris).

    python tests/bench/fuzz_readers.py run FOLDER [--seconds N]     keeps what it finds in FOLDER
    python tests/bench/fuzz_readers.py keep FOLDER [--octets N]     the smallest inputs that reach it all, as the corpus

An input that makes a reader raise, or takes longer than two seconds, ends the run and lies in FOLDER/broken.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

Way = tuple[str, int, int]

_LONGEST = 2048
_PASTES = (
    b"00 00 00 10 00 00 00 15 00 00 00 00 00 00 00 63",
    b"0000  00 00 00 10 00 00 00 15  00 00 00 00 00 00 00 63  ................\n",
    b"0x00,0x00,0x00,0x10 00:00:00:15\n000000000000",
)
_RECEIPT = (
    b"id:7F3A01C9 sub:001 dlvrd:001 submit date:2611231042 done date:261123104207 stat:DELIVRD err:000 text:Your code"
)


def main() -> None:
    """Run or keep, as the first argument says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "keep"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--octets", type=int, default=400_000, help="most octets of the corpus that is kept")
    options, rest = parser.parse_known_args()
    if options.what == "run":
        run(options.folder, options.seconds, rest)
    else:
        keep(options.folder, options.octets)


def run(folder: Path, seconds: int, more: list[str]) -> None:
    """Fuzz for so long; libFuzzer's own options may follow."""
    import atheris

    with atheris.instrument_imports(include=["smppconsole"]):
        from tests.kit.readers import read_with_any
    found, broken = folder / "found", folder / "broken"
    found.mkdir(parents=True, exist_ok=True)
    broken.mkdir(exist_ok=True)
    plant_seeds(found)
    limits = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-timeout=2", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(found), f"-artifact_prefix={broken}/", *limits, *more], read_with_any)
    atheris.Fuzz()


def plant_seeds(folder: Path) -> None:
    """What to begin with: the vectors as PDUs, pastes, receipts, times, headers."""
    vectors = json.loads((ROOT / "tests/vectors/vectors.json").read_text("utf-8"))
    seeds = [b"\x01" + bytes.fromhex(vector["hex"]) for vector in vectors]
    seeds += [b"\x08" + seed[1:] for seed in seeds[::4]]
    seeds += [b"\x07" + paste for paste in _PASTES]
    seeds += [b"\x05" + _RECEIPT, b"\x06260301143000004+", b"\x06000001000000000R", b"\x040500035c0302"]
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)


def keep(folder: Path, most: int) -> None:
    """Keep the inputs that walk a way through the code which no smaller one walks, as the corpus."""
    from tests.kit.readers import CORPUS, read_with_any, write_inputs

    found = sorted((path.read_bytes() for path in (folder / "found").iterdir()), key=lambda one: (len(one), one))
    walked: set[Way] = set()
    kept: list[bytes] = []
    for octets in found:
        ways = ways_of(read_with_any, octets)
        if not ways <= walked and sum(map(len, kept)) + len(octets) <= most:
            walked |= ways
            kept.append(octets)
    write_inputs(CORPUS, kept)
    sys.stdout.write(f"{len(kept)} of {len(found)} inputs kept in {CORPUS.relative_to(ROOT)}, {len(walked)} ways\n")


def ways_of(read: Callable[[bytes], None], octets: bytes) -> set[Way]:
    """The steps from line to line of the program that reading an input takes."""
    ways: set[Way] = set()
    last: dict[int, int] = {}

    def step(frame: FrameType, event: str, _value: object) -> Callable[..., object] | None:
        if "smppconsole/smpp" not in frame.f_code.co_filename:
            return None
        ways.add((frame.f_code.co_filename, last.get(id(frame), 0), frame.f_lineno))
        last[id(frame)] = frame.f_lineno
        if event == "return":
            del last[id(frame)]
        return step

    sys.settrace(step)
    try:
        read(octets)
    finally:
        sys.settrace(None)
    return ways


if __name__ == "__main__":
    main()
