"""The help page about findings, drawn from the tables of rules; ``python -m tests.kit.rules_page`` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from smppconsole.smpp import lint
from smppconsole.smpp.encode import encode
from smppconsole.smpp.header import read_header
from smppconsole.smpp.lint_rule import LintRule
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace import conversation_rules
from smppconsole.trace.conversation_rules import ConversationRule, Step
from tests.kit.page_words import Tell, english, pages_of

PAGE = Path(__file__).resolve().parents[2] / "resources" / "help" / "rules.md"
_MOST_HEX = 240

INTRODUCTION = """# Findings

What the console says about a PDU, or about several. An *error* breaks the standard: peers refuse it or read something
else. A *warning* is trouble as a rule. A *note* is worth knowing. The examples are real octets: paste them into the
console to see the finding.
"""

THEMES = {
    "smppconsole.smpp.lint_header": "The header",
    "smppconsole.smpp.lint_bind": "Binds and long texts",
    "smppconsole.smpp.lint_address": "Addresses",
    "smppconsole.smpp.lint_message": "Flags and where the text is",
    "smppconsole.smpp.lint_request": "Destinations, queries and answers",
    "smppconsole.smpp.lint_udh": "User data headers and parts",
    "smppconsole.smpp.lint_text": "The text",
    "smppconsole.smpp.lint_time": "Times",
    "smppconsole.smpp.lint_tlv": "TLVs",
    "smppconsole.smpp.lint_receipt": "Receipts",
}


def octets(example: Pdu | str) -> bytes:
    """An example as octets."""
    return encode(example, anyway=True) if isinstance(example, Pdu) else bytes.fromhex(example)


def draw(tell: Tell = english) -> str:
    """The whole page, in the language of ``tell``."""
    parts = [tell(INTRODUCTION)]
    for theme, rules in groupby(lint.RULES, _theme):
        parts.append(f"## {tell(theme)}\n")
        parts.extend(_rule(rule, tell) for rule in rules)
    parts.append(f"## {tell('The conversation')}\n")
    parts.extend(_conversation_rule(rule, tell) for rule in conversation_rules.RULES)
    return "\n".join(parts)


def _theme(rule: LintRule) -> str:
    return THEMES[rule.check.__module__] if rule.check else "The shape of the octets"


def _rule(rule: LintRule, tell: Tell) -> str:
    when = f" ({tell('seen at')} {rule.now:%Y-%m-%d})" if rule.now else ""
    lines = [
        *_head(rule, tell),
        f"- {tell('Breaks it')}{when}: {_hex(rule.failing, tell)}",
        f"- {tell('Keeps it')}: {_hex(rule.passing, tell)}",
    ]
    return "\n".join(lines) + "\n"


def _head(rule: LintRule | ConversationRule, tell: Tell) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    yield f"*{tell(rule.severity.value.capitalize())}* · {rule.section}"
    yield ""
    yield tell(rule.words)
    yield ""
    yield tell(rule.remedy)
    yield ""


def _hex(example: Pdu | str, tell: Tell) -> str:
    digits = octets(example).hex()
    if len(digits) > _MOST_HEX:
        return f"`{digits[:_MOST_HEX]}` … ({len(digits) // 2} {tell('octets')})"
    return f"`{digits}`"


def _conversation_rule(rule: ConversationRule, tell: Tell) -> str:
    window = f" ({tell('window')} {rule.window})" if rule.window else ""
    lines = [
        *_head(rule, tell),
        f"- {tell('Breaks it')}{window}: {_steps(rule.failing, tell)}",
        f"- {tell('Keeps it')}{window}: {_steps(rule.passing, tell)}",
    ]
    return "\n".join(lines) + "\n"


def _steps(steps: Iterable[Step], tell: Tell) -> str:
    return " · ".join(_step(step, tell) for step in steps)


def _step(step: Step, tell: Tell) -> str:
    header = read_header(octets(step.pdu))
    command = STANDARD.command(header.command_id)
    name = command.name if command else f"0x{header.command_id:08X}"
    status = f" 0x{header.status:02X}" if header.status else ""
    session = f" ({tell('session')} {step.session})" if step.session > 1 else ""
    who = "ESME" if step.sender == "E" else tell("centre")
    return f"{step.at:g} s {who} {name} #{header.sequence}{status}{session}"


if __name__ == "__main__":
    for path, tell in pages_of(PAGE):
        path.write_text(draw(tell), "utf-8")
