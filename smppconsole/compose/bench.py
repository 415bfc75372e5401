"""What lies on the workbench, a sheet and a text of hex, and what is to say of the one that is worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from smppconsole.compose.opened import open_octets
from smppconsole.compose.rawoctets import RawOctets, read_raw, write_raw
from smppconsole.compose.workbench import Made, Sheet, make
from smppconsole.smpp.bounds import octets_in_words
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Bench:
    """All that is on the workbench: a sheet, and a text of hex, one of which is worked on."""

    sheet: Sheet = field(default_factory=Sheet)
    raw: str = ""
    is_raw: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A bench with both read."""

    bench: Bench
    made: Made
    raw: RawOctets

    @property
    def pdus(self) -> tuple[bytes, ...]:
        """The octets that would go out, PDU by PDU."""
        if self.bench.is_raw:
            return self.raw.pieces
        return (self.made.octets,) if self.made.octets else ()

    @property
    def send_words(self) -> str:
        """What sending it would do: "Send submit_sm", "Send 94 octets"."""
        if not self.bench.is_raw:
            return said("Send {command}", command=self.bench.sheet.command)
        return said("Send {octets_in_words}", octets_in_words=octets_in_words(len(self.raw.octets)))

    @property
    def may_send(self) -> bool:
        """Whether it may go out as it is."""
        return bool(self.raw.octets) if self.bench.is_raw else not self.made.refused

    @property
    def may_send_anyway(self) -> bool:
        """Whether it is refused, and can be sent all the same."""
        return not self.bench.is_raw and bool(self.made.refused) and not self.made.garbled

    @property
    def verdict(self) -> tuple[Severity, str]:
        """The sentence above the button: which field is refused and why, or that none is."""
        if self.bench.is_raw:
            return Severity.NOTE, said("Octets are sent exactly as they stand; the sequence number too.")
        refused = self.made.refused
        if refused:
            more = said(" (and {refused} more)", refused=len(refused) - 1) if len(refused) > 1 else ""
            return Severity.ERROR, said(
                "Refused: {field}: {text}{more}", field=refused[0].field, text=refused[0].text, more=more
            )
        others = len(self.made.problems)
        remarks = counted(", 1 remark in Findings", ", {count} remarks in Findings", others) if others else ""
        return Severity.NOTE, said(
            "Nothing to refuse{remarks}. {octets} octets.", remarks=remarks, octets=len(self.made.octets)
        )


def look(bench: Bench, book: Book = STANDARD, reading: Reading = AS_USUAL) -> Looked:
    """Read what is on the bench. Never raises."""
    return Looked(bench, make(bench.sheet, book, reading), read_raw(bench.raw))


def with_pdus(bench: Bench, pdus: Sequence[bytes], book: Book = STANDARD, reading: Reading = AS_USUAL) -> Bench:
    """PDUs to be edited: one as a form where a form can say it, else as octets. A request takes the next number, a
    response keeps that of the request it answers."""
    opened = open_octets(pdus[0], book, reading) if len(pdus) == 1 else None
    if opened is None or opened.sheet is None:
        return Bench(bench.sheet, write_raw(pdus), is_raw=True)
    sheet = opened.sheet
    answers = book.command_named(sheet.command).is_response
    return Bench(sheet if answers else replace(sheet, sequence=""), write_raw(pdus))


def as_octets(looked: Looked) -> Bench:
    """The form as its octets; where no octets can say it, those that were there before."""
    octets = looked.made.octets
    return replace(looked.bench, raw=write_raw([octets]) if octets else looked.bench.raw, is_raw=True)


def as_form(
    looked: Looked, part: int = 0, book: Book = STANDARD, reading: Reading = AS_USUAL
) -> tuple[Bench | None, str]:
    """One of the PDUs as a form; None, and why, where a form cannot say it. Without octets, the form of before."""
    if not looked.raw.pieces:
        return replace(looked.bench, is_raw=False), ""
    opened = open_octets(looked.raw.pieces[part], book, reading)
    if opened.sheet is None:
        return None, said("These octets stay octets: {why}", why=opened.why)
    return Bench(opened.sheet, looked.bench.raw), ""
