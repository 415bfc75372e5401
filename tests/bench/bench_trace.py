"""What a trace of a million PDUs costs: memory, appending, filters, search, opening captures; tshark in the same run.

    python -m tests.bench.bench_trace [PDUS]

Ratios carry over to other machines, times do not. Where there is a bound, it stands behind the figure.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from struct import Struct
from time import perf_counter
from typing import TextIO

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.summary import summarise
from smppconsole.trace.capture import CaptureWriter, load, read_capture
from smppconsole.trace.filter import FilteredView, parse
from smppconsole.trace.finding_tally import FindingTally
from smppconsole.trace.journeys import Journeys
from smppconsole.trace.search import Search, needles
from smppconsole.trace.spill import Spill
from smppconsole.trace.statistics import Statistics
from smppconsole.trace.store import Store
from tests.kit.captures import ETHERNET, pcap, tcp, wrap
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, START, answer, pairs, receipt

COLUMN_FILTERS = (
    "command == submit_sm",
    "status != 0",
    "direction == in and status == 0",
    "round_trip > 900us",
    "unanswered",
    "session == 0 and not keepalive and time > 2020-01-01T00:00:00",
    "mark",
)
BODY_FILTERS = (
    'destination_addr ~ "00001234"',
    'text ~ "code is 000777"',
    "text ~ /is 0007[0-9]7/",
    "message_id == 0000ABCD",
    "tlv 0x1401 == x",
    "data_coding == 8",
    '"00001234"',
    "finding == udh-without-udhi",
    "finding == tlv-reserved",
    "finding",
)
FINDINGS = ("finding == ucs2-needless", "finding ~ receipt", "finding")
SIX = ("frame.time_epoch", "smpp.command_id", "smpp.sequence_number", "smpp.command_status")
SIX += ("smpp.source_addr", "smpp.destination_addr")
_HEAD = Struct(">xxxxIII").unpack_from
_ANSWER_LINE = "%d.%09d\t0x%08x\t%d\t0x%08x\t%s\t%s\n"
_REQUEST_LINE = "%d.%09d\t0x%08x\t%d\t%.0s\t%s\t%s\n"


def resident() -> int:
    """Octets of memory this process holds now."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def show(what: str, figure: str, bound: str = "") -> None:
    print(f"  {what:<58}{figure:>22}   {bound}", flush=True)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"


def fill(store: Store, count: int, start: int = 0) -> tuple[float, float]:
    """Append requests and answers; seconds for each PDU, and the longest single append."""
    longest, spent = 0.0, 0.0
    for number, (request, response) in enumerate(islice(pairs(start + count // 2), start, None)):
        now = START + (start + number) * 1_000_000
        begun = perf_counter()
        store.append(request, time_ns=now, mono_ns=now, outgoing=True, session=0)
        middle = perf_counter()
        store.append(response, time_ns=now + 500_000, mono_ns=now + 500_000, outgoing=False, session=0)
        ended = perf_counter()
        longest = max(longest, middle - begun, ended - middle)
        spent += ended - begun
    return spent / count, longest


def bench_store(count: int) -> Store:
    print(f"a store of {count} PDUs of 140 octets")
    gc.collect()
    before = resident()
    store = Store()
    store.describe(0, ENDS)
    fill(store, 10_000)
    early = min(fill(store, 1000, 5000 + 500 * round)[0] for round in range(5))
    each, longest = fill(store, count - 15_000, 7500)
    gc.collect()
    show("memory a PDU", f"{(resident() - before) / count:.1f} octets", "bound: 220")
    late = min(fill(store, 1000, count // 2 + 500 * round)[0] for round in range(5))
    show("appending", f"{each * 1e6:.2f} us", f"{1 / each:.0f} a second")
    show("longest append", milliseconds(longest))
    show(f"appending 1 000 rows at {len(store)} against at 10 000", f"{late / early:.2f} x", "flat is 1")
    store.publish()
    return store


def timed_steps(done: Callable[[], bool], step: Callable[[], int]) -> tuple[float, float, float]:
    """Seconds for all, to the first hit, and the longest step."""
    begun, first, longest = perf_counter(), -1.0, 0.0
    while not done():
        before = perf_counter()
        found = step()
        now = perf_counter()
        longest = max(longest, now - before)
        if found and first < 0:
            first = now - begun
    return perf_counter() - begun, first, longest


def bench_filters(store: Store) -> None:
    for title, filters, bound in (
        ("filters on columns", COLUMN_FILTERS, "bounds: first 50 ms, all 250 ms, step 50 ms"),
        ("filters on bodies", BODY_FILTERS, "bounds: first 100 ms, all 4 s, step 50 ms"),
    ):
        print(f"{title}   ({bound}, a million rows)")
        for text in filters:
            filter_once(store, text)


def filter_once(store: Store, text: str) -> None:
    view = FilteredView(store, parse(text))
    whole, first, longest = timed_steps(lambda: view.done, lambda: grown(view))
    show(text, milliseconds(whole * 1e6 / len(store)) + " a million", hits(len(view), first, longest))


def hits(count: int, first: float, longest: float) -> str:
    return f"{count:7} hits, first {milliseconds(first) if first >= 0 else '-':>9}, step {milliseconds(longest):>8}"


def grown(view: FilteredView) -> int:
    first, last = view.step()
    return last - first + 1


def mixed(count: int) -> Iterator[tuple[bytes, bytes]]:
    """What a centre sees: short and long texts, Latin and Cyrillic, in parts, with counting TLVs, and receipts."""
    texts = ("Your code is {:06}", "Ваш код {:06}, никому его не говорите", "Meet me at {:06} o'clock " * 5)
    for number in range(1, count + 1):
        kind, text = number % 5, texts[number % 3].format(number, number, number, number, number)
        coding, said = (8, text.encode("utf-16-be")) if number % 3 == 1 else (0, text.encode("latin-1"))
        fields = {"source_addr_ton": 5, "source_addr": "Orbit", "dest_addr_ton": 1, "dest_addr_npi": 1}
        if kind == 4:
            yield receipt(number, f"{number:010}"), octets("deliver_sm_resp", number)
            continue
        if kind == 3:
            fields["esm_class"], said = 0x40, bytes((5, 0, 3, number & 255, 2, 1)) + said[:128]
        tlvs = (Tlv(0x0204, (number & 0xFFFF).to_bytes(2)),) if kind == 2 else ()
        fields |= {"destination_addr": f"49171{number:08}", "data_coding": coding, "short_message": said}
        yield encode(Pdu("submit_sm", fields, sequence=number, tlvs=tlvs)), answer(number, f"{number:010}")


def bench_findings(count: int) -> None:
    """Rules over traffic of many kinds, none of which is known when the filter begins."""
    print(f"filters on findings over {count} PDUs of many kinds   (bound: 4 s a million rows)")
    store = Store()
    for number, pair in enumerate(mixed(count // 2)):
        for outgoing, pdu in zip((True, False), pair, strict=True):
            store.append(pdu, time_ns=START + number, mono_ns=number, outgoing=outgoing, session=0)
    store.publish()
    for text in FINDINGS:
        filter_once(store, text)
    begun, tally = perf_counter(), FindingTally(store)
    while not tally.done:
        tally.step()
    show("the list of all findings", milliseconds((perf_counter() - begun) * 1e6 / count) + " a million")


def bench_growth(store: Store, most: int) -> None:
    """Go on to ``most`` rows, with the older octets in a file; what appending and publishing costs there."""
    print(f"the same store at {most} rows, the older octets in a file")
    with tempfile.TemporaryFile(buffering=0) as file:
        spill = Spill(store, lambda: file)
        before, had = resident(), len(store)
        while len(store) < most:
            fill(store, 100_000, len(store) // 2)
            store.publish()
            while spill.step():
                pass
        few = Store()
        fill(few, 10_000)
        early, late = zip(*((grow(few, number), grow(store, number)) for number in range(25)), strict=True)
        times = f"{min(late) / min(early):.2f} x"
        show(f"appending and publishing 1 000 rows at {len(store)} against at 10 000", times, "flat is 1")
        gc.collect()
        show("memory a PDU", f"{resident() / len(store):.1f} octets", "with the program")
        show("memory of each PDU more", f"{(resident() - before) / (len(store) - had):.1f} octets", "bound: below 220")


def grow(store: Store, number: int) -> float:
    """Seconds for a PDU, appended and published with 999 others."""
    begun = perf_counter()
    fill(store, 1000, 500 * number)
    store.publish()
    return (perf_counter() - begun) / 1000


def bench_search(store: Store) -> None:
    print("searches in octets   (bounds: first 50 ms, all 250 ms, step 50 ms, a million rows)")
    for text, wanted, exact in (
        ("hex of “code is 000777”", (b"code is 000777",), True),
        ("hex of “nowhere to be found”", (b"nowhere to be found",), True),
        ("“code is 000777” in any form and case", needles("code is 000777"), False),
        ("“ten minutes” in any form and case", needles("ten minutes"), False),
    ):
        search = Search(store, wanted, exact=exact)
        whole, first, longest = timed_steps(lambda search=search: search.done, search.step)
        show(
            text,
            milliseconds(whole * 1e6 / len(store)) + " a million",
            hits(len(search.rows), first, longest),
        )


def bench_telling(store: Store) -> None:
    print("what is told of it")
    statistics, journeys = Statistics(store), Journeys(store)
    for name, work in (("statistics", statistics.finish), ("journeys", journeys.finish)):
        begun = perf_counter()
        work()
        show(name, f"{(perf_counter() - begun) / len(store) * 1e6:.2f} us a PDU")


def write_captures(folder: Path, count: int) -> tuple[Path, Path]:
    """The same PDUs as our own capture and as one of others."""
    own, foreign = folder / "own.pcapng", folder / "foreign.pcap"
    spent = 0.0
    with CaptureWriter(own) as writer:
        for number, (request, response) in enumerate(pairs(count // 2)):
            now = START + number * 1_000_000
            begun = perf_counter()
            writer.write(request, time_ns=now, outgoing=True, session=0, ends=ENDS, hold=True)
            writer.write(response, time_ns=now + 500_000, outgoing=False, session=0, ends=ENDS)
            spent += perf_counter() - begun
    show(
        "writing a capture, flushed every other PDU",
        f"{spent / count * 1e6:.2f} us a PDU",
        f"{count / spent:.0f} a second",
    )
    with foreign.open("wb") as file:
        file.write(pcap([], ETHERNET))
        for frames in frames_of(count):
            file.write(pcap(frames, ETHERNET)[24:])
    return own, foreign


def frames_of(count: int) -> Iterator[list[tuple[int, bytes]]]:
    here, there = ENDS.local, ENDS.remote
    ours, theirs = 1000, 5000
    for number, (request, response) in enumerate(pairs(count // 2)):
        now = START + number * 1_000_000
        frames = [(now, wrap(tcp(here, there, ours, request, ack=theirs & 0xFFFFFFFF), ETHERNET))]
        ours = ours + len(request) & 0xFFFFFFFF
        frames.append((now + 500_000, wrap(tcp(there, here, theirs, response, ack=ours), ETHERNET)))
        theirs = theirs + len(response) & 0xFFFFFFFF
        yield frames


def run_measured(command: list[str], output: Path) -> tuple[float, int]:
    """Seconds and the most octets of memory of another program."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[2:],stdout=open(sys.argv[1],'wb'),stderr=-3,check=True)"
    )
    code += ";print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss*1024)"
    begun = perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", code, str(output), *command], capture_output=True, text=True, check=True
    )
    return perf_counter() - begun, int(told.stdout)


def open_alone(path: Path) -> None:
    """Open a capture in a process of its own, and print what it took."""
    before = resident()
    store, first, longest = Store(), -1.0, 0.0
    begun = last = perf_counter()
    for _ in load(store, path):
        now = perf_counter()
        first = now - begun if first < 0 else first
        longest, last = max(longest, now - last), now
    print(first, perf_counter() - begun, longest, len(store), resident() - before, resident())


def bench_opening(path: Path, folder: Path, tshark: str | None) -> None:
    print(f"opening {path.name}, {path.stat().st_size / 1e6:.0f} MB")
    command = [sys.executable, "-m", "tests.bench.bench_trace", "--open", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    first, whole, longest, rows, held, memory = map(float, told)
    show("first rows", milliseconds(first), "bound: 300 ms")
    each = f"{whole / rows * 1e6:.2f} us a PDU, longest step {milliseconds(longest)}"
    show("all rows, paired", f"{whole:.2f} s", each)
    show("memory", f"{held / rows:.0f} octets a PDU", f"{memory / 1e6:.0f} MB with the program")
    if tshark is None:
        return
    options = ["-d", "tcp.port==2775,smpp"] if path.suffix == ".pcap" else []
    seconds, theirs = run_measured([tshark, "-2", *options, "-n", "-r", str(path)], folder / "out")
    show("against tshark in two passes with its list: time", f"{whole / seconds:.2f} x", f"{seconds:.1f} s; bound: 0.6")
    show("against tshark: memory", f"{memory / theirs:.2f} x", f"{theirs / 1e6:.0f} MB; bound: 0.5")


def bench_columns(path: Path, folder: Path, tshark: str) -> None:
    print(f"six columns of {path.name} as text")
    ours, theirs = folder / "ours.txt", folder / "theirs.txt"
    begun = perf_counter()
    with ours.open("w", encoding="utf-8") as file:
        write_columns(path, file)
    mine = perf_counter() - begun
    _, memory = run_measured([sys.executable, "-m", "tests.bench.bench_trace", "--columns", str(path)], ours)
    options = ["-d", "tcp.port==2775,smpp"] if path.suffix == ".pcap" else []
    names = [option for name in SIX for option in ("-e", name)]
    seconds, held = run_measured([tshark, *options, "-n", "-r", str(path), "-T", "fields", *names], theirs)
    same = ours.read_bytes() == theirs.read_bytes()
    show("against tshark: times as fast", f"{seconds / mine:.2f} x", f"{mine:.1f} s, {seconds:.1f} s; bound: 3")
    show("against tshark: memory", f"{memory / held:.2f} x", f"{memory / 1e6:.0f} MB, {held / 1e6:.0f} MB; bound: 0.33")
    show("the same fields", "yes" if same else "NO")


def write_columns(path: Path, file: TextIO) -> None:
    for batch in read_capture(path).batches():
        file.writelines(map(six, batch.rows))


def six(row: tuple[bytes, int, int, int, int]) -> str:
    """A line as tshark prints it."""
    octets, _, time_ns, _, _ = row
    command, status, sequence = _HEAD(octets)
    summary = summarise(octets)
    line = _ANSWER_LINE if command >> 31 else _REQUEST_LINE
    return line % (time_ns // 10**9, time_ns % 10**9, command, sequence, status, summary.source, summary.destination)


def main() -> None:
    if sys.argv[1:2] == ["--open"]:
        open_alone(Path(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--columns"]:
        write_columns(Path(sys.argv[2]), sys.stdout)
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    store = bench_store(count)
    bench_filters(store)
    bench_search(store)
    bench_telling(store)
    bench_growth(store, 5 * count)
    del store
    bench_findings(count // 5)
    tshark = shutil.which("tshark")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("captures")
        own, foreign = write_captures(folder, count)
        for path in (own, foreign):
            bench_opening(path, folder, tshark)
            if tshark is not None:
                bench_columns(path, folder, tshark)
    print(f"on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
