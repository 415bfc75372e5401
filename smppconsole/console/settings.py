"""The settings: one table that drives the file, the dialog and the help, and the values a user gave them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from smppconsole.console import paths
from smppconsole.console.toml_file import open_toml, read_toml
from smppconsole.console.watchers import Watchers
from smppconsole.smpp.said import said
from smppconsole.values import dataclass

Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. The type is that of ``default``; ``choices`` or ``lowest`` and ``highest`` bound its values.
    ``page`` groups settings in the dialog."""

    name: str
    page: str
    default: Value
    words: str
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


_ROWS = (
    Setting(
        "language",
        "Look",
        "system",
        "Language of the window, from its next start; the command line and files stay English",
        ("system", "en", "de"),
    ),
    Setting("theme", "Look", "system", "Colours of the window", ("system", "light", "dark")),
    Setting("font_size", "Look", 0, "Size of the letters in points; 0 is the system's", lowest=0, highest=40),
    Setting("density", "Look", "standard", "How much air rows have", ("standard", "comfortable")),
    Setting("confirm_production", "Sending", True, "Ask before sending on an account marked as production"),
    Setting(
        "unbind_wait",
        "Sessions",
        1.5,
        "Seconds to wait for the answer to an unbind when closing",
        lowest=0.1,
        highest=60,
    ),
    Setting("capture_sessions", "Captures", True, "Write a capture file of every session while it runs"),
    Setting("capture_folder", "Captures", "", "Where capture files go; empty is the usual place"),
    Setting(
        "keep_captures",
        "Captures",
        30,
        "Days until capture files of sessions are removed; 0 keeps them",
        lowest=0,
        highest=3650,
    ),
    Setting(
        "capture_file_mb",
        "Captures",
        256,
        "Megabytes after which a session's capture goes on in a new file; 0 never",
        lowest=0,
        highest=100_000,
    ),
    Setting(
        "captures_mb",
        "Captures",
        4096,
        "Megabytes that capture files of sessions may take together, the oldest go first; 0 sets no limit",
        lowest=0,
        highest=10_000_000,
    ),
    Setting("mask_numbers", "Captures", False, "Mask phone numbers in what is copied and exported"),
    Setting("mask_text", "Captures", False, "Mask message texts in what is copied and exported"),
    Setting(
        "simulator_port",
        "Message centre",
        2775,
        "Port of the message centre; 0 is any free one",
        lowest=0,
        highest=65535,
    ),
    Setting("simulator_scenario", "Message centre", "", "Scenario the message centre starts with"),
)

SETTINGS = {row.name: row for row in _ROWS}


def problem_of(setting: Setting, value: object) -> str:
    """What is wrong with ``value`` for ``setting``, in words; empty where it fits."""
    if not _fits(setting.default, value):
        return said(
            "{name} takes {kind_words}, not {value!r}",
            name=setting.name,
            kind_words=_KIND_WORDS[type(setting.default)],
            value=value,
        )
    if setting.choices and value not in setting.choices:
        return said(
            "{name} is one of {choices}, not {value!r}",
            name=setting.name,
            choices=", ".join(setting.choices),
            value=value,
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = setting.lowest, setting.highest
        if (low is not None and value < low) or (high is not None and value > high):
            return said(
                "{name} lies between {low:g} and {high:g}, not {value:.12g}",
                name=setting.name,
                low=low,
                high=high,
                value=value,
            )
    return ""


_KIND_WORDS: dict[type, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


def _fits(default: Value, value: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))


class Settings:
    """The values of the settings; what the user never touched follows the table's default."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.settings()
        self._values: dict[str, Value] = {}
        self._touched: set[str] = set()
        self._watchers: Watchers[str] = Watchers()

    def load(self) -> tuple[str, ...]:
        """Read the file; returns in words what of it was not taken. A file that is not there is all defaults."""
        self._values.clear()
        self._touched.clear()
        values, trouble = read_toml(self._path)
        if trouble:
            return (said("{trouble}. All settings are at their defaults.", trouble=trouble),)
        problems = []
        for name, value in values.items():
            problem = (
                said("there is no setting {name}", name=name)
                if name not in SETTINGS
                else problem_of(SETTINGS[name], value)
            )
            if problem:
                problems.append(said("{name}: {problem}", name=self._path.name, problem=problem))
            else:
                self._values[name] = value
        return tuple(problems)

    def save(self) -> None:
        """Write what was set here over what stands in the file now, where another window may have set something else,
        and somebody by hand a thing this program does not know. Raises ``OSError``."""
        import tomlkit  # noqa: PLC0415 - who only reads needs none

        document = open_toml(self._path)
        for name in sorted(self._touched, key=list(SETTINGS).index):
            if name in document:
                document[name] = self[name]
            elif self[name] != SETTINGS[name].default:
                document.add(tomlkit.comment(SETTINGS[name].words))
                document.add(name, tomlkit.item(self[name]))
        paths.write_whole(self._path, tomlkit.dumps(document))

    def __getitem__(self, name: str) -> Value:
        return self._values.get(name, SETTINGS[name].default)

    def flag(self, name: str) -> bool:
        """A setting that is on or off."""
        return bool(self[name])

    def number(self, name: str) -> float:
        """A setting that is a number."""
        return float(self[name])

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self[name])

    def set(self, name: str, value: Value) -> None:
        """Give a setting a value and tell who watches; raises ``ValueError`` with words for what does not fit."""
        problem = problem_of(SETTINGS[name], value)
        if problem:
            raise ValueError(problem)
        if self[name] != value:
            self._values[name] = value
            self._touched.add(name)
            self._watchers.tell(name)

    def observe(self, observer: Callable[[str], object]) -> Callable[[], None]:
        """Have ``observer(name)`` called after each change; returns what ends that."""
        return self._watchers.add(observer)
