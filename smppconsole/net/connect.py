"""Reaching a message centre: name, addresses, TLS; and when it fails, which step, why, what to look at.

Several addresses race (``race``); ``every_address`` looks at all of them first, as the doctor wants it.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable

from smppconsole.net import causes
from smppconsole.net.causes import CAUSES, Diagnosis
from smppconsole.net.link import EventSink, Link
from smppconsole.net.race import Address, Attempt, race, survey
from smppconsole.net.tls import TlsFacts, TlsFileError, TlsOptions, client_context, tls_facts
from smppconsole.session.session import Session
from smppconsole.smpp.said import said
from smppconsole.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to connect. ``tls`` is ``None`` for clear; ``timeout`` is seconds for each address and for the TLS
    greeting; ``local_address`` binds our end, empty for the system's choice. ``every_address``: where a name has
    several, wait for each of them, and only then connect to the first that can be reached."""

    host: str
    port: int = 2775
    tls: TlsOptions | None = None
    local_address: str = ""
    timeout: float = 10.0
    every_address: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done on the way: resolve, connect (one for each address) or tls. ``seconds`` it took,
    ``detail`` what came of it, ``cause`` empty or a key of ``causes.CAUSES``. ``spare``: an address that can be
    reached, but another one is used."""

    step: str
    ok: bool
    seconds: float
    detail: str
    cause: str = ""
    facts: TlsFacts | None = None
    spare: bool = False


StepSink = Callable[[Step], None]


class ConnectFailure(Exception):  # noqa: N818 - a failure told, not a fault of the program
    """No connection. ``step`` is resolve, connect or tls; ``words`` say what happened, ``advice`` what to look at,
    first things first; ``attempts`` are all steps that were taken."""

    def __init__(self, step: str, cause: str, words: str, advice: tuple[str, ...], attempts: tuple[Step, ...]) -> None:
        super().__init__(words)
        self.step, self.cause, self.words, self.advice, self.attempts = step, cause, words, advice, attempts


async def connect(endpoint: Endpoint, session: Session, on_events: EventSink, on_step: StepSink | None = None) -> Link:
    """Join ``session`` to a new connection to ``endpoint``; raises ``ConnectFailure``."""
    return await _Way(endpoint, on_step).go(session, on_events)


@dataclass(slots=True)
class _Way:
    """One try to get through; it remembers its steps."""

    endpoint: Endpoint
    on_step: StepSink | None
    steps: list[Step] = field(default_factory=list)

    async def go(self, session: Session, on_events: EventSink) -> Link:
        context = self._context()
        addresses = await self._resolve()
        joined = await self._reach(addresses)
        return await self._join(joined, context, Link(session, on_events))

    def _context(self) -> ssl.SSLContext | None:
        if self.endpoint.tls is None:
            return None
        try:
            return client_context(self.endpoint.tls)
        except TlsFileError as error:
            raise self._failure("tls", None, Diagnosis("tls-file", str(error))) from error

    async def _resolve(self) -> list[Address]:
        loop = asyncio.get_running_loop()
        begin = loop.time()
        host, port = self.endpoint.host.strip().removeprefix("[").removesuffix("]"), self.endpoint.port
        if _is_no_host(host):
            raise self._failure("resolve", begin, Diagnosis("name-malformed"))
        try:
            async with asyncio.timeout(self.endpoint.timeout):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except TimeoutError as error:
            raise self._failure("resolve", begin, Diagnosis("name-service")) from error
        except (UnicodeError, ValueError) as error:
            raise self._failure("resolve", begin, Diagnosis("name-malformed")) from error
        except OSError as error:
            raise self._failure("resolve", begin, causes.of_name(error)) from error
        addresses = list(dict.fromkeys(Address(family, tuple(where)) for family, _, _, _, where in found))
        if not host or not addresses:
            raise self._failure("resolve", begin, Diagnosis("name-no-address" if host else "name-malformed"))
        self._tell(Step("resolve", True, loop.time() - begin, ", ".join(address.words for address in addresses)))
        return addresses

    async def _reach(self, addresses: list[Address]) -> socket.socket:
        """A socket joined to one of ``addresses``; what became of each of them is told."""
        if self.endpoint.every_address and len(addresses) > 1:
            return await self._reach_surveyed(await survey(addresses, self._try))
        *others, last = await race(addresses, self._try)
        for one in others:
            self._tell_spare(one)
        if last.joined is None:
            self._tell_spare(last)
            raise self._unreached([*others, last])
        self._tell(Step("connect", True, last.seconds, last.address.words))
        return last.joined

    async def _reach_surveyed(self, attempts: list[Attempt]) -> socket.socket:
        best = next((one.address for one in attempts if one.error is None), None)
        for one in attempts:
            if one.address is not best:
                self._tell_spare(one)
        if best is None:
            raise self._unreached(attempts)
        return await self._reach([best])

    async def _try(self, address: Address) -> socket.socket:
        return await _reach(address, self.endpoint)

    def _tell_spare(self, attempt: Attempt) -> None:
        """An address that is not used."""
        where = attempt.address.words
        if attempt.error is not None:
            diagnosis = causes.of_connect(attempt.error)
            words = _at(where, self._words(diagnosis))
            self._tell(Step("connect", False, attempt.seconds, words, diagnosis.cause))
        elif self.endpoint.every_address:
            self._tell(Step("connect", True, attempt.seconds, where, spare=True))
        else:
            words = _at(where, self._words(Diagnosis("overtaken")))
            self._tell(Step("connect", False, attempt.seconds, words, "overtaken"))

    def _unreached(self, attempts: list[Attempt]) -> ConnectFailure:
        """The failure to put first: a machine without IPv6 says "unreachable" of half the addresses, which tells
        little."""
        found = [(one, causes.of_connect(one.error)) for one in attempts if one.error is not None]
        told = [(one, diagnosis) for one, diagnosis in found if diagnosis.cause != "network-unreachable"] or found
        (first, diagnosis), others = told[0], len(found) - 1
        words = _at(first.address.words, self._words(diagnosis))
        words = said("{words} (and {others} more tried in vain)", words=words, others=others) if others else words
        advice = CAUSES[diagnosis.cause].advice
        return ConnectFailure("connect", diagnosis.cause, words, advice, tuple(self.steps))

    async def _join(self, joined: socket.socket, context: ssl.SSLContext | None, link: Link) -> Link:
        loop = asyncio.get_running_loop()
        begin = loop.time()
        if context is None:
            await loop.create_connection(lambda: link, sock=joined)
            return link
        options = self.endpoint.tls or TlsOptions()
        name = options.server_name or self.endpoint.host
        try:
            await loop.create_connection(
                lambda: link,
                sock=joined,
                ssl=context,
                server_hostname=name,
                ssl_handshake_timeout=self.endpoint.timeout,
            )
        except (OSError, ValueError, EOFError) as error:
            joined.close()
            raise self._failure("tls", begin, causes.of_tls(error)) from error
        facts = tls_facts(link.transport, options)
        words = f"{facts.version}, {facts.cipher}" if facts else ""
        self._tell(Step("tls", True, loop.time() - begin, words, facts=facts))
        return link

    def _tell(self, step: Step) -> None:
        self.steps.append(step)
        if self.on_step is not None:
            self.on_step(step)

    def _failure(self, step: str, begin: float | None, diagnosis: Diagnosis) -> ConnectFailure:
        now = asyncio.get_running_loop().time()
        seconds = now - (now if begin is None else begin)
        cause, words = CAUSES[diagnosis.cause], self._words(diagnosis)
        self._tell(Step(step, False, seconds, words, diagnosis.cause))
        return ConnectFailure(step, cause.id, words, cause.advice, tuple(self.steps))

    def _words(self, diagnosis: Diagnosis) -> str:
        endpoint = self.endpoint
        detail = endpoint.local_address if diagnosis.cause == "local-address" else diagnosis.detail
        return said(
            CAUSES[diagnosis.cause].words,
            host=endpoint.host or "(empty)",
            port=endpoint.port,
            seconds=f"{endpoint.timeout:g}",
            detail=detail,
        )


def _at(where: str, words: str) -> str:
    return said("{where}: {words}", where=where, words=words)


def _is_no_host(host: str) -> bool:
    """Whether somebody gave more than a host (a URL, a port, blanks), which a name service would only not know."""
    return host.count(":") == 1 or any(mark in host for mark in "/ @?#,;")


async def _reach(address: Address, endpoint: Endpoint) -> socket.socket:
    """A connected socket; raises ``OSError``, ``TimeoutError`` among them."""
    joined = socket.socket(address.family, socket.SOCK_STREAM)
    try:
        joined.setblocking(False)
        joined.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if endpoint.local_address:
            _bind(joined, endpoint.local_address)
        async with asyncio.timeout(endpoint.timeout):
            await asyncio.get_running_loop().sock_connect(joined, address.sockaddr)
    except BaseException:
        joined.close()
        raise
    return joined


def _bind(joined: socket.socket, local_address: str) -> None:
    try:
        joined.bind((local_address, 0))
    except OSError as error:  # a name, or an address of the other family, comes as gaierror with numbers of its own
        raise OSError(errno.EADDRNOTAVAIL, str(error)) from error
