"""ESMEs of other makes at our message centre: they bind, send, are sent to, and get their receipts.

node-smpp's client and smpplib's are also run against ``simulate`` as a user starts it (test_clients_of_simulate).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from smppconsole.console.centre_rules import CentreRules, Login, MobileRule
from tests.kit.centres import StartCentre
from tests.kit.kannel import Counted, kannel, wait_for
from tests.kit.peers import PEERS, run_node_client, run_python_client

pytestmark = pytest.mark.peer

LOGIN = ("smppclient", "password")
RULES = CentreRules(
    logins=(Login(*LOGIN),),
    mobile=(MobileRule("hello {number} €", after=0.1, every=0.1, times=2), MobileRule("long " * 40, after=0.2)),
)
COUNTS = {
    "smpplib": {"ok": 5, "receipt": 5, "deliver_sm": 4, "query": 1},
    "smpp34": {"ok": 5, "receipt": 5, "deliver_sm": 4},
    "aiosmpplib": {"sent": 5, "ok": 4, "receipt": 4, "deliver_sm": 3},  # puts parts together, both ways
}


@pytest.mark.parametrize("library", COUNTS)
def test_another_make_sends_and_is_sent_to(start_centre: StartCentre, library: str) -> None:
    ran = run_python_client(library, start_centre(RULES), *LOGIN, 1.2)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert json.loads(ran.stdout.split("RESULT ", 1)[1]) == COUNTS[library], ran.stdout


@pytest.mark.parametrize("library", COUNTS)
def test_another_make_understands_our_refusal(start_centre: StartCentre, library: str) -> None:
    ran = run_python_client(library, start_centre(RULES), "smppclient", "wrong")
    assert ran.returncode == 3, ran.stdout + ran.stderr
    assert "REFUSED" in ran.stdout


def test_all_makes_at_once_get_only_their_own(start_centre: StartCentre) -> None:
    from concurrent.futures import ThreadPoolExecutor

    logins = tuple(Login(library, "password") for library in (*COUNTS, "node"))
    port = start_centre(CentreRules(logins=logins, mobile=RULES.mobile))
    with ThreadPoolExecutor() as pool:
        running = {library: pool.submit(run_python_client, library, port, library, "password", 2) for library in COUNTS}
        running["node"] = pool.submit(run_node_client, port, "node", "password", 2)
    ended = {name: task.result() for name, task in running.items()}
    assert {name: ran.returncode for name, ran in ended.items()} == dict.fromkeys(ended, 0)
    for library, count in COUNTS.items():
        assert json.loads(ended[library].stdout.split("RESULT ", 1)[1]) == count


# Two that a system has or has not: nothing brings them, so their tests are skipped without them, in CI too.


def run_net_smpp(port: int, password: str, seconds: float = 2) -> subprocess.CompletedProcess[str]:
    perl = shutil.which("perl")
    if not perl or subprocess.run([perl, "-MNet::SMPP", "-e1"], capture_output=True, check=False).returncode:
        pytest.skip("Net::SMPP is missing; Debian has it as libnet-smpp-perl")
    command = [perl, PEERS / "client_net_smpp.pl", str(port), "smppclient", password, str(seconds)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_net_smpp_of_perl_sends_and_is_sent_to(start_centre: StartCentre) -> None:
    ran = run_net_smpp(start_centre(RULES), "password")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "UNBIND 0" in ran.stdout
    result = json.loads(ran.stdout.split("RESULT ", 1)[1])
    assert result == {"ok": 2, "refused": 0, "receipt": 2, "deliver_sm": 4}


def test_net_smpp_of_perl_understands_our_refusal(start_centre: StartCentre) -> None:
    ran = run_net_smpp(start_centre(RULES), "wrong")
    assert (ran.returncode, "Invalid password" in ran.stdout) == (3, True), ran.stdout + ran.stderr


def test_kannel_sends_and_is_sent_to(start_centre: StartCentre, tmp_path: Path) -> None:
    with kannel(tmp_path, start_centre(RULES), *LOGIN) as gateway:
        wait_for(gateway.counted, "kannel to bind")
        for text in ("hello from kannel", "Привет", "long " * 60):
            gateway.send(text)
        # From phones two texts and a long one in two parts. Of each text three reports: Kannel's own of our answer, on
        # its way, delivered; of the long one the first part alone asks for receipts.
        wanted = Counted(messages=4, receipts=9, sent=3)
        wait_for(lambda: gateway.counted() == wanted, f"{wanted}")
