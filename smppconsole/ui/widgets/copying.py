"""Words that are shown can be taken along: by the keys of copying, by a menu, or by the menu of a field that has a
fault."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget

from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr


def copy_by_keys(widget: QWidget, words: Callable[[], str]) -> None:
    """Have the keys of copying copy ``words()`` wherever in ``widget`` the focus is; a line of text copies its own."""
    keys = QShortcut(QKeySequence.StandardKey.Copy, widget)
    keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    keys.activated.connect(lambda: QGuiApplication.clipboard().setText(words()))


def offer_copy(widget: QWidget, words: Callable[[], str]) -> None:
    """Have a widget that paints its words, or shows many, copy ``words()``: from its menu, and by keys where it has the
    focus, which Tab and a click give it. It shows the focus itself."""

    def open_menu(place: QPoint) -> None:
        menu = QMenu(widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = menu.addAction(tr("Copy"))
        row.setShortcut(QKeySequence.StandardKey.Copy)
        row.triggered.connect(lambda: QGuiApplication.clipboard().setText(words()))
        open_at(menu, widget.mapToGlobal(place))

    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(open_menu)
    copy_by_keys(widget, words)


def let_copy(words: QLabel) -> None:
    """Let the words of a label be selected and copied, with the mouse and with the keys."""
    words.setProperty("copies", True)
    words.setIndent(0)  # of itself Qt moves words in a frame, here that of the focus, by half a letter
    flags = Qt.TextInteractionFlag
    words.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # of itself Qt lets only a click take the focus there


def offer_problem(line: QLineEdit, problem: Callable[[], str]) -> None:
    """Have the menu of a line copy what is wrong in it, where anything is."""

    def open_menu(place: QPoint) -> None:
        menu, wrong = line.createStandardContextMenu(), problem()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if wrong:
            menu.addSeparator()
            menu.addAction(tr("Copy what is wrong")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(wrong)
            )
        open_at(menu, line.mapToGlobal(place))

    line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    line.customContextMenuRequested.connect(open_menu)
