"""Opens the tools of one window: each is imported and made when it is first asked for, step by step.

The tab of a tool comes at once, on it an empty page; what the tool is built on is imported and its panel made in turns
of their own, then the panel takes the place of the page. Whoever asks for ``tool`` has it whole at once.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTabBar, QWidget
from shiboken6 import isValid

from smppconsole.compose.kept_batch import batch_from
from smppconsole.ui import fonts
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.tools.shelf import ToolShelf
from smppconsole.ui.room import Room
from smppconsole.ui.slices import StepByStep, go_through
from smppconsole.ui.tools.tool import Beginning, InSteps, Keeping, Place, Tool
from smppconsole.ui.words import tr


def _doctor(place: Place) -> Tool:
    from smppconsole.ui.tools.doctor import DoctorTool  # noqa: PLC0415 - when asked for

    return DoctorTool(place)


def _centre(place: Place) -> Tool:
    from smppconsole.ui.tools.centre import CentreTool  # noqa: PLC0415 - when asked for

    return CentreTool(place)


def _batch(place: Place) -> Tool:
    from smppconsole.ui.tools.batch import BatchTool  # noqa: PLC0415 - when asked for

    return BatchTool(place)


def _statistics(place: Place) -> Tool:
    from smppconsole.ui.tools.statistics import StatisticsTool  # noqa: PLC0415 - when asked for

    return StatisticsTool(place)


def _ladder(place: Place) -> Tool:
    from smppconsole.ui.tools.ladder import LadderTool  # noqa: PLC0415 - when asked for

    return LadderTool(place)


def _compare(place: Place) -> Tool:
    from smppconsole.ui.tools.compare import CompareTool  # noqa: PLC0415 - when asked for

    return CompareTool(place)


def _findings(place: Place) -> Tool:
    from smppconsole.ui.tools.findings import FindingsTool  # noqa: PLC0415 - when asked for

    return FindingsTool(place)


def _notices(place: Place) -> Tool:
    from smppconsole.ui.tools.notices import NoticesTool  # noqa: PLC0415 - when asked for

    return NoticesTool(place)


class ToolKind(NamedTuple):
    """The words of its tab, what makes it, and the modules that it is built on, each imported in a step of its own."""

    words: str
    make: Callable[[Place], Tool]
    built_on: tuple[str, ...] = ()


_PANELS = "smppconsole.ui.panels"
_LINK = ("smppconsole.session.session", "smppconsole.net.connect", "smppconsole.trace.capture")
_SESSION = (*_LINK, "smppconsole.console.connection", "smppconsole.console.engine")
TOOLS: Mapping[str, ToolKind] = MappingProxyType(
    {
        "doctor": ToolKind(
            "Bind doctor", _doctor, (*_SESSION, "smppconsole.console.doctor", f"{_PANELS}.tools.doctor")
        ),
        "centre": ToolKind(
            "Message centre",
            _centre,
            (
                *_LINK,
                "smppconsole.console.centre_rules",
                "smppconsole.console.simulator",
                "smppconsole.console.scenarios",
                f"{_PANELS}.centre.panel",
            ),
        ),
        "batch": ToolKind("Batch", _batch, (*_SESSION, f"{_PANELS}.tools.batch_form", f"{_PANELS}.tools.batch")),
        "statistics": ToolKind(
            "Statistics", _statistics, ("smppconsole.trace.statistics", f"{_PANELS}.tools.statistics")
        ),
        "ladder": ToolKind("Sequence view", _ladder, (f"{_PANELS}.tools.ladder",)),
        "compare": ToolKind("Compare", _compare, (f"{_PANELS}.tools.compare",)),
        "notices": ToolKind("Notices", _notices, (f"{_PANELS}.tools.notices",)),
        "findings": ToolKind("Findings", _findings, ("smppconsole.trace.finding_tally", f"{_PANELS}.tools.findings")),
    }
)
"""By the ids of their actions."""
READS: Mapping[str, Callable[[str], object]] = MappingProxyType({"batch": batch_from})
"""By the ids of tools with a form that is kept: what reads it, and raises ``ValueError`` where it cannot."""


class ToolWork(QObject):
    """``deeds`` are the ids of the actions, each opening its tool on the shelf. ``tools`` are those that are whole.
    ``edited`` says that a tool's form changed."""

    edited = Signal()

    def __init__(self, window: QMainWindow, cast: Cast, room: Room) -> None:
        super().__init__()
        self._window, self._cast, self._room = window, cast, room
        self.tools: dict[str, Tool] = {}
        self._kept: dict[str, str] = {}
        self._begin_at = -1
        self._before: QWidget | None = None
        self._steps: dict[str, Iterator[None]] = {}
        self._making: StepByStep | None = None
        self.deeds: dict[str, Callable[[], object]] = {id: partial(self.open, id) for id in TOOLS}
        self.deeds["compare_from"] = self.compare_from
        self.shelf = ToolShelf(window)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.shelf)
        window.tabifyDockWidget(room.bottom, self.shelf)
        for tabs in window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            tabs.setFont(fonts.text(12))  # Qt makes them in a font of its own
        self.shelf.hide()
        self.shelf.turned.connect(self._feed)
        self.shelf.emptied.connect(self._give_back)
        self.shelf.escaped.connect(self._give_back)
        room.low_window.watch(self.shelf)

    def open(self, id: str) -> None:
        """Bring a tool to the front, the keys with it; it is made the first time."""
        if not self.shelf.holds_focus:
            self._before = QApplication.focusWidget()
        self._show(id)
        self.shelf.take_focus()

    def _give_back(self) -> None:
        """The keys go where they were before the tools, to the trace where that is gone."""
        there = self._before is not None and isValid(self._before) and self._before.isVisible()
        if there and self._before is not None:
            self._before.setFocus()
        else:
            self._cast.trace.page.table.setFocus()

    def compare_from(self) -> None:
        """Compare what is chosen in the trace with another: the keys stay there, to choose it."""
        self._begin_at = self._cast.trace.page.table.chosen_row
        self._show("compare")
        if not self.shelf.is_empty("compare"):
            self._begin("compare")

    def _begin(self, id: str) -> None:
        """With the row that was chosen when it was asked for, whatever has been chosen since."""
        tool: object = self.tools[id]
        if self._begin_at >= 0 and isinstance(tool, Beginning):
            row, self._begin_at = self._begin_at, -1
            tool.begin(row)

    def _show(self, id: str) -> None:
        self.shelf.show_tool(id, tr(TOOLS[id].words))
        if self.shelf.is_empty(id) and (self._making is None or not self._making.under_way):
            self._making = StepByStep(self._fill())

    def tool(self, id: str) -> Tool:
        """A tool, whole: what of it is still to be made is made now."""
        go_through(self._made(id), self._put(id))
        return self.tools[id]

    # --- what is kept

    def told(self) -> str:
        """Which tools are open, and which is in front."""
        values = {"open": self.shelf.ids, "front": self.shelf.front, "on top": self.shelf.on_top}
        return json.dumps(values, ensure_ascii=False)

    def take_up(self, text: str) -> None:
        """Open them again, the keys stay where they are; raises ``ValueError`` for what ``told`` never said."""
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError(text)
        for id in (*filter(TOOLS.__contains__, values.get("open", ())), values.get("front")):
            if id in TOOLS:
                self._show(id)
        if not values.get("on top"):
            self._room.bottom.raise_()

    def told_form(self, id: str) -> str:
        """What stands in the form of a tool, "" where it was never made and nothing was kept."""
        tool = self._keeping(id)
        return tool.told() if tool is not None else self._kept.get(id, "")

    def take_up_form(self, id: str, text: str) -> None:
        """Fill it in again, at once or when the tool is made; raises ``ValueError`` for what ``told_form`` never
        said."""
        READS[id](text)
        self._kept[id] = text
        tool = self._keeping(id)
        if tool is not None:
            tool.take_up(text)

    def _keeping(self, id: str) -> Keeping | None:
        tool: object = self.tools.get(id)
        return tool if isinstance(tool, Keeping) else None

    # --- making

    def prepare(self) -> Iterator[None]:
        """Make all tools beforehand, in steps none of which keeps the window waiting."""
        for id in TOOLS:
            for _step in self._made(id):
                yield
            yield

    def _made(self, id: str) -> Iterator[None]:
        """The steps of making a tool; those who go through them at the same time share them."""
        return self._steps.setdefault(id, self._make(id))

    def _make(self, id: str) -> Iterator[None]:
        for module in TOOLS[id].built_on:
            if module not in sys.modules:
                importlib.import_module(module)
                yield
        tool = TOOLS[id].make(Place(self._window, self._cast, partial(self._is_seen, id)))
        yield
        tool.panel.setParent(self.shelf.stack)
        tool.panel.hide()  # or it were shown with the stack, behind what is opened
        yield
        if isinstance(tool, InSteps):
            yield from tool.steps
        if isinstance(tool, Keeping):
            if id in self._kept:
                tool.take_up(self._kept[id])
            tool.edited.connect(self.edited)
        self.tools[id] = tool

    def _fill(self) -> Iterator[None]:
        """Make and show what was opened, that in front before the others."""
        while empty := sorted(filter(self.shelf.is_empty, self.shelf.ids), key=lambda id: id != self.shelf.front):
            for _step in self._made(empty[0]):
                yield
            yield from self._put(empty[0])

    def _put(self, id: str) -> Iterator[None]:
        """Show a panel that was waited for, then feed it."""
        if self.shelf.is_empty(id):
            self.shelf.put(id, self.tools[id].panel)
            yield
            self._begin(id)
            self._feed(id)

    def _is_seen(self, id: str) -> bool:
        return id in self.tools and self.shelf.is_seen(id)

    def close(self) -> None:
        """The window is closing: end what the tools do, and make no more."""
        if self._making is not None:
            self._making.stop()
        for tool in self.tools.values():
            tool.close()

    def _feed(self, id: str) -> None:
        """A tool came to the front: give it what the window shows."""
        if id in self.tools and id == self.shelf.front:
            self.tools[id].feed()
