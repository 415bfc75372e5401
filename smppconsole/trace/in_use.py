"""Who has a capture in use, in another window or terminal too: told by a lock that ends with the process.

On POSIX a shared lock of the file (``flock``); a kill gives it back, and no reader is kept out by it. Windows refuses
to delete a file that is open, so nothing need be said there. Where a file system knows no locks, what was changed
within the last day counts as in use.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_DAY_NS = 86_400 * 10**9
_SHARING_VIOLATION = 32


def hold(descriptor: int) -> None:
    """Say that the open file is in use, until it is closed."""
    if sys.platform != "win32":
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def is_held(path: Path, now_ns: int) -> bool:
    """Whether somebody has the file in use at that time. Raises OSError where it cannot be opened."""
    if sys.platform == "win32":
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return now_ns - os.fstat(descriptor).st_mtime_ns < _DAY_NS
    finally:
        os.close(descriptor)
    return False


def refused_as_open(error: OSError) -> bool:
    """Whether the system refused to delete a file because somebody has it open, as Windows does."""
    return getattr(error, "winerror", None) == _SHARING_VIOLATION
