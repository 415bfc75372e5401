"""What goes wrong with a capture file, in words for the user."""

from __future__ import annotations

from smppconsole.smpp.said import said


class CaptureError(Exception):
    """A capture cannot be read or written. The text says what, where and what next."""

    def __init__(self, words: str, *, at: int | None = None) -> None:
        super().__init__(words if at is None else said("{words} (octet {at} of the file)", words=words, at=at))
        self.at = at
