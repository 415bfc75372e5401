"""What can be done at this moment: which needs of the actions are met, and which of those that are on or off are on."""

from __future__ import annotations

from smppconsole.ui.actions import BY_ID, NEEDS, ActionSpec
from smppconsole.ui.cast import Cast
from smppconsole.ui.room import Room
from smppconsole.ui.words import tr


class Abilities:
    """Looks at one window when somebody asks; keeps nothing."""

    def __init__(self, cast: Cast, room: Room) -> None:
        self._cast, self._room = cast, room

    def missing(self, spec: ActionSpec) -> str:
        """Why an action can do nothing now, and what to do about it; "" where it can."""
        held = self.held() if spec.needs else frozenset()
        return next((tr(NEEDS[need]) for need in spec.needs if need not in held), "")

    def missing_of(self, id: str) -> str:
        """The same by an action's id; what is no action lacks nothing."""
        return self.missing(BY_ID[id]) if id in BY_ID else ""

    def held(self) -> frozenset[str]:
        """The needs that are met."""
        return frozenset(need for need, met in self._needs().items() if met)

    def on(self) -> frozenset[str]:
        """The actions that switch something which is on."""
        return frozenset(id for id, is_on in self._switches().items() if is_on)

    def _needs(self) -> dict[str, bool]:
        cast, page = self._cast, self._cast.trace.page
        row = page.table.chosen_row
        engine = cast.sessions.engine()
        return {
            "account": bool(cast.sessions.views()),
            "bound": engine is not None and engine.is_bound,
            "row": row >= 0,
            "rows": bool(page.store.published),
            "partner": row >= 0 and page.store.peer(row) >= 0,
            "kin": len(page.table.kin) > 1,
            "capture": page is not cast.trace.live,
            "file": page is not cast.trace.live,
            "filter": bool(page.filters.line.edit.text()),
            "undo": cast.composer.can_undo,
            "redo": cast.composer.can_redo,
        }

    def _switches(self) -> dict[str, bool]:
        cast, settings, page = self._cast, self._cast.workspace.settings, self._cast.trace.page
        docks = {"left": self._room.left, "bottom": self._room.bottom, "right": self._room.right}
        return {
            **{f"panel_{name}": dock.isVisible() for name, dock in docks.items()},
            **{f"theme_{name}": settings.text("theme") == name for name in ("system", "light", "dark")},
            "density": settings.text("density") == "comfortable",
            "full_screen": cast.trace.window().isFullScreen(),
            "stall_meter": not cast.status.stall.isHidden(),
            "keepalives": page.filters.keepalives.isChecked(),
            "follow": page.table.following.on,
        }
