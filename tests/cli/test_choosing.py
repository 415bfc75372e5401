"""The PDUs of a source that a filter takes, wherever the source lies."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from smppconsole.cli.choosing import chosen, fill, read_filter
from smppconsole.cli.sources import Source
from smppconsole.cli.status import CommandError
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.store import Store
from tests.kit.traces import ENDS, START, answer, submit

SAID = [(submit(1, "one"), True), (answer(1, "a"), False), (submit(2, "two"), True)]


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "talk.pcapng"
    with CaptureWriter(path) as writer:
        for number, (pdu, outgoing) in enumerate(SAID):
            writer.write(pdu, time_ns=START + number, outgoing=outgoing, session=0, ends=ENDS)
    return path


def take(source: Source, text: str) -> list[int]:
    return sorted(chosen(source, read_filter(text, STANDARD, AS_USUAL)))


def test_what_the_filter_says_of_other_pdus_is_known(capture: Path) -> None:
    source = Source(str(capture), capture=capture)
    assert take(source, "unanswered") == [2]
    assert take(source, "text ~ one or response") == [0, 1]


def test_a_stream_is_read_and_stands_at_its_beginning_again(capture: Path) -> None:
    stream = io.BytesIO(capture.read_bytes())
    assert take(Source("-", capture=stream), "request") == [0, 2]
    assert stream.tell() == 0


def test_hex_is_cut_into_pdus() -> None:
    source = Source("pasted", "\n".join(pdu.hex() for pdu, _ in SAID).encode())
    assert take(source, "command == submit_sm_resp") == [1]


def test_octets_of_a_source_are_all_in_the_store(capture: Path) -> None:
    store = Store()
    assert fill(store, Source(str(capture), capture=capture)) == ()
    assert [store.octets(row) for row in range(len(store))] == [pdu for pdu, _ in SAID]
    store.close()


def test_a_filter_that_cannot_be_read_points_at_the_column() -> None:
    with pytest.raises(CommandError, match="column"):
        read_filter("command == submitt_sm", STANDARD, AS_USUAL)
