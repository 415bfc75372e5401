"""From a message taken to its receipts: when it is delivered, with what end, and who is told of it."""

from __future__ import annotations

import itertools
import random
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from smppconsole.console.agenda import Agenda
from smppconsole.console.centre_rules import CentreRules, ReceiptRules, Rule
from smppconsole.console.ledger import Ledger, Message
from smppconsole.console.receipts_out import receipt_pdu, settle, wants_intermediate, wants_receipt
from smppconsole.console.submissions import Submitted
from smppconsole.smpp.pdu import Pdu

KEPT_FOR_LATER = 10_000
"""Receipts and messages that wait for a receiver to bind, per system_id."""


class Taker(Protocol):
    """A session that deliver_sm can be sent to, if it can receive."""

    @property
    def system_id(self) -> str: ...
    @property
    def can_receive(self) -> bool: ...
    def deliver(self, pdu: Pdu) -> None: ...


class Delivery:
    """The messages of a centre on their way. ``takers`` gives the sessions there are at a moment."""

    def __init__(
        self, rules: CentreRules, agenda: Agenda, chance: random.Random, takers: Callable[[], Iterable[Taker]]
    ) -> None:
        self.ledger = Ledger()
        self._agenda, self._chance, self._takers = agenda, chance, takers
        self._waiting: dict[str, deque[Pdu]] = {}
        self._rules: ReceiptRules = rules.receipts
        self._states = itertools.cycle(rules.receipts.states or ("DELIVRD",))

    def use(self, rules: CentreRules) -> None:
        """Go by other rules from now on; messages under way keep their end."""
        self._rules = rules.receipts
        self._states = itertools.cycle(rules.receipts.states or ("DELIVRD",))

    def take(self, message: Message, rule: Rule, asked: Submitted) -> tuple[Pdu, ...]:
        """Take a new message; returns receipts to send before its response, where the rules are so."""
        rules = self._rules
        self.ledger.add(message)
        message.outcome = rule.receipt or next(self._states)
        if not rules.before_response or asked.delay:
            return ()
        settle(message, message.outcome, datetime.now(UTC), rule.error or rules.error)
        return self._receipts(message)

    def plan(self, taker: Taker, message: Message, rule: Rule, asked: Submitted, answered_in: float) -> None:
        """Plan the delivery of a message taken, whose response goes out in so many seconds: no receipt comes before
        that. Its validity_period counts from now."""
        if not message.is_pending:
            return
        rules = self._rules
        delay = rules.delay + (rules.jitter * self._chance.random() if rules.jitter else 0.0) + (asked.delay or 0.0)
        if asked.lifetime is not None and asked.lifetime < answered_in + delay:
            message.outcome, delay = "EXPIRED", max(0.0, asked.lifetime - answered_in)
        if wants_intermediate(message.wanted) and rules.send:
            self._agenda.after(answered_in + delay / 2, lambda: self._in_between(taker, message))
        message.due = self._agenda.after(
            answered_in + delay, lambda: self.finish(taker, message, message.outcome, rule.error)
        )

    def finish(self, taker: Taker, message: Message, state: str, error: str = "") -> None:
        """Bring a message to its end and send the receipts it asked for."""
        if not message.is_pending:
            return
        if message.due is not None:
            message.due.drop()
        settle(message, state, datetime.now(UTC), error or self._rules.error)
        for pdu in self._receipts(message):
            self._hand_over(taker, pdu)

    def bound(self, taker: Taker) -> None:
        """A receiver has bound: give it what waited."""
        for pdu in self._waiting.pop(taker.system_id, ()):
            taker.deliver(pdu)

    def _receipts(self, message: Message) -> tuple[Pdu, ...]:
        rules = self._rules
        if not rules.send or not (rules.always or wants_receipt(message.wanted, message.state)):
            return ()
        return (receipt_pdu(message, rules),) * max(1, rules.times)

    def _in_between(self, taker: Taker, message: Message) -> None:
        if message.is_pending:
            settle(message, "ENROUTE", datetime.now(UTC))
            self._hand_over(taker, receipt_pdu(message, self._rules))

    def _hand_over(self, first: Taker, pdu: Pdu) -> None:
        """To the session it came from where that receives, else to another of the same name, else when one binds."""
        takers = [first, *self._takers()]
        taker = next((one for one in takers if one.can_receive and one.system_id == first.system_id), None)
        if taker is not None:
            taker.deliver(pdu)
        else:
            self._waiting.setdefault(first.system_id, deque(maxlen=KEPT_FOR_LATER)).append(pdu)
