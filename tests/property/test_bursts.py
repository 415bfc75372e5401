"""Many PDUs taken at once are what they are one by one: in the session, the store, the capture file."""

from __future__ import annotations

from array import array
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smppconsole.console.recorder import pile_of
from smppconsole.session import incoming
from smppconsole.session.events import Burst, Event, PduReceived, PduSent, PeerFault, apart
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.smpp.framing import Framer
from smppconsole.trace.batch import LOST, OUTGOING, Pile, pile
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.rotation import Limits, RotatingCapture
from smppconsole.trace.store import Store
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets
from tests.kit.traces import ENDS

_NUMBERED = (
    "deliver_sm",
    "data_sm",
    "alert_notification",
    "submit_sm",
    "submit_sm_resp",
    "deliver_sm_resp",
    "query_sm",
    "enquire_link",
    "enquire_link_resp",
    "generic_nack",
    "outbind",
)
_RUDE = (bytes.fromhex("00000010000000aa0000000000000007"), bytes.fromhex("00000011000000150000000000000007ff"))
_LAST = (octets("unbind", 9), octets("bind_transceiver", 9), b"\0\0\0\3", b"HTTP/1.1 400", b"\0\0\1")

replies = st.builds(
    AutoReply,
    deliver_sm=st.booleans(),
    data_sm=st.booleans(),
    wrong_state=st.booleans(),
    deliver_status=st.sampled_from((0, 0x45)),
)
cuts = st.lists(st.integers(1, 3000), max_size=12)


@st.composite
def streams(draw: st.DrawFn, most: int = 40) -> bytes:
    """What a peer sends: runs of one command, now and then something else, at the end perhaps something hostile."""
    parts: list[bytes] = []
    for name, times in draw(st.lists(st.tuples(st.sampled_from(_NUMBERED), st.integers(1, most)), max_size=8)):
        text = draw(st.binary(max_size=40)) if name in ("deliver_sm", "submit_sm") else b""
        fields = {"short_message": text} if text else {}
        parts += [octets(name, number % 50, **fields) for number in range(len(parts), len(parts) + times)]
        parts += draw(st.lists(st.sampled_from(_RUDE), max_size=1))
    return b"".join(parts + draw(st.lists(st.sampled_from(_LAST), max_size=2)))


def pieces(stream: bytes, cuts: list[int]) -> list[bytes]:
    found, at = [], 0
    for cut in [*cuts, len(stream)]:
        found.append(stream[at : at + cut])
        at += cut
    return found


def bound(side: Side, auto_reply: AutoReply) -> Session:
    """One end that has asked three things, and whose wire is quiet."""
    pair = SessionPair().bound()
    session = pair.ends[side]
    session.configure(0.0, auto_reply=auto_reply)
    if side is Side.ESME:
        for _ in range(3):
            session.send_octets(octets("submit_sm"), 0.0)
    session.events()
    session.data_to_send()
    return session


def heard(session: Session, stream: list[bytes]) -> tuple[list[Event], bytes, object]:
    """Events, octets and standing after the pieces of a stream, and its end."""
    for number, piece in enumerate(stream):
        session.receive_data(piece, 1.0 + number)
    standing = (session.state, session.keepalive, session.outstanding, session.next_deadline())
    session.receive_eof(90.0)
    return session.events(), session.data_to_send(), standing


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(Side), replies, streams(), cuts)
def test_a_session_hears_the_same_at_once_and_one_by_one(
    side: Side, auto_reply: AutoReply, stream: bytes, cuts: list[int]
) -> None:
    quick = heard(bound(side, auto_reply), pieces(stream, cuts))
    with patch.object(incoming, "MANY", 1 << 30):
        slow = heard(bound(side, auto_reply), pieces(stream, cuts))
    assert not any(isinstance(event, Burst) for event in slow[0])
    assert [*apart(quick[0])] == slow[0]
    assert quick[1:] == slow[1:]


def test_a_run_of_one_command_is_one_event() -> None:
    stream = b"".join(octets("deliver_sm", number) for number in range(1, 100))
    events, sent, _ = heard(bound(Side.ESME, AutoReply()), [stream])
    assert isinstance(events[0], Burst)
    assert (len(events[0].pdus), len(events[0].answers)) == (99, 99)
    assert b"".join(events[0].answers) == sent


@settings(max_examples=100, deadline=None)
@given(streams(8), st.lists(st.integers(1, 70), max_size=60))
def test_framing_is_the_same_however_the_stream_is_cut(stream: bytes, cuts: list[int]) -> None:
    whole, cut = Framer(), Framer()
    at_once = whole.feed(stream)
    assert [pdu for piece in pieces(stream, cuts) for pdu in cut.feed(piece)] == at_once
    assert (cut.pending, cut.lost) == (whole.pending, whole.lost)
    lost = whole.lost.octets if whole.lost is not None else b""
    assert b"".join(at_once) + whole.pending + lost == stream


# --- the store and the file

HEADS = (0x04, 0x05, 0x103, 0x102, 0x0B, 0x15, 0x80000004, 0x80000005, 0x80000000)
PASSWORD = octets("bind_transmitter", 1, system_id="me", password="hunter2")


@st.composite
def piles(draw: st.DrawFn) -> list[Pile]:
    """Batches as they pass: exchanges, requests alone, answers, and whatever collides with them."""
    found, sequence = [], 0
    for _ in range(draw(st.integers(1, 6))):
        rows: list[tuple[bytes, int]] = []
        shape = draw(st.sampled_from(("exchanges", "exchanges", "requests", "answers", "anything")))
        ours = draw(st.integers(0, 1))
        command = draw(st.sampled_from((0x04, 0x05, 0x102, 0x15)))
        for _ in range(draw(st.integers(1, 30))):
            sequence = draw(st.integers(1, 5)) if draw(st.integers(0, 60)) == 0 else sequence + 1
            if shape == "anything":
                rows.append((_head(draw(st.sampled_from(HEADS)), sequence % 4), draw(st.sampled_from((0, 1, 16)))))
            if shape in ("exchanges", "requests"):
                rows.append((_head(command, sequence), ours))
            if shape in ("exchanges", "answers"):
                rows.append((_head(command | 0x80000000, sequence), 1 - ours))
        rows += draw(st.lists(st.sampled_from(((b"short", 0), (b"rubbish" * 4, LOST), (PASSWORD, 1))), max_size=1))
        found.append(_piled(rows, draw(st.integers(0, 2)), draw(st.booleans())))
    return found


def _head(command: int, sequence: int) -> bytes:
    body = b"x" * (sequence % 3)
    return b"".join(number.to_bytes(4) for number in (16 + len(body), command, 0, sequence)) + body


def _piled(rows: list[tuple[bytes, int]], session: int, at_once: bool) -> Pile:
    times = array("q", (5,)) * len(rows) if at_once else array("q", range(7, 7 + len(rows)))
    return pile(session, [said for said, _ in rows], times, bytes(flags for _, flags in rows))


@settings(max_examples=200, deadline=None)
@given(piles())
def test_a_store_takes_many_as_it_takes_each(passing: list[Pile]) -> None:
    quick, slow = Store(), Store()
    for some in passing:
        quick.take(some, 1000)
        for octets_, time, flags in zip(some.octets, some.times, some.flags, strict=True):
            slow.append(
                octets_,
                time_ns=time + 1000,
                mono_ns=time,
                outgoing=bool(flags & OUTGOING),
                session=some.session,
                lost=bool(flags & LOST),
            )
    for one, other in zip(quick.blocks, slow.blocks, strict=True):
        for column in type(one).__slots__:
            assert getattr(one, column) == getattr(other, column), column
    assert [quick.octets(row) for row in range(len(quick))] == [slow.octets(row) for row in range(len(slow))]
    assert quick.open_requests() == slow.open_requests()
    assert (quick.settled, quick.breaks) == (slow.settled, slow.breaks)


@settings(max_examples=60, deadline=None)
@given(piles(), st.sampled_from((0, 0, 300, 1200)))
@example([_piled([(_head(5, number), 0) for number in range(40)], 0, True)], 300)
def test_a_capture_takes_many_as_it_takes_each(passing: list[Pile], most: int) -> None:
    with TemporaryDirectory() as name:
        quick, slow = (
            _captured(Path(name) / "quick", passing, most, False),
            _captured(Path(name) / "slow", passing, most, True),
        )
    assert quick == slow


def _captured(folder: Path, passing: list[Pile], most: int, one_by_one: bool) -> list[bytes]:
    """The files that come of it."""
    folder.mkdir()
    capture = RotatingCapture(folder, "x-1", Limits(file_octets=most))
    for some in passing:
        done = 0
        while done < len(some):
            rest = some.part(done, done + 1 if one_by_one else len(some))
            done += capture.write_all(rest, wall_ns=10**18, ends=ENDS)
        capture.flush()
    capture.close()
    assert (capture.lost, capture.failed) == (0, "")
    return [path.read_bytes() for path in sorted(folder.iterdir(), key=lambda path: (len(path.name), path.name))]


def test_a_pile_of_events_holds_each_octet_once_and_in_turn() -> None:
    asked, told = (
        tuple(_head(5, number) for number in range(3)),
        tuple(_head(0x80000005, number) for number in range(3)),
    )
    events: list[Event] = [
        PduSent(b"a" * 16, 1.0),
        Burst(asked, told, 2.0),
        Burst(asked, (), 3.0),
        PeerFault("framing", "", b"rest", 4.0),
        PeerFault("incomplete", "", b"", 4.0),
        PduReceived(b"b" * 16, 5.0),
    ]
    made = pile_of(events, 3)
    one_by_one = pile_of(apart(events), 3)
    assert (list(made.octets), made.times, made.flags) == (list(one_by_one.octets), one_by_one.times, one_by_one.flags)
    assert b"".join(made.octets[1:7]) == b"".join(a + b for a, b in zip(asked, told, strict=True))
    assert list(made.flags) == [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, LOST, 0]


def test_a_capture_file_is_the_same_for_many_and_for_each(tmp_path: Path) -> None:
    many = _piled([(_head(5, number), number % 2) for number in range(9000)], 4, False)
    for name, step in (("all", len(many)), ("each", 1)):
        with CaptureWriter(tmp_path / name) as writer:
            for first in range(0, len(many), step):
                assert writer.write_all(many.part(first, first + step), wall_ns=3, ends=ENDS) == step
    assert (tmp_path / "all").read_bytes() == (tmp_path / "each").read_bytes()
