"""The tokens of the look: colours light and dark, sizes, spacing. Values only; ``style`` makes Qt's palette of them.

Colour is spent on three things: link state, severity, and which octets belong to which field. All else is grey and
one blue. ``USES`` says which text is set on which ground; a test computes the contrast of every pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from smppconsole.smpp.spec.model import Group
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Tint:
    """The ground of a field's octets, and the mark beside its name."""

    ground: str
    mark: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one appearance, as ``#RRGGBB``."""

    name: str
    bg: str
    surface: str
    raised: str
    line: str
    row_line: str
    line_strong: str
    field: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    accent_text: str
    accent_soft: str
    sel: str
    sel_idle: str
    pair: str
    hover: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    err: str
    err_bg: str
    info: str
    info_bg: str
    tints: Mapping[Group, Tint]
    tags: Mapping[str, str]

    def hex(self, token: str) -> str:
        """The colour of a token by its name; an account tag is ``tag.teal``, a tint's mark ``mark.text``."""
        kind, _, name = token.partition(".")
        if kind == "tag":
            return self.tags.get(name, self.tags["blue"])
        if kind == "mark":
            return self.tints[Group(name)].mark
        return str(getattr(self, token))

    def colour(self, token: str) -> QColor:
        """The same as a colour to paint with."""
        return colour(self.hex(token))


LIGHT = Theme(
    name="light",
    bg="#F3F4F6",
    surface="#FFFFFF",
    raised="#F8F9FB",
    line="#E1E4E9",
    row_line="#E1E4E9",
    line_strong="#C9CED6",
    field="#868D99",
    text="#1A1D23",
    text2="#525965",
    text3="#5F6671",
    accent="#2B5CC7",
    on_accent="#FFFFFF",
    accent_text="#2452B5",
    accent_soft="#E8EFFC",
    sel="#DBE6FB",
    sel_idle="#E6E8EC",
    pair="#F0F4FD",
    hover="#F3F5F8",
    ok="#1B7040",
    ok_bg="#E8F4EC",
    warn="#855000",
    warn_bg="#FDF4E0",
    err="#B3261E",
    err_bg="#FCEEEC",
    info="#2452B5",
    info_bg="#EBF1FC",
    tints=MappingProxyType(
        {
            Group.HEADER: Tint("#E9ECF1", "#6B7585"),
            Group.ADDRESS: Tint("#D9EFED", "#0E7C78"),
            Group.FLAGS: Tint("#E9E4F7", "#6D4FB8"),
            Group.UDH: Tint("#FBE9D2", "#925300"),
            Group.TEXT: Tint("#F2F1E2", "#76731F"),
            Group.TLV: Tint("#F6E3EC", "#A83E73"),
        }
    ),
    tags=MappingProxyType(
        {"blue": "#2F6BD8", "violet": "#7A4FC4", "ochre": "#9A6200", "rose": "#B03A78", "teal": "#0A7672"}
    ),
)

DARK = Theme(
    name="dark",
    bg="#1A1C20",
    surface="#212429",
    raised="#272A30",
    line="#33373E",
    row_line="#2A2D33",
    line_strong="#474C55",
    field="#727985",
    text="#E3E6EA",
    text2="#ABB2BD",
    text3="#9DA4B0",
    accent="#3F6FDB",
    on_accent="#FFFFFF",
    accent_text="#8DB0F8",
    accent_soft="#29344B",
    sel="#2C3D61",
    sel_idle="#32363D",
    pair="#262D3B",
    hover="#292D33",
    ok="#7FCB9A",
    ok_bg="#1F3228",
    warn="#E6B868",
    warn_bg="#342D1F",
    err="#F4948B",
    err_bg="#372526",
    info="#8DB0F8",
    info_bg="#252F44",
    tints=MappingProxyType(
        {
            Group.HEADER: Tint("#30353D", "#98A2B1"),
            Group.ADDRESS: Tint("#1F3B3B", "#5CC2BC"),
            Group.FLAGS: Tint("#352F4A", "#B29BEE"),
            Group.UDH: Tint("#473621", "#E0A458"),
            Group.TEXT: Tint("#30312B", "#BDBA62"),
            Group.TLV: Tint("#452C39", "#E48DB8"),
        }
    ),
    tags=MappingProxyType(
        {"blue": "#7DA9F5", "violet": "#B79BF0", "ochre": "#DCA951", "rose": "#E58BBB", "teal": "#5AC4BE"}
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})

_ROWS = ("surface", "hover", "pair", "sel", "sel_idle")
_FRAME = ("bg", "surface", "raised")
USES: tuple[tuple[str, str], ...] = (
    *(("text", ground) for ground in (*_FRAME, *_ROWS, "err_bg", "warn_bg", "info_bg", "ok_bg", "accent_soft")),
    *(("text2", ground) for ground in (*_FRAME, *_ROWS, "err_bg")),
    *(("text3", ground) for ground in (*_FRAME, "hover", "pair", "err_bg")),
    *(("accent_text", ground) for ground in (*_FRAME, *_ROWS, "accent_soft", "warn_bg", "info_bg", "err_bg")),
    ("on_accent", "accent"),
    *((severity, ground) for severity in ("ok", "warn", "err") for ground in (*_FRAME, *_ROWS)),
    *((severity, f"{severity}_bg") for severity in ("ok", "warn", "err", "info")),
)
"""(text, ground): every pair the program sets. text3 becomes text2 on ``sel`` and ``sel_idle``."""


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights in pixels at text size 100 %; those of rows grow with the comfortable density."""

    header: int = 40
    tab_row: int = 36
    filter_row: int = 44
    strip: int = 32
    status: int = 28
    control: int = 28
    small_control: int = 24
    main_button: int = 32

    @property
    def trace_row(self) -> int:
        """A row of the trace, and of other tables."""
        return 24 + row_air()

    @property
    def tree_row(self) -> int:
        """A field in the tree, a line of octets."""
        return 20 + row_air()

    @property
    def session_row(self) -> int:
        """A session below its account."""
        return 40 + row_air()

    @property
    def message_row(self) -> int:
        """A message, two lines."""
        return 44 + row_air()


HEIGHTS = Heights()
RADIUS = 4
CHIP_RADIUS = 3
COMFORTABLE = 4
DENSITY = "density"
"""The property of the program that says how dense rows stand: "standard" or "comfortable"."""
BASE_SIZE = 13


@lru_cache(maxsize=256)
def colour(name: str) -> QColor:
    """``#RRGGBB`` as a colour, made once."""
    return QColor(name)


def current() -> Theme:
    """The theme in force: the one whose frame colour the program's palette carries."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def scale() -> float:
    """The text-size setting, read back from the program's font: 1.0 is 13 pixels."""
    size = QGuiApplication.font().pixelSize()
    return size / BASE_SIZE if size > 0 else 1.0


def row_air() -> int:
    """What the comfortable density adds to every row: the program carries whether it is on."""
    app = QGuiApplication.instance()
    return COMFORTABLE if app is not None and app.property(DENSITY) == "comfortable" else 0


def px(length: float) -> int:
    """A length of the design at the text size in force."""
    return round(length * scale())
