"""Where a session waits for a centre that connects by itself (SMPP 3.4, 2.2.1), and whom it lets in there."""

from __future__ import annotations

from collections.abc import Callable

from smppconsole.console.happenings import TurnedAway
from smppconsole.console.strangers import characters
from smppconsole.session.events import Closed, CloseReason
from smppconsole.session.state import BINDS
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import HEADER_SIZE, read_header
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Door:
    """The address to wait at; ``opened`` is told the port. ``system_id`` and ``password`` are what the outbind has to
    name (SMPP 3.4, 4.1.7.1), empty where any will do. ``once``: the end of the first session is the end; else the
    session waits again, until somebody unbinds it."""

    host: str
    port: int
    opened: Callable[[int], object] = int
    system_id: str = ""
    password: str = field(default="", repr=False)
    once: bool = False

    def stranger(self, octets: bytes, address: str) -> TurnedAway | None:
        """Why the centre at ``address`` that sent this outbind is not the one waited for; ``None`` where it is."""
        outbind = decode(octets)
        name = outbind.field("system_id") or ""
        if self.system_id and name != self.system_id:
            words = said(
                "the outbind is of {name!r}, not of {awaited!r}, so it got no bind", name=name, awaited=self.system_id
            )
            return _foreign(address, words, said("Compare the system_id of the centre with the provider's sheet."))
        if self.password and outbind.field("password") != self.password:
            words = said("the outbind of {name!r} came with another password, so it got no bind", name=name)
            return _foreign(
                address, words, said("Compare the password of the centre's outbind with the provider's sheet.")
            )
        return None


def _foreign(address: str, words: str, advice: str) -> TurnedAway:
    more = said("Something else than the centre may have connected: its address says who.")
    return TurnedAway(address, "outbind-foreign", words, (advice, more))


def without_outbind(closed: Closed, first: bytes, address: str) -> TurnedAway:
    """Somebody came and sent no outbind: ``first`` are the octets it sent that are none, ``closed`` how it went."""
    spoke = _spoken(first)
    if spoke is not None:
        return TurnedAway(address, *spoke)
    words, advice = _SILENT.get(closed.reason, ("", ()))
    return TurnedAway(address, f"outbind-{closed.reason}", said(words or closed.words), tuple(map(said, advice)))


def _spoken(first: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """The cause, the words and the advice for octets that are no outbind; ``None`` where they say nothing."""
    if first[:2] == b"\x16\x03":
        advice = said("Have the centre come without TLS, or let something before this port take the TLS off.")
        return "outbind-tls", said("it greeted with TLS, and this port is in clear"), (advice,)
    if len(first) >= HEADER_SIZE and first[0] == 0:
        return _pdu_instead(read_header(first).command_id)
    if first:
        words = said("it sent {characters!r}, which is no SMPP", characters=characters(first, 40))
        return "outbind-text", words, (said(_WHO_MAY),)
    return None


def _pdu_instead(command_id: int) -> tuple[str, str, tuple[str, ...]]:
    row = STANDARD.command(command_id)
    name = row.name if row is not None else f"0x{command_id:08X}"
    words = said("it sent {name} instead of an outbind", name=name)
    if command_id in BINDS:
        return "outbind-esme", words, (said("Another ESME takes this for a message centre: have it look at its port."),)
    return "outbind-other", words, (said("A centre begins with outbind, or waits for the bind: then connect to it."),)


_WHO_MAY = "A port scan or a health check does this: look who may reach this port."
_SILENT: dict[CloseReason, tuple[str, tuple[str, ...]]] = {
    CloseReason.FIN: ("it closed the connection without an outbind", (_WHO_MAY,)),
    CloseReason.RESET: ("it reset the connection without an outbind", (_WHO_MAY,)),
    CloseReason.SESSION_INIT: (
        "",
        (
            "It may not be the centre: look who may reach this port.",
            "The centre may wait for the bind: then connect to it instead.",
            "A slow centre needs a longer session-init time, or 0.",
        ),
    ),
}
"""What to say of one that came and sent nothing; empty words are the session's own."""
