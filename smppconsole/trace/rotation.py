"""Captures that begin a new file when one is full, and how long finished ones are kept.

Files are named ``20260314-104201-name-1.pcapng``, then ``20260314-115500-name-1.2.pcapng``, after the time they begin
(UTC). ``prune`` deletes the oldest ones beyond the limits and says which; it touches no file that is not named so:
what was renamed or copied there by hand is somebody's and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smppconsole.smpp.said import said
from smppconsole.trace.batch import Pile
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.in_use import is_held, refused_as_open
from smppconsole.trace.record import Ends
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.trace.capture import CaptureWriter

_NAME = re.compile(r"(\d{8}-\d{6})-[A-Za-z0-9_.-]+?-\d+(?:\.\d+)?\.pcapng")
_STAMP = "%Y%m%d-%H%M%S"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Limits:
    """0 means no limit: octets of one file, days a finished file is kept, octets of all files of the folder."""

    file_octets: int = 256 << 20
    keep_days: int = 30
    folder_octets: int = 4 << 30


_USUAL = Limits()


class RotatingCapture:
    """Writes as ``CaptureWriter`` does, into one file after the other. Raises CaptureError as that does: once; from
    then on PDUs are counted in ``lost``. ``name`` ends with a number, such as that of the session."""

    def __init__(self, folder: Path, name: str, limits: Limits = _USUAL, *, keep_passwords: bool = False) -> None:
        self.folder = folder
        self.name = re.sub(r"[^\w.-]+", "_", name) or "capture"
        self.limits = limits
        self.keep_passwords = keep_passwords
        self.finished: list[Path] = []
        self.writer: CaptureWriter | None = None
        self.begun: Callable[[Path], object] = str
        """Told of each new file before a PDU stands in it."""
        self._number = 1
        self._failed = ""
        self._lost = 0

    @property
    def path(self) -> Path | None:
        """The file being written; None before the first PDU."""
        return self.writer.path if self.writer is not None else None

    @property
    def failed(self) -> str:
        """Why nothing is written any more, "" as long as it is."""
        return self._failed or (self.writer.failed if self.writer is not None else "")

    @property
    def lost(self) -> int:
        """PDUs that are in no file."""
        return self._lost + (self.writer.lost if self.writer is not None else 0)

    @property
    def size(self) -> int:
        """Octets of the file being written."""
        return self.writer.size if self.writer is not None else 0

    def begin(self, time_ns: int) -> None:
        """Open the first file now, so that a folder that takes none is told before the first PDU."""
        if self.writer is None:
            self._next_file(time_ns)

    def write(
        self,
        octets: bytes,
        *,
        time_ns: int,
        outgoing: bool,
        session: int,
        ends: Ends,
        comments: tuple[str, ...] = (),
        lost: bool = False,
        hold: bool = False,
    ) -> None:
        """Write one PDU, into a new file where the one at hand is full."""
        if self._failed:
            self._lost += 1
            return
        try:
            writer = self._writer_at(time_ns)
        except CaptureError:
            self._lost += 1
            raise
        writer.write(
            octets,
            time_ns=time_ns,
            outgoing=outgoing,
            session=session,
            ends=ends,
            comments=comments,
            lost=lost,
            hold=hold,
        )

    def write_all(self, pile: Pile, *, wall_ns: int, ends: Ends) -> int:
        """Hold PDUs as ``CaptureWriter.write_all`` does, and return how many: those that went into one file."""
        count = len(pile)
        if self._failed:
            self._lost += count
            return count
        try:
            writer = self._writer_at(pile.times[0] + wall_ns)
        except CaptureError:
            self._lost += count
            raise
        return writer.write_all(pile, wall_ns=wall_ns, ends=ends, most=self.limits.file_octets)

    def _writer_at(self, time_ns: int) -> CaptureWriter:
        """The writer of the file at hand, or of a new one where that is full."""
        writer = self.writer
        if writer is None or (0 < self.limits.file_octets <= writer.size and not writer.failed):
            writer = self._next_file(time_ns)
        return writer

    def flush(self) -> None:
        """Have what was held back in the file."""
        if self.writer is not None:
            self.writer.flush()

    def close(self) -> None:
        """Flush and close."""
        if self.writer is not None:
            self.writer.close()

    def _next_file(self, time_ns: int) -> CaptureWriter:
        from smppconsole.trace.capture import CaptureWriter  # noqa: PLC0415 - when asked for

        stamp = f"{datetime.fromtimestamp(time_ns // 10**9, UTC):{_STAMP}}"
        try:
            if self.writer is not None:
                self.writer.close()
                self.finished.append(self.writer.path)
                self._number += 1
            path = self._path(stamp)
            while not _take(path):
                self._number += 1
                path = self._path(stamp)
            self.writer = CaptureWriter(path, keep_passwords=self.keep_passwords)
            self.begun(path)
        except CaptureError as error:
            self._failed = str(error)
            raise
        return self.writer

    def _path(self, stamp: str) -> Path:
        number = f".{self._number}" if self._number > 1 else ""
        return self.folder / f"{stamp}-{self.name}{number}.pcapng"


def _take(path: Path) -> bool:
    """Whether the name is ours, the file made anew and for this user's eyes alone: another window may want the same."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    except OSError:  # the writer meets the same, and says it
        return True
    return True


def prune(folder: Path, limits: Limits, now_ns: int, *, spare: frozenset[Path] = frozenset()) -> tuple[list[Path], str]:
    """Delete captures beyond the limits, the oldest first, their notes with them; what was deleted, and in words what
    could not be, "" where all could: one that another program holds open keeps none of the others.

    ``spare`` are files to keep; what is being written or shown, in another window or terminal too, stays as well.
    """
    deleted: list[Path] = []
    trouble = ""
    try:
        files = sorted(_captures(folder))
    except OSError as error:
        words = said(
            "Old captures in {folder} could not be looked through: {reason}.", folder=folder, reason=_reason(error)
        )
        return deleted, words
    total = sum(size for _, size, _ in files)
    oldest = datetime.fromtimestamp(now_ns // 10**9 - limits.keep_days * _DAY, UTC)
    for stamp, size, path in files:
        stale = limits.keep_days and datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) < oldest
        if path in spare or not (stale or 0 < limits.folder_octets < total):
            continue
        try:
            if not _delete(path, now_ns):
                continue
        except OSError as error:
            trouble = trouble or said(
                "Old captures in {folder} could not be deleted: {name}, {reason}.",
                folder=folder,
                name=path.name,
                reason=_reason(error),
            )
            continue
        total -= size
        deleted.append(path)
    return deleted, trouble


def _captures(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """When each began, its size, and where it is."""
    for path in folder.glob("*.pcapng"):
        stamp = _stamp(path)
        if stamp:
            with suppress(FileNotFoundError):  # another window deletes, too
                yield stamp, path.stat().st_size, path


def _delete(path: Path, now_ns: int) -> bool:
    """Delete a capture and its notes, unless somebody has it in use; whether it is gone by that."""
    try:
        if is_held(path, now_ns):
            return False
        path.unlink()
    except OSError as error:
        if isinstance(error, FileNotFoundError) or refused_as_open(error):
            return False
        raise
    path.with_name(path.name + ".notes").unlink(missing_ok=True)
    return True


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _stamp(path: Path) -> str:
    hit = _NAME.fullmatch(path.name)
    if hit is None:
        return ""
    try:
        datetime.strptime(hit[1], _STAMP)
    except ValueError:
        return ""
    return hit[1]
