"""What goes wrong with a capture file, in words for the user."""

from __future__ import annotations


class CaptureError(Exception):
    """A capture cannot be read or written. The text says what, where and what next."""

    def __init__(self, words: str, *, at: int | None = None) -> None:
        super().__init__(words if at is None else f"{words} (octet {at} of the file)")
        self.at = at
