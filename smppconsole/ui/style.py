"""Qt's palette and one style sheet made of a theme. Fonts are never set here: a style sheet's font would lose the
OpenType features that ``fonts`` sets."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from shiboken6 import isValid

from smppconsole.console import paths
from smppconsole.ui import fonts, theme
from smppconsole.ui.rescale import rescale, rescale_fonts
from smppconsole.ui.theme import Theme
from smppconsole.ui.unpainted import unpainted

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "raised"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.BrightText, "err"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "sel"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "accent_text"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Mid, "line_strong"),
    (QPalette.ColorRole.Dark, "line_strong"),
    (QPalette.ColorRole.Shadow, "line_strong"),
    (QPalette.ColorRole.Accent, "accent"),
)
_PORTION = 40
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

_SHEET = Template("""
QMainWindow, QDialog { background: $bg; }
QStatusBar { background: $bg; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QMainWindow > QTabBar { background: $bg; }
QMainWindow > QTabBar::tab { background: $bg; color: $text2; border: 2px solid transparent;
  padding: 1px ${p9}px; }
QMainWindow > QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QMainWindow > QTabBar::tab:selected:focus { border: 2px solid $accent_text; border-radius: 4px; }
QMainWindow > QTabBar { outline: none; }
QMainWindow > QTabBar::tab:hover:!selected { background: $hover; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QSplitter::handle { background: $line; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 3px 6px; }
QLabel { background: transparent; }
QLabel[copies="true"] { border: 2px solid transparent; border-radius: 4px; }
QLabel[copies="true"]:focus { border: 2px solid $accent_text; }
QLabel[tone="text"] { color: $text; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="err"] { color: $err; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="accent"] { color: $accent_text; }
*[ground="bg"] { background: $bg; }
*[ground="surface"] { background: $surface; }
*[ground="raised"] { background: $raised; }
*[ground="line"] { background: $line; }
QMenuBar { background: transparent; border: none; }
QMenuBar::item { background: transparent; color: $text; padding: ${p5}px ${p8}px; border-radius: 4px; }
QMenuBar::item:selected { background: $sel_idle; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { color: $text; padding: 5px 28px 5px 12px; border-radius: 3px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $field; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QMenu::indicator { width: 12px; height: 12px; margin-left: 6px; }
QLineEdit, QTextEdit[entry="true"], QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $field;
  border-radius: 4px; padding: 0 7px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $text3; }
QLineEdit:focus, QTextEdit[entry="true"]:focus, QAbstractSpinBox:focus { border: 2px solid $accent_text;
  padding: 0 6px; }
QLineEdit:disabled, QTextEdit[entry="true"]:disabled { color: $text3; background: $bg; border-color: $line_strong; }
QLineEdit[bad="true"] { border: 1px solid $err; }
QLineEdit[bad="true"]:focus { border: 2px solid $err; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; background: transparent; padding: 0; }
QTextEdit { background: $surface; color: $text; border: none; selection-background-color: $accent;
  selection-color: $on_accent; }
QFrame[box="field"] { background: $surface; border: 1px solid $field; border-radius: 4px; }
QFrame[box="field"][ringed="true"], QPlainTextEdit[box="field"]:focus { border: 2px solid $accent_text; }
QFrame[box="field"][bad="true"] { border-color: $err; }
QPushButton { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 4px;
  padding: 0 ${p10}px; }
QPushButton:hover { background: $hover; border-color: $field; }
QPushButton:pressed { background: $sel_idle; }
QPushButton:focus { border: 2px solid $accent_text; padding: 0 ${p9}px; }
QPushButton:checked { background: $accent_soft; color: $accent_text; border-color: $accent_text; }
QPushButton:disabled { color: $field; background: $bg; border-color: $line; }
QPushButton[role="link"] { background: transparent; border: none; color: $accent_text; padding: 0 2px;
  text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $accent_text; padding: 0; }
QPushButton[role="quiet"] { background: transparent; border: none; color: $text2; padding: 0 4px 0 2px;
  text-align: left; }
QPushButton[role="quiet"]:hover { color: $text; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent_text; padding: 0 2px 0 0; }
QComboBox { background: $surface; color: $text; border: 1px solid $field; border-radius: 4px;
  padding: 0 ${p20}px 0 7px; }
QComboBox[small="true"] { border-color: $line_strong; padding: 0 ${p10}px 0 4px; }
QComboBox[small="true"]:focus { padding: 0 ${p10}px 0 3px; }
QComboBox:focus { border: 2px solid $accent_text; padding: 0 ${p19}px 0 6px; }
QComboBox:disabled { color: $text3; background: $bg; border-color: $line_strong; }
QComboBox::drop-down { width: 0; border: none; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line_strong; outline: none;
  selection-background-color: $sel; selection-color: $text; padding: 2px; }
QComboBox QAbstractItemView::item { min-height: ${p22}px; padding: 0 ${p6}px; border-radius: 3px; }
QComboBox QAbstractItemView::item:selected { background: $sel; color: $text; }
QHeaderView { background: $raised; border: none; font-size: ${p12}px; }
QHeaderView::section { background: $raised; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 ${p6}px; }
QTableView, QTreeView, QListView { background: $surface; color: $text; border: none; outline: none;
  selection-background-color: $sel; selection-color: $text; }
QTableView[padded="true"]::item { padding: 0 ${p3}px; }
QListView[box="popup"] { border: 1px solid $line_strong; padding: 2px; }
QTreeView { selection-background-color: transparent; }
QTreeView::branch, QTreeView::item, QTreeView::item:selected { background: transparent; }
QAbstractScrollArea::corner { background: $surface; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  border: none; width: 0; height: 0; }
QCheckBox { color: $text; spacing: 6px; }
QCheckBox::indicator { width: ${p14}px; height: ${p14}px; border: 1px solid $field; border-radius: 3px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:focus { border: 2px solid $accent_text; width: ${p14_less}px; height: ${p14_less}px; }
QCheckBox::indicator:disabled { border-color: $line_strong; background: $bg; }
QCheckBox::indicator:checked:disabled { border-color: $text3; background: $text3; image: url("$tick"); }
""")


def palette(look: Theme) -> QPalette:
    """The theme as Qt's palette, for what the style sheet does not reach."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, look.colour(token))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, look.colour("field"))
    return made


def sheet(look: Theme) -> str:
    """The one style sheet of the program."""
    lengths = {f"p{size}": str(theme.px(size)) for size in (3, 5, 6, 8, 9, 10, 12, 14, 19, 20, 22)}
    colours = {token: look.hex(token) for token in Theme.__slots__ if token not in {"name", "tints", "tags"}}
    lengths["p14_less"] = str(theme.px(14) - 2)  # within a border of two pixels instead of one
    return _SHEET.substitute(colours, **lengths, tick=paths.resource("style", "tick.svg").as_posix())


def apply(app: QApplication, look: Theme, percent: int = 100) -> None:
    """Give the whole program a theme and a text size in percent. Fusion, so that it looks alike everywhere."""
    for _step in restyled(app, look, percent):
        pass
    dress(app)


def dress(app: QApplication) -> None:
    """Set the style sheet where there is none yet. A window that is made before it stands in half the time: Qt looks
    at the rules again for every widget that gets a parent."""
    if not app.styleSheet():
        app.setStyleSheet(sheet(theme.current()))


def restyled(app: QApplication, look: Theme, percent: int = 100, density: str = "") -> Iterator[None]:
    """The same in steps of some milliseconds, between which the event loop may turn; nothing is painted meanwhile.

    A style sheet that replaces another costs ten times what the two halves cost, taking it away and setting it: Qt
    then goes through all widgets once for each widget that has children. So it is taken away first.
    """
    yield from unpainted(app.topLevelWidgets(), _all_restyled(app, look, percent, density))


def _all_restyled(app: QApplication, look: Theme, percent: int, density: str) -> Iterator[None]:
    yield from _restyled(app, look, fonts.base(percent))
    yield from _in_density(app, density or str(app.property(theme.DENSITY) or ""))


def _restyled(app: QApplication, look: Theme, font: QFont) -> Iterator[None]:
    before, after = theme.scale(), font.pixelSize() / theme.BASE_SIZE
    another = app.font() != font and app.font().pixelSize() > 0
    sheet_before, known = app.styleSheet(), app.allWidgets() if another else []
    for part in _portions(known):
        rescale(part, before, after)
        yield
    if app.font() != font:
        late = set(app.allWidgets()) - set(known) if another else ()  # made while the others were measured
        rescale(late, before, after)
        app.setFont(font)
        yield
    app.setPalette(palette(look))
    wanted = sheet(look)
    if sheet_before and wanted != sheet_before:
        seen: list[QWidget] = []
        hidden: list[QWidget] = []
        yield from _put_off(seen, hidden)
        app.setStyleSheet("")
        yield
        app.setStyleSheet(wanted)
        yield
        yield from _polish(seen)
        yield from _colour(hidden)
        yield from _tell(hidden, QEvent.Type.PaletteChange)
        yield from _tell(hidden if another else [], QEvent.Type.FontChange)
    for part in _portions(app.allWidgets() if another else []):
        rescale_fonts(part, before, after)
        yield


def _put_off(seen: list[QWidget], hidden: list[QWidget]) -> Iterator[None]:
    """Qt styles what bears its mark of that, and tells of the style what has none of its own, all at once: some 1 500
    widgets. So the first mark is taken off and the second set: what is ``seen`` lets the old sheet go here and is
    styled afterwards, in portions, and so is what is ``hidden``, closed tools above all. Headings do not wait: what
    they draw on would keep the font of the sheet before.

    What was hidden then and has been shown since has its style, but Qt's mark of that stayed off: without letting go it
    would keep the old sheet's colours.
    """
    for part in _portions(QApplication.allWidgets()):
        for widget in part:
            if not isValid(widget):
                continue
            if isinstance(widget, QHeaderView):
                widget.setAttribute(Qt.WidgetAttribute.WA_WState_Polished)
                continue
            is_seen = widget.isVisible()
            if is_seen:
                widget.style().unpolish(widget)
            widget.setAttribute(Qt.WidgetAttribute.WA_WState_Polished, on=False)
            widget.setAttribute(Qt.WidgetAttribute.WA_SetStyle)
            (seen if is_seen else hidden).append(widget)
        yield


def _polish(seen: list[QWidget]) -> Iterator[None]:
    """Style what is seen, and have it take its measures from that."""
    for part in _portions(seen):
        for widget in part:
            if isValid(widget):
                widget.style().polish(widget)
                widget.setAttribute(Qt.WidgetAttribute.WA_WState_Polished)
                _tell_of_style(widget)
        yield


def _colour(hidden: list[QWidget]) -> Iterator[None]:
    """What the sheet colours through palettes (texts of labels and fields, hints) has them in its palette since it was
    first styled, and being shown does not style it again: without this it would be dark on dark."""
    for part in _portions(hidden):
        for widget in part:
            if isValid(widget):
                if widget.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
                    widget.style().polish(widget)
                _tell_of_style(widget)
        yield


def _tell_of_style(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_SetStyle, on=False)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _portions(widgets: list[QWidget]) -> Iterator[list[QWidget]]:
    return (widgets[at : at + _PORTION] for at in range(0, len(widgets), _PORTION))


def _in_density(app: QApplication, density: str) -> Iterator[None]:
    """Have all rows measured anew where "standard" or "comfortable" is another than before."""
    before = theme.row_air()
    app.setProperty(theme.DENSITY, density)
    if theme.row_air() != before:
        yield from _tell(app.allWidgets(), QEvent.Type.FontChange)


def _tell(widgets: list[QWidget], what: QEvent.Type) -> Iterator[None]:
    for part in _portions(widgets):
        for widget in part:
            if isValid(widget):
                QApplication.sendEvent(widget, QEvent(what))
        yield


def of_system() -> Theme:
    """The appearance the desktop asks for; light where it does not say."""
    hints = QGuiApplication.styleHints()
    return theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else theme.LIGHT


def mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    """``share`` of ``ink`` over ``ground``, opaque: a tag at 55 percent."""
    rest = 1 - share
    return QColor(
        round(ink.red() * share + ground.red() * rest),
        round(ink.green() * share + ground.green() * rest),
        round(ink.blue() * share + ground.blue() * rest),
    )


def bold(font: QFont) -> QFont:
    """The same font at weight 600."""
    made = QFont(font)
    made.setWeight(fonts.SEMIBOLD)
    return made
