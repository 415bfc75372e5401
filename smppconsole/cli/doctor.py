"""``smppconsole doctor``: a bind taken apart, step by step, up to the first that fails."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from smppconsole.cli.options import account_of, add_connection_options, open_capture, password_of
from smppconsole.cli.output import Output
from smppconsole.cli.reading import book_with
from smppconsole.cli.running import run_to_end
from smppconsole.cli.status import Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.console.account import Account
from smppconsole.console.doctor import Examined, examine, suggest
from smppconsole.session.events import CloseReason

_NO_CONNECTION = frozenset({"resolve", "connect", "tls"})
_SILENT = frozenset(
    {
        CloseReason.BIND_TIMEOUT,
        "foreign-sequence",
        "foreign-command",
        "nack",
        "outbind",
        "enquire-silent",
        "link-silent",
        "unbind",
    }
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``doctor``."""
    add_connection_options(parser)
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument("--json", action="store_true", help="one JSON object a step")


def run(options: argparse.Namespace) -> Status:
    """Examine; the status is that of the step that failed."""
    output = UnhurriedOutput(options.json)
    return run_to_end(_examine(options, account_of(options), output), output, patient=True)


async def _examine(options: argparse.Namespace, account: Account, output: Output) -> Status:
    book = book_with(options.dictionary or account.dictionary)
    password = await password_of(options, account)
    with contextlib.ExitStack() as stack:
        capture = open_capture(options.capture, account)
        if capture is not None:
            stack.enter_context(capture)
        steps = await examine(account, password, lambda step: _put(output, account, step), book, capture)
    return step_status(steps[-1])


def _put(output: Output, account: Account, step: Examined) -> None:
    tries = [] if step.ok else [suggestion.words for suggestion in suggest(account, step)]
    data = {
        "step": step.step,
        "ok": step.ok,
        "ms": step.ms,
        "detail": dict(step.detail),
        "finding": step.finding,
        "advice": list(step.advice),
        "cause": step.cause,
        "worth_a_try": tries,
    }
    output.put(data, _words(step, tries))


def _words(step: Examined, tries: list[str]) -> str:
    lines = [f"{'ok' if step.ok else 'FAILED':8}{step.step:14}{step.ms:10.1f} ms"]
    lines += [f"        {line}" for name, value in step.detail.items() for line in _evidence(name, value)]
    if step.finding:
        lines.append(f"        {step.finding}")
    lines += [f"        - {line}" for line in step.advice]
    if tries:
        lines.append(f"        worth a try: {'; '.join(tries)}")
    return "\n".join(lines)


def _evidence(name: str, value: Any) -> Iterator[str]:
    """What was seen, a line each: addresses with their times, octets with their direction, facts by name."""
    if name == "tried":
        for one in value if len(value) > 1 else ():
            yield f"{'answers' if one['ok'] else 'tried':10}{one['words']}, {one['ms']:.1f} ms"
    elif name == "octets":
        for one in value:
            yield f"{'reads':10}{one['text']}" if "text" in one else f"{one['direction']:10}{one['hex']}"
    elif value not in (None, "", [], ()):
        told = ", ".join(map(str, value)) if isinstance(value, list | tuple) else _NUMBERS.get(name, str)(value)
        yield f"{name}: {told}"


_NUMBERS: dict[str, Callable[[int], str]] = {
    "status": lambda status: f"0x{status:08X}",
    "sc_interface_version": lambda version: f"{version >> 4}.{version & 15}",
}


def step_status(step: Examined) -> Status:
    """What the last step of an examination comes to."""
    if step.ok:
        return Status.DONE
    if step.cause == "encode":
        return Status.WRONG_INPUT
    if step.step in _NO_CONNECTION:
        return Status.NO_CONNECTION
    if step.detail.get("status") or step.cause == "enquire-refused":
        return Status.REFUSED
    return Status.NO_ANSWER if step.cause in _SILENT else Status.NO_CONNECTION
