"""The help page about session states, drawn from the tables; ``python -m tests.kit.states_page`` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from smppconsole.session.state import COLUMNS, EFFECTS, SENDERS, State
from smppconsole.smpp.spec.model import Version
from tests.kit.page_words import Tell, english, pages_of

PAGE = Path(__file__).resolve().parents[2] / "resources" / "help" / "states.md"

_STATES = {
    State.CLOSED: "there is no connection",
    State.OPEN: "connected, not bound",
    State.OUTBOUND: "the centre connected and sent outbind (a state of 5.0)",
    State.BOUND_TX: "bound as a transmitter: the ESME submits",
    State.BOUND_RX: "bound as a receiver: the centre delivers",
    State.BOUND_TRX: "bound as a transceiver: both",
    State.UNBOUND: "unbind was answered, the connection is about to close (a state of 5.0)",
}
_WHO = {"E": "ESME", "C": "centre", "EC": "both", "-": "·"}

_INTRODUCTION = """\
# Session states

A session begins when the connection stands, and ends with it. What may be said depends on where it is in between:
"""

_RULES = """\
The console sends by the table of 3.4 unless both sides have said 5.0 (`interface_version` in the bind,
`sc_interface_version` in its answer) or one of them less than 3.4. From the peer it takes what the table of 3.4 or 5.0
allows, and in a session of 3.3 the commands that went with it. What fits none of them is answered with
ESME_RINVBNDSTS (0x04), a bind of a bound session with ESME_RALYBND (0x05), and marked in the trace. *Send anyway* sends
what the table refuses.
"""


def draw(tell: Tell = english) -> str:
    """The page, as Markdown, in the language of ``tell``."""
    states = ((_title(state), tell(words)) for state, words in _STATES.items())
    moves = (tuple(map(tell, ("What happens", "in", "leads to"))), _moves(tell))
    editions = enumerate(COLUMNS, 1)
    return "\n".join(
        [
            tell(_INTRODUCTION),
            _table((tell("State"), tell("means")), states),
            f"## {tell('What leads from one state to the next')}\n",
            _table(*moves),
            f"## {tell('Who may send what')}\n",
            tell(_RULES),
            *(part for at, version in editions for part in (_heading(version), _senders(version, at, tell))),
        ]
    )


def _moves(tell: Tell) -> Iterable[tuple[str, str, str]]:
    yield tell("the connection stands"), _title(State.CLOSED), _title(State.OPEN)
    for name, states, after in EFFECTS:
        yield f"`{name}` {tell('with status 0')}", ", ".join(map(_title, states)), _title(after)
    yield tell("the connection ends"), tell("any"), _title(State.CLOSED)


def _heading(version: Version) -> str:
    return f"### SMPP {version.words}\n"


def _senders(version: Version, part: int, tell: Tell) -> str:
    """One edition's part of the table; commands that it does not have are left out."""
    rows = [(row[0], row[part].split()) for row in SENDERS]
    told = [(f"`{name}`", *(tell(_WHO[letters]) for letters in cells)) for name, cells in rows if set(cells) != {"-"}]
    return _table((tell("Command"), *map(_title, COLUMNS[version])), told)


def _title(state: State) -> str:
    return state.name


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


if __name__ == "__main__":
    for path, tell in pages_of(PAGE):
        path.write_text(draw(tell), "utf-8")
