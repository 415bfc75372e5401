"""The inspector's pages of words: the octets under every alphabet, the findings, what smpplib says."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from smppconsole.smpp.coding import ALPHABETS, Lens
from smppconsole.smpp.content import content_of, lenses_of
from smppconsole.smpp.finding import Finding
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.shown_pdu import ShownPdu
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.strip import STYLES

_SCHEME = "octets"
_MOST = 400


class Page(QTextBrowser):
    """Words that can be selected and copied; a link to octets emits ``octets_asked`` with start and end."""

    octets_asked = Signal(int, int)
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
    content = content_of(pdu.inspection.decoded, pdu.reading)
    if content is None or not content.text_octets:
        return "<p class='quiet'>This PDU carries no text.</p>"
    coding = pdu.inspection.decoded.field("data_coding")
    rows = lenses_of(content, coding if isinstance(coding, int) else 0, pdu.reading.default_alphabet)
    told = "".join(_lens_row(row) for row in sorted(rows, key=lambda row: not row.likely))
    count = len(content.text_octets)
    return f"<p class='head'>The same {count} octets of {content.carrier} under every alphabet</p><table>{told}</table>"


def _lens_row(row: Lens) -> str:
    name = escape(ALPHABETS[row.alphabet].words)
    shown = "".join(one if one.isprintable() and one != "\ufffd" else "·" for one in row.text[:_MOST])
    text = escape(shown) or "<span class='quiet'>nothing</span>"
    why = escape(row.reason or "; ".join(row.problems[:2]))
    if row.likely:
        return f"<tr><td><b>{name}</b></td><td><b>{text}</b></td><td class='ok'>likely. {why}</td></tr>"
    return f"<tr><td class='quiet'>{name}</td><td>{text}</td><td class='quiet'>{why}</td></tr>"


def findings_words(findings: tuple[Finding, ...] | list[Finding]) -> str:
    """All findings, the worst first, each with its place, the section that decides, and what to do."""
    if not findings:
        return "<p class='quiet'>No findings: the octets keep to the standard.</p>"
    return "".join(_finding_words(finding) for finding in findings)


def _finding_words(finding: Finding) -> str:
    _, token, word = STYLES[finding.severity]
    end = finding.offset + finding.length
    first, last = f"0x{finding.offset:04X}", f"0x{max(finding.offset, end - 1):04X}"
    where = f"octet {first}" if finding.length <= 1 else f"octets {first} to {last}"
    link = f"<a href='{_SCHEME}:{finding.offset}-{end}'>{where}</a>" if finding.length else ""
    small = " · ".join(part for part in (link, escape(finding.section), f"rule {escape(finding.id)}") if part)
    remedy = f"<br>{escape(finding.remedy)}" if finding.remedy else ""
    return f"<p><b class='{token}'>{word}</b> {escape(finding.text)}{remedy}<br><span class='quiet'>{small}</span></p>"


def opinion_words(pdu: ShownPdu) -> str:
    """Whether stock smpplib reads the octets, and how."""
    told = pdu.opinion()
    head = "<span class='ok'>smpplib reads it</span>" if told.reads else "<span class='err'>smpplib refuses it</span>"
    lines = escape(told.words).replace("\n", "<br>")
    return (
        f"<p><b>{head}</b><br><span class='quiet'>A second opinion, not a judge: the tree beside it is made of the "
        f"octets themselves.</span></p><p class='mono'>{lines}</p>"
    )
