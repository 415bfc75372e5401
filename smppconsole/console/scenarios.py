"""The named scenarios that come with the program, and rules files of the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from smppconsole.console import paths
from smppconsole.console.centre_rules import CentreRules, read_rules
from smppconsole.console.rules_file import RulesError
from smppconsole.smpp.said import said


def scenario_names() -> tuple[str, ...]:
    """All scenarios, the plain one first."""
    names = sorted(path.stem for path in paths.resource("scenarios").glob("*.toml"))
    return tuple(sorted(names, key=lambda name: name != "plain"))


def scenario(name: str, seed: int | None = None) -> CentreRules:
    """The scenario of that name, with another seed where one is given; raises ``RulesError``."""
    path = paths.resource("scenarios", f"{name}.toml")
    if name not in scenario_names():
        raise RulesError(
            said(
                "there is no scenario {name!r}; there are {scenario_names}",
                name=name,
                scenario_names=", ".join(scenario_names()),
            )
        )
    return _seeded(read_rules(path.read_text("utf-8"), said("scenario {name}", name=name)), seed)


def rules_from(path: Path, seed: int | None = None) -> CentreRules:
    """The rules in a file; raises ``RulesError``."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise RulesError(said("{path}: {strerror}", path=path, strerror=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise RulesError(said("{path}: not UTF-8 text", path=path)) from error
    return _seeded(read_rules(text, str(path)), seed)


def _seeded(rules: CentreRules, seed: int | None) -> CentreRules:
    return rules if seed is None else replace(rules, seed=seed)
