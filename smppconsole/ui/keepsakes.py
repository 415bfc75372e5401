"""What somebody was in the middle of, beside draft and filter: sheet, tools, workbench, and how panels share room."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from typing import Any

from smppconsole.console.account import Account
from smppconsole.console.accounts import account_from
from smppconsole.ui.cast import Cast
from smppconsole.ui.deeds import Deeds
from smppconsole.ui.remembering import Keepsake
from smppconsole.ui.tool_work import READS
from smppconsole.ui.words import tr


def keepsakes(cast: Cast, deeds: Deeds) -> Iterable[Keepsake]:
    """All that is kept of one window's work, beside its draft and its filter."""
    sheet, side, fields = _Sheet(cast, deeds), cast.side, cast.inspector.fields
    tools, bench = deeds.tools, deeds.workbench
    yield Keepsake("kind", lambda: side.kind, side.show_kind, (side.kinds.currentChanged,))
    yield Keepsake("side", lambda: side.shares, side.share_height, (side.splitter.splitterMoved,))
    yield Keepsake("octets", lambda: fields.share, fields.take_share, (fields.splitterMoved,))
    for id in READS:
        changes = (tools.edited,)
        yield Keepsake(id, partial(tools.told_form, id), partial(tools.take_up_form, id), changes)
    yield Keepsake("tools", tools.told, tools.take_up, (tools.shelf.turned,))
    yield Keepsake("workbench", bench.told, bench.take_up, (bench.edited,))
    place = bench.place
    yield Keepsake("workbench_place", place.told, place.take_up, (place.changed,))
    folds = cast.accounts.folds
    yield Keepsake("folds", folds.told, folds.take_up, (folds.changed,))
    yield Keepsake("sheet", sheet.told, sheet.take_up, (cast.accounts.typed, cast.accounts.pages.currentChanged))


def _typed(account: Account) -> dict[str, Any]:
    """What of an account differs from an empty sheet; an account holds no password."""
    usual = asdict(Account())
    return {name: value for name, value in asdict(account).items() if value != usual[name]}


class _Sheet:
    """The sheet of an account that is open: all that was typed but the password."""

    def __init__(self, cast: Cast, deeds: Deeds) -> None:
        self._accounts, self._sessions, self._work = cast.accounts, cast.sessions, deeds.accounts

    def told(self) -> str:
        if not self._accounts.is_editing:
            return ""
        form = self._accounts.form
        return json.dumps({"instead_of": form.old_name, "account": _typed(form.account)}, ensure_ascii=False)

    def take_up(self, text: str) -> None:
        values = json.loads(text)
        if not isinstance(values, dict) or not isinstance(values.get("account"), dict):
            raise ValueError(text)
        account, _ = account_from(values["account"], Account())
        old = str(values.get("instead_of", ""))
        known = self._sessions.account(old)
        if account == (known or Account()):
            return
        hint = tr("As it stood when the window was closed; it is not saved yet. A password has to be typed again.")
        self._work.go_on_with(account, old if known is not None else "", hint)
