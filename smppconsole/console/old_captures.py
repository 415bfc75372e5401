"""Capture files of sessions pile up: those older than the settings keep them are removed when the program starts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

_OURS = re.compile(r"(\d{8}-\d{6})-[a-z0-9-]+-\d+(?:\.\d+)?\.pcapng")
"""The names the program gives. Whatever was renamed or copied there by hand is somebody's and stays."""


def remove_old(folder: Path, days: float, now: datetime) -> int:
    """Remove our capture files in ``folder`` that began more than ``days`` before ``now`` (in UTC); 0 days keep all.
    How many went; one that cannot be removed stays."""
    if days <= 0 or not folder.is_dir():
        return 0
    eldest = now - timedelta(days=days)
    gone = 0
    for path in folder.iterdir():
        match = _OURS.fullmatch(path.name)
        if match and _began(match[1], now) < eldest:
            gone += _remove(path)
    return gone


def _began(stamp: str, otherwise: datetime) -> datetime:
    """When a file began, in UTC; a stamp that is no time never is old."""
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").replace(tzinfo=otherwise.tzinfo)
    except ValueError:
        return otherwise


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
