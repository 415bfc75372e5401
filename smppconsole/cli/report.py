"""The lines of a conversation: one event each, as words or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from smppconsole.cli.output import Output
from smppconsole.console.binding import BindResult
from smppconsole.console.happenings import TurnedAway
from smppconsole.console.linkwords import closed_words
from smppconsole.net.connect import Step
from smppconsole.session.events import Answered, Closed, CloseReason, Throttled, Unanswered
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.header import HEADER_SIZE, read_header
from smppconsole.smpp.inspection import findings_of
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.smpp.tree import make_tree
from smppconsole.trace.several import refused_by
from smppconsole.trace.telling import finding_object

_MULTI_ANSWER = 0x80000021
_BELOW = "\n           "
"""What begins a line that belongs to the one before."""

_WHY = {"timeout": "no answer in time", "closed": "the connection ended first", "unsent": "it was never sent"}


class Report:
    """Prints what happens on one bind. ``place`` of a line is the part, the parts and the like, for JSON."""

    def __init__(self, output: Output, book: Book, reading: Reading) -> None:
        self.output = output
        self.book = book
        self.reading = reading

    def name(self, command_id: int) -> str:
        """The name of a command, its number where it has none."""
        row = self.book.command(command_id)
        return row.name if row else f"0x{command_id:08x}"

    def step(self, step: Step) -> None:
        """A step on the way that was taken well; what failed is told by ``bound``."""
        if not step.ok or step.step == "resolve":
            return
        took = {"ms": milliseconds(step.seconds)}
        if step.facts is not None:
            words = f"tls        {step.detail}; {step.facts.checked}"
            self.output.event("tls", words, **step.facts.by_name(), **took)
        else:
            self.output.event("connected", f"connected  {step.detail}", address=step.detail, **took)

    def outbind(self, octets: bytes) -> None:
        """A centre asks us to bind."""
        system_id = str(decode(octets, self.book).field("system_id") or "")
        self.output.event("outbind", f"outbind    {system_id} asks us to bind", system_id=system_id, hex=shown(octets))

    def turned_away(self, event: TurnedAway) -> None:
        """Somebody came who was not the centre that an outbind is awaited of."""
        advice = "".join(f"{_BELOW}- {line}" for line in event.advice)
        self.output.event(
            "turned_away",
            f"turned away {event.address}: {event.words}; still waiting{advice}",
            address=event.address,
            cause=event.cause,
            words=event.words,
            advice=list(event.advice),
        )

    def slowed(self, event: Throttled, seconds: float) -> None:
        """The peer asked for less: what is queued rests."""
        name = self.book.status(event.status).name
        words = f"slowed     the centre answered {name}: nothing more is sent for {seconds:g} s"
        self.output.event("slowed", words, command_status=event.status, status_name=name, seconds=seconds)

    def bound(self, result: BindResult) -> None:
        """How a try to bind ended."""
        if not result.ok:
            self.error(result.words, step=result.step, advice=list(result.advice), **status_detail(result))
            return
        for words in result.passed_over:
            self.error(words, step="connect")
        self.output.event(
            "bound",
            f"bound      {result.words}",
            system_id=result.system_id,
            interface_version=version_words(result.centre_version),
            command_status=result.status,
            round_trip_ms=milliseconds(result.round_trip),
            advice=list(result.advice),
        )

    def sent(self, octets: bytes, words: str = "", **place: Any) -> None:
        """A request of ours is on the wire."""
        header, seen = read_header(octets), summarise(octets, self.book, self.reading)
        name = self.name(header.command_id)
        to = f" → {seen.destination}" if seen.destination else ""
        self.output.event(
            "sent",
            f"sent       {header.sequence} {name}{words}{to}",
            sequence_number=header.sequence,
            command=name,
            source=seen.source,
            destination=seen.destination,
            hex=shown(octets),
            **place,
        )

    def response(self, event: Answered, decoded: Decoded, words: str = "", **place: Any) -> None:
        """The peer answered with ``decoded``."""
        row, fields = self.book.status(event.status), _body(decoded)
        findings = self._findings(decoded)

        def line() -> str:
            late = "late, " if event.late else ""
            told = [row.name, ", ".join(self._body_words(decoded)), f"({late}{milliseconds(event.round_trip)} ms)"]
            said = f"answered   {event.sequence}{words} {' '.join(filter(None, told))}"
            cause = f"{_BELOW}{row.words} {row.check}" if event.status else ""
            return said + cause + self._refused_words(event.octets) + _finding_words(findings)

        self.output.event(
            "response",
            line,
            sequence_number=event.sequence,
            command=self.name(read_header(event.octets).command_id),
            command_status=event.status,
            status_name=row.name,
            words=row.words,
            message_id=fields.get("message_id", ""),
            fields=fields,
            round_trip_ms=milliseconds(event.round_trip),
            late=event.late,
            hex=event.octets.hex(),
            findings=_finding_objects(findings),
            **place,
        )

    def _findings(self, decoded: Decoded) -> tuple[Finding, ...]:
        """What is wrong with a PDU of the peer."""
        return findings_of(decoded, self.book, self.reading, now=datetime.now(UTC))

    def _body_words(self, decoded: Decoded) -> Iterator[str]:
        """What stands in an answer, its empty fields left out, and destinations that have lines of their own."""
        for node in make_tree(decoded, self.reading, self.book):
            if (
                node.offset >= HEADER_SIZE
                and (node.nodes or node.value not in ("", 0))
                and node.name != "unsuccess_sme"
            ):
                yield f"{node.name} {node.meaning or node.value}"

    def _refused_words(self, answer: bytes) -> str:
        """A line below for each of several destinations that a submit_multi_resp refuses."""
        if read_header(answer).command_id != _MULTI_ANSWER:
            return ""
        found = ((address, self.book.status(status)) for address, status in refused_by(answer))
        return "".join(f"{_BELOW}refused: {address} {status.name}: {status.words}" for address, status in found)

    def unanswered(self, event: Unanswered, words: str = "", **place: Any) -> None:
        """A request of ours has no answer."""
        reason = _WHY[event.why]
        line = f"unanswered {self.name(event.request_id)} {event.sequence}{words}: {reason}"
        self.output.event("unanswered", line, sequence_number=event.sequence, reason=reason, why=event.why, **place)

    def receipt(self, receipt: ReceiptReading, octets: bytes, matched_by: str, words: str = "", **place: Any) -> None:
        """A receipt; ``matched_by`` is the rule that tied it to a message of ours, empty for none."""
        error = f", error {receipt.error}" if receipt.error else ""
        tied = f" (ids: {matched_by})" if matched_by else " (of no message sent here)"
        findings = self._findings(decode(octets, self.book))
        self.output.event(
            "receipt",
            f"receipt    {receipt.message_id}{words} {receipt.state_word}{error}{tied}{_finding_words(findings)}",
            message_id=receipt.message_id,
            state=receipt.state_word,
            error=receipt.error,
            matched_by=matched_by or None,
            hex=octets.hex(),
            findings=_finding_objects(findings),
            **{"part": None, "parts": None, **place},
        )

    def message(self, seen: Summary, octets: bytes) -> None:
        """A message or notification of the peer that is no receipt."""
        name = self.name(read_header(octets).command_id)
        segment = seen.segment
        part = {} if segment is None else {"part": segment.number, "parts": segment.total}
        findings = self._findings(decode(octets, self.book))
        self.output.event(
            "message",
            f"message    {name} {seen.source} → {seen.destination}: {seen.text}{_finding_words(findings)}",
            command=name,
            source=seen.source,
            destination=seen.destination,
            text=seen.text,
            hex=octets.hex(),
            findings=_finding_objects(findings),
            **part,
        )

    def alive(self, sender: str, round_trip: float | None = None) -> None:
        """An enquire_link of ours was answered, or one of the peer came."""
        words = f"alive      enquire_link answered in {milliseconds(round_trip)} ms" if round_trip is not None else ""
        self.output.event("enquire_link", words, sender=sender, round_trip_ms=milliseconds(round_trip))

    def closed(self, event: Closed) -> None:
        """The connection ended."""
        if event.reason is CloseReason.UNBIND_US:
            self.output.event("unbound", "unbound")
        words = closed_words(event)
        self.output.event("closed", f"closed     {words}", reason=words, cause=event.reason)

    def error(self, words: str, **data: Any) -> None:
        """Something went wrong; ``advice`` among the data is what to look at."""
        advice = "".join(f"{_BELOW}- {line}" for line in data.get("advice", ()))
        self.output.event("error", f"error      {words}{advice}", words=words, **data)


def _finding_words(findings: Iterable[Finding]) -> str:
    """A line below for each finding that may hurt."""
    return "".join(f"{_BELOW}{one.severity}: {one.text}" for one in findings if one.severity is not Severity.NOTE)


def _finding_objects(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding_object(finding) for finding in findings]


def _body(decoded: Decoded) -> dict[str, Any]:
    """The mandatory fields of a PDU's body by name, octets as hex."""
    rows = decoded.command.fields if decoded.command else ()
    values = {row.name: decoded.field(row.name) for row in rows}
    return {name: v.hex() if isinstance(v, bytes) else v for name, v in values.items() if v is not None}


def milliseconds(seconds: float | None) -> float | None:
    """Seconds as milliseconds with three digits."""
    return None if seconds is None else round(seconds * 1000, 3)


def version_words(version: int | None) -> str | None:
    """ "3.4" for 0x34."""
    return None if version is None else f"{version >> 4}.{version & 15}"


def status_detail(result: BindResult) -> dict[str, Any]:
    """The status of a refused bind, for JSON; nothing where the peer gave none."""
    return {} if result.status is None else {"command_status": result.status, "status_name": result.status_name}


def shown(octets: bytes) -> str:
    """Octets of our own session as hex, a password masked."""
    return mask_password(octets).hex()
