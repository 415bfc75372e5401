"""Each named scenario against a client of another make: it does what its words promise."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.scenarios import scenario, scenario_names
from tests.kit.centres import StartCentre
from tests.kit.peers import PEERS, node_environment, require_node

pytestmark = pytest.mark.peer

Pdus = list[dict[str, Any]]
Play = Callable[..., Pdus]


def play(port: int, **plan: Any) -> Pdus:
    """What node-smpp's client saw: the PDUs, and errors and the end as such that have only a ``command``."""
    command = [require_node(), str(PEERS / "node_player.js"), str(port), json.dumps(plan)]
    ran = subprocess.run(command, env=node_environment(), capture_output=True, text=True, timeout=60, check=True)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return [event.get("pdu") or {"command": event["ev"], "words": event.get("words", "")} for event in told]


@pytest.fixture
def played(start_centre: StartCentre) -> Play:
    """``played("plain", messages=[...])``: a scenario of its own for one client."""

    def run(name: str, rules: CentreRules | None = None, **plan: Any) -> Pdus:
        return play(start_centre(rules or scenario(name)), **plan)

    return run


def to(*destinations: object) -> list[dict[str, Any]]:
    return [{"destination_addr": str(destination)} for destination in destinations]


def of(pdus: Pdus, command: str, field: str) -> list[Any]:
    """One field of all PDUs of a command, in their order."""
    return [pdu.get(field) for pdu in pdus if pdu["command"] == command]


def statuses(pdus: Pdus) -> dict[int, int]:
    """The status of each answer to a submit_sm, by its sequence number."""
    return {
        pdu["sequence_number"]: pdu["command_status"]
        for pdu in sorted(pdus, key=lambda pdu: pdu.get("sequence_number", 0))
        if pdu["command"] == "submit_sm_resp"
    }


RECEIPT = {"submit_sm_resp": 1, "deliver_sm": 1}


def test_plain(played: Play) -> None:
    pdus = played("plain", messages=to(4917), until=RECEIPT)
    (id_,) = of(pdus, "submit_sm_resp", "message_id")
    assert of(pdus, "deliver_sm", "text")[0].startswith(f"id:{id_} sub:001 dlvrd:001")
    assert of(pdus, "deliver_sm", "receipted_message_id") == [id_]


def test_allow_list(played: Play) -> None:
    assert {pdu["command"] for pdu in played("allow-list")} <= {"closed", "end", "error"}


def test_bare_receipts(played: Play) -> None:
    pdus = played("bare-receipts", messages=to(4917), until={"data_sm": 1})
    assert of(pdus, "data_sm", "receipted_message_id") == of(pdus, "submit_sm_resp", "message_id")
    assert (of(pdus, "data_sm", "message_state"), of(pdus, "data_sm", "message_payload")) == ([2], [None])


def test_early_receipts(played: Play) -> None:
    pdus = played("early-receipts", messages=to(4917), until={"submit_sm_resp": 1})
    assert [pdu["command"] for pdu in pdus][1:4] == ["deliver_sm", "deliver_sm", "submit_sm_resp"]
    assert of(pdus, "deliver_sm", "receipted_message_id") == 2 * of(pdus, "submit_sm_resp", "message_id")


def test_failing_phones(played: Play) -> None:
    pdus = played("failing-phones", messages=to(*range(5)), until={"deliver_sm": 5})
    texts = of(pdus, "deliver_sm", "text")
    states = [text.split("stat:")[1].split()[0] for text in texts]
    assert states == ["DELIVRD", "UNDELIV", "EXPIRED", "REJECTD", "UNKNOWN"]
    assert all("err:027" in text for text in texts)
    assert of(pdus, "deliver_sm", "receipted_message_id") == [None] * 5


def test_hex_ids(played: Play) -> None:
    pdus = played("hex-ids", messages=to(4917), until=RECEIPT)
    (said,), (named,) = of(pdus, "submit_sm_resp", "message_id"), of(pdus, "deliver_sm", "receipted_message_id")
    assert said != named
    assert int(said, 16) == int(named)


def test_no_transceiver(start_centre: StartCentre) -> None:
    port = start_centre(scenario("no-transceiver"))
    assert of(play(port), "bind_transceiver_resp", "command_status") == [3]
    sent = play(port, bind="transmitter", messages=to(4917), until={"submit_sm_resp": 1})
    assert of(sent, "bind_transmitter_resp", "sc_interface_version") == [None]
    received = play(port, bind="receiver", until={"deliver_sm": 1})  # the receipt waited for who can receive it
    assert of(sent, "submit_sm_resp", "message_id")[0] in of(received, "deliver_sm", "text")[0]


def test_not_smpp(played: Play) -> None:
    (error,) = of(played("not-smpp", seconds=0.3), "error", "words")
    assert str(int.from_bytes(b"SSH-")) in error


def test_odd_receipts(played: Play) -> None:
    pdus = played("odd-receipts", messages=to(4917), until=RECEIPT)
    assert of(pdus, "deliver_sm", "esm_class") == [0]
    assert of(pdus, "deliver_sm", "text")[0].startswith("id:0000004711 ")
    assert of(pdus, "submit_sm_resp", "message_id") == ["4711"]


def test_silent(played: Play) -> None:
    assert not of(played("silent", seconds=0.3), "bind_transceiver_resp", "command_status")


def test_throttled(played: Play) -> None:
    slowly = played("throttled", messages=to(*range(5)), pause=0.25, until={"submit_sm_resp": 5})
    assert list(statuses(slowly).values()) == [0, 0, 0, 0, 0x58]
    at_once = played("throttled", messages=to(*range(6)), until={"submit_sm_resp": 6})
    assert list(statuses(at_once).values()) == [0, 0, 0, 0x14, 0x14, 0x14]


def test_slow_and_out_of_order(played: Play) -> None:
    pdus = played("slow-and-out-of-order", messages=to(*range(10)), until={"submit_sm_resp": 9, "deliver_sm": 10})
    answered = of(pdus, "submit_sm_resp", "sequence_number")
    assert sorted(answered) == list(range(2, 11))
    assert answered != sorted(answered)
    for id_ in of(pdus, "submit_sm_resp", "message_id"):
        first = next(pdu for pdu in pdus if id_ in (pdu.get("message_id"), pdu.get("receipted_message_id")))
        assert first["command"] == "submit_sm_resp", "a receipt came before its answer"


def test_deaf(played: Play) -> None:
    pdus = played("deaf", messages=to(49175, 49176), enquire=0.05, until={"deliver_sm": 2})
    assert list(statuses(pdus)) == [3]
    assert not of(pdus, "enquire_link_resp", "command_status")


def test_strict_login(start_centre: StartCentre) -> None:
    port = start_centre(scenario("strict-login"))

    def refused(bind: str = "transceiver", **login: object) -> list[int]:
        pdus = play(port, bind=bind, login={"system_id": "company", "system_type": "VMS", **login}, seconds=0.1)
        return of(pdus, f"bind_{bind}_resp", "command_status")

    assert refused() == [0]
    assert refused(password="wrong") == [0x0E]
    assert refused(system_type="") == [0x53]
    assert refused(interface_version=0x50) == [0x0E]
    assert refused("receiver") == [0x0D]
    assert refused("receiver", system_id="company_rx", system_type="") == [0]


def test_telemessage_sheet(played: Play) -> None:
    messages = [
        {"source_addr": "972501234567", "source_addr_ton": 1},
        {"source_addr": "972501234567", "source_addr_ton": 0},
        {"source_addr": "Acme", "source_addr_ton": 5},
    ]
    pdus = played("telemessage-sheet", messages=messages, until={"submit_sm_resp": 3, "deliver_sm": 2})
    assert list(statuses(pdus).values()) == [0, 0x48, 0]
    rules = scenario("telemessage-sheet")
    hasty = replace(rules, link=replace(rules.link, idle_limit=0.3))
    assert "unbind_resp" not in [pdu["command"] for pdu in played("telemessage-sheet", hasty)]
    kept = played("telemessage-sheet", hasty, enquire=0.1, until={"enquire_link_resp": 6})
    assert "unbind_resp" in [pdu["command"] for pdu in kept]


@pytest.mark.parametrize(("name", "ending", "busy"), [("stormy", "error", 0x05), ("maintenance", "unbind", 0x08)])
def test_links_that_end_and_find_the_centre_busy(start_centre: StartCentre, name: str, ending: str, busy: int) -> None:
    rules = scenario(name)
    changed = {"drop_after" if rules.link.drop_after else "unbind_after": 0.2}
    port = start_centre(replace(rules, link=replace(rules.link, **changed)))
    assert ending in [pdu["command"] for pdu in play(port)]
    found = [of(play(port, seconds=0.05), "bind_transceiver_resp", "command_status") for _ in range(3)]
    assert found == [[busy], [busy], [0]]


def test_chatty_phones(played: Play) -> None:
    rules = scenario("chatty-phones")
    quick = replace(rules, mobile=tuple(replace(rule, after=0.05, times=1) for rule in rules.mobile))
    pdus = played("chatty-phones", replace(quick, link=replace(rules.link, enquire_link=0.1)), until=MANY)
    assert {"Hello from the street, number 1", "Привет, это сообщение 1"} < set(of(pdus, "deliver_sm", "text"))
    assert sorted(of(pdus, "deliver_sm", "esm_class")) == [0, 0, 0x40, 0x40]


MANY = {"deliver_sm": 4, "enquire_link": 1}


def test_faults_by_destination(played: Play) -> None:
    destinations = [49_000_0000 + number for number in (1, 2, 3, 4, 6, 8, 10, 24)]
    until = {"submit_sm_resp": 8, "generic_nack": 1}  # one answer comes twice
    pdus = played("faults-by-destination", messages=to(*destinations), until=until)
    assert list(statuses(pdus).values()) == [0x0B, 0x58, 0x14, 0x45, 0, 0x0401, 0]
    assert len(set(of(pdus, "submit_sm_resp", "sequence_number"))) == 7


def test_no_scenario_is_left_out() -> None:
    tested = {name.removeprefix("test_").replace("_", "-") for name in globals()} | {"stormy", "maintenance"}
    assert set(scenario_names()) <= tested
