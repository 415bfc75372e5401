"""A part of a panel under a title of its own, which can be folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import label, named
from smppconsole.ui.widgets.enter import EnterButton
from smppconsole.ui.widgets.viewports import viewport_of
from smppconsole.ui.words import tr


class _Head(EnterButton):
    """The line with the chevron; a press folds or unfolds."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        named(self, name, title)
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chevron and title."""
        painter = QPainter(self)
        look, side = theme.current(), theme.px(12)
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        icons.paint(painter, icon, "text2", 0, (self.height() - side) / 2, side)
        painter.setFont(fonts.text(12, fonts.SEMIBOLD))
        painter.setPen(look.colour("text"))
        inside = self.rect().adjusted(side + theme.px(6), 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent_text"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()


class Section(QWidget):
    """A title with an optional remark at its right, and below it ``body``. ``folded`` starts it shut."""

    turned = Signal(bool)

    def __init__(self, title: str, name: str, folded: bool = False) -> None:
        super().__init__()
        named(self, name, title)
        self.head = _Head(title, f"{name}.head")
        self.remark = label("", "text3", fonts.text(11), f"{name}.remark")
        self.inside = QWidget()
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(0, theme.px(2), 0, theme.px(4))
        self.body.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.head, 1)
        row.addWidget(self.remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self.inside)
        self.head.toggled.connect(self._turn)
        self.head.setChecked(not folded)
        self._turn(not folded)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self.head.isChecked()

    def _turn(self, shown: bool) -> None:
        self.inside.setVisible(shown)
        self.head.setAccessibleDescription(tr("unfolded" if shown else "folded"))
        self.turned.emit(shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The remark belongs to the head."""
        if event.position().y() <= self.head.height():
            self.head.toggle()


def scrolled(inside: QWidget, name: str, ground: str = "bg") -> QScrollArea:
    """A scroll area, up and down only, around a column of things on a ground of their own."""
    area = _scroll_area()
    area.setObjectName(name)
    inside.setProperty("ground", ground)
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(inside)
    return area


def bare_scrolled(inside: QWidget) -> QScrollArea:
    """The same on the ground of what is around it."""
    area = _scroll_area()
    viewport_of(area).setAutoFillBackground(False)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area


def scrolled_column() -> tuple[QVBoxLayout, QScrollArea]:
    """A column for whatever comes and goes, and the area it is scrolled in."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, theme.px(8))
    column.setSpacing(0)
    return column, bare_scrolled(inside)


def clear_column(column: QVBoxLayout) -> None:
    """Take out all that is in it, for good."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # Qt shows what was put into a column when its loop turns: by then it would be a window
            widget.setParent(None)
            widget.deleteLater()


def _scroll_area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(area.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def tool_bar(*parts: QWidget | None, wide: QWidget | None = None) -> QWidget:
    """The row of controls above a tool. ``wide`` is the part that grows with it; ``None`` among the parts is room that
    is left."""
    bar = QWidget()
    bar.setProperty("ground", "bg")
    bar.setFixedHeight(theme.px(theme.HEIGHTS.filter_row))
    row = QHBoxLayout(bar)
    row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
    row.setSpacing(theme.px(8))
    for part in parts:
        if part is None:
            row.addStretch(int(wide is None))
        else:
            row.addWidget(part, int(part is wide))
    return bar


def piled(owner: QWidget, *parts: QWidget) -> None:
    """Lay ``parts`` out in ``owner`` from top to bottom without a gap; the last takes the room."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is parts[-1]))


def labelled_rows(*rows: tuple[str, QWidget, str]) -> QGridLayout:
    """Grey words before controls, the controls beneath each other; the third of each row is its help."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(8))
    grid.setColumnStretch(1, 1)
    for at, (words, widget, help_words) in enumerate(rows):
        told = label(words, "text2", fonts.text(12))
        told.setBuddy(widget)
        told.setToolTip(help_words)
        grid.addWidget(told, at, 0)
        grid.addWidget(widget, at, 1)
    return grid


def labelled(words: str, widget: QWidget, help_words: str = "") -> QHBoxLayout:
    """A grey word before a control."""
    told = label(words, "text2", fonts.text(12))
    told.setBuddy(widget)
    told.setToolTip(help_words)
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(told)
    row.addWidget(widget, 1)
    return row
