"""Rules about the header."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint import lint
from smppconsole.smpp.lint_examples import made
from smppconsole.smpp.spec.book import STANDARD, read_dictionary
from tests.kit.judged import ids, places


def test_a_status_is_told_by_what_it_is() -> None:
    assert ids(made("submit_sm_resp", status=0x4A)) == {"status-reserved"}
    assert ids(made("submit_sm_resp", status=0x4FF)) == {"status-vendor"}
    assert ids(made("submit_sm_resp", status=0x500)) == {"status-reserved"}
    assert ids(made("submit_sm_resp", status=0x112)) == set()
    assert ids(made("enquire_link", status=0x4A)) == {"status-in-request"}


def test_sequence_zero_is_right_in_a_generic_nack_only() -> None:
    assert "sequence-zero" not in ids(made("generic_nack", status=2).with_sequence(0))
    assert "sequence-zero" in ids(made("unbind_resp").with_sequence(0))


def test_the_finding_points_at_its_word_of_the_header() -> None:
    assert places(made("enquire_link", status=8), "status-in-request") == ["00000008"]
    assert places(made("enquire_link").with_sequence(0x80000001), "sequence-range") == ["80000001"]


def test_a_status_that_a_dictionary_names_needs_no_words() -> None:
    rows = read_dictionary('[[status]]\ncode = 0x401\nname = "NO_CREDIT"\n[[status]]\ncode = 0x7777\nname = "ODD"')
    book = STANDARD.with_rows(rows.tlvs, rows.statuses)
    for status, rule in ((0x401, "status-vendor"), (0x7777, "status-reserved")):
        answer = decode(encode(made("submit_sm_resp", status=status), anyway=True))
        assert rule in {finding.id for finding in lint(answer)}
        assert rule not in {finding.id for finding in lint(answer, book=book)}
