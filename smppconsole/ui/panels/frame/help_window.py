"""The user's guide: pages of Markdown beside the program, and the page of the keys made of the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from smppconsole.console import paths
from smppconsole.ui import fonts, theme
from smppconsole.ui.actions import ACTIONS, MENUS
from smppconsole.ui.widgets.card_list import Card, CardList
from smppconsole.ui.widgets.controls import hairline, label, named, native_keys
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import language, tr

PAGES: tuple[tuple[str, str, str], ...] = (
    ("start", "Start", "From an account sheet to a message"),
    ("accounts", "Accounts", "Sheets, templates, the light"),
    ("trace", "Trace", "Rows, filter, captures"),
    ("inspector", "Inspector", "Fields, octets, findings"),
    ("composer", "Composer", "Drafts, parts, templates"),
    ("messages", "Messages", "Parts, receipts, query, cancel"),
    ("workbench", "Workbench", "Any PDU, octet by octet"),
    ("tools", "Tools", "Doctor, centre, batch and more"),
    ("settings", "Settings", "Look, captures, masking"),
    ("keys", "Keys", "Every shortcut"),
    ("states", "Session states", "Who may send what"),
    ("rules", "Findings", "Every rule, with an example"),
)
"""Page, title, what it is about."""

_PICTURE = "\ufffc"
"""What Qt's text has in the place of a picture."""

_PAGE_OF: Mapping[str, str] = MappingProxyType(
    {
        "accounts": "accounts",
        "password": "accounts",
        "health": "accounts",
        "trace": "trace",
        "capture": "trace",
        "filter": "trace",
        "inspector": "inspector",
        "composer": "composer",
        "templates": "composer",
        "sent": "composer",
        "side": "composer",
        "messages": "messages",
        "workbench": "workbench",
        "doctor": "tools",
        "centre": "tools",
        "batch": "tools",
        "statistics": "tools",
        "ladder": "tools",
        "compare": "tools",
        "settings": "settings",
        "palette": "keys",
    }
)


def page_for(widget: QWidget | None) -> str:
    """The page about the panel a widget stands in."""
    while widget is not None:
        page = _PAGE_OF.get(widget.objectName().split(".")[0])
        if page:
            return page
        widget = widget.parentWidget()
    return "start"


def picture(place: str) -> Path:
    """The file of a picture that a page names, the dark one where the window is dark."""
    name = Path(place).name
    dark = paths.resource("help", f"{Path(name).stem}-dark.png")
    return dark if theme.current().name == "dark" and dark.is_file() else paths.resource("help", name)


def words_for(widget: QWidget | None) -> str:
    """What a field says about itself: "Port: 2775 by registration; TLS ports differ"."""
    if widget is None:
        return ""
    words = widget.toolTip() or widget.accessibleDescription()
    name = widget.accessibleName()
    return f"{name}: {words}" if name and words and name not in words else words


def keys_page() -> str:
    """Every shortcut, menu by menu, as Markdown."""
    lines = [tr("# Keys"), "", tr("Ctrl is Command on macOS. Single letters act while the trace has the focus.")]
    for menu in MENUS:
        rows = [spec for spec in ACTIONS if spec.menu == menu and spec.shown_keys]
        if rows:
            lines += ["", f"## {tr(menu)}", "", tr("| Keys | What happens |"), "| --- | --- |"]
            lines += [f"| {native_keys(spec.shown_keys)} | {tr(spec.text).rstrip('…')} |" for spec in rows]
    return "\n".join(lines) + "\n"


class _Browser(QTextBrowser):
    """Shows pages; pictures are made as wide as there is room. ``asked`` carries a page that a link leads to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "help.page", tr("Page"))
        self.setFont(fonts.text(13))
        self.setFrameShape(self.Shape.NoFrame)
        self.setOpenLinks(False)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard  # with a caret, which a screen reader reads along
        self.setTextInteractionFlags(self.textInteractionFlags() | by_keys)
        self.document().setDocumentMargin(theme.px(20))
        self.anchorClicked.connect(self._follow)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """A picture of the guide, no wider than the page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, url)
        image = QImage(str(picture(QUrl(url).path())))
        room = self.viewport().width() - theme.px(64)
        ratio = self.devicePixelRatioF()
        if image.width() > room * ratio:
            image = image.scaledToWidth(int(room * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def show_markdown(self, text: str) -> None:
        """Show a page with the air that reading needs; Qt sets Markdown without any."""
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            spaced = block.blockFormat()
            level = spaced.headingLevel()
            if cursor.currentTable() is None:
                spaced.setTopMargin(theme.px(18 if level > 1 else 0))
                spaced.setBottomMargin(theme.px(2 if block.textList() is not None else 8))
                if block.text() != _PICTURE:
                    spaced.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                cursor.setBlockFormat(spaced)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)

    def _rule(self, table: QTextTable) -> None:
        """A table with hairlines."""
        look = table.format()
        look.setBorderBrush(theme.current().colour("line"))
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderCollapse(True)
        look.setCellPadding(theme.px(5))
        look.setBottomMargin(theme.px(10))
        table.setFormat(look)

    def _follow(self, url: QUrl) -> None:
        if url.isRelative() and url.path().endswith(".md"):
            self.asked.emit(Path(url.path()).stem)
        elif not url.isRelative():
            QDesktopServices.openUrl(url)


class HelpWindow(QWidget):
    """A window of its own; ``show_page`` by a page's name."""

    def __init__(self, parent: QWidget | None, read: Callable[[str], str] | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        named(self, "help", tr("Guide"))
        self.setWindowTitle(tr("SMPP Console, guide"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read = read or read_page
        self._page = ""
        self._look = theme.current()
        self.list = CardList("help.pages", tr("Pages"), "")
        self.list.setFixedWidth(theme.px(228))
        self.about = label("", "text", fonts.text(12), "help.about")
        self.about.setWordWrap(True)
        self.about.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        self.browser = _Browser()
        self._lay_out()
        self.list.show_cards([Card(tr(title), "", tr(words)) for _, title, words in PAGES])
        self.list.chosen.connect(lambda row: self.show_page(PAGES[row][0]))
        self.browser.asked.connect(self.show_page)
        open_sized(self, 1040, 720, near=parent)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.about)
        right.addWidget(self.browser, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(hairline(vertical=True))
        row.addLayout(right, 1)

    @property
    def page(self) -> str:
        """The page in front."""
        return self._page

    def show_page(self, page: str, about: str = "") -> None:
        """Show a page, and above it what a field says about itself."""
        names = [name for name, _, _ in PAGES]
        if page in names and page != self._page:
            self._page = page
            self.list.setCurrentIndex(self.list.model().index(names.index(page), 0))
            self.browser.setAccessibleName(tr("Page {title}", title=tr(PAGES[names.index(page)][1])))
            self.browser.show_markdown(self._read(page))
            self.browser.moveCursor(self.browser.textCursor().MoveOperation.Start)
        self.about.setText(about)
        self.about.setVisible(bool(about))

    def open_for(self, widget: QWidget | None) -> None:
        """Come to the front with the page about what has the focus."""
        self.show_page(page_for(widget), words_for(widget))
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures fit the new width."""
        super().resizeEvent(event)
        self._show_again()

    def changeEvent(self, event: QEvent) -> None:
        """Pictures and lines in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._take_colours()

    def showEvent(self, event: QShowEvent) -> None:
        """The theme may have changed while the guide was away."""
        super().showEvent(event)
        self._take_colours()

    def _take_colours(self) -> None:
        if self._look is not theme.current():
            self._show_again()

    def _show_again(self) -> None:
        """The page in front, where it stood."""
        self._look = theme.current()
        if self._page:
            place = self.browser.verticalScrollBar().value()
            self.browser.show_markdown(self._read(self._page))
            self.browser.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def read_page(page: str) -> str:
    """The Markdown of a page, in the language of the window where it is there."""
    if page == "keys":
        return keys_page()
    told = paths.resource("help", language(), f"{page}.md")
    return (told if told.is_file() else paths.resource("help", f"{page}.md")).read_text(encoding="utf-8")
