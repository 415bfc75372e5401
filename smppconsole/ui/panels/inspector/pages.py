"""The inspector's pages of words: the octets under every alphabet, the findings, what smpplib says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QTextBrowser

from smppconsole.smpp.coding import ALPHABETS, Lens
from smppconsole.smpp.finding import Finding
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import escaped, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

_SCHEME = "octets"
ROW_SCHEME = "row"
"""Of a link to a row of the trace, counted from 0."""
_MOST = 400


class Page(QTextBrowser):
    """Words that can be selected and copied; a link to octets emits ``octets_asked`` with start and end, one to a row
    ``row_asked``."""

    octets_asked = Signal(int, int)
    row_asked = Signal(int)
    _words = ""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFrameShape(self.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setFont(fonts.text(12))
        self.document().setDocumentMargin(theme.px(12))
        self.anchorClicked.connect(self._clicked)

    def show_words(self, words: str) -> None:
        """Show a piece of HTML in the colours of the theme."""
        self._words = words
        self.document().setDefaultStyleSheet(_sheet())
        self.setHtml(words)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the same words in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._words:
            self.show_words(self._words)

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == _SCHEME:
            start, _, end = url.path().partition("-")
            self.octets_asked.emit(int(start), int(end))
        elif url.scheme() == ROW_SCHEME:
            self.row_asked.emit(int(url.path()))


def _sheet() -> str:
    look = theme.current()
    size = theme.px(12)
    return (
        f"body {{ color: {look.text}; }} a {{ color: {look.accent_text}; text-decoration: none; }}"
        f" .quiet {{ color: {look.text2}; }} .ok {{ color: {look.ok}; }} .warn {{ color: {look.warn}; }}"
        f" .err {{ color: {look.err}; }} .info {{ color: {look.info}; }}"
        f" .mono {{ font-family: '{fonts.MONO[0]}'; font-size: {size - 1}px; }} td {{ padding: 3px 16px 3px 0; }}"
        f" .head {{ color: {look.text2}; }}"
    )


def lenses_words(pdu: ShownPdu) -> str:
    """The message's octets read in every alphabet, the likeliest first to be seen."""
    from smppconsole.smpp.content import content_of, lenses_of  # noqa: PLC0415 - when asked for

    content = content_of(pdu.inspection.decoded, pdu.reading)
    if content is None or not content.text_octets:
        return f"<p class='quiet'>{tr('This PDU carries no text.')}</p>"
    coding = pdu.inspection.decoded.field("data_coding")
    rows = lenses_of(content, coding if isinstance(coding, int) else 0, pdu.reading)
    told = "".join(_lens_row(row) for row in sorted(rows, key=lambda row: not row.likely))
    count = len(content.text_octets)
    head = tr("The same {count} octets of {carrier} under every alphabet", count=count, carrier=content.carrier)
    return f"<p class='head'>{escaped(head)}</p><table>{told}</table>"


def _lens_row(row: Lens) -> str:
    name = escaped(tr(ALPHABETS[row.alphabet].words))
    shown = "".join(one if one.isprintable() and one != "\ufffd" else "·" for one in row.text[:_MOST])
    text = escaped(shown) or f"<span class='quiet'>{tr('nothing')}</span>"
    why = escaped(tr(row.reason) or "; ".join(map(tr, row.problems[:2])))
    if row.likely:
        return f"<tr><td><b>{name}</b></td><td><b>{text}</b></td><td class='ok'>{tr('likely')}. {why}</td></tr>"
    return f"<tr><td class='quiet'>{name}</td><td>{text}</td><td class='quiet'>{why}</td></tr>"


def findings_words(findings: tuple[Finding, ...] | list[Finding]) -> str:
    """All findings, the worst first, each with its place, the section that decides, and what to do."""
    if not findings:
        return f"<p class='quiet'>{tr('No findings: the octets keep to the standard.')}</p>"
    return "".join(_finding_words(finding) for finding in findings)


def _finding_words(finding: Finding) -> str:
    _, token, word = STYLES[finding.severity]
    end = finding.offset + finding.length
    first, last = f"0x{finding.offset:04X}", f"0x{max(finding.offset, end - 1):04X}"
    one = finding.length <= 1
    where = tr("octet {first}", first=first) if one else tr("octets {first} to {last}", first=first, last=last)
    link = f"<a href='{_SCHEME}:{finding.offset}-{end}'>{where}</a>" if finding.length else ""
    small = " · ".join(
        part for part in (link, escaped(finding.section), tr("rule {id}", id=escaped(finding.id))) if part
    )
    remedy = f"<br>{escaped(tr(finding.remedy))}" if finding.remedy else ""
    text = escaped(tr(finding.text))
    return f"<p><b class='{token}'>{tr(word)}</b> {text}{remedy}<br><span class='quiet'>{small}</span></p>"


def opinion_words(pdu: ShownPdu) -> str:
    """Whether stock smpplib reads the octets, and how."""
    told = pdu.opinion()
    head = tr("smpplib reads it") if told.reads else tr("smpplib refuses it")
    what = tr("A second opinion, not a judge: the tree beside it is made of the octets themselves.")
    lines = escaped(tr(told.words)).replace("\n", "<br>")
    return (
        f"<p><b><span class='{'ok' if told.reads else 'err'}'>{head}</span></b><br>"
        f"<span class='quiet'>{what}</span></p><p class='mono'>{lines}</p>"
    )
