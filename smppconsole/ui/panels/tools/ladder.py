"""The sequence view: the conversation of a session or of one message as a ladder between its two ends."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from smppconsole.trace.store import Store
from smppconsole.ui import fonts
from smppconsole.ui.bidi import isolated
from smppconsole.ui.models.ladder_steps import Steps, message_rows, pair_rows, session_rows
from smppconsole.ui.models.trace_rows import RowMaker
from smppconsole.ui.widgets.controls import IconTextButton, hairline, label, named
from smppconsole.ui.widgets.ladder_view import LadderStep, LadderView
from smppconsole.ui.widgets.section import piled, tool_bar
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import grouped, tr
from smppconsole.values import dataclass

_SLICE = 0.008
_BATCH = 512
_NOTHING = "Choose a PDU in the trace to see the conversation it belongs to."


@dataclass(frozen=True, slots=True)
class LadderScene:
    """Where the PDUs come from: a trace, how its rows are told, and which rows belong to the message of one."""

    store: Store
    maker: RowMaker
    kin_of: Callable[[int], Iterable[int]]


class LadderPanel(QWidget):
    """Shows the conversation around the row given. ``picked`` carries the row of the step that was chosen."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "ladder", tr("Sequence view"))
        self._scene: LadderScene | None = None
        self._row = -1
        self._steps: Steps | None = None
        self._looking: Iterator[int] | None = None
        self._shown_for: tuple[object, ...] = ()
        self._sessions: tuple[int, ...] = ()
        self.scope = Segmented(
            "ladder.scope", tr("Show"), ((tr("The session"), "", "session"), (tr("The message"), "", "message"))
        )
        self.keepalives = IconTextButton(
            "pulse", tr("Hide keep-alives"), "ladder.keepalives", tr("Hide keep-alives of the ladder")
        )
        self.keepalives.setCheckable(True)
        self.keepalives.setChecked(True)
        self.count = label("", "text2", fonts.text(11), "ladder.count")
        self.view = LadderView("ladder.steps", tr("Steps of the conversation"))
        self.view.empty_words = tr(_NOTHING)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.scope.chosen.connect(lambda _value: self._begin())
        self.keepalives.toggled.connect(lambda _on: self._begin())
        self.view.picked.connect(self._pick)
        self._turn.timeout.connect(self._look)

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        piled(self, tool_bar(self.scope, self.keepalives, None, self.count), hairline(), self.view)

    # --- what is shown

    def show_row(self, scene: LadderScene, row: int) -> None:
        """The conversation around another row; -1 leaves what is there."""
        if row < 0:
            return
        if self._scene is None or scene.store is not self._scene.store:
            self._shown_for = ()
        self._scene, self._row = scene, row
        self._begin()

    def grow(self) -> None:
        """New rows came."""
        if self._scene is not None and self._looking is None:
            self._shown_for = ()
            self._begin()

    def _begin(self) -> None:
        scene, row = self._scene, self._row
        if scene is None or row < 0:
            return
        whole = self.scope.value == "session"
        self._sessions = (scene.store.session(row),)
        self.keepalives.setEnabled(whole)
        session = scene.store.session(row)
        wanted = (id(scene.store), session, len(scene.store), self.keepalives.isChecked()) if whole else (row,)
        if wanted == self._shown_for:
            self._choose()
            return
        self._shown_for = wanted
        self._steps = Steps(scene.store, scene.maker)
        if whole:
            self._looking = session_rows(scene.store, session, not self.keepalives.isChecked())
            self._look()
        else:
            self._stop()
            kin = message_rows(scene.store, scene.kin_of(row)) or pair_rows(scene.store, row)
            self._steps.rows = array("Q", kin)
            self._sessions = tuple(dict.fromkeys(map(scene.store.session, kin)))
            self._show()

    def _look(self) -> None:
        """Look through the trace for the rows of the session, a slice at a time."""
        if self._looking is None or self._steps is None:
            self._stop()
            return
        until = time.perf_counter() + _SLICE
        rows, looking = self._steps.rows, self._looking
        while time.perf_counter() < until:
            some = list(islice(looking, _BATCH))
            rows.extend(row for row in some if row >= 0)
            if len(some) < _BATCH:
                self._stop()
                break
        else:
            self._turn.start()
        self._show()

    def _stop(self) -> None:
        self._turn.stop()
        self._looking = None

    def _show(self) -> None:
        scene, steps = self._scene, self._steps
        if scene is None or steps is None:
            return
        self.view.show_steps(len(steps.rows), self._step, self._ends(scene))
        more = tr(" so far") if self._looking is not None else ""
        self.count.setText(tr("{rows} PDUs{more}", rows=grouped(len(steps.rows)), more=more))
        self._choose()

    def _choose(self) -> None:
        if self._steps is not None:
            self.view.choose(self._steps.place(self._row))

    def _ends(self, scene: LadderScene) -> tuple[str, str]:
        """Who speaks with whom: of a message over a transmitter and a receiver both stand at our end."""
        each = [_ends_of(scene.store, session) for session in self._sessions]
        local, remote = (dict.fromkeys(names) for names in zip(*each, strict=True))
        return " + ".join(local), " + ".join(remote)

    def _step(self, at: int) -> LadderStep:
        if self._steps is None:
            raise IndexError(at)
        row, pause, waits = self._steps.words(at)
        status = row.status
        trip = tr("{round_trip} ms", round_trip=row.round_trip) if row.round_trip else ""
        over = row.tag.text if len(self._sessions) > 1 else ""
        detail = "  ".join(part for part in (over, row.route, isolated(row.text), trip) if part)
        return LadderStep(
            row.row,
            row.time,
            row.outgoing,
            f"{row.command} {row.sequence}".strip(),
            detail,
            status.words,
            status.token if status.words else "text",
            status.icon,
            row.chip,
            pause,
            row.tone == "response" or row.command.endswith("_resp"),
            waits or row.waiting,
        )

    def _pick(self, row: int) -> None:
        self._row = row
        self.picked.emit(row)

    def stop(self) -> None:
        """Look for nothing more: the window is closing."""
        self._stop()


def _ends_of(store: Store, session: int) -> tuple[str, str]:
    """What the two ends of a session are called."""
    ends = store.ends.get(session)
    title = ends.title if ends and not ends.title.isdecimal() else ""  # a mere number names nobody
    local = (ends.account or title or ends.local or ends.title) if ends else ""
    return local or tr("our end"), (ends.remote if ends else "") or tr("the other end")
