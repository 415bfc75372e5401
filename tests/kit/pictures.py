"""The pictures of the user's guide, taken of the real window, each light and dark; ``python -m tests.kit.pictures
[FOLDER]`` takes them."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from qasync import QEventLoop

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.console.account import Account
from smppconsole.ui import app, opening, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.models.message_row import sent_key
from smppconsole.ui.panels.frame.settings_sheet import SettingsSheet
from tests.kit.screen import eventually
from tests.kit.window import opened_window

HELP = Path(__file__).resolve().parents[2] / "resources" / "help"
ACCOUNTS = (
    Account("Nordlink", "smsc.nordlink.example", 2775, "nl", group="Staging", tag="NL"),
    Account("Tellus One", "gw1.tellus.example", 3550, "t1", tls="verify", group="Staging", tag="T1"),
    Account("Meridian SMS", "smpp.meridian.example", 2775, "me", group="Production", tag="ME", production=True),
)
TEXT = (
    "Orbit maintenance tonight, 02:00 → 02:30 UTC. Your line stays up, but texts may arrive late. "
    "Nothing to do on your side. Questions? Call +49 30 23125 014 or reply HELP now."
)
LONG = Draft("491713920012", "Orbit", TEXT, receipt=Receipt.FINAL)
TOOLS = ("doctor", "centre", "batch", "ladder")
Opened = Callable[[MainWindow], AbstractContextManager[QWidget]]
_SETTLED = 0.5
_TOOL_HEIGHT = 480
_SUBMIT = 0x04


class Camera:
    """Takes pictures of a window and of its parts."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self._folder = window, folder

    async def take(self, name: str, of: QWidget | None = None, least: int = 0, sheet: Opened | None = None) -> None:
        """A widget, the window as a rule, light and dark; ``least`` cuts it at so many pixels from its top. What is
        a ``sheet`` is opened in each look."""
        for look, file in (("dark", f"{name}-dark"), ("light", name)):
            self.window.cast.appearance.choose(look)
            while not self.window.cast.appearance.done:  # noqa: ASYNC110 - a signal of Qt is no event of asyncio
                await asyncio.sleep(_SETTLED)
            with sheet(self.window) if sheet is not None else nullcontext(of or self.window) as shown:
                await asyncio.sleep(_SETTLED)
                self._keep(file, shown, least)

    def _keep(self, name: str, shown: QWidget, least: int) -> None:
        picture: QPixmap = shown.grab() if not least else shown.grab(QRect(0, 0, shown.width(), least))
        image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
        assert image.save(str(self._folder / f"{name}.png"), "PNG", 0), name


async def take_all(folder: Path) -> None:
    """Every picture of the guide."""
    async with opened_window() as window:
        camera = Camera(window, folder)
        window.cast.appearance.choose("light")
        await app.show_demo(window)
        for account in ACCOUNTS:
            window.workspace.accounts.save(account)
        window.show_sessions()
        window.cast.trace.notice.put_away()
        await _panels(camera)
        await _composer(camera)
        await _tools(camera)


async def _panels(camera: Camera) -> None:
    window, cast = camera.window, camera.window.cast
    cast.composer.show_draft(LONG)
    cast.sending.send(LONG)
    await asyncio.sleep(2 * _SETTLED)
    store = window.workspace.store
    sent = [row for row in range(len(store)) if store.command(row) == _SUBMIT]
    page = cast.trace.live
    store.mark(sent[0])
    store.comment(sent[-1], "Ticket 4711: this part came late")
    page.model.refresh(sent[0], sent[-1])
    page.table.choose(sent[-2])
    page.table.scrollTo(page.table.currentIndex(), page.table.ScrollHint.PositionAtCenter)
    window.deeds.to_trace()
    await camera.take("window")
    await camera.take("accounts", cast.accounts, 520)
    await camera.take("trace", cast.trace)
    await camera.take("inspector", cast.inspector)
    centre = window.workspace.centre
    assert centre is not None
    centre.send_mobile("Which line is it? Ours went quiet at 02:05.", "491713920012", "Orbit")
    await asyncio.sleep(_SETTLED)
    cast.messages.unfold(sent_key(len(window.workspace.journeys) - 1))
    await camera.take("messages", cast.messages.parentWidget())
    window.deeds.accounts.do("provider", "TeleMessage")
    await camera.take("account-sheet", cast.accounts)
    await _tables(camera)
    window.deeds.accounts.close_sheet()


async def _tables(camera: Camera) -> None:
    """The part of an account's sheet where its rules and codings stand, tried on an address and a text."""
    form = camera.window.cast.accounts.form
    form.more.click()
    await asyncio.sleep(4 * _SETTLED)
    form.rows.type_in("source_rules", "alpha 5/0, short 3/0, else 1/1")
    form.rows.type_in("alphabets", "4 gsm7, 0xF5 latin1 read")
    form.rows.type_in("payload_from", "255")
    for name, text in (("address_trial", "+447911123456"), ("text_trial", "Your code is 4711.")):
        line = form.findChild(QLineEdit, f"accounts.{name}")
        assert isinstance(line, QLineEdit)
        line.setText(text)
    area, sender = form.findChild(QScrollArea), form.findChild(QWidget, "accounts.default_source")
    assert isinstance(area, QScrollArea)
    assert isinstance(sender, QWidget)
    await asyncio.sleep(_SETTLED)
    top = sender.mapTo(area.widget(), sender.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - theme.px(28))
    await camera.take("account-tables", camera.window.cast.accounts)


async def _composer(camera: Camera) -> None:
    window, cast = camera.window, camera.window.cast
    await camera.take("composer", cast.composer)
    cast.composer.show_draft(Draft("491713920012", "Orbit", "Hello", validity="000002000000000R"))
    area = cast.composer.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    await asyncio.sleep(_SETTLED)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    await camera.take("composer-flags", cast.composer)
    cast.side.templates.keep("Login code", Draft("49{number}", "Orbit", "Your code is {code}. Do not share it."))
    cast.side.templates.keep("Maintenance", LONG)
    window.deeds.do("templates")
    cast.side.templates.refresh("Login code")
    await camera.take("templates", cast.side.templates)
    window.deeds.do("new")


async def _tools(camera: Camera) -> None:
    window = camera.window
    window.resize(1440, 1000)
    window.deeds.do("reset_layout")
    for tool in TOOLS:
        window.deeds.do(tool)
        window.resizeDocks([window.deeds.tools.shelf], [theme.px(_TOOL_HEIGHT)], Qt.Orientation.Vertical)
        if tool == "doctor":
            await _examine(window)
        if tool == "batch":
            await _send_batch(window)
        await camera.take(tool, window.deeds.tools.tool(tool).panel)
    window.deeds.do("edit_resend")
    await eventually(window.deeds.workbench.bench.pages.isVisible)
    window.deeds.workbench.bench.resize(1180, 760)  # of itself it opens no larger than the screen there is here
    await camera.take("workbench", window.deeds.workbench.bench)
    window.deeds.workbench.bench.close()
    await camera.take("settings", sheet=_settings)


@contextmanager
def _settings(window: MainWindow) -> Iterator[QWidget]:
    """The sheet of settings, open for a while: it says which look it was opened in."""
    window.deeds.do("settings")
    sheet = window.findChild(SettingsSheet)
    assert sheet is not None
    yield sheet
    sheet.reject()


async def _examine(window: MainWindow) -> None:
    """The demonstration's account, taken apart."""
    panel = window.deeds.tools.tool("doctor").panel
    panel.run.give_password("Demo", "secret")
    panel.examine("Demo")
    while panel.run.is_running:  # noqa: ASYNC110 - a signal of Qt is no event of asyncio
        await asyncio.sleep(_SETTLED)


async def _send_batch(window: MainWindow) -> None:
    """A batch to a table of codes, sent."""
    panel = window.deeds.tools.tool("batch").panel
    window.cast.composer.show_draft(Draft("49{number}", "Orbit", "Your code is {code}. Do not share it."))
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "codes.csv"
        table.write_text("number;code\n" + "".join(f"171392{n:04};{n * 7}\n" for n in range(1201, 1213)), "utf-8")
        panel.form.read(table)
    await asyncio.sleep(_SETTLED)
    panel.form.rate.set_value(50)
    panel.start()
    await asyncio.sleep(2 * _SETTLED)


def main(folder: str = str(HELP)) -> None:
    """Take them, in a home of their own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["SMPPCONSOLE_HOME"] = home
        made = opening.make_application()
        with asyncio.Runner(loop_factory=lambda: QEventLoop(made)) as runner:
            Path(folder).mkdir(parents=True, exist_ok=True)
            runner.run(take_all(Path(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
