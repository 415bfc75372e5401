"""Characters that no key gives, as people type them: ``\\xHH`` is one of 256, ``\\\\`` a backslash."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})|\\\\")
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\xa0\xad\\\u2028\u2029\ud800-\udfff]")


def escaped(text: str) -> str:
    """``text`` on one line, to be typed and changed: controls as ``\\xHH``, a backslash twice.

    Characters above U+00FF that no line can show have no escape and stay as they are.
    """
    return _UNTYPABLE.sub(_escape, text)


def unescaped(typed: str) -> str:
    """What is meant; a backslash before anything else is a backslash."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\\", typed)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\\":
        return "\\\\"
    return f"\\x{ord(character):02X}" if character <= "\xff" else character
