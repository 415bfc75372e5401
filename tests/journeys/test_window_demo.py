"""The program as a newcomer starts it: ``smppconsole --demo``, its self-test, what the window shows by object names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from smppconsole.ui.app import show_demo
from smppconsole.ui.opening import make_application
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.panels.trace.table import TraceTable
from smppconsole.ui.widgets.link_light import LinkLight
from smppconsole.ui.widgets.main_button import MainButton
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_self_test_of_the_whole_program_passes(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run = subprocess.run(
        [sys.executable, "-m", "smppconsole", "--demo", "--self-test", str(report)],
        env={**os.environ, "SMPPCONSOLE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    told = {proof["name"]: proof["ok"] for proof in json.loads(report.read_text("utf-8"))["proofs"]}
    assert all(told[f"window {step}"] for step in ("bound", "sent", "answered", "delivered", "rows", "painted"))


async def test_a_newcomer_sees_bound_sent_answered_delivered() -> None:
    make_application()
    async with opened_window() as window:
        await show_demo(window)
        light = found(window, "status.light", LinkLight)
        await eventually(lambda: light.state == "alive")
        assert found(window, "status.state", QLabel).text() == "alive"
        assert found(window, "accounts.bind.Demo", QPushButton).text() == "Unbind"
        table = found(window, "trace.table", TraceTable)
        await eventually(lambda: table.trace.rowCount() == 18)
        rows = [table.trace.shown(at) for at in range(18)]
        assert [row.command for row in rows[:2]] == ["bind_transceiver", "bind_transceiver_resp"]
        assert sum(row.command == "submit_sm" for row in rows) == 4
        assert sum(row.status.words == "Delivered" for row in rows) == 4
        assert [row.chip for row in rows if row.chip] == ["1/2", "2/2"]
        messages = found(window, "messages.list", MessageTable)
        await eventually(lambda: messages.messages.rowCount() == 3)
        for at in range(3):
            words = [step.words for step in messages.messages.message(at).steps]
            assert words == ["accepted", "delivered"]
        assert window.cast.composer.draft.text == "Hello from smppconsole"
        assert found(window, "composer.send", MainButton).isEnabled()
        window.deeds.do("send")
        await eventually(lambda: messages.messages.rowCount() == 4)


async def test_the_newcomer_sends_a_message_and_reads_its_octets() -> None:
    make_application()
    async with opened_window() as window:
        await show_demo(window)
        table, inspector = found(window, "trace.table", TraceTable), window.cast.inspector
        await eventually(lambda: table.trace.rowCount() == 18)
        form = window.cast.composer.form
        form.source.setText("Orbit")
        form.destination.setText("491713920012")
        form.text.setPlainText("Your code is 482 913.")
        send = found(window, "composer.send", MainButton)
        await eventually(lambda: send.isEnabled() and send.text() == "Send 1 message")
        send.click()
        await eventually(lambda: table.trace.rowCount() >= 20)
        row = max(at for at in range(len(table.trace.store)) if table.trace.store.command(at) == 4)
        table.choose(row)
        assert inspector.pdu is not None
        assert inspector.pdu.inspection.text == "Your code is 482 913."
        inspector.tree.choose_octet(inspector.pdu.inspection.decoded.span("destination_addr")[0])
        start, end = inspector.hex.selection
        assert inspector.hex.octets[start:end] == b"491713920012\0"
        found(window, "accounts.bind.Demo", QPushButton).click()
        await eventually(lambda: found(window, "status.light", LinkLight).state == "off")
