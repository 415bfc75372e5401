"""Drafts that outlive the window: saved templates, what was sent, and the one that is not sent yet.

Templates are one TOML file each, to be handed on; what was sent is a line of JSON a message, appended as it goes out;
the unsent draft is a small JSON file. All stand under the user's own folders and hold no secret.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from smppconsole.compose.draft import Draft
from smppconsole.compose.draft_values import as_values, draft_from
from smppconsole.console import paths
from smppconsole.console.toml_file import keep_aside, parsed
from smppconsole.smpp.said import said
from smppconsole.values import dataclass

KEPT = 200
"""Messages sent that are remembered."""


@dataclass(frozen=True, slots=True)
class Template:
    """A draft under a name; its texts may hold placeholders such as ``{name}``."""

    name: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent: when (seconds since 1970), on which account, in how many parts."""

    at: float
    account: str
    parts: int
    draft: Draft


class DraftShelf:
    """The drafts of one user. Methods that write raise ``OSError``; those that read never do."""

    def __init__(self) -> None:
        self._templates = paths.config() / "templates"
        self._history = paths.data() / "sent.jsonl"
        self._unsent = paths.config() / "unsent.json"
        self._sent: list[Sent] | None = None
        self.troubles: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()

    # --- templates

    def templates(self) -> tuple[Template, ...]:
        """All templates, by name; of files that cannot be read ``unread`` says which and why."""
        read = [_read_template(path) for path in sorted(self._templates.glob("*.toml"))]
        self.unread = tuple(one for one in read if isinstance(one, str))
        return tuple(sorted((one for one in read if isinstance(one, Template)), key=lambda one: one.name.casefold()))

    def save_template(self, name: str, draft: Draft) -> Path:
        """Keep a draft under a name, in place of the one that had it."""
        import tomlkit  # noqa: PLC0415 - who only reads needs none

        document = tomlkit.document()
        document.add("name", tomlkit.item(name))
        document.add("draft", tomlkit.item(as_values(draft)))
        path = self._file_of(name)
        paths.write_whole(path, tomlkit.dumps(document))
        return path

    def rename_template(self, old: str, new: str) -> None:
        """Keep a template under another name, in a file of that name; raises ``ValueError`` in words for a name that
        another one has, in whatever letters' case."""
        known = self.templates()
        template = next((one for one in known if one.name == old), None)
        if template is None or old == new:
            return
        if words := name_problem(new, (one.name for one in known if one.name != old)):
            raise ValueError(words)
        self.save_template(new, template.draft)
        self.delete_template(old)

    def delete_template(self, name: str) -> None:
        """Forget a template; one that is not there is no error."""
        self._file_of(name).unlink(missing_ok=True)

    def _file_of(self, name: str) -> Path:
        """The file of a name: the one that says so, else a new one."""
        for path in self._templates.glob("*.toml"):
            known = _read_template(path)
            if isinstance(known, Template) and known.name == name:
                return path
        stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "template"
        path, number = self._templates / f"{stem}.toml", 1
        while path.exists():
            number += 1
            path = self._templates / f"{stem}-{number}.toml"
        return path

    # --- what was sent

    def sent(self) -> tuple[Sent, ...]:
        """The last messages sent, the newest first."""
        if self._sent is None:
            self._sent = _read_history(self._history)[-KEPT:]
        return tuple(reversed(self._sent))

    def remember(self, account: str, draft: Draft, parts: int, at: float | None = None) -> None:
        """A message was sent now, or ``at`` some time."""
        self.sent()
        row = Sent(time.time() if at is None else at, account, parts, draft)
        self._sent = [*(self._sent or ()), row]
        if len(self._sent) > 2 * KEPT:
            self._sent = [*_read_history(self._history), row][-KEPT:]  # with what another window sent
            paths.write_whole(self._history, "".join(map(_line, self._sent)))
            return
        paths.make_folder(self._history.parent)
        with self._history.open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n" * _is_torn(self._history) + _line(row))

    # --- the one not sent yet

    def unsent(self) -> Draft:
        """The draft that was being written; an empty one where there was none. A file that holds none is kept aside,
        and ``troubles`` says so."""
        try:
            values = json.loads(self._unsent.read_text("utf-8"))
        except OSError:
            return Draft()
        except ValueError:
            values = None
        if isinstance(values, Mapping):
            return draft_from(values)
        words = said("{path} holds no draft: {kept}", path=self._unsent, kept=keep_aside(self._unsent))
        self.troubles = (*self.troubles, words)
        return Draft()

    def keep_unsent(self, draft: Draft) -> None:
        """Keep the draft that is being written."""
        paths.write_whole(self._unsent, json.dumps(as_values(draft), ensure_ascii=False) + "\n")


def name_problem(name: str, taken: Iterable[str]) -> str:
    """Why a template cannot be called so beside those whose names are ``taken``; "" where it can."""
    if not name.strip():
        return said("a template needs a name")
    other = next((one for one in taken if one.casefold() == name.casefold()), None)
    return said("there is a template {name} already", name=f"“{other}”") if other is not None else ""


def _line(row: Sent) -> str:
    values = {"at": round(row.at, 3), "account": row.account, "parts": row.parts, "draft": as_values(row.draft)}
    return json.dumps(values, ensure_ascii=False) + "\n"


def _is_torn(path: Path) -> bool:
    """Whether a crash cut the last line short: the next one must not run on from it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 1))
        return size > 0 and file.read() != b"\n"


def _read_history(path: Path) -> list[Sent]:
    """The lines that can be read; a last one that a crash cut short is left out."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [row for row in map(_read_line, lines) if row is not None]


def _read_line(line: str) -> Sent | None:
    try:
        values: Any = json.loads(line)
        return Sent(float(values["at"]), str(values["account"]), int(values["parts"]), draft_from(values["draft"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _read_template(path: Path) -> Template | str:
    """The template in a file, or in words why there is none."""
    try:
        values = parsed(path.read_text("utf-8"))
    except OSError as error:
        return said("{path}: {error}", path=path, error=error.strerror or error)
    except ValueError as error:  # no UTF-8, no TOML
        return said("{path}: {error}", path=path, error=error)
    draft = values.get("draft", {})
    return Template(str(values.get("name") or path.stem), draft_from(draft if isinstance(draft, Mapping) else {}))
