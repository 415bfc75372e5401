"""ESMEs of three other makes at our message centre: they bind, send, are sent to, and get their receipts.

node-smpp's client and smpplib's are also run against ``simulate`` as a user starts it (test_clients_of_simulate).
"""

from __future__ import annotations

import json

import pytest

from smppconsole.console.centre_rules import CentreRules, Login, MobileRule
from tests.kit.centres import StartCentre
from tests.kit.peers import run_node_client, run_python_client

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
