"""The message's text with the places where its parts begin, and the character that forces its alphabet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.badges import paint_chip
from smppconsole.ui.widgets.controls import named, set_property
from smppconsole.ui.widgets.viewports import viewport_of

_LINE = 19
_AIR = 5


def units_before(text: str, position: int) -> int:
    """Qt counts UTF-16 units: how many come before the character at ``position``."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def _first_number(answer: object) -> float:
    """What ``cursorToX`` gives: a number, or a pair of one and the position, as the release of PySide likes it."""
    first = answer[0] if isinstance(answer, tuple) else answer
    return float(first) if isinstance(first, int | float) else 0.0


class _Marks(QSyntaxHighlighter):
    """Air before the first character of a part, and the tint of the character that forces the alphabet."""

    def __init__(self, editor: MessageEditor) -> None:
        super().__init__(editor.document())
        self.starts: tuple[int, ...] = ()
        self.forcing: tuple[int, int] | None = None

    def highlightBlock(self, text: str) -> None:
        """One paragraph; positions are UTF-16 units of the whole text."""
        begin, units = self.currentBlock().position(), self.currentBlock().length() - 1
        for start in self.starts:
            if begin < start <= begin + units:
                air = QTextCharFormat()
                air.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                air.setFontLetterSpacing(theme.px(_AIR))
                self.setFormat(start - begin - 1, 1, air)
        if self.forcing is not None and begin <= self.forcing[0] < begin + units:
            self.setFormat(self.forcing[0] - begin, self.forcing[1] - self.forcing[0], _forcing_format())


def _forcing_format() -> QTextCharFormat:
    tint, made = theme.current().tints[Group.UDH], QTextCharFormat()
    made.setBackground(theme.colour(tint.ground))
    made.setForeground(theme.colour(tint.mark))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return made


class _Gutter(QWidget):
    """The margin with a chip where each part begins."""

    def __init__(self, editor: MessageEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """As wide as a chip and some air."""
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the editor paint: it knows where the lines are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._editor.paint_gutter(painter)
        painter.end()


class MessageEditor(QTextEdit):
    """Plain text; the margin appears with the second part. ``edited`` fires when the text is another."""

    edited = Signal()
    _words = ""

    def __init__(self, name: str, says: str, hint: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setPlaceholderText(hint)
        self.setFont(fonts.text(12))
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setProperty("entry", True)
        self.document().setDocumentMargin(4)
        self._starts: tuple[int, ...] = ()
        self._marks = _Marks(self)
        self._gutter = _Gutter(self)
        self._gutter.hide()
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self.textChanged.connect(self._tell)
        self._space_lines()

    def setPlainText(self, text: str) -> None:
        """Replace the text, at the spacing of the design."""
        super().setPlainText(text)
        self._space_lines()

    def _tell(self) -> None:
        """Marking the text is a change to Qt; here it is none."""
        words = self.toPlainText()
        if words != self._words:
            self._words = words
            self.edited.emit()

    def _space_lines(self) -> None:
        """Lines of 19 pixels, so that a chip stands beside each."""
        was = self.blockSignals(True)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(theme.px(_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(spacing)
        self.blockSignals(was)

    def show_parts(self, starts: tuple[int, ...], forcing: int | None = None) -> None:
        """Mark where parts begin (character positions, the first is 0), and the character at ``forcing``."""
        text = self.toPlainText()
        self._starts = tuple(units_before(text, start) for start in starts) if len(starts) > 1 else ()
        held: tuple[int, int] | None = None
        if forcing is not None and forcing < len(text):
            held = (units_before(text, forcing), units_before(text, forcing + 1))
        if (self._starts[1:], held) != (self._marks.starts, self._marks.forcing):
            self._marks.starts, self._marks.forcing = self._starts[1:], held
            self._marks.rehighlight()
        self._gutter.setVisible(bool(self._starts))
        self.setViewportMargins(self.gutter_width() if self._starts else 0, 0, 0, 0)
        self._place_gutter()
        viewport_of(self).update()
        self._gutter.update()

    def set_problem(self, words: str) -> None:
        """Show that the text cannot be sent as it is, and why."""
        set_property(self, "bad", bool(words))
        self.setToolTip(words)

    def gutter_width(self) -> int:
        """The margin's width: room for two digits."""
        return theme.px(28)

    def sizeHint(self) -> QSize:
        """Four lines."""
        return QSize(theme.px(240), theme.px(88))

    def minimumSizeHint(self) -> QSize:
        """Two lines and a half."""
        return QSize(theme.px(120), theme.px(56))

    def _place(self, unit: int) -> QRectF | None:
        """Where the character before which ``unit`` units stand is painted, in the viewport."""
        block: QTextBlock = self.document().findBlock(unit)
        if not block.isValid():
            return None
        inside = unit - block.position()
        line: QTextLine = block.layout().lineForTextPosition(inside)
        if not line.isValid():
            return None
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        corner -= QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        left = _first_number(line.cursorToX(inside))
        return QRectF(corner.x() + left, corner.y() + line.y(), 1, line.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then a bracket where a part begins."""
        super().paintEvent(event)
        if not self._starts:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour(theme.current().tints[Group.UDH].mark), 1.5))
        for start in self._starts[1:]:
            place = self._place(start)
            if place is not None:
                x, top = place.left() - theme.px(3), place.top() + 2
                painter.drawLine(QPointF(x, top), QPointF(x, place.bottom() - 2))
                painter.drawLine(QPointF(x, top), QPointF(x + 4, top))
        painter.end()

    def paint_gutter(self, painter: QPainter) -> None:
        """The chips; two parts that begin in one line share its place, the later one is told."""
        look = theme.current()
        painter.fillRect(self._gutter.rect(), look.colour("surface"))
        painter.fillRect(self._gutter.width() - 1, 0, 1, self._gutter.height(), look.colour("line"))
        for number, start in enumerate(self._starts, start=1):
            place = self._place(start)
            if place is not None:
                paint_chip(painter, theme.px(4), place.center().y() + self._inset(), str(number))

    def _inset(self) -> int:
        return self.viewport().geometry().top() - self._gutter.geometry().top()

    def _place_gutter(self) -> None:
        box = self.contentsRect()
        self._gutter.setGeometry(box.left() + 1, box.top(), self.gutter_width(), box.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: mark again in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._words:
            self._marks.rehighlight()
