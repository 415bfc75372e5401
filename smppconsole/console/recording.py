"""The capture files of a window's sessions: begun with each, rotated, limited, never silent about what is not kept."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from smppconsole.console import paths
from smppconsole.console.settings import Settings
from smppconsole.console.watchers import Watchers
from smppconsole.smpp.said import counted, said
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.rotation import Limits, RotatingCapture, prune
from smppconsole.trace.spill import Spill, SpillFile
from smppconsole.trace.store import Store

if TYPE_CHECKING:
    from smppconsole.console.engine import Engine

_MEGABYTE = 1_000_000


class RecordingState(StrEnum):
    """Whether a session's octets go into a file."""

    NONE = "none"  # there is no session to record
    OFF = "off"  # the settings say: without a file
    WRITING = "writing"
    FAILED = "failed"


class RecordingStatus(NamedTuple):
    """How it stands with one session. ``lost`` counts PDUs that are in memory only."""

    state: RecordingState
    words: str
    path: Path | None = None
    size: int = 0
    lost: int = 0


class Recording:
    """Keeps the captures of all sessions. ``news`` are told in words what was deleted or could not be."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._captures: dict[int, RotatingCapture] = {}
        self._spill = Spill(store, self._open_spill)
        self._spill_told = False
        self.news: Watchers[str] = Watchers()

    @property
    def folder(self) -> Path:
        """Where files go."""
        return Path(self._settings.text("capture_folder") or paths.captures())

    @property
    def limits(self) -> Limits:
        """When a new file begins, and what is deleted."""
        return Limits(
            int(self._settings.number("capture_file_mb") * _MEGABYTE),
            int(self._settings.number("keep_captures")),
            int(self._settings.number("captures_mb") * _MEGABYTE),
        )

    # --- beginning and ending

    def begin(self, engine: Engine) -> None:
        """Write a file for a session, if the settings say so and none is written yet."""
        if self._settings.flag("capture_sessions") and engine.session_no not in self._captures:
            self._open(engine)

    def again(self, engine: Engine) -> None:
        """Begin a new file, where the settings say now; what is in no file so far goes into it first."""
        self.end(engine.session_no)
        self._open(engine)

    def end(self, session_no: int) -> None:
        """Finish the file of a session."""
        capture = self._captures.pop(session_no, None)
        if capture is not None:
            self._quietly(capture.close)

    def stop(self, engine: Engine) -> None:
        """Trace a session without a file from now on."""
        self.end(engine.session_no)
        engine.write_to(None)

    def close(self) -> None:
        """Finish all files, and give back the one of the trace's older octets: nobody looks any more."""
        for session_no in tuple(self._captures):
            self.end(session_no)
        self._spill.close()

    def _open(self, engine: Engine) -> None:
        account = engine.account
        slug = re.sub(r"[^a-z0-9]+", "-", account.name.casefold()).strip("-") or "session"
        capture = RotatingCapture(
            self.folder,
            f"{slug}-{engine.session_no}",
            self.limits,
            keep_passwords=account.keep_password_in_captures,
        )
        try:
            with suppress(OSError):  # the capture says it with the file's name
                paths.make_folder(self.folder)
            capture.begin(time.time_ns())
        except CaptureError as error:
            engine.complain(said("no capture file is written: {error}", error=error))
        self._captures[engine.session_no] = capture
        engine.write_to(capture)
        self.tidy()

    # --- telling

    def status(self, engine: Engine | None) -> RecordingStatus:
        """How it stands with a session."""
        if engine is None or not engine.is_busy:
            return RecordingStatus(RecordingState.NONE, "")
        capture = engine.capture
        if capture is None:
            words = said("The settings say to trace without a file: what is seen here is in memory only.")
            return RecordingStatus(RecordingState.OFF, words)
        if capture.failed:
            words = said("{failed} What was written before is sound.", failed=capture.failed)
            return RecordingStatus(RecordingState.FAILED, words, capture.path, capture.size, capture.lost)
        words = said("Every PDU goes into {path}", path=capture.path)
        words += (
            said(", passwords as sent, as the account says.") if capture.keep_passwords else said(", passwords masked.")
        )
        return RecordingStatus(RecordingState.WRITING, words, capture.path, capture.size)

    # --- limits

    def apply_limits(self) -> None:
        """Files being written keep to the limits of now."""
        for capture in self._captures.values():
            capture.limits = self.limits

    def tidy(self) -> None:
        """Delete captures beyond the limits; what went, and what could not, is told."""
        spare = {capture.path for capture in self._captures.values() if capture.path is not None}
        gone, trouble = prune(self.folder, self.limits, time.time_ns(), spare=frozenset(spare))
        if trouble:
            self.news.tell(trouble)
        if gone:
            names = ", ".join(path.name for path in gone[:3]) + (", …" if len(gone) > 3 else "")
            count = counted("1 capture file", "{count} capture files", len(gone))
            self.news.tell(
                said(
                    "{count} beyond the limits of the settings deleted from {folder}: {names}.",
                    count=count,
                    folder=self.folder,
                    names=names,
                )
            )

    # --- memory

    def make_room(self) -> None:
        """Move old octets of a long trace out of memory, a few megabytes at most; not where the settings say to trace
        without a file. Where there is no room for them they stay, which is told."""
        if not self._settings.flag("capture_sessions"):
            return
        self._spill.step()
        if self._spill.trouble and not self._spill_told:
            self._spill_told = True
            self.news.tell(
                said(
                    "The trace stays in memory as a whole: no file for its older PDUs can be written in {folder}"
                    " ({reason}). Nothing is lost; memory grows with the trace.",
                    folder=self.folder,
                    reason=self._spill.trouble,
                )
            )

    def _open_spill(self) -> SpillFile:
        """A file without a name, which goes when the program ends, however it does."""
        paths.make_folder(self.folder)
        return cast(SpillFile, tempfile.TemporaryFile(dir=self.folder, buffering=0))

    # --- notes

    def keep_notes(self, engines: Iterable[Engine]) -> tuple[str, ...]:
        """Write marks and comments beside the files their rows are in; in words, what could not be written."""
        from smppconsole.trace.notes import save_notes  # noqa: PLC0415 - when asked for

        problems: list[str] = []
        for engine in engines:
            files = engine.capture_files
            stops = [kept.first for kept in files[1:]] + [len(self._store)]
            for kept, stop in zip(files, stops, strict=True):
                try:
                    if kept.path.exists():
                        save_notes(self._store, kept.path, kept.first, stop, session=engine.session_no)
                except CaptureError as error:
                    problems.append(str(error))
        return tuple(problems)

    def _quietly(self, close: Callable[[], None]) -> None:
        try:
            close()
        except CaptureError as error:
            self.news.tell(str(error))
