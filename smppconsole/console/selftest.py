"""The half of the self-test that needs no screen: is what the program needs here, and does it do its job?"""

from __future__ import annotations

import asyncio
import platform
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from smppconsole import __version__
from smppconsole.console import paths
from smppconsole.console.demo import demo
from smppconsole.console.scenarios import scenario, scenario_names
from smppconsole.console.secrets import DEADLINE, find_store, in_thread
from smppconsole.console.workspace import Workspace
from smppconsole.net.tls import TlsOptions, client_context
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was tried. ``needed`` is False for what a good installation may lack."""

    name: str
    ok: bool
    words: str
    needed: bool = True


ProofSink = Callable[[Proof], None]


async def self_test(on_proof: ProofSink | None = None) -> tuple[Proof, ...]:
    """Try everything that needs no screen; never raises."""
    proofs: list[Proof] = []

    def tell(proof: Proof) -> None:
        proofs.append(proof)
        if on_proof is not None:
            on_proof(proof)

    tell(_try("resources", _resources))
    tell(_try("library", _library))
    tell(_try("tls", _tls))
    tell(await _key_store())
    for proof in await _demonstration():
        tell(proof)
    return tuple(proofs)


def passed(proofs: tuple[Proof, ...]) -> bool:
    """Whether everything needed went well."""
    return all(proof.ok for proof in proofs if proof.needed)


def report(proofs: tuple[Proof, ...]) -> dict[str, Any]:
    """The outcome as a plain value for a JSON file."""
    return {
        "program": f"smppconsole {__version__}",
        "python": platform.python_version(),
        "platform": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "ok": passed(proofs),
        "proofs": [
            {"name": proof.name, "ok": proof.ok, "needed": proof.needed, "words": proof.words} for proof in proofs
        ],
    }


def _try(name: str, action: Callable[[], str]) -> Proof:
    try:
        return Proof(name, True, action())
    except Exception as error:
        return Proof(name, False, f"{type(error).__name__}: {error}")


def _resources() -> str:
    for name in scenario_names():
        scenario(name)
    if not scenario_names():
        raise FileNotFoundError(f"no scenarios under {paths.resource('scenarios')}")
    return f"{len(scenario_names())} scenarios"


def _library() -> str:
    octets = encode(Pdu("submit_sm", {"destination_addr": "491701234567", "short_message": b"test"}, sequence=1))
    if decode(octets).field("short_message") != b"test":
        raise ValueError("what smpplib built was not read back")
    return f"smpplib assembles, {len(octets)} octets read back"


def _tls() -> str:
    authorities = client_context(TlsOptions()).cert_store_stats()["x509_ca"]
    return f"{ssl.OPENSSL_VERSION}, {authorities} authorities of the system"


async def _key_store() -> Proof:
    try:
        found = await in_thread(find_store, DEADLINE)
    except Exception as error:
        return Proof("key store", False, f"{type(error).__name__}: {error}", needed=False)
    words = found.words if found is not None else "none here that keeps passwords safe; they stay in memory"
    return Proof("key store", found is not None, words, needed=False)


async def _demonstration() -> list[Proof]:
    workspace = Workspace()
    workspace.settings.set("capture_sessions", False)
    try:
        result = await demo(workspace)
        proofs = [Proof(step.name, step.ok, step.words) for step in result.steps]
    except (OSError, ValueError, asyncio.CancelledError) as error:
        proofs = [Proof("demonstration", False, f"{type(error).__name__}: {error}")]
    finally:
        await workspace.close()
    return proofs
