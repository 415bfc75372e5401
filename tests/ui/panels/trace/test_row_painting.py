"""How rows of the trace are painted."""

from __future__ import annotations

import pytest

from smppconsole.ui import fonts
from smppconsole.ui.models.trace_rows import SessionTag, StatusCell, TraceRow
from smppconsole.ui.panels.trace.row_painting import Scene, fitted_command, fitted_route

ROW = TraceRow(
    0, "1", "10:00:00.000", True, SessionTag("NL", "blue"), "submit_sm", "request", "1", StatusCell(), False,
    "", "", "", "text", "", "", False, False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("scene", "failed", "ground"),
    [
        (Scene(), False, "surface"),
        (Scene(), True, "err_bg"),
        (Scene(partner=0), False, "pair"),
        (Scene(hovered=0), True, "hover"),
        (Scene(chosen=frozenset({0})), True, "sel_idle"),
        (Scene(chosen=frozenset({0}), focus=True), True, "sel"),
    ],
)
def test_the_ground_says_what_a_row_is(scene: Scene, failed: bool, ground: str) -> None:
    assert scene.ground(0, ROW._replace(failed=failed)) == ground


def test_quiet_text_is_darker_on_a_chosen_row() -> None:
    scene = Scene(chosen=frozenset({0}))
    assert (scene.quiet(0), scene.quiet(1)) == ("text2", "text3")


@pytest.mark.parametrize(
    ("route", "most", "shown"),
    [
        ("Orbit → 491713920012", 22, "Orbit → 491713920012"),
        ("491700000001 → 491701234568", 21, "4917…0001 → 4917…4568"),
        ("Orbit → 49171392001234567", 21, "Orbit → 491713…234567"),
        ("49171392001234567 → 80123", 21, "491713…234567 → 80123"),
        ("→ 4917139200123", 10, "→ 4917139200123"),
    ],
)
def test_two_addresses_that_do_not_fit_keep_their_ends(route: str, most: int, shown: str) -> None:
    assert fitted_route(route, most) == shown


def test_a_response_that_finds_no_room_is_still_told_as_one() -> None:
    font = fonts.text(12)
    cut = fitted_command("bind_transceiver_resp", font, 90)
    assert cut.startswith("bind_")
    assert cut.endswith("…_resp")
    assert fitted_command("bind_transceiver_resp", font, 300) == "bind_transceiver_resp"
    assert fitted_command("bind_transceiver", font, 20) == "bind_transceiver"
