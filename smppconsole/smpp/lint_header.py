"""Rules about the sixteen octets of the header."""

from __future__ import annotations

from collections.abc import Iterator

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.header import GENERIC_NACK, HEADER_SIZE, is_response
from smppconsole.smpp.lint_examples import made, octets
from smppconsole.smpp.lint_rule import Case, LintRule, Spot
from smppconsole.smpp.said import said

_STATUS, _SEQUENCE = 8, 12
_LAST_SEQUENCE = 0x7FFFFFFF
_VENDOR = range(0x400, 0x500)


def _status_in_request(case: Case) -> Iterator[Spot]:
    if case.header.status and not is_response(case.header.command_id):
        yield Spot(
            _STATUS,
            4,
            said("A request carries command_status 0x{status:X}; it should be 0.", status=case.header.status),
        )


def _status_reserved(case: Case) -> Iterator[Spot]:
    status = case.header.status
    if is_response(case.header.command_id) and status not in _VENDOR and not case.book.names_status(status):
        yield Spot(
            _STATUS,
            4,
            said("command_status 0x{status:X} is reserved: no edition of the standard names it.", status=status),
        )


def _status_vendor(case: Case) -> Iterator[Spot]:
    status = case.header.status
    if is_response(case.header.command_id) and status in _VENDOR and not case.book.names_status(status):
        yield Spot(
            _STATUS,
            4,
            said(
                "command_status 0x{status:X} is of the vendor: its sheet says what it means.", status=case.header.status
            ),
        )


def _nack_of_nothing(case: Case) -> Iterator[Spot]:
    if case.header.command_id == GENERIC_NACK and case.header.status == 0:
        yield Spot(_STATUS, 4, said("generic_nack with command_status 0 refuses without a reason."))


def _sequence_zero(case: Case) -> Iterator[Spot]:
    if case.header.sequence == 0 and case.header.command_id != GENERIC_NACK:
        yield Spot(_SEQUENCE, 4, said("sequence_number is 0; numbers run from 1 to 0x7FFFFFFF."))


def _sequence_range(case: Case) -> Iterator[Spot]:
    if case.header.sequence > _LAST_SEQUENCE:
        yield Spot(
            _SEQUENCE, 4, said("sequence_number 0x{sequence:08X} is above 0x7FFFFFFF.", sequence=case.header.sequence)
        )


def _error_with_body(case: Case) -> Iterator[Spot]:
    size = len(case.decoded.octets) - HEADER_SIZE
    if is_response(case.header.command_id) and case.header.status and size > 0 and case.name not in _MAY_HAVE_BODY:
        yield Spot(
            HEADER_SIZE,
            size,
            said(
                "The answer refuses with 0x{status:02X} and has a body of {size} octets all the same.",
                status=case.header.status,
                size=size,
            ),
        )


def _command_gone(case: Case) -> Iterator[Spot]:
    command = case.decoded.command
    if command is not None and command.gone is not None:
        yield Spot(4, 4, said("{name} is a command of SMPP 3.3; 3.4 dropped it.", name=command.name))


_MAY_HAVE_BODY = frozenset(
    ("generic_nack", "data_sm_resp", "submit_multi_resp", "broadcast_sm_resp", "deliver_sm_resp")
)
_WARNING, _NOTE, _ERROR = Severity.WARNING, Severity.NOTE, Severity.ERROR

RULES: tuple[LintRule, ...] = (
    LintRule(
        "status-in-request",
        _WARNING,
        "SMPP 3.4, 5.1.3",
        "command_status is 0 in a request.",
        "Send 0; receivers ignore the field in requests.",
        _status_in_request,
        made("enquire_link", status=8),
        made("enquire_link"),
    ),
    LintRule(
        "status-reserved",
        _WARNING,
        "SMPP 3.4, 5.1.3",
        "command_status of an answer is one the standard names, or one of the vendor (0x400 to 0x4FF).",
        "Look it up in the provider's list; some print decimal numbers where hexadecimal ones are meant.",
        _status_reserved,
        made("submit_sm_resp", status=0x4A),
        made("submit_sm_resp", status=0x0B),
    ),
    LintRule(
        "status-vendor",
        _NOTE,
        "SMPP 3.4, 5.1.3",
        "command_status 0x400 to 0x4FF means what the vendor says.",
        "Add the provider's list as a dictionary of the account; the same number differs from one to the next.",
        _status_vendor,
        made("submit_sm_resp", status=0x401),
        made("submit_sm_resp", status=0x58),
    ),
    LintRule(
        "nack-without-reason",
        _WARNING,
        "SMPP 3.4, 4.3.1",
        "generic_nack says in command_status what was wrong.",
        "Send ESME_RINVCMDID or ESME_RINVCMDLEN, or what fits.",
        _nack_of_nothing,
        made("generic_nack"),
        made("generic_nack", status=3),
    ),
    LintRule(
        "sequence-zero",
        _WARNING,
        "SMPP 3.4, 5.1.4",
        "sequence_number is not 0, but in a generic_nack to what could not be read.",
        "Number requests from 1; an answer repeats the number of its request.",
        _sequence_zero,
        octets(0x15, sequence=0),
        octets(0x15, sequence=1),
    ),
    LintRule(
        "sequence-range",
        _ERROR,
        "SMPP 3.4, 5.1.4",
        "sequence_number is 0x7FFFFFFF at most.",
        "Go on with 1 after 0x7FFFFFFF.",
        _sequence_range,
        octets(0x15, sequence=0x80000000),
        octets(0x15, sequence=0x7FFFFFFF),
    ),
    LintRule(
        "error-with-body",
        _NOTE,
        "SMPP 3.4, 4.4.2",
        "An answer that refuses has no body.",
        "Nothing, when you receive it: readers must take both forms. When you answer, send the header alone.",
        _error_with_body,
        octets(0x80000004, "3100").replace("8000000400000000", "800000040000000b"),
        made("submit_sm_resp", status=0x0B),
    ),
    LintRule(
        "command-gone",
        _WARNING,
        "SMPP 3.4, 5.1.2",
        "The command is one that 3.4 still has.",
        "Use query_sm instead; peers of 3.4 and later answer ESME_RINVCMDID.",
        _command_gone,
        made("param_retrieve", param_name="x"),
        made("query_sm", message_id="1"),
    ),
)
