"""A play for one session: what happens, and under it what must come out; a difference is shown as a diff.

    0: connected
        state closed -> open
    0: send bind_receiver
        sent bind_receiver #1
    0.5: receive enquire_link #1
        received enquire_link #1
        sent enquire_link_resp #1

A line that begins with a time is a cue, see ``_CUES``; indented lines are what the session has to tell, in order.
"""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Callable
from textwrap import dedent

from smppconsole.session.events import (
    Answered,
    Closed,
    Event,
    PduReceived,
    PduSent,
    PeerFault,
    Stalled,
    StateChanged,
    Throttled,
    Unanswered,
    Unexpected,
    apart,
)
from smppconsole.session.session import Session
from smppconsole.session.state import StateError
from smppconsole.smpp.pdu import FieldValue
from tests.kit.clock import Clock
from tests.kit.pdus import command_name, octets, pdu, title


def tell(event: Event) -> str:
    """An event as a line of a script."""
    return _TELLERS[type(event)](event)


def _answered(event: Answered) -> str:
    status = f" 0x{event.status:02X}" if event.status else ""
    late = " late" if event.late else ""
    return f"answered {command_name(event.request_id)} #{event.sequence}{status}{late} after {event.round_trip:g}"


def _closed(event: Closed) -> str:
    told = f"closed {event.reason}: {event.words}"
    for name, numbers in (("unanswered", event.unanswered), ("unsent", event.unsent)):
        told += f" | {name} {' '.join(map(str, numbers))}" if numbers else ""
    return told


_TELLERS: dict[type, Callable[..., str]] = {
    PduReceived: lambda event: f"received {title(event.octets)}",
    PduSent: lambda event: f"sent {title(event.octets)}",
    PeerFault: lambda event: f"fault {event.id}, {len(event.octets)} octets: {event.words}",
    Answered: _answered,
    Unanswered: lambda event: f"unanswered {command_name(event.request_id)} #{event.sequence}: {event.why}",
    Unexpected: lambda event: f"{event.kind} {title(event.octets)}",
    Stalled: lambda event: f"stalled with {event.waiting} octets",
    Throttled: lambda event: f"throttled 0x{event.status:02X} until {event.until:g}",
    StateChanged: lambda event: f"state {event.before} -> {event.after}",
    Closed: _closed,
}


class Script:
    """Plays scripts on one session. The clock goes on from script to script."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.clock = Clock()
        self.written = b""
        self._requests: dict[int, bytes] = {}

    def play(self, text: str) -> Script:
        """Give every cue of ``text``; fail with a diff unless exactly the indented lines come out."""
        wanted = [line.rstrip() for line in dedent(text).splitlines() if line.strip()]
        played: list[str] = []
        for line in wanted:
            if not line.startswith(" "):
                played += [line, *(f"    {told}" for told in self._cue(line))]
        assert played == wanted, "\n" + "\n".join(difflib.unified_diff(wanted, played, "script", "played", lineterm=""))
        return self

    def _cue(self, line: str) -> list[str]:
        time, _, rest = line.partition(":")
        self.clock.until(float(time))
        verb, *words = shlex.split(rest)
        told = list(_CUES[verb](self, *words))
        self.written += self.session.data_to_send()
        events = [*apart(self.session.events())]
        for event in events:
            if isinstance(event, PduReceived):
                self._requests[int.from_bytes(event.octets[12:16], "big")] = event.octets
        return [*map(tell, events), *told]

    def _connected(self) -> list[str]:
        self.session.connected(self.clock.now)
        return []

    def _receive(self, *words: str) -> list[str]:
        """``NAME #SEQUENCE [0xSTATUS] [field=value...]``, several divided by ``+``, or ``hex ...``."""
        self.session.receive_data(b"".join(_wire(part) for part in _divided(words)), self.clock.now)
        return []

    def _send(self, *words: str) -> list[str]:
        name, sequence, status, fields, flags = _parts(words)
        try:
            made = pdu(name, sequence, status, **fields)
            self.session.send(made, self.clock.now, anyway="anyway" in flags)
        except StateError as error:
            return [f"refused: {error}"]
        return []

    def _raw(self, *words: str) -> list[str]:
        self.session.send_raw(b"".join(_wire(part) for part in _divided(words)), self.clock.now)
        return []

    def _reply(self, *words: str) -> list[str]:
        name, sequence, status, fields, _ = _parts(words)
        self.session.reply(self._requests[sequence], pdu(name, 0, status, **fields), self.clock.now)
        return []

    def _timer(self) -> list[str]:
        self.session.handle_timer(self.clock.now)
        return []

    def _deadline(self) -> list[str]:
        deadline = self.session.next_deadline()
        return ["deadline none" if deadline is None else f"deadline {deadline:g}"]

    def _eof(self, *words: str) -> list[str]:
        self.session.receive_eof(self.clock.now, *words)
        return []

    def _unbind(self) -> list[str]:
        self.session.unbind(self.clock.now)
        return []

    def _close(self, *words: str) -> list[str]:
        self.session.close(self.clock.now, " ".join(words))
        return []

    def _window(self, size: str) -> list[str]:
        self.session.configure(self.clock.now, window=int(size))
        return []


_CUES: dict[str, Callable[..., list[str]]] = {
    "connected": Script._connected,
    "receive": Script._receive,
    "send": Script._send,
    "raw": Script._raw,
    "reply": Script._reply,
    "timer": Script._timer,
    "deadline": Script._deadline,
    "eof": Script._eof,
    "unbind": Script._unbind,
    "close": Script._close,
    "window": Script._window,
}


def _divided(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = [()]
    for word in words:
        if word == "+":
            parts.append(())
        else:
            parts[-1] = (*parts[-1], word)
    return parts


def _wire(words: tuple[str, ...]) -> bytes:
    if words[0] == "hex":
        return bytes.fromhex("".join(words[1:]))
    name, sequence, status, fields, _ = _parts(words)
    return octets(name, sequence, status, **fields)


def _parts(words: tuple[str, ...]) -> tuple[str, int, int, dict[str, FieldValue], list[str]]:
    """Command, sequence number, status, fields and flags of ``submit_sm #7 0x58 source_addr=me anyway``."""
    name, *rest = words
    sequence = next((int(word[1:]) for word in rest if word.startswith("#")), 0)
    status = next((int(word, 16) for word in rest if word.startswith("0x")), 0)
    pairs = [word.partition("=") for word in rest if "=" in word]
    fields: dict[str, FieldValue] = {field: int(value) if value.isdigit() else value for field, _, value in pairs}
    return name, sequence, status, fields, [word for word in rest if word.isalpha()]
