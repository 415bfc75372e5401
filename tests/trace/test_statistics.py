from __future__ import annotations

import csv
import io
from array import array

import pytest

from smppconsole.trace.record import Ends
from smppconsole.trace.statistics import NO_PDU, RoundTrips, Statistics, Timeline
from tests.kit.pdus import octets
from tests.kit.traces import MS, Tape, answer, receipt, submit


@pytest.fixture
def tape() -> Tape:
    tape = Tape()
    for sequence in (1, 2, 3):
        tape.out(submit(sequence))
    tape.wait(10)
    tape.into(answer(2, "B"))
    tape.into(answer(1, status=0x58))
    tape.into(answer(1, status=0x58))
    tape.into(answer(77))
    tape.into(receipt(1, "B"))
    tape.out(octets("enquire_link", 4))
    return tape


def counted(tape: Tape, rows: array[int] | None = None) -> Statistics:
    statistics = Statistics(tape.published(), rows)
    statistics.finish()
    return statistics


def test_commands_and_statuses_are_counted(tape: Tape) -> None:
    statistics = counted(tape)
    assert statistics.commands[4, True] == 3
    assert statistics.commands[0x80000004, False] == 4
    assert statistics.statuses == {(0x80000004, 0): 2, (0x80000004, 0x58): 2}
    assert (statistics.duplicates, statistics.foreign) == (1, 1)
    assert statistics.receipts == {"DELIVRD": 1}


def test_round_trips_are_a_distribution(tape: Tape) -> None:
    trips = counted(tape).round_trips
    assert trips.count == 2
    assert (trips.least_ns, trips.most_ns) == (12 * MS, 14 * MS)
    assert trips.percentile(0.5) == pytest.approx(12 * MS, rel=0.05)
    assert sum(count for _, _, count in trips.bars()) == 2


@pytest.mark.parametrize("nanoseconds", [0, 1, 999, 12_345_678, 10**12])
def test_a_percentile_is_right_to_five_in_a_hundred(nanoseconds: int) -> None:
    trips = RoundTrips()
    for _ in range(10):
        trips.add(nanoseconds)
    assert trips.percentile(0.9) == pytest.approx(nanoseconds, rel=0.05, abs=1)


def test_no_round_trips_have_no_percentile() -> None:
    assert RoundTrips().percentile(0.5) == -1
    assert RoundTrips().bars() == []


def test_what_is_open_at_once_is_the_window(tape: Tape) -> None:
    (point,) = list(counted(tape).timeline.points())
    assert (point[1].sent, point[1].received, point[1].errors, point[1].window) == (4, 5, 2, 3)


def test_a_long_trace_has_wider_spans_not_more_of_them() -> None:
    timeline = Timeline()
    for second in range(20_000):
        timeline.at(second * 10**9).sent += 1
    assert len(timeline.spans) <= 3600
    assert sum(span.sent for _, span in timeline.points()) == 20_000
    assert timeline.width_ns == 8 * 10**9


def test_what_stayed_without_an_answer_is_counted_by_command(tape: Tape) -> None:
    assert counted(tape).table("answers")[1:] == [
        ("requests without response", "3"),
        ("submit_sm without response", "1"),
        ("deliver_sm without response", "1"),
        ("enquire_link without response", "1"),
        ("responses without request", "1"),
        ("answered more than once", "1"),
    ]


def test_octets_that_are_no_pdu_are_no_command(tape: Tape) -> None:
    tape.into(b"\x00\x00\x00\x08garbage", lost=True)
    tape.into(b"\x00\x00\x00\x08")
    statistics = counted(tape)
    assert statistics.commands[NO_PDU, False] == 2
    assert ("no whole PDU", "0", "2") in statistics.table("commands")


def test_the_window_over_a_filter_is_what_was_open_of_its_requests() -> None:
    tape = Tape()
    requests = array("I")
    for sequence in range(1, 5):
        requests.append(tape.out(submit(sequence)))
        tape.into(answer(sequence))
    assert [span.window for _, span in counted(tape, requests).timeline.points()] == [1]
    answers = array("I", [1, 3])
    assert [span.window for _, span in counted(tape, answers).timeline.points()] == [0]


def test_a_span_of_answers_alone_tells_what_was_open_when_they_came() -> None:
    tape = Tape()
    for sequence in (1, 2, 3):
        tape.out(submit(sequence))
    tape.wait(2000)
    tape.into(answer(1))
    assert [span.window for _, span in counted(tape).timeline.points()] == [3, 3]


def test_names_of_a_provider_and_a_capture_are_told_as_cells_not_as_formulas() -> None:
    tape = Tape(ends=Ends("=cmd|' /C calc'!A0", "", ""))
    tape.out(octets("enquire_link", 1))
    tape.store.end_session(0)
    rows = list(csv.reader(io.StringIO(counted(tape).as_csv())))
    assert [row[1:] for row in rows if row[2:] == ["enquire_link 1 got no answer"]] == [
        ["'=cmd|' /C calc'!A0", "enquire_link 1 got no answer"]
    ]


def test_a_filter_counts_its_rows_alone(tape: Tape) -> None:
    statistics = counted(tape, array("I", [0, 4]))
    assert statistics.commands == {(4, True): 1, (0x80000004, False): 1}
    assert not statistics.outstanding.unanswered


def test_counting_goes_on_with_new_rows(tape: Tape) -> None:
    statistics = counted(tape)
    assert statistics.done
    tape.out(submit(50))
    assert not statistics.done
    statistics.step()
    assert statistics.commands[4, True] == 4


def test_tables_are_saved_as_csv(tape: Tape) -> None:
    statistics = counted(tape)
    rows = list(csv.reader(io.StringIO(statistics.as_csv())))
    assert ["submit_sm", "3", "0"] in rows
    assert ["submit_sm_resp", "ESME_RTHROTTLED", "The peer asks to send more slowly.", "2"] in rows
    assert ["responses without request", "1"] in rows
    names = {"commands", "statuses", "receipts", "round trips", "throughput", "answers", "outages"}
    assert set(statistics.tables()) == names
    assert {name for name in names if [name] in rows} == names


def test_an_empty_trace_has_empty_tables() -> None:
    assert counted(Tape()).tables()["round trips"] == [("share", "ms")]
