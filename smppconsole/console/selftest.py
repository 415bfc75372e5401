"""The half of the self-test that needs no screen: is what the program needs here, and does it do its job?"""

from __future__ import annotations

import asyncio
import platform
import ssl
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from smppconsole import __version__
from smppconsole.console import paths
from smppconsole.console.credits import credits
from smppconsole.console.demo import demo
from smppconsole.console.scenarios import scenario, scenario_names
from smppconsole.console.secrets import DEADLINE, Secrets, Where, find_store, in_thread
from smppconsole.console.workspace import Workspace
from smppconsole.net.tls import TlsOptions, client_context
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.trace.record import Ends
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was tried. ``needed`` is False for what a good installation may lack."""

    name: str
    ok: bool
    words: str
    needed: bool = True


_SAMPLES: tuple[tuple[str, tuple[str, object], str], ...] = (
    ("enquire_link", ("command_length", 16), "00000010 00000015 00000000 00000002"),
    (
        "bind_transceiver",
        ("system_id", "alice"),
        "00000022 00000009 00000000 00000001 616C69636500 73656372657400 00 34 00 00 00",
    ),
    ("submit_sm_resp", ("message_id", "4711"), "00000015 80000004 00000000 00000003 3437313100"),
    (
        "deliver_sm",
        ("short_message", b"Hi"),
        "00000027 00000005 00000000 00000004 00 01 01 343900 01 01 353000 00 00 00 00 00 00 00 00 00 02 4869",
    ),
)
"""Command, one of its fields, octets."""
_ENDS = Ends("self-test", "127.0.0.1:40000", "127.0.0.1:2775")
_ECHO = bytes(range(256)) * 16
_TRIAL = "smppconsole self-test"

ProofSink = Callable[[Proof], None]


async def self_test(on_proof: ProofSink | None = None) -> tuple[Proof, ...]:
    """Try everything that needs no screen; never raises."""
    proofs: list[Proof] = []

    def tell(proof: Proof) -> None:
        proofs.append(proof)
        if on_proof is not None:
            on_proof(proof)

    for name, action in _STEPS:
        tell(_try(name, action))
    tell(_licences())
    tell(await _echo())
    tell(await _key_store())
    for proof in await _demonstration():
        tell(proof)
    return tuple(proofs)


def passed(proofs: tuple[Proof, ...]) -> bool:
    """Whether everything needed went well."""
    return all(proof.ok for proof in proofs if proof.needed)


def report(proofs: tuple[Proof, ...], seconds_to_window: float | None = None) -> dict[str, Any]:
    """The outcome as a plain value for a JSON file."""
    return {
        "program": f"smppconsole {__version__}",
        "python": platform.python_version(),
        "platform": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "ok": passed(proofs),
        "seconds_to_window": seconds_to_window,
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


def _samples() -> str:
    for command, (name, value), octets in _SAMPLES:
        seen = decode(bytes.fromhex(octets))
        read_as = seen.command.name if seen.command else "nothing"
        if read_as != command or seen.field(name) != value:
            raise ValueError(f"{command} reads as {read_as}, its {name} as {seen.field(name)!r}")
    return f"{len(_SAMPLES)} sample PDUs are read as they should"


def _capture() -> str:
    octets = [bytes.fromhex(sample) for _, _, sample in _SAMPLES]
    with tempfile.TemporaryDirectory(prefix="smppconsole-") as folder:
        file = Path(folder) / "self-test.pcapng"
        with CaptureWriter(file, keep_passwords=True) as writer:
            for number, one in enumerate(octets):
                writer.write(one, time_ns=number, outgoing=bool(number % 2), session=1, ends=_ENDS)
        with read_capture(file) as reader:
            seen = [pdu.octets for pdu in reader]
        size = file.stat().st_size
    if seen != octets:
        raise ValueError(f"{len(seen)} of {len(octets)} PDUs came back from a capture, or came back changed")
    return f"{len(seen)} PDUs written to a capture of {size} octets and read again"


_STEPS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("resources", _resources),
    ("library", _library),
    ("samples", _samples),
    ("capture", _capture),
    ("tls", _tls),
)


def _licences() -> Proof:
    """Whether every part has its licence with it; a distribution that leaves texts out is not our fault."""
    needed = bool(getattr(sys, "frozen", False))
    try:
        parts = credits()
    except (OSError, ValueError) as error:
        return Proof("licences", False, f"{type(error).__name__}: {error}")
    lacking = [part.name for part in parts if not part.texts]
    words = f"{len(parts)} parts, " + (f"no text of {', '.join(lacking)}" if lacking else "each with its text")
    return Proof("licences", not lacking, words, needed=needed)


async def _echo() -> Proof:
    """Octets to a socket and back through the loop that runs: qasync's under a window."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(len(_ECHO)))
        await writer.drain()
        writer.close()

    loop = type(asyncio.get_running_loop())
    try:
        async with asyncio.timeout(DEADLINE):
            server = await asyncio.start_server(answer, "127.0.0.1", 0)
            async with server:
                reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
                writer.write(_ECHO)
                back = await reader.readexactly(len(_ECHO))
                writer.close()
                await writer.wait_closed()
    except (OSError, EOFError, TimeoutError) as error:
        return Proof("tcp echo", False, f"{type(error).__name__}: {error}")
    words = f"{len(back)} octets there and back on {loop.__module__}.{loop.__qualname__}"
    return Proof("tcp echo", back == _ECHO, words)


async def _key_store() -> Proof:
    """Whether there is a store to trust, and whether it gives back what it was given."""
    try:
        found = await in_thread(find_store, DEADLINE)
        if found is None:
            words = "none here that keeps passwords safe; they stay in memory"
            return Proof("key store", False, words, needed=False)
        secrets = Secrets(lambda: found)
        kept = await secrets.set(_TRIAL, _TRIAL)
        back = await secrets.get(_TRIAL)
        gone = await secrets.delete(_TRIAL)
    except Exception as error:
        return Proof("key store", False, f"{type(error).__name__}: {error}", needed=False)
    if kept.where is Where.STORE and back.password == _TRIAL and gone.ok:
        return Proof("key store", True, f"{found.words}: saved, read, removed", needed=False)
    return Proof("key store", False, kept.words, needed=False)


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
