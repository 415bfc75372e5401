"""A workbench as a text that can be kept in a file: all that was typed but the password of a bind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from smppconsole.compose.bench import Bench
from smppconsole.compose.rawoctets import read_raw, write_raw
from smppconsole.compose.workbench import Sheet, TlvLine, Words
from smppconsole.smpp.mask import mask_password

_PLAIN = ("command", "status", "sequence", "claimed")
_SECRET = "password"  # noqa: S105 - the name of a field


def as_text(bench: Bench) -> str:
    """The bench as JSON, "" for an empty one. Octets that hold a password are written with stars in its place, and
    without remarks."""
    if bench == Bench():
        return ""
    words = {name: said for name, said in bench.sheet.words.items() if name != _SECRET}
    tlvs = [{"name": line.name, "value": line.value} for line in bench.sheet.tlvs]
    sheet = {name: getattr(bench.sheet, name) for name in _PLAIN} | {"words": words, "tlvs": tlvs}
    pieces = read_raw(bench.raw).pieces
    masked = tuple(map(mask_password, pieces))
    raw = bench.raw if masked == pieces else write_raw(masked)
    return json.dumps({"sheet": sheet, "raw": raw, "is_raw": bench.is_raw}, ensure_ascii=False)


def bench_from(text: str) -> Bench:
    """What ``as_text`` wrote; raises ``ValueError`` for anything else."""
    try:
        values: Any = json.loads(text)
        sheet = values["sheet"]
        words = {str(name): _words(said) for name, said in sheet["words"].items()}
        tlvs = tuple(TlvLine(str(line["name"]), str(line["value"])) for line in sheet["tlvs"])
        told = {name: str(sheet[name]) for name in _PLAIN}
        return Bench(Sheet(words=words, tlvs=tlvs, **told), str(values["raw"]), bool(values["is_raw"]))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no workbench: {error!r}") from error


def _words(said: Any) -> Words:
    if isinstance(said, str):
        return said
    return tuple({str(name): str(value) for name, value in item.items()} for item in said if isinstance(item, Mapping))
