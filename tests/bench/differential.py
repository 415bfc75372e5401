"""Our reading against tshark's in a long run: generated PDUs over all commands and TLVs, each difference explained.

    python tests/bench/differential.py [--pdus N] [--seed N]

Nothing is left out of the comparison here. Each difference must be one of the known errors of tshark (``BLIND_SPOTS``
of the short form, which CI runs); they are counted, each with the section of the standard that decides and an
example. A difference that none of them explains is printed whole, and the status is 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvSpec
from tests.journeys.test_tshark_agrees import (
    BLIND_SPOTS,
    EMPTY_TEXTS,
    LOSES_ITS_WAY,
    NOT_OCTETS,
    WITHOUT_TLVS,
    Shown,
    field_in_its_words,
    its_value,
    tlv_in_its_words,
)
from tests.kit.generate import generate_pdus
from tests.peers.tshark_oracle import Verdict, judge

_BATCH = 10_000
(_BODY_OF_ERROR, _NO_TLVS, _TELEMATICS, _MS_VALIDITY, _REP_NUM, _VALIDITY, _STATUS, _DEST_FLAG, _EMPTY_TEXT) = range(9)
_EMPTY_LIST, _EMPTY_TLV, _ONLY_33 = 9, 10, 11
_LOST_AT = {"source_telematics_id": _TELEMATICS, "ms_validity": _MS_VALIDITY, "broadcast_rep_num": _REP_NUM}
_UNEXPLAINED = -1


def ours(decoded: Decoded) -> set[Shown]:
    """Everything we read, in tshark's words."""
    shown: set[Shown] = set()
    for row, start, end, value in decoded.spans:
        if isinstance(row, TlvSpec):
            shown.update(tlv_in_its_words(decoded.octets, row, start, end, value))
        elif isinstance(row, FieldSpec) and (end > start or row.kind is not Kind.OCTETS):
            shown.update(field_in_its_words(row, start, end, value))
    return shown


def theirs(verdict: Verdict) -> set[Shown]:
    """Everything tshark shows; relative times lose the ending of their names."""
    return {
        (seen.name.removesuffix("_r") if seen.name.endswith(_RELATIVE) else seen.name, seen.offset, seen.length, value)
        for seen in verdict.fields
        if not seen.name.startswith(NOT_OCTETS)
        for value in (its_value(seen),)
    }


_RELATIVE = ("_time_r", "_period_r", "_date_r")


def lost_from(decoded: Decoded) -> Iterator[tuple[int, int]]:
    """From which octet on a known error of tshark hides what follows, and which."""
    command, header = decoded.command, decoded.header
    if command is None or command.gone:
        yield 0, _ONLY_33
        return
    if header is not None and header.status and command.is_response:
        yield 16, _BODY_OF_ERROR
    for row, start, end, _ in decoded.spans:
        if isinstance(row, TlvSpec):
            if command.name in WITHOUT_TLVS:
                yield start, _NO_TLVS
            if LOSES_ITS_WAY.get(row.name, end - start - 4) != end - start - 4:
                yield start, _LOST_AT[row.name]


def explanation(decoded: Decoded, shown: Shown) -> int:
    """Which known error explains a difference."""
    name, offset, length, value = shown
    assert decoded.command
    for start, spot in lost_from(decoded):
        if offset >= start:
            return spot
    if name == "smpp.command_status" and not decoded.command.is_response:
        return _STATUS
    if name == "smpp.dest_flag":
        return _DEST_FLAG
    if decoded.command.name == "submit_multi" and name in {"smpp.schedule_delivery_time", "smpp.validity_period"}:
        return _VALIDITY if length > 1 else _EMPTY_TEXT
    if length == 1 and value == "00" and name in EMPTY_TEXTS:
        return _EMPTY_TEXT
    if length == 1 and name in {"smpp.dlist", "smpp.dlist_resp"}:
        return _EMPTY_LIST
    return _EMPTY_TLV if length == 0 else _UNEXPLAINED


class Account:
    """What came out so far."""

    def __init__(self) -> None:
        self.pdus = self.same = self.values = 0
        self.spots: Counter[int] = Counter()
        self.example: dict[int, str] = {}
        self.unexplained: list[str] = []

    def take(self, octets: bytes, verdict: Verdict) -> None:
        """Compare one PDU."""
        decoded = decode(octets)
        we, it = ours(decoded), theirs(verdict)
        differences = we ^ it
        self.pdus += 1
        self.same += not differences
        self.values += len(we & it)
        found = {explanation(decoded, shown) for shown in differences}
        if _UNEXPLAINED in found:
            self.unexplained.append(f"{octets.hex()}\n  only we: {sorted(we - it)}\n  only tshark: {sorted(it - we)}")
        for spot in found - {_UNEXPLAINED}:
            self.spots[spot] += 1
            if len(octets) * 2 < len(self.example.get(spot, "x" * 9999)):
                self.example[spot] = octets.hex()

    def told(self) -> Iterator[str]:
        """The account in lines."""
        yield f"{self.pdus} PDUs, {self.same} of them without any difference"
        yield f"{self.values} fields read alike, with place and value"
        for spot, count in self.spots.most_common():
            yield f"{count:8}  {BLIND_SPOTS[spot].what} ({BLIND_SPOTS[spot].section})"
            yield f"          for example {self.example[spot][:200]}"
        yield f"{len(self.unexplained)} PDUs with a difference that nothing explains"
        yield from self.unexplained[:20]


def main() -> int:
    """Run, print, and say by the status whether all was explained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdus", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20_261_124)
    options = parser.parse_args()
    tshark = shutil.which("tshark")
    if tshark is None:
        sys.stderr.write("tshark is not installed\n")
        return 2
    account, begin = Account(), time.monotonic()
    pdus = generate_pdus(options.seed, options.pdus)
    while batch := list(islice(pdus, _BATCH)):
        for octets, verdict in zip(batch, judge(tshark, batch), strict=True):
            account.take(octets, verdict)
        sys.stderr.write(f"{account.pdus} after {time.monotonic() - begin:.0f} s\n")
    sys.stdout.write("\n".join(account.told()) + "\n")
    return 1 if account.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
