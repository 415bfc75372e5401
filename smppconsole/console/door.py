"""Where a session waits for a centre that connects by itself (SMPP 3.4, 2.2.1), and whom it lets in there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from smppconsole.console.binding import BindResult
from smppconsole.smpp.decode import decode
from smppconsole.smpp.said import said


@dataclass(frozen=True, slots=True)
class Door:
    """The address to wait at; ``opened`` is told the port. ``system_id`` and ``password`` are what the outbind has to
    name (SMPP 3.4, 4.1.7.1), empty where any will do."""

    host: str
    port: int
    opened: Callable[[int], object] = int
    system_id: str = ""
    password: str = field(default="", repr=False)

    def stranger(self, octets: bytes) -> BindResult | None:
        """Why the centre that sent this outbind is not the one waited for; ``None`` where it is."""
        outbind = decode(octets)
        name = outbind.field("system_id") or ""
        if self.system_id and name != self.system_id:
            words = said(
                "the outbind is of {name!r}, not of {awaited!r}, so it got no bind", name=name, awaited=self.system_id
            )
            return _refused(words, said("Compare the system_id of the centre with the provider's sheet."))
        if self.password and outbind.field("password") != self.password:
            words = said("the outbind of {name!r} came with another password, so it got no bind", name=name)
            return _refused(words, said("Compare the password of the centre's outbind with the provider's sheet."))
        return None


def _refused(words: str, advice: str) -> BindResult:
    more = said("Something else than the centre may have connected: look at its address in the trace.")
    return BindResult(False, "outbind", words, (advice, more), repeat=False, cause="outbind-foreign")
