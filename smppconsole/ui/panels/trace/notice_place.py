"""Where the notices of the window stand: above the trace, and never by pushing rows away from under the mouse.

While the mouse is over rows a notice that comes lies upon the filter line, and the room of one that goes stays empty.
As soon as the mouse leaves the rows, and nobody can press on another than he meant, the trace makes the room or takes
it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCursor, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import About, News, Notices, Told
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.words import tr, tr_many

_LINKS = (
    ("edit", "Edit account"),
    ("again", "Try again"),
    ("record_again", "Write again"),
    ("settings", "Choose another place"),
    ("undelete", "Bring it back"),
    ("sheet", "Go on with it"),
    ("all", "All notices"),
)
"""What may help with a notice; the last leads to those that find no room."""
_SHOWN = 2
_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest})
_GONE = frozenset({QEvent.Type.Leave, QEvent.Type.Wheel, QEvent.Type.Hide, QEvent.Type.WindowDeactivate})


class NoticePlace(QWidget):
    """Takes as much height as its ``Notices`` need, which stand on ``over``, a panel with a page of rows in front
    (``page``). ``asked`` carries the key of a link that was pressed; ``asked_about`` what that notice is about."""

    asked = Signal(str)

    def __init__(self, over: QWidget, page: Callable[[], TracePage]) -> None:
        super().__init__(over)
        self.notices = Notices()
        self.asked_about: About = ()
        self._page = page
        self._watched: tuple[QObject, ...] = ()
        self._shown: tuple[Told, ...] = ()
        self._read = -1
        self.board = named(QWidget(over), "trace.notices", tr("Notices"))
        self.lines = tuple(Notice(f"trace.notice{suffix}", _LINKS) for suffix in ("", "_2"))
        column = QVBoxLayout(self.board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, line in enumerate(self.lines):
            column.addWidget(line)
            line.asked.connect(lambda key, at=at: self._ask(key, at))
            line.left.connect(lambda at=at: self.notices.put_away(self._shown[at]))
        self.board.installEventFilter(self)
        self.setFixedHeight(0)
        self.board.hide()
        self._leave = self.notices.observe(self._show)

    # --- what is said

    def say(
        self,
        severity: Severity,
        words: str,
        links: tuple[str, ...] = (),
        about: About = (),
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Say something, as ``News`` has it."""
        self.notices.say(News(severity, words, links, about, holds))

    @property
    def text(self) -> str:
        """The words of the notices that are shown, a line each; "" while there is none."""
        return "\n".join(filter(None, (line.text for line in self.lines)))

    @property
    def links(self) -> Mapping[str, QPushButton]:
        """The links of the first notice, by their keys."""
        return self.lines[0].links

    def look_again(self, *_told: object) -> None:
        """Something changed: what was said for a reason that is gone goes."""
        self.notices.look_again()

    def set_brief(self, brief: bool) -> None:
        """Whether there is the height for one line of each only."""
        for line in self.lines:
            line.set_brief(brief)

    def put_away(self) -> bool:
        """The first notice was read; whether there was one."""
        shown = self._shown[:1]
        self.notices.put_away(*shown)
        return bool(shown)

    def _ask(self, key: str, at: int) -> None:
        self.asked_about = self._shown[at].news.about
        self.asked.emit(key)

    def _show(self) -> None:
        """The gravest and the newest; of more how many."""
        standing = self.notices.standing
        more = len(standing) - _SHOWN
        self._shown = standing if more <= 0 else (standing[0], max(standing[1:], key=lambda told: told.number))
        for at, line in enumerate(self.lines):
            if at < len(self._shown):
                self._show_line(line, self._shown[at], more if at == _SHOWN - 1 else 0)
            else:
                line.hide()
        self._read = max((told.number for told in self._shown), default=self._read)
        for one in (*self.lines, self.board):  # Qt would ask them one after the other, in later turns
            layout = one.layout()
            if layout is not None:
                layout.invalidate()
        self.board.setVisible(bool(self._shown))
        self.arrange()

    def _show_line(self, line: Notice, told: Told, more: int) -> None:
        news = told.news
        line.links["all"].setText(tr_many("1 more", "{count} more", more))
        show = line.say if told.number > self._read else line.show_words
        show(news.severity, news.words, (*news.links, *(("all",) if more > 0 else ())))

    # --- where it stands

    @property
    def wanted(self) -> int:
        """Pixels that the notices are high."""
        if not self._shown:
            return 0
        wraps = self.board.hasHeightForWidth()
        return self.board.heightForWidth(self.width()) if wraps else self.board.sizeHint().height()

    def arrange(self) -> None:
        """Put the notices where they belong, and have the trace make room as soon as it may."""
        self.board.setGeometry(self.x(), self.y(), self.width(), self.wanted)
        self.board.raise_()
        if self.height() == self.wanted:
            self._watch(())
        elif self._is_held():
            table = self._page().table
            self._watch((table.viewport(), table.window()))
        else:
            self.settle()

    def settle(self) -> None:
        """The trace makes room now, or takes it back."""
        self._watch(())
        self.setFixedHeight(self.wanted)

    def _is_held(self) -> bool:
        """Whether the mouse is over rows, and the keys do not go to what a notice would lie upon."""
        page = self._page()
        rows, focus = page.table.viewport(), QApplication.focusWidget()
        if not rows.isVisible() or not rows.isActiveWindow():
            return False
        types = focus is not None and focus is not page.table and page.isAncestorOf(focus)
        return not types and rows.rect().contains(rows.mapFromGlobal(QCursor.pos()))

    def _watch(self, wanted: tuple[QObject, ...]) -> None:
        """Wait for the mouse to leave the rows, only as long as something waits for it."""
        if wanted == self._watched:
            return
        for one in self._watched:
            one.removeEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication) and bool(wanted) != bool(self._watched):
            (app.focusChanged.connect if wanted else app.focusChanged.disconnect)(self._settle_if_free)
        self._watched = wanted
        for one in wanted:
            one.installEventFilter(self)

    def _settle_if_free(self, *_told: object) -> None:
        if self._watched and not self._is_held():
            self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The notices changed their height, or the mouse left the rows; nothing is held back."""
        if watched is self.board:
            if event.type() in _CHANGES:
                self.arrange()
        elif watched not in self._watched:  # a menu
            if event.type() == QEvent.Type.Hide:
                QTimer.singleShot(0, self, self._settle_if_free)
        elif event.type() == QEvent.Type.Wheel:
            self.settle()
        elif event.type() in _GONE:
            menu = QApplication.activePopupWidget()
            if menu is not None:  # it takes the mouse from the rows, and gives it back when it goes
                menu.installEventFilter(self)
            else:
                QTimer.singleShot(0, self, self._settle_if_free)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other words fit into a line."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.settle()  # the rows have moved already
        self.arrange()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The notices come along."""
        super().moveEvent(event)
        self.arrange()

    def close_place(self) -> None:
        """Watch nothing any longer."""
        self._watch(())
        self._leave()
