"""The inspector's page about a long message: its whole text, its parts as they came, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.reassembly import Part, Piece, parts_words
from smppconsole.smpp.said import said
from smppconsole.trace.moments import clock
from smppconsole.ui.panels.inspector.pages import ROW_SCHEME
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.words import escaped, tr, tr_many

if TYPE_CHECKING:
    from smppconsole.trace.long_message import LongMessage

_MOST_OF_A_PART = 60
_MOST_REPEATS = 20


def whole_title(pdu: ShownPdu | None) -> str:
    """What the tab says: "Part 2 of 3"; "" for a PDU that is no part."""
    whole = pdu.whole if pdu is not None else None
    if whole is None:
        return ""
    return tr("Part {number} of {total}", number=whole.segment.number, total=whole.segment.total)


def is_broken(pdu: ShownPdu | None) -> bool:
    """Whether something of the message is missing."""
    return pdu is not None and pdu.whole is not None and not pdu.whole.assembly.complete


def whole_words(pdu: ShownPdu) -> str:
    """The message, its state in a sentence, and a line for each part."""
    whole = pdu.whole
    if whole is None:
        return f"<p class='quiet'>{tr('This PDU is no part of a long message.')}</p>"
    text = "".join(map(_piece, _first_characters(whole.assembly.pieces())))
    rows = "".join(_rows(whole, pdu))
    return (
        f"<p>{_state(whole)}</p><p class='text'>{text}</p>{_cut(whole)}<table style='margin-top: 10px'>{rows}</table>"
    )


def _state(whole: LongMessage) -> str:
    """How much came, in which order, and by what the parts are known."""
    from smppconsole.trace.long_message import MEANS  # noqa: PLC0415 - once a message is looked at

    assembly, segment = whole.assembly, whole.segment
    if assembly.complete:
        head = f"<b class='ok'>{tr('Complete.')}</b> {tr('All {total} parts are there.', total=assembly.total)}"
    else:
        missing = said("{parts} of {total} missing", parts=parts_words(assembly.missing), total=assembly.total)
        head = f"<b class='warn'>{tr('Incomplete:')}</b> {tr(missing)}."
    order = ", ".join(map(str, assembly.order))
    came = "" if list(assembly.order) == sorted(assembly.order) else tr("They came in the order {order}.", order=order)
    again = tr_many("One came again.", "{count} came again.", whole.repeats) if whole.repeats else ""
    means = tr("Reference {reference} ({means})", reference=segment.reference, means=said(MEANS[segment.means]))
    known = ", ".join([means, *map(tr, assembly.alphabets)])
    return f"{' '.join(filter(None, (head, came, again)))}<br><span class='quiet'>{escaped(known)}</span>"


def _first_characters(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces of a text as far as they are shown."""
    from smppconsole.trace.long_message import MOST_TEXT  # noqa: PLC0415 - once a message is looked at

    room = MOST_TEXT
    for piece in pieces:
        text = piece.text
        yield piece if text is None else piece._replace(text=text[:room])
        room -= len(text or "")
        if room <= 0:
            return


def _cut(whole: LongMessage) -> str:
    from smppconsole.trace.long_message import MOST_TEXT  # noqa: PLC0415 - once a message is looked at

    size = len(whole.assembly.text)
    words = tr("The first {most} of {size} characters are shown.", most=MOST_TEXT, size=size)
    return f"<p class='warn'>{words}</p>" if size > MOST_TEXT else ""


def _piece(piece: Piece) -> str:
    if piece.text is None:
        gone = said("{parts} missing", parts=parts_words(range(piece.first, piece.last + 1)))
        return f"<span class='warn'>[{tr(gone)}]</span>"
    return escaped(piece.text).replace("\n", "<br>")


def _rows(whole: LongMessage, pdu: ShownPdu) -> Iterator[str]:
    parts, repeats = whole.assembly.parts, whole.assembly.repeats
    yield table_row("head", tr("Part"), tr("PDU"), tr("Time"), tr("Alphabet"), tr("Octets"), tr("Text"))
    for piece in _by_part(whole):
        part = parts.get(piece.first)
        if part is None:
            numbers = str(piece.first) if piece.first == piece.last else f"{piece.first}-{piece.last}"
            yield table_row("warn", numbers, tr("missing"), "", "", "", "")
        else:
            yield _part_row(part, pdu, str(piece.first))
    for part in repeats[:_MOST_REPEATS]:
        yield _part_row(part, pdu, tr("{number} again", number=part.segment.number))
    more = whole.repeats - _MOST_REPEATS
    if more > 0:
        yield table_row("quiet", "", tr_many("and one more repeat", "and {count} more repeats", more), "", "", "", "")


def _by_part(whole: LongMessage) -> Iterator[Piece]:
    """Each part that came alone, and the gaps."""
    for piece in whole.assembly.pieces():
        if piece.text is None:
            yield piece
        else:
            yield from (Piece(number, number, "") for number in range(piece.first, piece.last + 1))


def _part_row(part: Part, pdu: ShownPdu, name: str) -> str:
    own = part.origin == pdu.number
    link = tr("No. {number}", number=part.origin)
    place = (
        f"<b>{tr('{pdu}, this one', pdu=link)}</b>" if own else f"<a href='{ROW_SCHEME}:{part.origin - 1}'>{link}</a>"
    )
    time_ns = pdu.moments.get(part.origin)
    text = part.text
    shown = escaped(text[:_MOST_OF_A_PART].replace("\n", " ")) + ("…" if len(text) > _MOST_OF_A_PART else "")
    came = clock(time_ns) if time_ns is not None else ""
    return table_row("", name, place, came, tr(ALPHABETS[part.alphabet].words), str(len(part.octets)), shown)


def table_row(style: str, *cells: str) -> str:
    """A row of cells in a style of the page; the cells are HTML."""
    kind = f" class='{style}'" if style else ""
    return "<tr>" + "".join(f"<td{kind}>{cell}</td>" for cell in cells) + "</tr>"
