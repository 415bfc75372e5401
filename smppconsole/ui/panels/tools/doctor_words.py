"""An examined bind in words: titles of steps, evidence, verdicts, the report for the clipboard. Qt-free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from smppconsole.console.account import BIND_WORDS, Account
from smppconsole.console.doctor import Examined, suggest
from smppconsole.smpp.decode import decode
from smppconsole.ui.widgets.step_card import Evidence, StepView
from smppconsole.ui.words import tr

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "resolve": "Look up the host",
        "connect": "Connect",
        "tls": "TLS",
        "bind": "Bind",
        "enquire_link": "Ask if alive",
        "unbind": "Unbind",
    }
)
"""The steps in order."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "addresses": "Addresses",
        "address": "Connected to",
        "version": "Version",
        "cipher": "Cipher",
        "bits": "Key bits",
        "subject": "Certificate of",
        "issuer": "Issued by",
        "names": "For the names",
        "not_after": "Valid until",
        "days_left": "Days left",
        "checked": "Checked",
        "other_addresses": "Answer as well",
        "bind": "Request",
        "system_id": "As",
        "centre": "The centre's name",
        "sc_interface_version": "The centre's version",
        "status_name": "Status",
    }
)
_PROSE = frozenset({"checked", "subject", "issuer"})
_ARROWS = {"sent": "→", "received": "←"}
_SHOWN = 600


def steps_of(account: Account) -> tuple[str, ...]:
    """The steps that an account's bind takes."""
    return tuple(step for step in TITLES if step != "tls" or account.tls != "off")


def view_of(account: Account, step: Examined) -> StepView:
    """A step for its card."""
    state = "failed" if not step.ok else "remark" if step.finding else "good"
    tries = () if step.ok else tuple((tr(one.words), one) for one in suggest(account, step))
    return StepView(
        state, time_words(step.ms), _sentence(tr(step.finding)), tuple(map(tr, step.advice)), evidence_of(step), tries
    )


def time_words(milliseconds: float) -> str:
    """0.41 ms, 18 ms, 10.0 s."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return (
        tr("{milliseconds:.0f} ms", milliseconds=milliseconds)
        if milliseconds >= 9.95
        else tr("{milliseconds:.2f} ms", milliseconds=milliseconds)
    )


def evidence_of(step: Examined) -> tuple[Evidence, ...]:
    """What was seen, each with its name."""
    found = []
    for key, value in step.detail.items():
        if key == "tried":
            found += [_address(one) for one in value if not one["ok"] or len(value) > 1]
        elif key == "octets":
            found += [_octets(one) for one in value]
        elif key in _WORDS and value not in (None, "", []):
            found.append(Evidence(tr(_WORDS[key]), _value(key, value), key not in _PROSE))
    return tuple(found)


def _address(one: Mapping[str, Any]) -> Evidence:
    """How one address fared, and after how long."""
    name = tr("Answers") if one["ok"] else tr("Tried")
    return Evidence(name, tr("{words}, {time}", words=tr(one["words"]), time=time_words(one["ms"])))


def _value(key: str, value: Any) -> str:
    if key == "sc_interface_version":
        return f"{value >> 4}.{value & 15}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _octets(one: Mapping[str, str]) -> Evidence:
    """One PDU in hex with its name, or the characters of something that is no PDU."""
    if "text" in one:
        return Evidence(tr("← reads"), one["text"])
    octets = bytes.fromhex(one["hex"])
    command = decode(octets).command
    name = f"{_ARROWS[one['direction']]} {command.name if command else f'{len(octets)} octets'}"
    shown = octets[:_SHOWN].hex(" ").upper()
    left = len(octets) - _SHOWN
    return Evidence(name, tr("{shown} and {left} more", shown=shown, left=left) if left > 0 else shown)


def verdict(account: Account, steps: Sequence[Examined]) -> tuple[str, str]:
    """The state and the sentence over all steps."""
    failed = next((step for step in steps if not step.ok), None)
    if failed is not None and failed.step != "unbind":
        first = failed.finding.partition(". ")[0]
        return "failed", tr("{title} failed: {first}.", title=tr(TITLES[failed.step]), first=first.rstrip("."))
    remarks = [step.finding for step in steps if step.finding]
    total = sum(step.ms for step in steps)
    words = tr("{who} binds, answers and unbinds, {time_words} in all.", who=who(account), time_words=time_words(total))
    return (
        ("remark", tr("{words} Look at: {sentence}", words=words, sentence=_sentence("; ".join(remarks))))
        if remarks
        else ("good", words)
    )


def who(account: Account) -> str:
    """ "demo as transceiver of 3.4"."""
    return tr(
        "{system_id} as {bind_words} of {interface_version}",
        system_id=account.system_id or account.name,
        bind_words=tr(BIND_WORDS[account.bind_as]),
        interface_version=account.interface_version,
    )


def report(account: Account, steps: Iterable[Examined]) -> str:
    """All of it as plain text, for a mail to the provider; the password stands nowhere in it."""
    steps = tuple(steps)
    tls = "" if account.tls == "off" else tr(", TLS")
    lines = [
        tr("Bind of {who} to {host}:{port}{tls}", who=who(account), host=account.host, port=account.port, tls=tls),
        verdict(account, steps)[1],
        "",
    ]
    for step in steps:
        lines.append(f"{'ok' if step.ok else 'FAILED':8}{tr(TITLES[step.step]):18}{time_words(step.ms):>10}")
        lines += [f"        {line}" for line in (_sentence(step.finding),) if line]
        lines += [f"        - {tr(line)}" for line in step.advice]
        lines += [f"        {one.name}: {one.value}" for one in evidence_of(step)]
    return "\n".join(lines) + "\n"


def _sentence(words: str) -> str:
    words = words.strip()
    return words and words[0].upper() + words[1:] + ("" if words[-1] in ".!?:" else ".")
