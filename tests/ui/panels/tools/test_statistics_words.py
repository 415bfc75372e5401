"""Statistics in words."""

from __future__ import annotations

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import StatusSpec, Version
from smppconsole.trace.outages import Outage
from smppconsole.trace.statistics import RoundTrips, Statistics
from smppconsole.trace.store import Store
from smppconsole.ui.panels.tools import statistics_words as words

SECOND = 1_000_000_000


def _counted(*rows: tuple[str, int, bool, float, int]) -> Statistics:
    store = Store()
    for name, sequence, outgoing, second, status in rows:
        at = int(second * SECOND)
        octets = encode(Pdu(name, status=status).with_sequence(sequence))
        store.append(octets, time_ns=at, mono_ns=at, outgoing=outgoing, session=1)
    numbers = Statistics(store)
    numbers.finish()
    return numbers


PAIR = (("enquire_link", 1, True, 10.0, 0), ("enquire_link_resp", 1, False, 10.02, 0))


def test_figures_tell_counts_octets_and_round_trips() -> None:
    told = {title: (figure, tone) for title, figure, tone in words.figures(_counted(*PAIR))}
    assert told["PDUs"] == ("2", "text")
    assert told["Sent"] == ("1 · 16 B", "text")
    assert told["Median round trip"][0] in {"20 ms", "21 ms"}
    assert told["Errors"] == ("0", "text")
    assert words.figures(_counted())[-1][1] == "–"


def test_silence_between_two_spans_is_drawn_as_such() -> None:
    series, feet = words.throughput(_counted(*PAIR, ("unbind", 2, True, 15.0, 0)))
    assert [one.words for one in series] == ["sent", "received"]
    assert series[0].points == ((10.0, 1.0), (11.0, 0.0), (12.0, 0.0), (13.0, 0.0), (14.0, 0.0), (15.0, 1.0))
    assert feet[0] != feet[1]


def test_a_day_of_silence_takes_two_points() -> None:
    series, _ = words.throughput(_counted(*PAIR, ("unbind", 2, True, 90_000.0, 0)))
    assert len(series[0].points) == 4


def test_errors_have_a_line_of_their_own_where_there_are_any() -> None:
    numbers = _counted(PAIR[0], ("generic_nack", 1, False, 10.5, 3))
    assert [one.words for one in words.throughput(numbers)[0]] == ["sent", "received", "errors"]
    assert words.status_rows(numbers)[0][1].text.endswith("0x03")
    assert words.figures(numbers)[3][2] == "err"


def test_what_took_less_than_a_millisecond_is_one_bar() -> None:
    trips = RoundTrips()
    for trip in (0, 5000, 900_000, 5_000_000, 2 * SECOND):
        trips.add(trip)
    bars = words.trip_bars(trips)
    assert (bars[0].words, bars[0].value) == ("1 ms", 3)
    assert bars[-1].words == "2.1 s"
    assert sum(bar.value for bar in bars) == 5
    assert words.trip_bars(RoundTrips()) == ()


@pytest.mark.parametrize(("time_ns", "told"), [(4_194_304, "4.2 ms"), (16_777_216, "17 ms"), (1_073_741_824, "1.1 s")])
def test_classes_are_named_in_two_figures(time_ns: int, told: str) -> None:
    assert words.trip_words(time_ns) == told


def test_cells_tell_words_first() -> None:
    assert [cell.text for cell in words.command_cells(("submit_sm", "1204", "0"))] == ["submit_sm", "1\u2009204", "0"]
    assert words.plain_cells(("answered more than once", "2"))[0].text == "Answered more than once"
    cells = words.outage_cells(Outage(1, 10 * SECOND, "enquire_link 4 got no answer"), "NL TX")
    assert [cell.text for cell in cells[1:]] == ["NL TX", "enquire_link 4 got no answer"]
    assert words.window(_counted(*PAIR))[0][0].points == ((10.0, 1.0),)


def test_statuses_go_by_the_names_of_the_account() -> None:
    numbers = _counted(PAIR[0], ("enquire_link_resp", 1, False, 10.5, 0x401))
    quota = StatusSpec(0x401, "ESME_RQUOTA", Version.V34, "The quota is used up.", "", "")
    numbers.book = STANDARD.with_rows(statuses=(quota,))
    assert words.status_rows(numbers)[0][1].text == "QUOTA  0x401"


def test_that_there_are_more_outages_is_said() -> None:
    assert words.more_cells(4001)[2].text == "and 4\u2009001 more: save them as CSV"
