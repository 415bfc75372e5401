"""PDUs a second through two sessions, as a ratio to smpplib only parsing them; run as a script.

Each message is four PDUs of work: sent, received, answered, the answer matched. smpplib parses the same two PDUs.
"""

from __future__ import annotations

import logging
from time import perf_counter

from smpplib.client import SimpleSequenceGenerator
from smpplib.smpp import parse_pdu

from smppconsole.session.events import PduReceived, apart
from smppconsole.session.session import Session
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets

WINDOWS = (1, 10, 100)
MESSAGES = 50_000
ROUNDS = 3

SUBMIT = octets(
    "submit_sm", 1, source_addr="sender", destination_addr="491701234567", short_message=b"what a message holds " * 5
)
ANSWER = octets("submit_sm_resp", 1, message_id="4a1b2c3d-0001")


def talk(messages: int, window: int) -> float:
    """Seconds for ``messages`` there and their answers back."""
    pair = SessionPair(window=window).bound()
    esme, centre = pair.esme, pair.centre
    begun = perf_counter()
    for turn in range(messages // window):
        now = 1 + turn / 1000
        for _ in range(window):
            esme.send_octets(SUBMIT, now)
        _pass(esme, centre, now)
        _answer(centre, now)
        _pass(centre, esme, now)
        esme.events()
    seconds = perf_counter() - begun
    assert esme.outstanding == 0
    return seconds


def _pass(source: Session, target: Session, now: float) -> None:
    source.events()
    target.receive_data(source.data_to_send(), now)
    for end in (source, target):
        end.next_deadline()


def _answer(centre: Session, now: float) -> None:
    for event in apart(centre.events()):
        if isinstance(event, PduReceived):
            centre.reply(event.octets, ANSWER, now)


def parse(messages: int) -> float:
    """Seconds for smpplib to parse as many requests and answers."""
    numbers = SimpleSequenceGenerator()
    begun = perf_counter()
    for _ in range(messages):
        parse_pdu(SUBMIT, client=numbers)
        parse_pdu(ANSWER, client=numbers)
    return perf_counter() - begun


def main() -> None:
    """Print one line a window."""
    logging.disable(logging.CRITICAL)
    pdus = 2 * MESSAGES
    slow = min(parse(MESSAGES // 10) * 10 for _ in range(ROUNDS))
    print(f"smpplib parses                    {pdus / slow:>9,.0f} PDUs/s")
    for window in WINDOWS:
        quick = min(talk(MESSAGES, window) for _ in range(ROUNDS))
        print(f"two sessions, window {window:>3}          {pdus / quick:>9,.0f} PDUs/s   {slow / quick:.1f} times")


if __name__ == "__main__":
    main()
