"""The half of the self-test that needs a window: is it painted, in its own type, and does it show the main job?"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage

from smppconsole.console.demo import demo
from smppconsole.console.selftest import Proof, passed, report, self_test
from smppconsole.ui import fonts, icons
from smppconsole.ui.main_window import MainWindow

STARTED = "SMPPCONSOLE_STARTED"
"""An environment variable: when the start was asked for, in seconds of the epoch; the report says how long it took."""
_LEAST_COLOURS = 40
_PATIENCE = 10.0
_BEAT = 0.005
_SETTLED = 0.4


async def prove_window(window: MainWindow, file: Path | None) -> bool:
    """Try everything, say it on standard output, write it to ``file`` as JSON, with a picture beside it."""
    started = await _first_paint(window)
    proofs = [*await self_test(_say)]
    for step in (await demo(window.workspace)).steps:
        proofs.append(_told(Proof(f"window {step.name}", step.ok, step.words)))
    await asyncio.sleep(_SETTLED)
    window.cast.trace.live.table.choose(window.workspace.store.published - 1)
    await asyncio.sleep(_SETTLED / 4)
    image = window.grab().toImage()
    picture = _keep(image, file)
    proofs += [_told(proof) for proof in (_rows(window), _painted(image, picture), _typefaces(), _icons(), _toolkit())]
    if file is not None:
        _write(file, tuple(proofs), started)
    return passed(tuple(proofs))


def _write(file: Path, proofs: tuple[Proof, ...], started: float | None) -> None:
    file.write_text(json.dumps(report(proofs, started), indent=2) + "\n", encoding="utf-8")


async def _first_paint(window: MainWindow) -> float | None:
    """Seconds from when the start was asked for, by whoever told it in ``STARTED``, to the painted window."""
    asked, handle = os.environ.get(STARTED), window.windowHandle()
    if not asked or handle is None:
        return None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while not handle.isExposed():  # noqa: ASYNC110 - Qt has no signal for it
                await asyncio.sleep(_BEAT)
    window.repaint()
    return round(time.time() - float(asked), 3) if handle.isExposed() else None


def _say(proof: Proof) -> None:
    """One line; a windowed program on Windows has no standard output."""
    if sys.stdout is not None:
        told = "ok   " if proof.ok else "FAIL " if proof.needed else "lacks"
        sys.stdout.write(f"{told} {proof.name}: {proof.words}\n")
        sys.stdout.flush()


def _told(proof: Proof) -> Proof:
    _say(proof)
    return proof


def _keep(image: QImage, file: Path | None) -> str:
    if file is None:
        return ""
    picture = file.with_suffix(".png")
    return str(picture) if image.save(str(picture)) else ""


def _rows(window: MainWindow) -> Proof:
    rows, messages = window.cast.trace.live.model.rowCount(), window.cast.messages.messages.rowCount()
    return Proof("window rows", rows > 0 and messages > 0, f"{rows} PDUs and {messages} messages are shown")


def _painted(image: QImage, picture: str) -> Proof:
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    where = f", picture {picture}" if picture else ""
    words = f"{image.width()}×{image.height()}, {len(colours)} colours on {QGuiApplication.platformName()}{where}"
    return Proof("window painted", len(colours) >= _LEAST_COLOURS, words)


def _typefaces() -> Proof:
    families = set(QFontDatabase.families())
    here = [name for name in (fonts.TEXT[0], fonts.MONO[0]) if name in families]
    return Proof("typefaces", len(here) == 2, ", ".join(here) or "none of ours")


def _icons() -> Proof:
    image = icons.pixmap("search", "text", 16).toImage()
    visible = any(image.pixelColor(x, x).alpha() for x in range(16))
    return Proof("icons", visible, "SVG is drawn" if visible else "SVG is not drawn")


def _toolkit() -> Proof:
    return Proof("qt", True, f"Qt {qVersion()}", needed=False)
