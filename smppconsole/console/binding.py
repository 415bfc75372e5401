"""Making a bind of an account, and what came of it, as values."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from struct import Struct

from smppconsole.console.account import BIND_COMMANDS, BIND_WORDS, Account
from smppconsole.console.refusals import explain_bind, refusal_of
from smppconsole.console.strangers import recognise
from smppconsole.net.causes import cause_of_alert
from smppconsole.net.connect import ConnectFailure
from smppconsole.net.tls import TlsFacts
from smppconsole.session.events import Answered, Closed, CloseReason
from smppconsole.session.state import BINDS, GENERIC_NACK, UNBIND
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import HEADER_SIZE, read_header
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.said import joined, said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.values import dataclass

SC_INTERFACE_VERSION = 0x0210
_STATUS_AND_SEQUENCE = Struct(">8xII").unpack_from


@dataclass(frozen=True, slots=True)
class BindResult:
    """What came of a try to connect and bind.

    ``step`` is how far it came: resolve, connect, tls, bind (no answer, or a refusal) or bound. ``status`` is that of
    the bind response, where there was one. ``repeat``: whether the same try may succeed later, ``pause`` the least
    number of seconds before that. ``centre_version`` is sc_interface_version, ``None`` where the centre left it out.
    ``passed_over`` says of the hosts before the one that was used why they were not.
    """

    ok: bool
    step: str
    words: str
    advice: tuple[str, ...] = ()
    status: int | None = None
    status_name: str = ""
    system_id: str = ""
    centre_version: int | None = None
    address: str = ""
    tls: TlsFacts | None = None
    round_trip: float | None = None
    repeat: bool = True
    pause: float = 0.0
    cause: str = ""
    passed_over: tuple[str, ...] = ()


def make_bind(account: Account, password: str) -> Pdu:
    """The bind request of ``account``."""
    fields: Mapping[str, FieldValue] = {
        "system_id": account.system_id,
        "password": password,
        "system_type": account.system_type,
        "interface_version": account.version,
        "addr_ton": account.bind_ton,
        "addr_npi": account.bind_npi,
        "address_range": account.address_range,
    }
    return Pdu(BIND_COMMANDS[account.bind_as], fields)


def unreached(failures: Sequence[ConnectFailure], *, repeat: bool) -> BindResult:
    """No connection to the host, or to any of several; what to look at is that of the first."""
    first, words = failures[0], failures[0].words
    if len(failures) > 1:
        each = joined("; ", (failure.words for failure in failures))
        words = said("none of {count} hosts could be reached: {each}", count=len(failures), each=each)
    return BindResult(False, first.step, words, first.advice, repeat=repeat, cause=first.cause)


def answered(octets: bytes, round_trip: float, account: Account, book: Book = STANDARD) -> BindResult:
    """The centre answered the bind with the response in ``octets``."""
    status, _ = _STATUS_AND_SEQUENCE(octets)
    row, decoded = book.status(status), decode(octets)
    system_id = decoded.field("system_id")
    name = system_id if isinstance(system_id, str) else ""
    if status:
        return _refused(status, round_trip, account, book)
    version = decoded.tlv(SC_INTERFACE_VERSION)
    words = said("bound as {bind_words}", bind_words=said(BIND_WORDS[account.bind_as])) + (
        said(" to {name}", name=name) if name else ""
    )
    return BindResult(
        True,
        "bound",
        words,
        _version_advice(account, version),
        status,
        row.name,
        name,
        version[0] if version else None,
        round_trip=round_trip,
    )


def _refused(status: int, round_trip: float, account: Account, book: Book) -> BindResult:
    words, advice = explain_bind(status, account, book)
    refusal = refusal_of(status)
    name = book.status(status).name
    return BindResult(
        False, "bind", words, advice, status, name, round_trip=round_trip, repeat=refusal.repeat, pause=refusal.pause,
        cause="refused",
    )  # fmt: skip


def _version_advice(account: Account, version: bytes | None) -> tuple[str, ...]:
    if account.version < 0x34:
        return ()
    if version is None:
        return (
            said(
                "The centre did not say its version (sc_interface_version): by the standard it takes no TLVs then; most"
                " take them nevertheless."
            ),
        )
    if version and version[0] < account.version:
        theirs = f"{version[0] >> 4}.{version[0] & 15}"
        return (
            said("The centre speaks {theirs}: what came after that version it will refuse or skip.", theirs=theirs),
        )
    return ()


_WANTS_TLS = "The port may want TLS: ask the provider."
_WANTS_PROXY = (
    "A balancer in front may want the PROXY protocol's header, which SMPP clients do not send (HAProxy: accept-proxy): "
    "have the provider look into its log for it; it looks just like an allow-list from here."
)
_COMES_BY_ITSELF = (
    "A centre that connects by itself answers no bind: ask whether it sends outbind, then wait for it (Session > Wait "
    "for an outbind, or smppconsole listen --outbind)."
)

_CLOSED_ADVICE: dict[CloseReason, tuple[str, tuple[str, ...]]] = {
    CloseReason.BIND_TIMEOUT: (
        "connected, but the bind was not answered in time: the peer is silent",
        (
            "A balancer or firewall may have taken the connection while nothing behind it answers: ask the provider "
            "whether the centre saw you.",
            "The port may belong to something else: ask for the SMPP port.",
            _WANTS_TLS,
            _COMES_BY_ITSELF,
            "A slow centre needs a longer bind time-out.",
        ),
    ),
    CloseReason.FIN: (
        "the peer took the connection and closed it without answering the bind",
        (
            "Your public IP address may not be on the provider's allow-list: this is how most gateways refuse it.",
            _WANTS_TLS,
            "Too many connections of this account may be open.",
            _WANTS_PROXY,
        ),
    ),
    CloseReason.RESET: (
        "the peer reset the connection instead of answering the bind",
        (
            "Your public IP address may not be on the provider's allow-list.",
            _WANTS_TLS,
            "The centre or a balancer in front of it may be down.",
            _WANTS_PROXY,
        ),
    ),
    CloseReason.TLS_CLOSED: (
        "the peer ended TLS without answering the bind",
        (
            "Your public IP address may not be on the provider's allow-list.",
            "The provider may want a client certificate.",
            _WANTS_PROXY,
        ),
    ),
    CloseReason.TLS_BROKEN: (
        "TLS broke off before the bind was answered",
        (
            "The provider may want a client certificate: by TLS 1.3 it says so only after the greeting.",
            "Your public IP address may not be on the provider's allow-list.",
        ),
    ),
    CloseReason.FRAMING: (
        "what the peer sent instead of an answer is not SMPP",
        ("Look at its first octets in the trace.", "Check host and port, and whether the port wants TLS."),
    ),
    CloseReason.UNBIND_THEM: (
        "the centre answered the bind with an unbind",
        ("The centre may be shutting down or at its limit: try later.",),
    ),
}


def closed_early(
    closed: Closed, stray: bytes, first: bytes, sequence: int = 0, *, invited: bool = False, tls: bool = False
) -> BindResult:
    """The connection ended before the bind, sent under ``sequence``, was answered. ``stray`` is a response that fits no
    request of ours, ``first`` the octets that were no SMPP, or none that has a place there; both may be empty.
    ``invited``: an outbind came instead; ``tls``: the connection was one of TLS."""
    stranger = recognise(first)
    if stranger is not None:
        return BindResult(False, "bind", stranger.words, stranger.advice, repeat=False, cause=stranger.id)
    if stray:
        return _stray(stray, sequence)
    if _command_of(first) in BINDS:
        return BindResult(False, "bind", said(_ECHO), (said(_NO_CENTRE),), repeat=False, cause="echo")
    if invited:
        return BindResult(False, "bind", said(_INVITED), (said(_COMES_BY_ITSELF),), cause="outbind")
    reason = CloseReason.UNBIND_THEM if _is_unbind(first) else closed.reason
    words, advice = _CLOSED_ADVICE.get(reason, (said("no answer to the bind"), ()))
    alert = cause_of_alert(closed.words) if tls else None
    if alert is not None:
        return BindResult(
            False, "bind", said("{words} ({words_2})", words=words, words_2=closed.words), alert.advice, cause=alert.id
        )
    if tls:
        advice = _within_tls(reason, advice)
    return BindResult(
        False, "bind", said("{words} ({words_2})", words=words, words_2=closed.words), advice, cause=str(reason)
    )


def _within_tls(reason: CloseReason, advice: tuple[str, ...]) -> tuple[str, ...]:
    """The advice where TLS was agreed: it is not what is missing, but a client certificate may be. A centre that
    misses one says so after the greeting, and its words are lost where it resets the connection then."""
    first = _CLOSED_ADVICE[CloseReason.TLS_BROKEN][1] if reason in {CloseReason.FIN, CloseReason.RESET} else ()
    return (*first, *(line for line in advice if line is not _WANTS_TLS and line not in first))


_INVITED = "the peer sent an outbind and did not answer our bind: it is a centre that asks its ESMEs to bind"
_ECHO = "the peer sent a bind back instead of an answer: an echo service, or another ESME"
_NO_CENTRE = "Check host and port: this is not a message centre."


def _is_unbind(octets: bytes) -> bool:
    """An unbind has no place before the bind was answered, so the session tells it as a fault of the peer."""
    return _command_of(octets) == UNBIND


def _command_of(octets: bytes) -> int | None:
    return read_header(octets).command_id if len(octets) >= HEADER_SIZE else None


def _stray(octets: bytes, ours: int) -> BindResult:
    _, command_id, _, sequence = read_header(octets)
    row = STANDARD.command(command_id)
    name = row.name if row else f"0x{command_id:08X}"
    if command_id == GENERIC_NACK:
        words = said(
            "a generic_nack came instead of an answer, under sequence number {sequence}: the centre could not even read"
            " the number of our bind",
            sequence=sequence,
        )
        misread = (said("The centre misread our bind: look at its octets, and for something in between."),)
        return BindResult(False, "bind", words, misread, cause="nack")
    if sequence == ours:
        words = said("a {name} came under the sequence number of our bind, which it does not answer", name=name)
        wrong = (said("The centre answers with the wrong command: give the provider the octets of both."),)
        return BindResult(False, "bind", words, wrong, cause="foreign-command")
    words = said(
        "a bind response came, but under sequence number {sequence}, which is not that of our bind", sequence=sequence
    )
    advice = (
        said("The centre numbers its answers wrongly (SMPP 3.4, 3.2): give the provider the octets of both."),
        said("Something between may answer in the centre's place."),
    )
    return BindResult(False, "bind", words, advice, cause="foreign-sequence")


class BindWatch:
    """What is seen while a bind is on its way: a stray answer, octets that are no SMPP, and in the end ``result``."""

    def __init__(self, account: Account, book: Book) -> None:
        self.sequence = 0
        self.stray = b""
        self.first = b""
        self.invited = False
        self.result: asyncio.Future[BindResult] = asyncio.get_running_loop().create_future()
        self._account, self._book = account, book

    def answer(self, event: Answered) -> None:
        """The bind was answered."""
        if not self.result.done():
            self.result.set_result(answered(event.octets, event.round_trip, self._account, self._book))

    def close(self, event: Closed) -> bool:
        """The connection ended; whether the session was bound before."""
        if self.result.done():
            return self.result.result().ok
        tls = self._account.tls != "off"
        self.result.set_result(
            closed_early(event, self.stray, self.first, self.sequence, invited=self.invited, tls=tls)
        )
        return False
