"""The form of a batch as a text that can be kept in a file: whom it goes to and how fast, not the table, which is read
again; and the batch that was under way then."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from smppconsole.values import dataclass

SOURCES = ("file", "count")


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """``source`` is where the numbers come from, ``file`` the table's path, "" for none; ``rate`` PDUs a second. Of a
    batch under way ``total`` is how many messages it has (0: there is none), ``begun`` how many went out, ``results``
    the path where its results are put if it is cut off."""

    source: str
    count: float
    rate: float
    file: str
    total: int = 0
    begun: int = 0
    results: str = ""


def as_text(batch: KeptBatch) -> str:
    """The form as JSON."""
    return json.dumps(asdict(batch), ensure_ascii=False)


def batch_from(text: str) -> KeptBatch:
    """What ``as_text`` wrote; raises ``ValueError`` for anything else."""
    try:
        values: Any = json.loads(text)
        kept = KeptBatch(
            str(values["source"]),
            float(values["count"]),
            float(values["rate"]),
            str(values.get("file", "")),
            int(values.get("total", 0)),
            int(values.get("begun", 0)),
            str(values.get("results", "")),
        )
    except (TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(f"no batch: {error!r}") from error
    if kept.source not in SOURCES or not (math.isfinite(kept.count) and math.isfinite(kept.rate)):
        raise ValueError(f"no batch: {kept}")
    return kept
