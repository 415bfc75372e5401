"""What can be done: one table of actions with menu, words, keys and when they apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``needs`` names what has to be there, as ``NEEDS`` has it; without it the menu shows the action grey,
    and its keys say what is missing. ``letter`` is the key that does it while the trace has the focus."""

    id: str
    menu: str
    text: str
    keys: str = ""
    needs: tuple[str, ...] = ()
    checkable: bool = False
    letter: str = ""

    @property
    def shown_keys(self) -> str:
        """The keys to show beside the words."""
        return self.keys or self.letter


NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "account": "There is no account yet. Add one first.",
        "bound": "The session is not bound. Bind it first (Ctrl+B).",
        "row": "Choose a PDU in the trace first.",
        "rows": "The trace in front holds no PDUs.",
        "partner": "Choose a PDU in the trace that has a request or a response to go to.",
        "kin": "Choose a PDU in the trace that belongs to a message of several PDUs.",
        "capture": "The live trace stays. A capture in front can be closed.",
        "file": "The trace in front is the live one. Open a capture, or choose its tab.",
        "filter": "The filter line is empty.",
        "undo": "Nothing in the composer was changed.",
        "redo": "Nothing in the composer was undone.",
    }
)
"""What has to be there for an action, and what is said where it is not."""

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "File", "Open capture…", "Ctrl+O"),
    ActionSpec("save", "File", "Save or copy PDUs…", "Ctrl+S", ("rows",)),
    ActionSpec("ticket", "File", "Ticket bundle…", "Ctrl+T", ("rows",)),
    ActionSpec("about_capture", "File", "About this capture", "", ("file",)),
    ActionSpec("close_capture", "File", "Close capture", "Ctrl+W", ("capture",)),
    ActionSpec("quit", "File", "Quit", "Ctrl+Q"),
    ActionSpec("undo", "Edit", "Undo", "Ctrl+Z", ("undo",)),
    ActionSpec("redo", "Edit", "Redo", "Ctrl+Shift+Z", ("redo",)),
    ActionSpec("filter", "Edit", "Filter", "Ctrl+F"),
    ActionSpec("find", "Edit", "Find in text and octets", "Ctrl+Shift+F"),
    ActionSpec("find_next", "Edit", "Next hit", "F3"),
    ActionSpec("find_previous", "Edit", "Previous hit", "Shift+F3"),
    ActionSpec("goto", "Edit", "Go to No. or time…", "Ctrl+G", ("rows",)),
    ActionSpec("copy_octets", "Edit", "Copy octets as hex", "Ctrl+Shift+C", ("row",)),
    ActionSpec("copy_hex", "Edit", "Copy message as hex"),
    ActionSpec("copy_code", "Edit", "Copy message as smpplib code"),
    ActionSpec("copy_command", "Edit", "Copy message as command line"),
    ActionSpec("settings", "Edit", "Settings…", "Ctrl+,"),
    ActionSpec("palette", "Edit", "Commands, fields, statuses", "Ctrl+K"),
    ActionSpec("panel_left", "View", "Accounts", "Ctrl+Alt+1", checkable=True),
    ActionSpec("panel_bottom", "View", "Inspector", "Ctrl+Alt+2", checkable=True),
    ActionSpec("panel_right", "View", "Composer", "Ctrl+Alt+3", checkable=True),
    ActionSpec("theme_system", "View", "Colours of the system", checkable=True),
    ActionSpec("theme_light", "View", "Light", checkable=True),
    ActionSpec("theme_dark", "View", "Dark", checkable=True),
    ActionSpec("larger", "View", "Larger text", "Ctrl++"),
    ActionSpec("smaller", "View", "Smaller text", "Ctrl+-"),
    ActionSpec("normal", "View", "Text at 100 %", "Ctrl+0"),
    ActionSpec("density", "View", "Comfortable rows", checkable=True),
    ActionSpec("columns", "View", "Columns of the trace…"),
    ActionSpec("full_screen", "View", "Full screen", "F11", checkable=True),
    ActionSpec("reset_layout", "View", "Reset layout"),
    ActionSpec("notices", "View", "Notices", "Ctrl+Shift+J"),
    ActionSpec("stall_meter", "View", "Stall meter", checkable=True),
    ActionSpec("to_accounts", "View", "Go to accounts", "Ctrl+1"),
    ActionSpec("to_trace", "View", "Go to the trace", "Ctrl+2"),
    ActionSpec("to_inspector", "View", "Go to the inspector", "Ctrl+3"),
    ActionSpec("to_composer", "View", "Go to the composer", "Ctrl+4"),
    ActionSpec("next_panel", "View", "Next panel", "F6"),
    ActionSpec("previous_panel", "View", "Previous panel", "Shift+F6"),
    ActionSpec("to_menus", "View", "Go to the menus", "F10"),
    ActionSpec("find_account", "View", "Find account", "Ctrl+L"),
    ActionSpec("bind", "Session", "Bind or unbind", "Ctrl+B", ("account",)),
    ActionSpec("wait_outbind", "Session", "Wait for an outbind…", "", ("account",)),
    ActionSpec("new_account", "Session", "New account…"),
    ActionSpec("new_from_provider", "Session", "New account from provider…"),
    ActionSpec("edit_account", "Session", "Edit account…", "", ("account",)),
    ActionSpec("import_accounts", "Session", "Import accounts…"),
    ActionSpec("export_accounts", "Session", "Export accounts…", "", ("account",)),
    ActionSpec("simulator", "Session", "Start the simulator"),
    ActionSpec("centre", "Session", "Message centre", "Ctrl+Shift+M"),
    ActionSpec("doctor", "Session", "Bind doctor", "Ctrl+Shift+B"),
    ActionSpec("new", "Message", "New message", "Ctrl+N"),
    ActionSpec("send", "Message", "Send", "Ctrl+Enter", ("bound",)),
    ActionSpec("send_anyway", "Message", "Send anyway, with findings", "Ctrl+Shift+Enter", ("bound",)),
    ActionSpec("preview", "Message", "Preview the octets", "Ctrl+P"),
    ActionSpec("templates", "Message", "Templates"),
    ActionSpec("history", "Message", "History of what was sent"),
    ActionSpec("send_again", "Message", "Send the chosen PDU again", "Ctrl+R", ("row", "bound")),
    ActionSpec("edit_resend", "Message", "Edit and resend", "Ctrl+E", ("row",)),
    ActionSpec("edit_message", "Message", "Edit as a message", "Ctrl+Shift+E", ("row",)),
    ActionSpec("workbench", "Message", "PDU workbench", "Ctrl+Shift+W"),
    ActionSpec("batch", "Message", "Batch", "Ctrl+Shift+N"),
    ActionSpec("partner", "Trace", "Go to partner", "", ("partner",), letter="P"),
    ActionSpec("kin", "Trace", "Next of the same message", "", ("kin",), letter="M"),
    ActionSpec("inspect", "Trace", "To its fields", "", ("row",), letter="Enter"),
    ActionSpec("next_error", "Trace", "Next error", "", ("rows",), letter="E"),
    ActionSpec("previous_error", "Trace", "Previous error", "", ("rows",), letter="Shift+E"),
    ActionSpec("mark", "Trace", "Mark", "", ("row",), letter="Space"),
    ActionSpec("comment", "Trace", "Comment…", "", ("row",), letter="C"),
    ActionSpec("next_mark", "Trace", "Next mark or comment", "", ("rows",), letter="N"),
    ActionSpec("previous_mark", "Trace", "Previous mark or comment", "", ("rows",), letter="Shift+N"),
    ActionSpec("keepalives", "Trace", "Hide keep-alives", checkable=True, letter="K"),
    ActionSpec("follow", "Trace", "Follow the newest", checkable=True, letter="End"),
    ActionSpec("filter_value", "Trace", "Filter on this value", "", ("row",), letter="F"),
    ActionSpec("filter_switch", "Trace", "Switch the filter off, and back", "", ("filter",), letter="Shift+F"),
    ActionSpec("clear", "Trace", "Clear the filter", letter="Esc"),
    ActionSpec("statistics", "Trace", "Statistics", "Ctrl+Shift+S"),
    ActionSpec("findings", "Trace", "Findings of the trace", "Ctrl+Shift+G"),
    ActionSpec("ladder", "Trace", "Sequence view", "Ctrl+Shift+L"),
    ActionSpec("compare", "Trace", "Compare", "Ctrl+Shift+D"),
    ActionSpec("help", "Help", "Help on what has the focus", "F1"),
    ActionSpec("guide", "Help", "Guide"),
    ActionSpec("about", "Help", "About SMPP Console"),
)
"""In the order of the menus."""

BY_ID: Mapping[str, ActionSpec] = MappingProxyType({spec.id: spec for spec in ACTIONS})
MENUS: tuple[str, ...] = ("File", "Edit", "View", "Session", "Message", "Trace", "Help")
SEPARATE_BEFORE = frozenset(
    {
        "quit",
        "filter",
        "palette",
        "theme_system",
        "larger",
        "columns",
        "to_accounts",
        "new_account",
        "preview",
        "centre",
        "batch",
        "statistics",
    }
)
"""Actions with a line above them in their menu."""


def with_letters(titles: Iterable[str]) -> list[str]:
    """Titles of menus with "&" before the letter that opens each with Alt: the first that no title before it took."""
    taken: set[str] = set()
    lettered = []
    for title in titles:
        at = next((at for at, letter in enumerate(title) if letter.isalnum() and letter.casefold() not in taken), None)
        taken.update(() if at is None else title[at].casefold())
        lettered.append(title if at is None else f"{title[:at]}&{title[at:]}")
    return lettered
