"""The window, driven by its object names as a person would, against the node-smpp centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import NUMBER, Person
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.peer

LONG = "This text is too long for one message, so it travels in parts. " * 4


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


StartNode = Callable[..., NodeCentre]


@pytest.mark.parametrize(
    ("text", "coding"), [("Hello [GSM] €", "gsm7"), ("Grüße, naïve", "latin1"), ("Привет, γειά 😀", "ucs2")]
)
async def test_three_alphabets_arrive_and_their_receipts_are_tied(
    node_centre: StartNode, text: str, coding: str
) -> None:
    centre = node_centre("--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send(text, coding=coding)
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
    (arrived,) = centre.received("submit_sm", 1)
    assert arrived["destination_addr"] == NUMBER
    assert arrived["data_coding"] == {"gsm7": 0, "latin1": 3, "ucs2": 8}[coding]
    assert centre.received("unbind", 1), "closing the window unbinds"


@pytest.mark.parametrize(("carry", "parts"), [("udh8", 2), ("udh16", 2), ("sar", 2), ("payload", 1)])
async def test_a_long_text_arrives_in_each_way_of_carrying(node_centre: StartNode, carry: str, parts: int) -> None:
    centre = node_centre("--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send(LONG.strip(), carry=carry)
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        assert len(person.messages()) == 1, "parts are one message"
    arrived = centre.received("submit_sm", parts)
    assert len(arrived) == parts
    assert all(bool(pdu["esm_class"] & 0x40) is carry.startswith("udh") for pdu in arrived)


@pytest.fixture(scope="module")
def faulty() -> Iterator[NodeCentre]:
    """One centre for all faults by destination."""
    running = NodeCentre("--dlr", "50", "--late", "1200", "--seconds", "600")
    yield running
    running.stop()


FAULTS: tuple[tuple[str, str, str], ...] = (
    ("0001", "refused", "ESME_RINVDSTADR"),
    ("0002", "refused", "ESME_RTHROTTLED"),
    ("0003", "refused", "ESME_RMSGQFUL"),
    ("0004", "refused", "ESME_RSUBMITFAIL"),
    ("0006", "refused", "ESME_RINVCMDID"),
    ("0010", "refused", "0x00000401"),
    ("0014", "undelivered", "ESME_ROK"),
)


@pytest.mark.parametrize(("fault", "fate", "status"), FAULTS)
async def test_a_refusal_is_told_in_words_and_by_its_code(
    faulty: NodeCentre, fault: str, fate: str, status: str
) -> None:
    async with opened_window() as window:
        person = Person(window)
        await person.bound(faulty.port)
        await person.send("hello", f"49170123{fault}")
        await eventually(lambda: person.messages() and fate in person.messages()[0])
        assert status in {told for command, told in person.rows() if command != "bind_transceiver_resp"}
        assert person.light() == "alive", "the conversation goes on"


@pytest.mark.parametrize(
    ("fault", "fate", "finding"),
    [
        ("0005", "no answer", ""),
        ("0007", "no answer", "answer-to-nothing"),
        ("0008", "accepted", "answer-twice"),
        ("0012", "no answer", "wrong-answer"),
    ],
)
async def test_missing_foreign_and_double_answers_are_three_things(
    faulty: NodeCentre, fault: str, fate: str, finding: str
) -> None:
    async with opened_window() as window:
        person = Person(window)
        await person.bound(faulty.port, response_timeout=0.3)
        await person.send("hello", f"49170123{fault}")
        await eventually(lambda: person.messages() and fate in person.messages()[0])
        await eventually(lambda: not finding or finding in person.findings())
        assert person.light() == "alive", "the conversation goes on"
    assert len([pdu for pdu in faulty.received("submit_sm") if pdu["destination_addr"] == f"49170123{fault}"]) == 1


async def test_a_late_answer_is_told_as_late_and_counts(faulty: NodeCentre) -> None:
    async with opened_window() as window:
        person = Person(window)
        await person.bound(faulty.port, response_timeout=0.3)
        await person.send("hello", "491701230015")
        await eventually(lambda: person.messages() and "no answer" in person.messages()[0])
        await eventually(lambda: "accepted" in person.messages()[0])
        await eventually(lambda: person.findings() == {"answer-late"})


@pytest.mark.parametrize(("fault", "words"), [("0009", "reset"), ("0011", "closed"), ("0013", "")])
async def test_a_link_that_breaks_is_told_and_what_was_unanswered_is_never_sent_again(
    node_centre: StartNode, fault: str, words: str
) -> None:
    centre = node_centre()
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send("hello", f"49170123{fault}")
        await eventually(lambda: person.light() in {"dead", "off", "binding"})
        await eventually(person.notice)
        assert words in person.notice().lower()
    assert len(centre.received("submit_sm", 1)) == 1


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"password": "wrong"}, "password"),
        ({"system_id": "stranger"}, "system_id"),
        ({"host": "no-such-host.invalid"}, "no-such-host.invalid"),
    ],
)
async def test_a_bind_that_fails_says_what_happened_and_what_to_look_at(
    node_centre: StartNode, account: dict[str, Any], words: str
) -> None:
    centre = node_centre()
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, **account)
        await eventually(lambda: words in person.notice())
        await eventually(lambda: person.light() in {"off", "dead"})


async def test_a_centre_that_answers_no_enquire_link_turns_the_light_late(node_centre: StartNode) -> None:
    centre = node_centre("--deaf-enquire")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, enquire_link=1)
        await eventually(lambda: person.light() == "alive")
        await eventually(lambda: person.light() == "late")
        await eventually(lambda: "late" in found(window, "status.state", QLabel).text())
    assert centre.received("enquire_link", 1)
