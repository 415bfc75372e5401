"""The filters a user keeps, and those lately used: a TOML file of its own, so that colleagues can pass it on."""

from __future__ import annotations

from pathlib import Path

from smppconsole.console import paths
from smppconsole.console.toml_file import read_toml
from smppconsole.smpp.said import said

MOST_RECENT = 12


class SavedFilters:
    """``kept`` are the user's, in their order, some with a name in ``names``; ``recent`` the latest, newest first.
    Changes are written at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config() / "filters.toml"
        self.kept: tuple[str, ...] = ()
        self.recent: tuple[str, ...] = ()
        self.names: dict[str, str] = {}

    def load(self) -> str:
        """Read the file; in words what was wrong with it, "" where nothing was."""
        trouble = self._read()
        return said("{trouble}. No kept filters were read.", trouble=trouble) if trouble else ""

    def _read(self) -> str:
        found, trouble = read_toml(self._path)
        self.kept, self.recent = _texts(found.get("kept")), _texts(found.get("recent"))[:MOST_RECENT]
        names = found.get("names")
        rows = names.items() if isinstance(names, dict) else ()
        self.names = {text: name for text, name in rows if isinstance(name, str) and name and text in self.kept}
        return trouble

    def keep(self, text: str, kept: bool = True) -> None:
        """Keep a filter, or no longer; raises ``OSError``."""
        self._read()  # another window may have kept some too
        rest = tuple(one for one in self.kept if one != text)
        self.kept = (*rest, text) if kept and text else rest
        self._save()

    def name(self, text: str, name: str) -> None:
        """Call a kept filter by a name, "" for none; raises ``OSError``."""
        self._read()
        self.names = {**self.names, text: " ".join(name.split())}
        self._save()

    def use(self, text: str) -> None:
        """A filter was used; raises ``OSError``."""
        if text and (not self.recent or self.recent[0] != text):
            self._read()
            self.recent = (text, *(one for one in self.recent if one != text))[:MOST_RECENT]
            self._save()

    def _save(self) -> None:
        import tomlkit  # noqa: PLC0415 - who only reads needs none

        document = tomlkit.document()
        document.add("kept", tomlkit.item(list(self.kept)).multiline(True))
        document.add("recent", tomlkit.item(list(self.recent)).multiline(True))
        document.add("names", tomlkit.item({text: self.names[text] for text in self.kept if self.names.get(text)}))
        paths.write_whole(self._path, tomlkit.dumps(document))


def _texts(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(row for row in rows if isinstance(row, str) and row))
