"""``smppconsole simulate``: the message centre to practise on, from a terminal."""

from __future__ import annotations

import argparse
import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

from smppconsole.cli.options import number, port, seconds
from smppconsole.cli.output import Output
from smppconsole.cli.running import run_to_end
from smppconsole.cli.status import CommandError, Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.console.centre_rules import CentreRules, Login
from smppconsole.console.rules_file import RulesError
from smppconsole.console.scenarios import rules_from, scenario, scenario_names
from smppconsole.console.simulator import Centre
from smppconsole.net.listen import ListenFailure
from smppconsole.net.tls import TlsFileError, server_context
from smppconsole.smpp.header import HEADER_SIZE, read_header
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.summary import summarise
from smppconsole.trace.batch import LOST, OUTGOING, Pile
from smppconsole.trace.store import Store

_PATIENCE = 1.0
_QUIET = frozenset({"enquire_link", "enquire_link_resp"})


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``simulate``."""
    parser.add_argument("--listen", metavar="ADDRESS", default="127.0.0.1", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", metavar="N", type=port, default=2775, help="on which port (2775); 0 takes a free one")
    parser.add_argument(
        "--login",
        metavar="ID:PASSWORD",
        action="append",
        default=[],
        help="a login to accept, with any password where none is named; without any, all are",
    )
    parser.add_argument("--scenario", metavar="NAME", default="", help=f"one of {', '.join(scenario_names())}")
    parser.add_argument("--rules", metavar="FILE", help="behaviour as TOML")
    parser.add_argument("--seed", metavar="N", type=number, help="make chance repeatable")
    parser.add_argument("--tls-cert", metavar="FILE", help="certificate of the centre (PEM): speak TLS")
    parser.add_argument("--tls-key", metavar="FILE", default="", help="its key, where the certificate file has none")
    parser.add_argument("--tls-client-ca", metavar="FILE", default="", help="ask for a client certificate of this CA")
    parser.add_argument("--seconds", metavar="N", type=seconds, help="how long (until Ctrl-C)")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")


def run(options: argparse.Namespace) -> Status:
    """Be a message centre; status 3 where the port cannot be had."""
    output = UnhurriedOutput(options.json)
    return run_to_end(_serve(options, rules_of(options), _context(options), output), output)


async def _serve(
    options: argparse.Namespace, rules: CentreRules, context: ssl.SSLContext | None, output: Output
) -> Status:
    centre = Centre(rules, Tap(output))
    try:
        port = await centre.start(options.listen, options.port, context)
    except ListenFailure as failure:
        raise CommandError(str(failure), Status.NO_CONNECTION) from failure
    words = f"listening  {options.listen}:{port}, scenario {rules.name}; Ctrl-C ends"
    output.event("listening", words, address=options.listen, port=port, scenario=rules.name, tls=context is not None)
    centre.observe(lambda what, words: output.event(what, f"{what:10} {words}".rstrip(), words=words))
    try:
        await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=options.seconds)
    finally:
        await centre.leave(_PATIENCE)
    return Status.DONE


def rules_of(options: argparse.Namespace) -> CentreRules:
    """The behaviour that the options describe; raises CommandError."""
    rules = CentreRules()
    try:
        if options.scenario:
            rules = scenario(options.scenario)
        if options.rules:
            rules = rules_from(Path(options.rules))
    except RulesError as error:
        raise CommandError(str(error)) from error
    if options.login:
        rules = replace(rules, logins=tuple(_login(word) for word in options.login))
    return rules if options.seed is None else replace(rules, seed=options.seed)


def _login(word: str) -> Login:
    system_id, _, password = word.partition(":")
    return Login(system_id, password)


def _context(options: argparse.Namespace) -> ssl.SSLContext | None:
    if not options.tls_cert:
        if options.tls_key or options.tls_client_ca:
            raise CommandError("TLS needs a certificate: say --tls-cert")
        return None
    try:
        return server_context(options.tls_cert, options.tls_key, options.tls_client_ca)
    except TlsFileError as error:
        raise CommandError(str(error)) from error


class Tap(Store):
    """Prints PDUs instead of keeping them: a centre that runs for days must not grow."""

    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output

    def take(self, pile: Pile, wall_ns: int = 0) -> int:
        """Print PDUs; keep-alives are left to themselves."""
        for octets, flags in zip(pile.octets, pile.flags, strict=True):
            self._tell(octets, pile.session, outgoing=bool(flags & OUTGOING), lost=bool(flags & LOST))
        return 0

    def append(
        self, octets: bytes, *, time_ns: int, mono_ns: int, outgoing: bool, session: int, lost: bool = False
    ) -> int:
        """Print one PDU."""
        self._tell(octets, session, outgoing=outgoing, lost=lost)
        return 0

    def _tell(self, octets: bytes, session: int, *, outgoing: bool, lost: bool) -> None:
        if lost or len(octets) < HEADER_SIZE:
            words = f"error      {session} no PDU: {octets.hex()}"
            self._output.event("error", words, session=session, hex=octets.hex())
        else:
            self._print(octets, session, outgoing)

    def _print(self, octets: bytes, session: int, outgoing: bool) -> None:
        header = read_header(octets)
        row = STANDARD.command(header.command_id)
        name = row.name if row else f"0x{header.command_id:08x}"
        if name in _QUIET:
            return
        seen, status = summarise(octets), STANDARD.status(header.status).name
        what = "sent" if outgoing else "received"
        told = seen.text or seen.message_id
        way = f"{seen.source} → {seen.destination}" if seen.destination else status
        self._output.event(
            what,
            f"{what:10} {session} {name} {header.sequence} {way} {told}".rstrip(),
            session=session,
            command=name,
            sequence_number=header.sequence,
            command_status=header.status,
            status_name=status,
            source=seen.source,
            destination=seen.destination,
            text=seen.text,
            message_id=seen.message_id,
            hex=mask_password(octets).hex(),
        )
