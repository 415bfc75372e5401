"""What came of a request that somebody sent by hand, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smppconsole.session.events import Answered, Why
from smppconsole.smpp.decode import decode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.values import MESSAGE_STATE
from smppconsole.ui.models.short_words import STATES
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.console.outcomes import Outcome

_NO_ANSWER = {
    Why.TIMEOUT: "no answer within {seconds} s",
    Why.CLOSED: "the link was lost before the answer",
    Why.UNSENT: "not sent: the link was lost before its turn",
}
_CHANGES_NOTHING = frozenset({"query_sm", "enquire_link"})


class Answer(NamedTuple):
    """What became of a request: in words that end without a full stop."""

    severity: Severity
    words: str


def told_of(outcome: Outcome, command: str, timeout: float) -> Answer:
    """The answer to a request, or why there is none; ``timeout`` is how many seconds were waited."""
    if isinstance(outcome, Answered):
        return Answer(Severity.ERROR if outcome.status else Severity.NOTE, answer_words(outcome.octets))
    words = tr(_NO_ANSWER[outcome.why], seconds=f"{timeout:g}")
    if command not in _CHANGES_NOTHING and outcome.why is not Why.UNSENT:
        words = tr("{words}; the centre may have done it all the same", words=words)
    return Answer(Severity.WARNING, words)


def answer_words(octets: bytes) -> str:
    """What the centre answered: the state of a query in words, or its status, what it usually means, what to check."""
    decoded = decode(octets)
    status = decoded.header.status if decoded.header is not None else 0
    if status:
        row = STANDARD.status(status)
        more = " ".join(tr(words) for words in (row.cause, row.check) if words)
        told = f"{tr(row.words).rstrip('.')} ({row.name}, 0x{status:02X})"
        return f"{told}. {more.rstrip('.')}" if more else told
    state, when = decoded.field("message_state"), decoded.field("final_date")
    if not isinstance(state, int):
        name = decoded.field("message_id")
        return tr("accepted, id {message_id}", message_id=name) if name else tr("accepted")
    at = tr(" at {words}", words=read_time(when).words) if isinstance(when, str) and when else ""
    name = tr(STATES[state]).lower() if state in STATES else tr("unknown state")
    return tr("{word} ({name}, {state}){at}", word=name, name=MESSAGE_STATE.word(state), state=state, at=at)
