"""Where things lie: the user's own files by the rules of the system, and the files that come with the program."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs

HOME_VARIABLE = "SMPPCONSOLE_HOME"
"""An environment variable that gathers all of the user's files under one folder."""
_NAME = "smppconsole"


def config() -> Path:
    """The folder of settings and accounts; made when first written to."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "config" if home else Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def data() -> Path:
    """The folder of captures and whatever else grows."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "data" if home else Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def accounts() -> Path:
    """One TOML file an account."""
    return config() / "accounts"


def settings() -> Path:
    """The file of the settings."""
    return config() / "settings.toml"


def captures() -> Path:
    """Where capture files go that nobody named."""
    return data() / "captures"


def resource(*parts: str) -> Path:
    """A file that comes with the program: inside the package where it is installed, beside it in a work tree."""
    return _resources().joinpath(*parts)


@cache
def _resources() -> Path:
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, for the eyes of this user alone: captures hold numbers and
    texts of people. Raises ``OSError``."""
    for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Replace the file at ``path`` by ``text`` in one step, so that a crash leaves the old or the new, never half.

    Raises ``OSError``.
    """
    make_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
