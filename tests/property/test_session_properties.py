"""Two sessions and a hostile wire: whatever it does to the stream, the rules of the conversation hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.session.events import (
    Answered,
    Closed,
    Event,
    PduReceived,
    PduSent,
    PeerFault,
    StateChanged,
    Throttled,
    Unanswered,
    Why,
)
from smppconsole.session.session import Session
from smppconsole.session.state import (
    EFFECTS,
    ENQUIRE_LINK,
    UNANSWERED_BY_RULE,
    Side,
    State,
    StateError,
    accepted_from,
    edition,
)
from smppconsole.session.timers import Timers
from smppconsole.session.window import SEQUENCE_TOP
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import RESPONSE, read_header
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets, pdu, received, sent

TIMERS = Timers(session_init=8, enquire_link=5, enquire_link_response=2, inactivity=17, response=4, bind=6, unbind=2)
WINDOW = 3
NAMES = sorted(spec.name for spec in STANDARD.commands)
SUBMIT_SM = STANDARD.command_named("submit_sm").id
BINDS = ("bind_transmitter", "bind_receiver", "bind_transceiver")

sides = st.sampled_from(Side)
counts = st.one_of(st.integers(1, 40), st.none(), st.none())
STRAYS = ("submit_sm_resp", "generic_nack", "unbind", "deliver_sm_resp")
BUSY = (
    st.tuples(st.just("send"), st.just(Side.ESME), st.sampled_from((*BINDS, "submit_sm", "submit_sm", "query_sm"))),
    st.tuples(st.just("send"), st.just(Side.CENTRE), st.sampled_from(("deliver_sm", "data_sm", "outbind"))),
    st.tuples(st.just("carry"), sides, counts),
    st.tuples(st.just("carry"), sides, counts),
    st.tuples(st.just("wait"), sides, st.sampled_from((0.1, 1.0, 3.0, 5.0))),
)
RUDE = (
    st.tuples(st.just("send"), sides, st.sampled_from(NAMES)),
    st.tuples(st.just("answering"), sides, st.booleans()),
    st.tuples(st.just("inject"), sides, st.sampled_from(NAMES)),
    st.tuples(st.just("inject"), sides, st.sampled_from(STRAYS)),
    st.tuples(st.just("repeat"), sides, st.none()),
    st.tuples(st.just("repeat"), sides, st.none()),
    st.tuples(st.just("throttle"), sides, st.sampled_from((0x58, 0x14))),
)
LAST = (
    st.tuples(st.just("wait"), sides, st.sampled_from((11.0, 30.0))),
    st.tuples(st.just("garbage"), sides, st.binary(max_size=40)),
    st.tuples(st.just("unbind"), sides, st.none()),
    st.tuples(st.just("close"), sides, st.none()),
    st.tuples(st.just("end"), sides, st.sampled_from(("fin", "reset", "tls-broken", "timeout"))),
)
steps = st.sampled_from(BUSY * 20 + RUDE * 4 + LAST).flatmap(lambda step: step)
BOUND = [("send", Side.ESME, "bind_transceiver"), ("carry", Side.CENTRE, None), ("carry", Side.ESME, None)]
plays = st.tuples(st.sampled_from(([], BOUND, BOUND)), st.lists(steps, min_size=10, max_size=80)).map(
    lambda play: [*play[0], *play[1]]
)


def connected(first: int = 1) -> SessionPair:
    return SessionPair(esme_timers=TIMERS, centre_timers=TIMERS, window=WINDOW, sequence=first).connect()


def play(pair: SessionPair, steps: list[tuple[str, Side, object]]) -> SessionPair:
    """Do what the steps say; what a session refuses to send is not sent."""
    for verb, side, what in steps:
        try:
            _DEEDS[verb](pair, side, what)
        except StateError:
            assert verb == "send"
        for end in pair.ends:
            pair.gather(end)
    return pair


def _send(pair: SessionPair, side: Side, name: str) -> None:
    pair.ends[side].send(pdu(name, sequence=5 if name.endswith("_resp") else 0), pair.clock.now)


def _inject(pair: SessionPair, side: Side, name: str) -> None:
    """A PDU that the other end never sent, with a number that may be in use."""
    pair.wire[side] += octets(name, sequence=len(pair.told[side]) % 7)


def _repeat(pair: SessionPair, side: Side, _: None) -> None:
    """The last PDU of the other end comes once more."""
    told = [event.octets for event in pair.told[side.other] if isinstance(event, PduSent)]
    pair.wire[side] += told[-1] if told else b""


def _throttle(pair: SessionPair, side: Side, status: int) -> None:
    """All that this end has asked is answered with a plea to slow down."""
    for number in life(pair.told[side]).open:
        pair.wire[side] += octets("submit_sm_resp", number, status)


_DEEDS = {
    "repeat": _repeat,
    "throttle": _throttle,
    "send": _send,
    "carry": lambda pair, side, count: pair.deliver(side, count),
    "wait": lambda pair, _side, seconds: pair.pass_time(seconds, carrying=False),
    "answering": lambda pair, _side, yes: setattr(pair, "answering", yes),
    "inject": _inject,
    "garbage": lambda pair, side, data: pair.wire[side].extend(data),
    "unbind": lambda pair, side, _: pair.ends[side].unbind(pair.clock.now),
    "close": lambda pair, side, _: pair.ends[side].close(pair.clock.now),
    "end": lambda pair, side, how: pair.ends[side].receive_eof(pair.clock.now, how),
}


def finish(pair: SessionPair) -> SessionPair:
    """Both connections end, whatever was going on."""
    for side, end in pair.ends.items():
        end.receive_eof(pair.clock.now, "reset")
        pair.gather(side)
    return pair


@dataclass
class Life:
    """What the events say became of the requests of one session, by the count of their sending."""

    open: dict[int, int] = field(default_factory=dict)
    fates: dict[int, list[str]] = field(default_factory=dict)
    expired: dict[int, int] = field(default_factory=dict)
    in_window: int = 0
    fullest: int = 0
    probes: int = 0
    most_probes: int = 0

    def read(self, event: Event) -> None:
        """Follow one event; fails where a number comes twice or something ends that is not open."""
        if isinstance(event, PduSent):
            self._sent(event.octets)
        elif isinstance(event, Unanswered):
            self._end(event.sequence, str(event.why), event)
        elif isinstance(event, Answered):
            self._end(event.sequence, "late" if event.late else "answered", event)

    def _sent(self, wire: bytes) -> None:
        _, command_id, _, sequence = read_header(wire)
        if command_id & RESPONSE or command_id in UNANSWERED_BY_RULE:
            return
        assert 1 <= sequence <= SEQUENCE_TOP
        assert sequence not in self.open, f"number {sequence} is outstanding"
        number = len(self.fates)
        self.open[sequence] = number
        self.fates[number] = []
        self._count(command_id, 1)

    def _count(self, command_id: int, change: int) -> None:
        spec = STANDARD.command(command_id)
        assert spec is not None
        if command_id == ENQUIRE_LINK:
            self.probes += change
        elif spec.name not in (*BINDS, "unbind"):
            self.in_window += change
        self.fullest = max(self.fullest, self.in_window)
        self.most_probes = max(self.most_probes, self.probes)

    def _end(self, sequence: int, fate: str, event: Answered | Unanswered) -> None:
        if fate == Why.UNSENT:
            assert sequence not in self.open
            return
        if fate == "late":
            self.fates[self.expired.pop(sequence)].append(fate)
            return
        number = self.open.pop(sequence)
        self.fates[number].append(fate)
        self._count(event.request_id, -1)
        if fate == Why.TIMEOUT:
            self.expired[sequence] = number


def life(events: list[Event]) -> Life:
    followed = Life()
    for event in events:
        followed.read(event)
    return followed


ENDS = (["answered"], ["timeout"], ["timeout", "late"], ["closed"])


@settings(max_examples=150)
@given(plays, st.sampled_from([1, SEQUENCE_TOP - 2]))
def test_every_request_ends_once_and_no_number_is_used_twice_at_a_time(steps, first: int) -> None:
    pair = finish(play(connected(first), steps))
    for side in Side:
        followed = life(pair.told[side])
        assert not followed.open
        assert all(fate in ENDS for fate in followed.fates.values())


@settings(max_examples=150)
@given(plays)
def test_what_never_left_the_queue_is_told_once_and_was_never_sent(steps) -> None:
    pair = finish(play(connected(), steps))
    for side in Side:
        events = pair.told[side]
        unsent = [event.sequence for event in events if isinstance(event, Unanswered) and event.why is Why.UNSENT]
        went = {
            read_header(event.octets).sequence for event in events if isinstance(event, PduSent) and is_request(event)
        }
        assert len(unsent) == len(set(unsent))
        assert not went & set(unsent)
        assert set(pair.closed(side).unsent) == set(unsent)


def is_request(event: PduSent) -> bool:
    return not read_header(event.octets).command_id & RESPONSE


@settings(max_examples=150)
@given(plays)
def test_the_window_is_never_exceeded(steps) -> None:
    pair = finish(play(connected(), steps))
    assert life(pair.told[Side.ESME]).fullest <= WINDOW
    assert life(pair.told[Side.CENTRE]).fullest <= 10


@settings(max_examples=100)
@given(plays.map(lambda steps: [step for step in steps if step[2] != "enquire_link"]))
def test_at_most_one_question_of_its_own_is_on_its_way(steps) -> None:
    pair = finish(play(connected(), [("send", Side.ESME, "bind_transceiver"), *steps]))
    for side in Side:
        assert life(pair.told[side]).most_probes <= 1


@settings(max_examples=150)
@given(plays)
def test_the_state_table_is_obeyed(steps) -> None:
    pair = finish(play(connected(), steps))
    for side in Side:
        _obeys(side, pair.told[side])


_MOVES = {(before, after) for _, states, after in EFFECTS for before in states} | {(State.CLOSED, State.OPEN)}


def _obeys(side: Side, events: list[Event]) -> None:
    """Each change of state is one of the table's or the end, and each request was allowed where it was sent: a bind of
    the events says of which edition the session is."""
    state, version = State.CLOSED, Version.V34
    for event in events:
        if isinstance(event, StateChanged):
            assert event.before is state
            assert (event.before, event.after) in _MOVES or event.after is State.CLOSED
            state = event.after
        elif isinstance(event, PduSent) and is_request(event):
            assert read_header(event.octets).command_id in accepted_from(side, state, version)
        elif isinstance(event, PduReceived) and not read_header(event.octets).command_id & RESPONSE:
            assert read_header(event.octets).command_id in accepted_from(side.other, state, version)
            if state in (State.OPEN, State.OUTBOUND):
                version = _version(event.octets, version)
    assert state is State.CLOSED


def _version(octets: bytes, before: Version) -> Version:
    """The edition that a bind names; of other requests the one before."""
    said = decode(octets).field("interface_version")
    return edition(said) if isinstance(said, int) else before


@settings(max_examples=150)
@given(plays)
def test_every_octet_is_told_once_and_in_order(steps) -> None:
    pair = connected()
    arrived = {side: bytearray() for side in Side}
    left = {side: bytearray() for side in Side}
    for side, end in pair.ends.items():
        _listen(end, arrived[side], left[side])
    finish(play(pair, steps))
    for side in Side:
        assert received(pair.told[side]) == arrived[side]
        assert sent(pair.told[side]) == left[side]


def _listen(end: Session, arrived: bytearray, left: bytearray) -> None:
    take, give = end.receive_data, end.data_to_send

    def receive_data(data: bytes, now: float) -> None:
        arrived.extend(data)
        take(data, now)

    def data_to_send() -> bytes:
        octets = give()
        left.extend(octets)
        return octets

    end.receive_data, end.data_to_send = receive_data, data_to_send  # type: ignore[method-assign]


@settings(max_examples=100)
@given(plays)
def test_closed_is_told_once_and_then_only_stray_octets(steps) -> None:
    pair = finish(play(connected(), steps))
    for side in Side:
        events = pair.told[side]
        kinds = [type(event) for event in events]
        assert kinds.count(Closed) == 1
        after = events[kinds.index(Closed) + 1 :]
        assert all(isinstance(event, PeerFault) and event.id == "after-close" for event in after)
        assert pair.ends[side].next_deadline() is None


@settings(max_examples=100)
@given(plays)
def test_time_always_gets_on(steps) -> None:
    """What is due is done: after the timer ran, the next deadline is ahead."""
    pair = play(connected(), steps)
    pair.tick()
    for end in pair.ends.values():
        deadline = end.next_deadline()
        assert deadline is None or deadline > pair.clock.now


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(["submit_sm", "query_sm", "enquire_link"]), st.integers(1, 40)), max_size=30))
def test_however_the_stream_is_cut_a_fair_peer_is_answered_in_full(requests) -> None:
    pair = SessionPair(window=50).bound()
    for name, count in requests:
        pair.esme.send(pdu(name), pair.clock.now)
        pair.deliver(Side.CENTRE, count)
        pair.deliver(Side.ESME, count)
    pair.carry()
    fates = Counter(type(event) for event in pair.told[Side.ESME])
    assert fates[Answered] == len(requests) + 1
    assert not fates[Unanswered]
    assert pair.esme.outstanding == pair.esme.queued == 0


turns = st.tuples(
    st.integers(0, 4), st.lists(st.sampled_from((0, 0, 0x45, 0x58, 0x14)), max_size=4), st.floats(0.01, 2)
)


@settings(max_examples=100)
@given(st.lists(turns, max_size=20))
def test_while_a_pause_lasts_that_the_centre_asked_for_no_message_goes_out(turns) -> None:
    pair = SessionPair(esme_timers=Timers(throttle_pause=1.0), window=WINDOW).bound()
    pair.answering = False
    for count, answers, seconds in turns:
        for _ in range(count):
            pair.esme.send(pdu("submit_sm"), pair.clock.now)
        pair.gather(Side.ESME)
        for number, status in zip(list(life(pair.told[Side.ESME]).open), answers, strict=False):
            pair.wire[Side.ESME] += octets("submit_sm_resp", number, status)
        pair.deliver(Side.ESME)
        pair.pass_time(seconds, carrying=False)
    until = 0.0
    for event in pair.told[Side.ESME]:
        if isinstance(event, Throttled):
            until = event.until
        elif isinstance(event, PduSent) and read_header(event.octets).command_id == SUBMIT_SM:
            assert event.at >= until
    assert pair.esme.queued == 0 or pair.esme.outstanding == WINDOW or pair.clock.now < until


@settings(max_examples=100)
@given(st.binary(max_size=300), st.lists(st.integers(1, 50), max_size=10))
def test_any_octets_at_all_are_taken(data: bytes, cuts: list[int]) -> None:
    session = SessionPair().connect().esme
    session.events()
    at = 0
    for cut in [*cuts, len(data)]:
        session.receive_data(data[at : at + cut], 1.0)
        at += cut
    session.receive_eof(2.0)
    assert received(session.events()) == data


def test_a_day_of_drops_and_reconnects_asks_and_answers_all_the_time() -> None:
    """24 hours: a session that is asked every 30 s, cut in changing ways every 37 minutes, and bound again."""
    timers, patience = Timers(enquire_link=30), Timers(enquire_link=0, inactivity=90, keepalive_is_activity=True)
    now, asked, connections = 0.0, 0, 0
    ways = ("reset", "fin", "timeout", "silence")
    while now < 24 * 3600:
        pair = SessionPair(esme_timers=timers, centre_timers=patience, now=now).bound()
        assert pair.esme.state is State.BOUND_TRX
        pair.pass_time(37 * 60 - 100)
        pulse = pair.esme.keepalive
        assert pulse.missed == 0
        assert pulse.answered == pulse.asked == pair.centre.keepalive.peer_asked
        _drop(pair, ways[connections % len(ways)])
        followed = life(pair.told[Side.ESME])
        assert not followed.open
        now, asked, connections = pair.clock.now, asked + pulse.asked, connections + 1
    assert connections > 38
    assert 2600 < asked < 2880


def _drop(pair: SessionPair, how: str) -> None:
    if how == "silence":
        pair.pass_time(200, carrying=False)
        assert pair.closed(Side.ESME).reason == "dead"
        assert pair.closed(Side.CENTRE).reason == "inactivity"
    else:
        pair.drop(how)
        assert pair.closed(Side.ESME).reason == {"timeout": "network"}.get(how, how)
