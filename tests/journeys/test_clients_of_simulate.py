"""Clients that nobody here wrote against ``smppconsole simulate``, started as a user starts it."""

from __future__ import annotations

import json
import re
import signal
import sys

import pytest

from tests.kit.peers import run_node_client, run_smpplib_client
from tests.kit.programs import Program, StartProgram

pytestmark = pytest.mark.peer


@pytest.fixture
def centre(start_program: StartProgram) -> Program:
    return start_program("simulate", "--port", "0", "--login", "smppclient:password", "--seconds", "60", "--json")


def test_node_smpp_binds_sends_everything_and_gets_its_receipts(centre: Program) -> None:
    port = centre.until("listening")["port"]
    ran = run_node_client(port, "smppclient", "password", 0.8)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "BOUND SMPPCONSOLE 52" in ran.stdout
    result = json.loads(ran.stdout.split("RESULT ", 1)[1].splitlines()[0])
    # five messages, data_sm, query, enquire_link; the list MYLIST is unknown and the query comes before the end
    assert result["ok"] >= 8
    assert result["dlr"] >= 5
    assert "UNBIND 0" in ran.stdout
    asked = ("submit_sm", "data_sm", "submit_multi", "query_sm", "replace_sm", "cancel_sm")
    assert not [command for command in asked if not re.search(rf" {command}_resp status \d+", ran.stdout)]


def test_smpplib_binds_sends_everything_and_gets_its_receipts(centre: Program) -> None:
    port = centre.until("listening")["port"]
    ran = run_smpplib_client(port, "smppclient", "password", 1)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    count = json.loads(ran.stdout.split("RESULT ", 1)[1])
    assert (count["ok"], count["receipt"], count["query"]) == (5, 5, 1)  # four parts of three texts, and a payload
    assert count.keys() == {"ok", "receipt", "query"}


@pytest.mark.parametrize("run", [run_node_client, run_smpplib_client])
def test_a_wrong_password_is_refused_and_told_at_the_centre(centre: Program, run: object) -> None:
    assert callable(run)
    port = centre.until("listening")["port"]
    assert run(port, "smppclient", "wrong").returncode == 3
    answer = centre.until("sent")
    assert (answer["command"], answer["status_name"]) == ("bind_transceiver_resp", "ESME_RINVPASWD")
    assert b"wrong".hex() not in "".join(centre.lines)


@pytest.fixture
def listener(centre: Program, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SECRET", "password")
    where = ("--host", "127.0.0.1", "--port", centre.until("listening")["port"])
    return start_program("listen", *where, "--system-id", "smppclient", "--password-env", "SECRET", "--json")


on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")


@on_posix
def test_ctrl_c_at_the_centre_unbinds_everybody_and_ends_with_130(centre: Program, listener: Program) -> None:
    listener.until("bound")
    centre.process.send_signal(signal.SIGINT)
    assert centre.finish() == 130
    assert listener.finish() == 0  # an unbind of the centre is a good end
    assert "Traceback" not in centre.err + listener.err


@on_posix
def test_ctrl_c_while_listening_unbinds_and_ends_with_130(listener: Program) -> None:
    listener.until("bound")
    listener.process.send_signal(signal.SIGINT)
    assert listener.finish() == 130
    assert listener.kinds[-2:] == ["unbound", "closed"]
    assert "Traceback" not in listener.err
