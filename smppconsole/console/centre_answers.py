"""How the centre answers each request of SMPP 3.4, as values: the response, what goes wrong with it, what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from smppconsole.console import submissions as taken
from smppconsole.console.centre_delivery import Delivery, Taker
from smppconsole.console.centre_judge import NO_RULE, Judge
from smppconsole.console.centre_rules import CentreRules, Fault, Rule
from smppconsole.console.ledger import STATES, Ids, Message
from smppconsole.console.submissions import Submitted, Target, submitted, words
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.smpptime import write_absolute
from smppconsole.values import dataclass

_Items = tuple[Mapping[str, int | str | bytes], ...]


class Answering(Protocol):
    """A centre as far as its answers know it."""

    rules: CentreRules
    judge: Judge
    ids: Ids
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer: the response, the fault to commit with it, seconds to wait beyond the usual, what to send
    before and what to do after. ``plan`` is told in how many seconds it goes out, as soon as that is known."""

    pdu: Pdu
    fault: Fault = Fault.NONE
    delay: float = 0.0
    before: tuple[Pdu, ...] = ()
    after: Callable[[], None] | None = None
    plan: Callable[[float], None] | None = None


def answer(centre: Answering, session: Taker, decoded: Decoded) -> Reply:
    """The answer to a request that fits the state of the session."""
    name = decoded.command.name if decoded.command is not None else ""
    handler = _HANDLERS.get(name)
    if handler is None:
        return Reply(Pdu("generic_nack", status=taken.RINVCMDID))
    return handler(centre, session, decoded)


def refused(decoded: Decoded, status: int, rule: Rule = NO_RULE) -> Reply:
    """The response of the request's own kind with a status and no body."""
    name = decoded.command.name if decoded.command is not None else "submit_sm"
    return Reply(Pdu(f"{name}_resp", status=status), rule.fault, rule.delay)


# submit_sm, data_sm, submit_multi


def _submit(centre: Answering, session: Taker, decoded: Decoded) -> Reply:
    now = datetime.now(UTC)
    message = submitted(decoded, now)
    status = taken.refusal(decoded, message) or _switched_off(centre, decoded) or centre.judge.message_status()
    if status:
        return refused(decoded, status)
    multi = decoded.command is not None and decoded.command.name == "submit_multi"
    take = _take_many if multi else _take_one
    return take(centre, session, decoded, message, now)


def _switched_off(centre: Answering, decoded: Decoded) -> int:
    name = decoded.command.name if decoded.command is not None else ""
    rules = centre.rules.answers
    allowed = {"submit_multi": rules.multi, "data_sm": rules.data}.get(name, True)
    return 0 if allowed else taken.RINVCMDID


def _take_one(centre: Answering, session: Taker, decoded: Decoded, asked: Submitted, now: datetime) -> Reply:
    rule = centre.judge.rule_for(asked.seen_by_rules(asked.targets[0]))
    if rule.status:
        return refused(decoded, rule.status, rule)
    message = _message(session, asked, asked.targets[0], now, centre.ids.new())
    if asked.replaces:
        message = _replaced(centre, message)
    name = decoded.command.name if decoded.command is not None else "submit_sm"
    pdu = Pdu(f"{name}_resp", {"message_id": message.id})
    return _accepted(centre, session, pdu, asked, ((message, rule),))


def _take_many(centre: Answering, session: Taker, _: Decoded, asked: Submitted, now: datetime) -> Reply:
    """submit_multi: each destination by itself; those refused are listed in the answer (SMPP 3.4, 4.5.2)."""
    message_id = centre.ids.new()
    good: list[tuple[Message, Rule]] = []
    bad: list[tuple[Target, int]] = []
    for target in asked.targets:
        rule = centre.judge.rule_for(asked.seen_by_rules(target))
        status = _target_status(centre, target) or rule.status
        if status:
            bad.append((target, status))
        else:
            good.append((_message(session, asked, target, now, message_id), rule))
    unsuccess: _Items = tuple(
        {
            "dest_addr_ton": target.type[0],
            "dest_addr_npi": target.type[1],
            "destination_addr": target.address or target.list_name,
            "error_status_code": status,
        }
        for target, status in bad
    )
    fields: dict[str, FieldValue] = {
        "message_id": message_id,
        "no_unsuccess": len(unsuccess),
        "unsuccess_sme": unsuccess,
    }
    return _accepted(centre, session, Pdu("submit_multi_resp", fields), asked, tuple(good))


def _target_status(centre: Answering, target: Target) -> int:
    if target.flag == 2:
        return 0 if target.list_name in centre.rules.answers.lists else taken.RINVDLNAME
    return 0 if target.address else taken.RINVDSTADR


def _message(session: Taker, asked: Submitted, target: Target, now: datetime, message_id: str) -> Message:
    return Message(
        message_id,
        session.system_id,
        asked.source,
        asked.source_type,
        target.address or target.list_name,
        target.type,
        asked.text,
        asked.wanted,
        now,
        asked.service_type,
        "SCHEDULED" if asked.delay else "ENROUTE",
    )


def _replaced(centre: Answering, message: Message) -> Message:
    """replace_if_present_flag: the pending message between the same addresses takes the new text."""
    pending = centre.delivery.ledger.pending(message.source, message.destination, message.service_type)
    if not pending:
        return message
    pending[-1].text = message.text
    return pending[-1]


def _accepted(
    centre: Answering, session: Taker, pdu: Pdu, asked: Submitted, messages: tuple[tuple[Message, Rule], ...]
) -> Reply:
    """The answer of a message taken, with its delivery planned."""
    early: list[Pdu] = []
    new = [(message, rule) for message, rule in messages if message.due is None]
    for message, rule in new:
        early.extend(centre.delivery.take(message, rule, asked))

    def plan(answered_in: float) -> None:
        for message, rule in new:
            centre.delivery.plan(session, message, rule, asked, answered_in)

    rule = messages[0][1] if messages else NO_RULE
    return Reply(pdu, rule.fault, rule.delay, tuple(early), plan=plan)


# query_sm, cancel_sm, replace_sm


def _query(centre: Answering, _: Taker, decoded: Decoded) -> Reply:
    message = _named(centre, taken.values_of(decoded))
    if not centre.rules.answers.query or message is None:
        return refused(decoded, taken.RQUERYFAIL)
    done = write_absolute(message.done_at) if message.done_at is not None and not message.is_pending else ""
    error = int(message.error) if message.error.isdigit() else 0
    fields: dict[str, FieldValue] = {
        "message_id": message.id,
        "final_date": done,
        "message_state": STATES.get(message.state, STATES["UNKNOWN"]),
        "error_code": error & 0xFF,
    }
    return Reply(Pdu("query_sm_resp", fields))


def _cancel(centre: Answering, session: Taker, decoded: Decoded) -> Reply:
    values = taken.values_of(decoded)
    if words(values, "message_id"):
        found = _named(centre, values)
        if found is None:
            return refused(decoded, taken.RINVMSGID)
        pending = [found] if found.is_pending else []
    else:
        asked = (words(values, name) for name in ("source_addr", "destination_addr", "service_type"))
        pending = centre.delivery.ledger.pending(*asked)
    if not pending or not centre.rules.answers.cancel:
        return refused(decoded, taken.RCANCELFAIL)

    def delete() -> None:
        for message in pending:
            centre.delivery.finish(session, message, "DELETED")

    return Reply(Pdu("cancel_sm_resp"), after=delete)


def _replace(centre: Answering, _: Taker, decoded: Decoded) -> Reply:
    values = taken.values_of(decoded)
    message = _named(centre, values)
    if message is None:
        return refused(decoded, taken.RINVMSGID)
    if not message.is_pending or not centre.rules.answers.replace:
        return refused(decoded, taken.RREPLACEFAIL)
    message.text = taken.text_of(decoded, values)
    message.wanted = taken.number(values, "registered_delivery")
    return Reply(Pdu("replace_sm_resp"))


def _named(centre: Answering, values: taken.Values) -> Message | None:
    """The message that a request names by its id and source."""
    return centre.delivery.ledger.find(words(values, "message_id"), words(values, "source_addr"))


_HANDLERS: dict[str, Callable[[Answering, Taker, Decoded], Reply]] = {
    "submit_sm": _submit,
    "data_sm": _submit,
    "submit_multi": _submit,
    "query_sm": _query,
    "cancel_sm": _cancel,
    "replace_sm": _replace,
}
