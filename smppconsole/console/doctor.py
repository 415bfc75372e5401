"""A bind taken apart: resolve, connect, TLS, bind, enquire_link, unbind, each with its time, its evidence and advice.

The steps are an engine's own; nothing is done here that a real session would not do. Examination stops at the first
step that fails, and then names other settings worth a try.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from smppconsole.console.account import BIND_COMMANDS, Account
from smppconsole.console.binding import BindResult
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import Happening, StepTaken
from smppconsole.console.hosts import hosts_of
from smppconsole.console.refusals import TYPE_DOUBT, VERSION_DOUBT, refusal_of
from smppconsole.console.strangers import characters
from smppconsole.net.causes import CAUSES
from smppconsole.net.connect import Step
from smppconsole.net.tls import TlsFacts
from smppconsole.session.events import Answered, Closed, PduReceived, PduSent, PeerFault, apart
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.store import Store
from smppconsole.values import dataclass, field

EXPIRY_WARNING = 30
"""Days before the end of a certificate from which on it is worth a finding."""

OTHER_ADDRESSES = "other_addresses"
"""The name, among what a failed step has to show, of addresses that can be reached as well."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One step. ``detail`` is evidence by name (plain values, octets as hex with the password masked), ``finding``
    what is to be said, ``advice`` what to check, first things first; ``cause`` is empty where all is well."""

    step: str
    ok: bool
    ms: float
    detail: Mapping[str, Any] = field(default_factory=dict)
    finding: str = ""
    advice: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Other settings worth a try, with the words for the button."""

    words: str
    account: Account


ExaminedSink = Callable[[Examined], None]


async def examine(
    account: Account,
    password: str,
    on_step: ExaminedSink | None = None,
    book: Book = STANDARD,
    capture: CaptureWriter | None = None,
) -> tuple[Examined, ...]:
    """Take a bind of ``account`` apart; the steps in order, the last of them the one that failed, if one did."""
    return await _Examination(replace(account, reconnect=False, other_hosts=""), on_step, book, capture).run(password)


class _Examination:
    def __init__(
        self, account: Account, on_step: ExaminedSink | None, book: Book, capture: CaptureWriter | None
    ) -> None:
        self._account = account
        self._on_step = on_step
        self._steps: list[Examined] = []
        self._tried: list[Step] = []
        self._addresses: list[str] = []
        self._octets: list[tuple[str, str]] = []
        self._way_ended_at: float | None = None
        self._engine = Engine(account, Store(), 1, book=book, capture=capture, every_address=True)
        self._engine.observe(self._on_happenings)

    async def run(self, password: str) -> tuple[Examined, ...]:
        loop = asyncio.get_running_loop()
        try:
            begin = loop.time()
            result = await self._engine.start(password)
            if not self._steps or self._steps[-1].ok:
                self._tell(self._bind_step(result, loop.time() - (self._way_ended_at or begin)))
            if result.ok and await self._enquire():
                await self._unbind()
        finally:
            await self._engine.close()
        return tuple(self._steps)

    def _on_happenings(self, _engine: Engine, happenings: tuple[Happening, ...]) -> None:
        for happening in apart(happenings):
            if isinstance(happening, StepTaken):
                self._on_way(happening.step)
            elif isinstance(happening, PduSent):
                self._octets.append(("sent", mask_password(happening.octets).hex()))
            elif isinstance(happening, PduReceived | PeerFault):
                self._octets.append(("received", happening.octets.hex()))
                if isinstance(happening, PeerFault):
                    self._octets.append(("characters", characters(happening.octets)))

    def _on_way(self, step: Step) -> None:
        """All addresses make one step, told when one is taken or none is left."""
        self._way_ended_at = asyncio.get_running_loop().time()
        if step.step == "connect":
            self._tried.append(step)
            taken = step.ok and not step.spare
            if taken or len(self._tried) >= len(self._addresses):
                self._tell(_connect_step(self._tried, len(self._addresses)))
        elif step.step == "resolve" and step.ok:
            self._addresses = step.detail.split(", ")
            self._tell(Examined("resolve", True, _ms(step), {"addresses": self._addresses}))
        else:
            self._tell(_way_step(step))

    def _bind_step(self, result: BindResult, seconds: float) -> Examined:
        detail: dict[str, Any] = {
            "bind": BIND_COMMANDS[self._account.bind_as],
            "system_id": self._account.system_id,
            "octets": [
                {"direction": way, "hex" if way != "characters" else "text": text} for way, text in self._octets
            ],
        }
        if result.status is not None:
            detail |= {"status": result.status, "status_name": result.status_name}
        if result.ok:
            version = result.centre_version
            detail |= {"centre": result.system_id, "sc_interface_version": version}
            return Examined("bind", True, _ms_of(result.round_trip or seconds), detail, _first(result.advice), ())
        return Examined("bind", False, _ms_of(seconds), detail, result.words, result.advice, result.cause)

    async def _enquire(self) -> bool:
        if not self._engine.is_bound:
            words = said("the centre closed the session right after the bind")
            advice = (
                said("Another session of the account may have been closed in favour of this one, or the reverse."),
            )
            self._tell(Examined("enquire_link", False, 0.0, {}, words, advice, "closed-after-bind"))
            return False
        outcome = await self._engine.request(Pdu("enquire_link"))
        if isinstance(outcome, Answered) and not outcome.status:
            self._tell(Examined("enquire_link", True, _ms_of(outcome.round_trip), {}))
            return True
        deaf = not isinstance(outcome, Answered) and (await self._unbound())[0]
        self._tell(_enquire_failure(outcome, self._account, deaf=deaf))
        return False

    async def _unbound(self) -> tuple[bool, str]:
        """Unbind; whether that was answered, and how it went in words."""
        closed: list[Closed] = []
        self._engine.observe(lambda _, told: closed.extend(one for one in told if isinstance(one, Closed)))
        words = await self._engine.unbind()
        good = bool(closed) and closed[-1].reason == "unbind-us" and "instead" not in closed[-1].words
        return good, words

    async def _unbind(self) -> None:
        begin = asyncio.get_running_loop().time()
        good, words = await self._unbound()
        ms = _ms_of(asyncio.get_running_loop().time() - begin)
        advice = (
            ()
            if good
            else (said("The centre ends sessions its own way; harmless, but stale sessions may remain there."),)
        )
        self._tell(Examined("unbind", good, ms, {}, "" if good else words, advice, "" if good else "unbind"))

    def _tell(self, step: Examined) -> None:
        others = [one.detail for one in self._tried if one.spare]
        if others and not step.ok:
            step = replace(step, detail={**step.detail, OTHER_ADDRESSES: others})
        self._steps.append(step)
        if self._on_step is not None:
            self._on_step(step)


def _connect_step(tried: list[Step], addresses: int) -> Examined:
    """The addresses as one step: the one that is used comes last."""
    last = tried[-1]
    told = [
        {"address": step.detail.partition(": ")[0], "ok": step.ok, "ms": _ms(step), "words": step.detail}
        for step in tried
    ]
    detail = {"address": last.detail if last.ok else "", "tried": told}
    if last.ok:
        missed = sum(not step.ok for step in tried)
        words = said("{missed} of {addresses} addresses did not answer", missed=missed, addresses=addresses)
        finding = words if missed else ""
        return Examined("connect", True, _ms(last), detail, finding, _DEAD_ADDRESS if missed else ())
    first = next((step for step in tried if step.cause != "network-unreachable"), last)
    return Examined(
        "connect", False, max(map(_ms, tried)), detail, first.detail, CAUSES[first.cause].advice, first.cause
    )


_DEAD_ADDRESS = (
    "Ask the provider whether all addresses of the name are in service; clients that try them one after another wait"
    " for the dead ones.",
    "The allow-list may know only your IPv4 or only your IPv6 address.",
)


def _enquire_failure(outcome: Any, account: Account, *, deaf: bool) -> Examined:
    """``deaf``: the centre answered the unbind after it, so it lives and the way to it is open."""
    if isinstance(outcome, Answered):
        words = said("enquire_link was refused with status 0x{status:08X}", status=outcome.status)
        return Examined("enquire_link", False, _ms_of(outcome.round_trip), {}, words, _REFUSED, "enquire-refused")
    seconds = account.enquire_link_response
    if deaf:
        words = said(
            "the centre answers bind and unbind, but no enquire_link, for which it had {seconds:g} s", seconds=seconds
        )
        return Examined("enquire_link", False, seconds * 1000, {}, words, _DEAF, "enquire-silent")
    words = said(
        "the bind was answered, and nothing after it: no enquire_link in {seconds:g} s, no unbind", seconds=seconds
    )
    return Examined("enquire_link", False, seconds * 1000, {}, words, _CUT_OFF, "link-silent")


_REFUSED = (
    "The centre does not know enquire_link, but it lives: its refusal is a sign of life, and the link stays up.",
    "Tell the provider: every centre has to take enquire_link (SMPP 3.4, 4.11).",
)
_DEAF = (
    "The centre does not answer enquire_link: set it to 0 for this account, or its links will be taken for dead.",
    "Without enquire_link a dead link shows only when a message is not answered: ask the provider to mend it.",
)
_CUT_OFF = (
    "A firewall or balancer in between may let a bind pass and lose what follows: compare what both ends sent, a "
    "capture here with the centre's log of the same minute.",
    "A balancer may hold the connection while the centre behind it is gone: ask whether its session still stands.",
    "A slow centre needs longer than the account's enquire_link answer allows.",
)


def _way_step(step: Step) -> Examined:
    if step.ok:
        facts = step.facts
        finding, advice = _tls_finding(facts) if facts is not None else ("", ())
        return Examined(step.step, True, _ms(step), facts.by_name() if facts is not None else {}, finding, advice)
    return Examined(step.step, False, _ms(step), {}, step.detail, CAUSES[step.cause].advice, step.cause)


def _tls_finding(facts: TlsFacts) -> tuple[str, tuple[str, ...]]:
    days = facts.days_left()
    if facts.is_unchecked:
        return facts.checked, (said("Set TLS to full check, with the provider's CA where it has its own."),)
    if days is not None and days < EXPIRY_WARNING:
        return said("the certificate runs out in {days} days", days=days), (said("Tell the provider."),)
    return "", ()


_ON_THE_WAY = frozenset({"resolve", "connect", "tls"})


def suggest(account: Account, failed: Examined) -> tuple[Suggestion, ...]:
    """Other settings worth a try after ``failed``, the likeliest first."""
    found: list[Suggestion] = []
    for causes, make in _TRIES:
        if failed.cause in causes or failed.step in causes:
            found.extend(make(account))
    status = failed.detail.get("status")
    if isinstance(status, int) and status:
        found.extend(_other_binds(account, refusal_of(status).status))
    if failed.step in _ON_THE_WAY:
        found += [
            Suggestion(said("at {address}", address=f"{other.host}:{other.port}"), other)
            for other in hosts_of(account)[1:]
        ]
    found += [_at_address(account, address) for address in failed.detail.get(OTHER_ADDRESSES, ())]
    return tuple(dict.fromkeys(found))


def _at_address(account: Account, address: str) -> Suggestion:
    """The same at one address of the name; a certificate is still to be for the name."""
    host, _, port = address.rpartition(":")
    there = replace(account, host=host.removeprefix("[").removesuffix("]"), port=int(port))
    name = (account.server_name or account.host) if account.tls != "off" else account.server_name
    return Suggestion(said("at {address}", address=address), replace(there, server_name=name))


def _other_binds(account: Account, status: int) -> list[Suggestion]:
    found = []
    if account.interface_version != "3.4" and status in VERSION_DOUBT:
        found.append(Suggestion(said("with interface version 3.4"), replace(account, interface_version="3.4")))
    if account.system_type:
        found.append(Suggestion(said("without system_type"), replace(account, system_type="")))
    elif status in TYPE_DOUBT:
        found += [
            Suggestion(said("with system_type {word}", word=word), replace(account, system_type=word))
            for word in _SYSTEM_TYPES
        ]
    if (account.bind_ton, account.bind_npi, account.address_range) != (0, 0, ""):
        plain = replace(account, bind_ton=0, bind_npi=0, address_range="")
        found.append(Suggestion(said("with TON 0, NPI 0 and no address_range"), plain))
    for bind_as, words in (
        ("tx", said("as transmitter")),
        ("rx", said("as receiver")),
        ("trx", said("as transceiver")),
    ):
        if bind_as != account.bind_as:
            found.append(Suggestion(words, replace(account, bind_as=bind_as)))
    if account.interface_version == "3.4":
        found.append(Suggestion(said("as transmitter of 3.3"), replace(account, bind_as="tx", interface_version="3.3")))
        if status in VERSION_DOUBT:
            found.append(Suggestion(said("with interface version 5.0"), replace(account, interface_version="5.0")))
    return found


_SYSTEM_TYPES = ("SMPP", "VMA")
"""The words most often asked for where one is."""


def _without_tls(account: Account) -> list[Suggestion]:
    return [Suggestion(said("without TLS"), replace(account, tls="off"))] if account.tls != "off" else []


def _with_tls(account: Account) -> list[Suggestion]:
    return [Suggestion(said("with TLS"), replace(account, tls="verify"))] if account.tls == "off" else []


def _without_host_name(account: Account) -> list[Suggestion]:
    return [Suggestion(said("without checking the host name, for this once"), replace(account, tls="no-hostname"))]


def _longer(account: Account) -> list[Suggestion]:
    patient = replace(account, connect_timeout=account.connect_timeout * 3, bind_timeout=account.bind_timeout * 3)
    return [Suggestion(said("with three times the patience"), patient)]


def _any_local_address(account: Account) -> list[Suggestion]:
    return [Suggestion(said("from any local address"), replace(account, local_address=""))]


_TRIES: tuple[tuple[frozenset[str], Callable[[Account], list[Suggestion]]], ...] = (
    (frozenset({"tls-plain-peer", "tls-closed", "tls-timeout"}), _without_tls),
    (frozenset({"tls-alert", "tls", "http-tls", "bind-timeout", "fin", "reset"}), _with_tls),
    (frozenset({"certificate-name"}), _without_host_name),
    (frozenset({"timeout", "bind-timeout"}), _longer),
    (frozenset({"local-address"}), _any_local_address),
)


def _ms(step: Step) -> float:
    return _ms_of(step.seconds)


def _ms_of(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _first(advice: tuple[str, ...]) -> str:
    return advice[0] if advice else ""
