"""Rules about schedule_delivery_time, validity_period and final_date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import made, submit, tlv
from smppconsole.smpp.lint_rule import Case, Held, LintRule, Spot
from smppconsole.smpp.said import said
from smppconsole.smpp.smpptime import SmppTime, TimeKind, read_time
from smppconsole.smpp.spec.model import Kind

_SCHEDULE, _VALIDITY = "schedule_delivery_time", "validity_period"
_LONG = timedelta(days=14)
_QOS_TIME_TO_LIVE = 0x0017


def _times(case: Case) -> Iterator[tuple[Held, SmppTime]]:
    for held in case.fields.values():
        if held.row.kind is Kind.TIME and isinstance(held.value, str):
            yield held, read_time(held.value)


def _time(case: Case, name: str) -> SmppTime:
    return read_time(case.text(name))


def _format(case: Case) -> Iterator[Spot]:
    for held, time in _times(case):
        if time.kind is TimeKind.WRONG:
            words = said(
                "{name} {value!r}: {problem}.", name=held.row.name, value=str(held.value)[:20], problem=time.problem
            )
            yield Spot(held.start, held.end - held.start, words)


def _impossible(case: Case) -> Iterator[Spot]:
    for held, time in _times(case):
        if time.problem and time.kind is not TimeKind.WRONG:
            yield Spot(
                held.start,
                held.end - held.start,
                said("{name} {value!r}: {problem}.", name=held.row.name, value=held.value, problem=time.problem),
            )


def _without_zone(case: Case) -> Iterator[Spot]:
    for held, time in _times(case):
        if time.kind is TimeKind.LOCAL and held.row.name in (_SCHEDULE, _VALIDITY):
            words = said(
                "{name} has {value} digits and no zone; a request takes 16 characters.",
                name=held.row.name,
                value=len(str(held.value)),
            )
            yield Spot(held.start, held.end - held.start, words)


def _passed(case: Case) -> Iterator[Spot]:
    for held, time in _times(case):
        if case.now is None or time.kind is not TimeKind.ABSOLUTE or time.when is None:
            continue
        if held.row.name in (_SCHEDULE, _VALIDITY) and time.when <= case.now:
            yield Spot(
                held.start,
                held.end - held.start,
                said("{name} {words} has passed.", name=held.row.name, words=said(time.words)),
            )


def _expires_first(case: Case) -> Iterator[Spot]:
    schedule, validity = _time(case, _SCHEDULE), _time(case, _VALIDITY)
    ends_early = False
    if schedule.kind is validity.kind is TimeKind.ABSOLUTE and schedule.when and validity.when:
        ends_early = validity.when <= schedule.when
    if schedule.period and validity.period:
        ends_early = validity.period.about <= schedule.period.about
    if ends_early:
        yield case.spot(
            _VALIDITY,
            said(
                "The message expires ({words}) before it is due ({words_2}).",
                words=said(validity.words),
                words_2=said(schedule.words),
            ),
        )


def _no_time_at_all(case: Case) -> Iterator[Spot]:
    validity = _time(case, _VALIDITY)
    if validity.period is not None and not validity.period.about:
        yield case.spot(_VALIDITY, said("validity_period is no time at all: the message expires at once."))


def _very_long(case: Case) -> Iterator[Spot]:
    for name in (_SCHEDULE, _VALIDITY):
        time = _time(case, name)
        if time.period is not None and time.period.about > _LONG:
            yield case.spot(
                name,
                said(
                    "{name} is {words}; centres cap or refuse more than some days.", name=name, words=said(time.words)
                ),
            )


def _validity_twice(case: Case) -> Iterator[Spot]:
    held = case.tlv(_QOS_TIME_TO_LIVE)
    if held is not None and case.text(_VALIDITY):
        yield held.spot(said("qos_time_to_live and validity_period both say how long; the TLV wins in 5.0."))


_REQUESTS = frozenset(("submit_sm", "submit_multi", "replace_sm", "broadcast_sm"))
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[LintRule, ...] = (
    LintRule(
        "time-format",
        _ERROR,
        "SMPP 3.4, 7.1.1",
        "A time is empty or 16 characters: YYMMDDhhmmsstnn and +, - or R.",
        "Write for example 260301143000004+ (half past two, one hour ahead of UTC) or 000001000000000R (one day).",
        _format,
        submit(validity_period="2026-03-01T14:30"),
        submit(validity_period="000001000000000R"),
    ),
    LintRule(
        "time-impossible",
        _ERROR,
        "SMPP 3.4, 7.1.1",
        "A time is one that the calendar has, at most twelve hours from UTC.",
        "Check day and month, and write an offset beyond +12:00 as another one.",
        _impossible,
        submit(schedule_delivery_time="260229143000004+"),
        submit(schedule_delivery_time="260301143000004+"),
    ),
    LintRule(
        "time-without-zone",
        _WARNING,
        "SMPP 3.4, 7.1.1",
        "A time in a request says how far it is from UTC.",
        "Add the tenth, the quarter hours and the sign: 0, 04, +.",
        _without_zone,
        made("submit_sm", destination_addr="491701234567", short_message=b"Hi", validity_period="260301143000"),
        submit(validity_period="260301143000004+"),
        _REQUESTS,
    ),
    LintRule(
        "time-passed",
        _WARNING,
        "SMPP 3.4, 5.2.16",
        "A message is not due, and does not expire, before it is sent.",
        "Check the clock and the offset; centres answer ESME_RINVSCHED or ESME_RINVEXPIRY, or drop the message.",
        _passed,
        submit(validity_period="260301143000000+"),
        submit(validity_period="260303143000000+"),
        _REQUESTS,
        datetime(2026, 3, 2, tzinfo=UTC),
    ),
    LintRule(
        "expires-first",
        _WARNING,
        "SMPP 3.4, 5.2.16",
        "A message expires after it is due.",
        "Let validity_period be later than schedule_delivery_time: both count from the submission.",
        _expires_first,
        submit(schedule_delivery_time="000002000000000R", validity_period="000001000000000R"),
        submit(schedule_delivery_time="000001000000000R", validity_period="000002000000000R"),
        _REQUESTS,
    ),
    LintRule(
        "validity-zero",
        _WARNING,
        "SMPP 3.4, 5.2.16",
        "validity_period leaves time to deliver.",
        "Leave it empty for the centre's own period.",
        _no_time_at_all,
        submit(validity_period="000000000000000R"),
        submit(validity_period=""),
        _REQUESTS,
    ),
    LintRule(
        "time-long",
        _NOTE,
        "SMPP 3.4, 5.2.16",
        "Periods of more than two weeks are seldom granted.",
        "Ask the provider for the longest period.",
        _very_long,
        submit(validity_period="000100000000000R"),
        submit(validity_period="000003000000000R"),
        _REQUESTS,
    ),
    LintRule(
        "validity-twice",
        _NOTE,
        "SMPP 5.0, 4.8.4",
        "How long a message lives is said once.",
        "Send validity_period or qos_time_to_live.",
        _validity_twice,
        submit(tlv(0x0017, "00000e10"), validity_period="000001000000000R"),
        submit(validity_period="000001000000000R"),
        _REQUESTS,
    ),
)
