"""The plain controls of the house: labels, buttons, fields, choices. They look alike wherever they stand."""

from __future__ import annotations

import sys
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.aloud import TOLD_BY_CHANGE
from smppconsole.ui.widgets.copying import offer_problem
from smppconsole.ui.widgets.enter import EnterButton, EnterPushButton
from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.telling import set_description
from smppconsole.ui.widgets.unseen_label import label_unseen
from smppconsole.ui.words import tr

_W = TypeVar("_W", bound=QWidget)
_NAMELESS = ""
_ICON_GAP = 4


def named(widget: _W, name: str, says: str) -> _W:
    """Give a widget the name tests and shortcuts know it by ("panel.widget"), and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(says)
    return widget


def native_keys(keys: str) -> str:
    """Keys as this system and language write them: "Strg+O", "⌘O"; other words as they are."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


def label(text: str = "", tone: str = "text", font: QFont | None = None, name: str = _NAMELESS) -> QLabel:
    """A line of plain text in the colour of a token (text, text2, text3, ok, warn, err, accent)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font or fonts.text(12))
    made.setProperty("tone", tone)  # "text" too: without a rule of its own, what was hidden keeps an old theme's colour
    if name:
        made.setObjectName(name)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the colour of a label's text."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, key: str, value: object) -> None:
    """Change a property that style rules look at, and have them looked at again."""
    if widget.property(key) != value:
        font = widget.font()
        widget.setProperty(key, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return  # it has no style yet
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        if widget.font() != font and widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.setFont(font)  # the style sheet puts back the first one, of another text size maybe


def hairline(vertical: bool = False) -> QFrame:
    """A line of one pixel between panels."""
    line = QFrame()
    line.setProperty("ground", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def button(text: str, name: str, says: str = _NAMELESS, role: str = _NAMELESS, small: bool = False) -> QPushButton:
    """A button that names its result. ``role`` "link" is a word to click, "quiet" a grey one."""
    made = named(EnterPushButton(text), name, says or text)
    made.setFont(fonts.text(12))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFixedHeight(theme.px(theme.HEIGHTS.small_control if small or role else theme.HEIGHTS.control))
    return made


class LineField(QLineEdit):
    """A field of one line that knows its limit and can look wrong; an icon may stand at its head."""

    def __init__(self, name: str, says: str, hint: str = _NAMELESS, mono: bool = False, icon: str = _NAMELESS) -> None:
        self._icon = icon
        super().__init__()
        if icon:
            self.setTextMargins(theme.px(20), 0, 0, 0)
        named(self, name, says)
        self.setPlaceholderText(hint)
        self.setFont(fonts.mono(12) if mono else fonts.text(12))
        self.setFixedHeight(theme.px(theme.HEIGHTS.control))
        self._help = self._problem = _NAMELESS
        self._selects = False
        offer_problem(self, lambda: self._problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and its icon."""
        super().paintEvent(event)
        if self._icon:
            painter, side = QPainter(self), theme.px(14)
            icons.paint(painter, self._icon, "text3", theme.px(9), (self.height() - side) / 2, side)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """The room of the icon goes with the text size."""
        super().changeEvent(event)
        if self._icon and event.type() == QEvent.Type.FontChange:
            self.setTextMargins(theme.px(20), 0, 0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have what Tab selects selected a moment later. Orca takes the first it hears from a field for the news: were
        that a selection, also of nothing, it would be silent on the field itself."""
        self._selects = event.reason() in _SELECTING and not self.hasSelectedText()
        other = QFocusEvent(event.type(), Qt.FocusReason.OtherFocusReason)
        super().focusInEvent(other if self._selects else event)
        if self._selects:
            QTimer.singleShot(0, self, self._select)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys find selected what Tab selects."""
        self._select()
        super().keyPressEvent(event)

    def _select(self) -> None:
        if self._selects and self.hasFocus() and self.text():
            self.selectAll()
        self._selects = False

    def set_help(self, words: str) -> None:
        """What the tooltip says while nothing is wrong."""
        self._help = tr(words)
        self.setToolTip(self._help)

    def set_problem(self, words: str) -> None:
        """Show that the content is not right, and why; "" when it is."""
        self._problem = words = tr(words)
        set_property(self, "bad", bool(words))
        self.setToolTip(words or self._help)
        self.setAccessibleDescription(words)


_SELECTING = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
"""Ways of coming to a line by which Qt selects what is in it."""
_SHORT = Qt.ItemDataRole.UserRole + 1


class Choice(QComboBox):
    """A list to choose from, with the house's chevron. Rows may have short words for where the long ones find no
    room; words that still do not fit end in an ellipsis, and the tooltip has them all."""

    def __init__(self, name: str, says: str, small: bool = False) -> None:
        super().__init__()
        named(self, name, says)
        self.setFont(fonts.text(11 if small else 12))
        self._chevron = 8 if small else 12
        self._whole = self._stepped_to = self._heard = _NAMELESS
        self.setIconSize(QSize(theme.px(9), theme.px(9)))
        if small:
            self.setProperty("small", True)
        self.setFixedHeight(theme.px(theme.HEIGHTS.small_control if small else theme.HEIGHTS.control))
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setAccessibleName(says)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own paints a menu, where nothing shows what is chosen
        self.currentTextChanged.connect(self._tell_step)
        self._describe()

    def setToolTip(self, words: str) -> None:
        """What is said on hover, and after its name to whoever hears it."""
        super().setToolTip(words)
        self._describe()

    def showEvent(self, event: QShowEvent) -> None:
        """Have a label, seen or not."""
        super().showEvent(event)
        label_unseen(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes is told what it is; its value is told anyway. Words on hover are not told at each step."""
        self._tell_step("")
        self._heard = self.toolTip()
        super().focusInEvent(event)

    def _tell_step(self, words: str) -> None:
        """Of a closed choice that is stepped through Orca says nothing, but reads its description when that changes."""
        self._stepped_to = words if TOLD_BY_CHANGE and self.hasFocus() and not self.view().isVisible() else ""
        self._describe()

    def _describe(self) -> None:
        """Except on Windows Qt tells a choice by its value, whatever its name is: where no label can tell the name, it
        is told as well. Of itself Qt would tell the words on hover, which may be the value once more."""
        known = {self._whole, self.currentText(), self._heard if self._stepped_to else ""}
        tip = "" if self.toolTip() in known else self.toolTip()
        name = self.accessibleName() if sys.platform == "darwin" else ""
        if sys.platform != "win32":
            set_description(self, ", ".join(filter(None, (self._stepped_to, name, tip))) or self.accessibleName())

    def fill(self, rows: tuple[tuple[str, object], ...]) -> None:
        """Replace the rows by (words, value), keeping the value chosen where it is still there."""
        before, was = self.currentData(), self.blockSignals(True)
        self.clear()
        for words, value in rows:
            self.addItem(words, value)
        self.choose(before)
        self.blockSignals(was)

    def choose(self, value: object) -> None:
        """Select the row of ``value``; no signal where it is selected already."""
        for row in range(self.count()):
            if self.itemData(row) == value:
                self.setCurrentIndex(row)
                return

    def set_short(self, row: int, words: str) -> None:
        """What the control says of a row where there is no room for more."""
        self.setItemData(row, words, _SHORT)

    def _fitting(self) -> str:
        """The words of the chosen row as there is room for them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        room -= 0 if self.itemIcon(self.currentIndex()).isNull() else self.iconSize().width() + 4
        metrics, words = self.fontMetrics(), self.currentText()
        if metrics.horizontalAdvance(words) <= room:
            return words
        return metrics.elidedText(str(self.currentData(_SHORT) or words), Qt.TextElideMode.ElideRight, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes on to the form around it: scrolling past a choice must not change a message."""
        event.ignore()

    def showPopup(self) -> None:
        """Open the list as wide as its longest row."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0)
        self.view().setMinimumWidth(max(self.width(), widest + theme.px(36)))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The control as the style sheet draws it, and the chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting()
        if self.toolTip() in {"", self._whole}:
            self._whole = self.currentText() if option.currentText != self.currentText() else ""
            self.setToolTip(self._whole)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = theme.px(self._chevron)
        token = "text2" if self.isEnabled() else "field"
        left = self.width() - side - theme.px(self._chevron // 2)
        icons.paint(painter, "chevron-down", token, left, (self.height() - side) / 2, side)
        painter.end()


class PaintedButton(EnterButton):
    """What buttons that are painted by hand share: hover, and the ring of the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def ring(self, painter: QPainter, radius: float = theme.RADIUS) -> None:
        """Where it has the focus."""
        if self.hasFocus():
            ring(painter, self.rect(), radius)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size: paint again."""
        super().changeEvent(event)
        self.update()


class IconButton(PaintedButton):
    """A button of 28 × 28 with an icon alone; its tooltip says what it does and by which keys."""

    def __init__(self, icon: str, name: str, says: str, shortcut: str = _NAMELESS, size: int = 16) -> None:
        super().__init__()
        named(self, name, says)
        self._icon, self._size = icon, size
        self.setToolTip(f"{says} ({native_keys(shortcut)})" if shortcut else says)
        self.setAccessibleDescription(native_keys(shortcut))  # of itself Qt tells the tooltip: the name once more
        side = theme.px(theme.HEIGHTS.control)
        self.setFixedSize(side, side)

    def set_icon(self, icon: str) -> None:
        """Another icon in the same place."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """28 × 28 at text size 100 %."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, on a ground where the mouse is or the button is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        ground = "accent_soft" if self.isChecked() else "sel_idle" if self.underMouse() and self.isEnabled() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        token = "accent_text" if self.isChecked() else "text2" if self.isEnabled() else "line_strong"
        side = theme.px(self._size)
        icons.paint(painter, self._icon, token, (self.width() - side) / 2, (self.height() - side) / 2, side)
        self.ring(painter)
        painter.end()


class IconTextButton(EnterPushButton):
    """A plain button with an icon before its words, recoloured with the theme and when it is on."""

    def __init__(self, icon: str, text: str, name: str, says: str = _NAMELESS) -> None:
        super().__init__(text)
        named(self, name, says or text)
        self._name = icon
        self._with_icon = True
        self.setFont(fonts.text(12))
        self.setAutoDefault(False)
        self.setFixedHeight(theme.px(theme.HEIGHTS.control))
        self.toggled.connect(self._recolour)
        self._recolour()

    def set_icon(self, icon: str) -> None:
        """Another icon in the same place."""
        self._name = icon
        self._recolour()

    def show_icon(self, shown: bool) -> None:
        """Toggles lose their icons where the window is narrow."""
        self._with_icon = shown
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the icon in its colour."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.EnabledChange}:
            self._recolour()

    def _recolour(self) -> None:
        token = "accent_text" if self.isChecked() else "text2" if self.isEnabled() else "line_strong"
        self.setIcon(icons.icon(self._name, token, _ICON_GAP) if self._with_icon else QIcon())
        side = theme.px(14)
        self.setIconSize(QSize(side * (16 + _ICON_GAP) // 16, side))
