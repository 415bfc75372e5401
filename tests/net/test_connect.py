"""Every way in which no connection comes about is told by step, cause, words and advice."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Callable

import pytest

from smppconsole.net.connect import ConnectFailure, Endpoint, Step, connect
from smppconsole.net.link import Link
from smppconsole.net.listen import Server, serve
from smppconsole.net.race import Address
from smppconsole.net.tls import Check, TlsOptions, server_context
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from tests.kit.wires import StrictTls, certificate, peer, silence


def nothing(_link: Link, _events: object) -> None:
    return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def attempt(endpoint: Endpoint, steps: list[Step] | None = None) -> Link:
    told = steps if steps is not None else []
    return await connect(endpoint, Session(Side.ESME), nothing, told.append)


async def failure_of(endpoint: Endpoint) -> ConnectFailure:
    with pytest.raises(ConnectFailure) as caught:
        await attempt(endpoint)
    return caught.value


async def close(link: Link) -> None:
    link.close("the test is over")
    await link.ended()


@contextlib.asynccontextmanager
async def tls_centre(context: ssl.SSLContext) -> AsyncIterator[int]:
    server: Server = await serve("127.0.0.1", 0, lambda: Session(Side.CENTRE), nothing, context)
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)  # greetings fail on purpose
    try:
        yield server.port
    finally:
        await server.close("the test is over")


def centre_context(name: str = "centre", client_ca: str = "") -> ssl.SSLContext:
    return server_context(certificate(name), certificate(f"{name}-key"), client_ca)


def verified(**options: str) -> TlsOptions:
    return TlsOptions(ca=certificate("authority"), **options)


async def test_the_steps_of_a_connection_are_told_with_their_times() -> None:
    steps: list[Step] = []
    async with peer(silence) as port:
        link = await attempt(Endpoint("127.0.0.1", port), steps)
        await close(link)
    assert [(step.step, step.ok) for step in steps] == [("resolve", True), ("connect", True)]
    assert all(step.seconds >= 0 for step in steps)
    assert steps[1].detail == f"127.0.0.1:{port}"


async def test_a_closed_port_is_refused() -> None:
    failure = await failure_of(Endpoint("127.0.0.1", free_port()))
    assert (failure.step, failure.cause) == ("connect", "refused")
    assert "nothing listens on port" in failure.words
    assert "Check the port" in failure.advice[0]


async def test_a_host_that_does_not_exist_is_told_by_its_name() -> None:
    failure = await failure_of(Endpoint("smsc.invalid", 2775, timeout=5))
    assert failure.step == "resolve"
    assert failure.cause in ("name-unknown", "name-service")
    assert "smsc.invalid" in failure.words


@pytest.mark.parametrize("host", ["", "a..b", "x" * 70 + ".example"])
async def test_a_host_that_is_no_name_is_told_so(host: str) -> None:
    failure = await failure_of(Endpoint(host, 2775, timeout=5))
    assert failure.step == "resolve"
    assert failure.cause in ("name-malformed", "name-unknown")


async def test_a_silent_network_ends_at_the_connect_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", never)
    failure = await failure_of(Endpoint("127.0.0.1", 2775, timeout=0.05))
    assert (failure.step, failure.cause) == ("connect", "timeout")
    assert "no answer in 0.05 s" in failure.words
    assert "allow-list" in failure.advice[0]


@pytest.fixture
def smsc_example(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``smsc_example(...)`` lets the name service give these ends for every name."""

    def names(*ends: tuple[str, int]) -> None:
        async def resolve(*_: object, **__: object) -> object:
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (host, port, 0, 0))
                if ":" in host
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))
                for host, port in ends
            ]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)

    return names


async def test_a_dead_address_of_a_name_is_told_and_the_next_one_taken(smsc_example: Callable[..., None]) -> None:
    steps: list[Step] = []
    async with peer(silence) as port:
        smsc_example(("127.0.0.2", free_port()), ("127.0.0.1", port))
        await close(await attempt(Endpoint("smsc.example", port), steps))
    assert [(step.ok, step.cause) for step in steps] == [(True, ""), (False, "refused"), (True, "")]


async def test_a_silent_address_costs_a_moment_and_is_told_as_not_waited_for(
    smsc_example: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[Step] = []
    async with peer(silence) as port:
        smsc_example(("2001:db8::1", port), ("127.0.0.1", port))
        monkeypatch.setattr("smppconsole.net.connect._reach", _silent_by_6)
        await close(await attempt(Endpoint("smsc.example", port), steps))
    assert [(step.ok, step.cause) for step in steps] == [(True, ""), (False, "overtaken"), (True, "")]
    assert steps[1].detail.startswith(f"[2001:db8::1]:{port}: not waited for")


async def test_every_address_is_seen_to_its_end_where_that_is_asked_for(smsc_example: Callable[..., None]) -> None:
    steps: list[Step] = []
    async with peer(silence) as port:
        smsc_example(("127.0.0.1", port), ("127.0.0.2", free_port()), ("127.0.0.3", port))
        await close(await attempt(Endpoint("smsc.example", port, every_address=True), steps))
    refused, used = steps[-2], steps[-1]
    assert (refused.ok, refused.cause) == (False, "refused")
    assert (used.ok, used.spare, used.detail) == (True, False, f"127.0.0.1:{port}")
    assert len(steps) == 4


async def test_an_address_that_could_be_reached_as_well_is_told_as_spare(smsc_example: Callable[..., None]) -> None:
    steps: list[Step] = []
    async with peer(silence) as one, peer(silence) as two:
        smsc_example(("127.0.0.1", one), ("127.0.0.1", two))
        await close(await attempt(Endpoint("smsc.example", one, every_address=True), steps))
    assert [(step.ok, step.spare, step.detail) for step in steps[1:]] == [
        (True, True, f"127.0.0.1:{two}"),
        (True, False, f"127.0.0.1:{one}"),
    ]


@pytest.mark.parametrize("every_address", [False, True])
async def test_where_no_address_answers_the_most_telling_one_is_put_first(
    smsc_example: Callable[..., None], monkeypatch: pytest.MonkeyPatch, every_address: bool
) -> None:
    smsc_example(("2001:db8::1", 1), ("127.0.0.1", 1))
    monkeypatch.setattr("smppconsole.net.connect._reach", _unreachable_by_6)
    failure = await failure_of(Endpoint("smsc.example", 1, every_address=every_address))
    assert failure.cause == "refused"
    assert failure.words.startswith("127.0.0.1:1: ")
    assert "and 1 more tried in vain" in failure.words
    assert [step.cause for step in failure.attempts] == ["", "network-unreachable", "refused"]


async def _unreachable_by_6(address: Address, _endpoint: Endpoint) -> socket.socket:
    raise OSError(errno.ENETUNREACH if address.family == socket.AF_INET6 else errno.ECONNREFUSED, "no")


async def _silent_by_6(address: Address, _endpoint: Endpoint) -> socket.socket:
    if address.family == socket.AF_INET6:
        await asyncio.Event().wait()
    joined = socket.create_connection(address.sockaddr)  # type: ignore[arg-type]
    joined.setblocking(False)
    return joined


async def test_ipv6_is_reached_like_any_other() -> None:
    try:
        server = await serve("::1", 0, lambda: Session(Side.CENTRE), nothing)
    except Exception as error:
        pytest.skip(f"no IPv6 here: {error}")
    link = await attempt(Endpoint("[::1]", server.port))
    await close(link)
    await server.close("the test is over")


async def test_a_local_address_is_used_or_refused_by_name() -> None:
    async with peer(silence) as port:
        link = await attempt(Endpoint("127.0.0.1", port, local_address="127.0.0.1"))
        assert link.transport.get_extra_info("sockname")[0] == "127.0.0.1"
        await close(link)
        failure = await failure_of(Endpoint("127.0.0.1", port, local_address="192.0.2.1"))
    assert failure.cause == "local-address"
    assert "192.0.2.1 is not one of this machine's" in failure.words


async def test_tls_is_checked_in_full_and_told() -> None:
    steps: list[Step] = []
    async with tls_centre(centre_context()) as port:
        link = await attempt(Endpoint("localhost", port, verified(minimum="1.3")), steps)
        facts = steps[-1].facts
        assert facts is not None
        assert facts.version == "TLSv1.3"
        assert facts.certificate.names == ("localhost", "127.0.0.1", "::1")
        assert "host name were checked" in facts.checked
        await close(link)


@pytest.mark.parametrize(
    ("name", "cause", "advice"),
    [
        ("expired", "certificate-expired", "date"),
        ("not-yet", "certificate-not-yet", "date"),
        ("other-name", "certificate-name", "name in the certificate"),
        ("self-signed", "certificate-self-signed", "own CA"),
    ],
)
async def test_a_certificate_that_does_not_hold_is_told_by_its_fault(name: str, cause: str, advice: str) -> None:
    async with tls_centre(centre_context(name)) as port:
        failure = await failure_of(Endpoint("localhost", port, verified()))
    assert (failure.step, failure.cause) == ("tls", cause)
    assert advice in failure.advice[0]


async def test_an_authority_nobody_set_is_unknown() -> None:
    async with tls_centre(centre_context()) as port:
        failure = await failure_of(Endpoint("localhost", port, TlsOptions(ca=certificate("stranger-authority"))))
    assert failure.cause == "certificate-issuer"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("other-name", TlsOptions(Check.NO_HOSTNAME, ca=certificate("authority"))),
        ("other-name", TlsOptions(ca=certificate("authority"), server_name="smsc.example.com")),
        ("self-signed", TlsOptions(Check.INSECURE)),
        ("expired", TlsOptions(Check.INSECURE)),
    ],
)
async def test_checks_can_be_lessened_one_by_one(name: str, options: TlsOptions) -> None:
    steps: list[Step] = []
    async with tls_centre(centre_context(name)) as port:
        await close(await attempt(Endpoint("localhost", port, options), steps))
    facts = steps[-1].facts
    assert facts is not None
    assert facts.certificate.subject
    assert ("NOTHING was checked" in facts.checked) == (options.check is Check.INSECURE)


async def test_a_client_certificate_opens_what_is_closed_without_it() -> None:
    context = centre_context(client_ca=certificate("authority"))
    context.maximum_version = ssl.TLSVersion.TLSv1_2  # 1.3 tells its refusal only after the greeting
    own = verified(cert=certificate("client"), key=certificate("client-key"))
    strict = StrictTls(context)
    try:
        await close(await attempt(Endpoint("localhost", strict.port, own)))
        failure = await failure_of(Endpoint("localhost", strict.port, verified()))
        foreign = verified(cert=certificate("stranger"), key=certificate("stranger-key"))
        distrusted = await failure_of(Endpoint("localhost", strict.port, foreign))
    finally:
        strict.close()
    assert failure.cause in ("tls-client-certificate", "tls-cipher")
    assert distrusted.cause == "tls-client-certificate"


async def test_no_version_in_common_is_told() -> None:
    context = centre_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    strict = StrictTls(context)
    try:
        failure = await failure_of(Endpoint("localhost", strict.port, verified(minimum="1.3")))
    finally:
        strict.close()
    assert failure.cause == "tls-version"


async def test_tls_to_a_plain_port_is_recognised() -> None:
    nack = bytes.fromhex("00000010800000000000000200000000")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(16)
        writer.write(nack)
        await writer.drain()
        await reader.read()

    async with peer(answer) as port:
        failure = await failure_of(Endpoint("127.0.0.1", port, verified()))
    assert failure.cause == "tls-plain-peer"
    assert "Switch TLS off" in failure.advice[0]


async def test_a_plain_port_that_waits_for_a_bind_lets_the_tls_greeting_run_out() -> None:
    async with peer(silence) as port:
        failure = await failure_of(Endpoint("127.0.0.1", port, verified(), timeout=0.2))
    assert failure.cause == "tls-timeout"
    assert "TLS off" in failure.advice[0]


async def test_a_peer_that_closes_in_the_tls_greeting_is_told() -> None:
    async def leave(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read(1)

    async with peer(leave) as port:
        failure = await failure_of(Endpoint("127.0.0.1", port, verified()))
    assert failure.cause == "tls-closed"


async def test_files_of_tls_are_looked_at_before_anything_goes_out() -> None:
    failure = await failure_of(Endpoint("127.0.0.1", free_port(), TlsOptions(ca="no-such-file.pem")))
    assert (failure.step, failure.cause) == ("tls", "tls-file")
    assert "no-such-file.pem" in failure.words


async def test_a_try_that_is_given_up_leaves_no_socket() -> None:
    async with peer(silence) as port:
        task = asyncio.get_running_loop().create_task(attempt(Endpoint("127.0.0.1", port, verified(), timeout=5)))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()
