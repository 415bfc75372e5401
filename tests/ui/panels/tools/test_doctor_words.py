"""An examined bind in words."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.console.account import Account
from smppconsole.console.doctor import Examined
from smppconsole.ui.panels.tools.doctor_words import TITLES, evidence_of, report, steps_of, time_words, verdict, view_of

ACCOUNT = Account("Nordlink", "smsc.example", 2775, "demo")
BIND = "00000026000000090000000000000001" + b"demo\0********\0\0\x34\0\0\0".hex()
REFUSED = Examined(
    "bind",
    False,
    328.4,
    {
        "bind": "bind_transceiver",
        "octets": [
            {"direction": "sent", "hex": BIND},
            {"direction": "received", "hex": "00000010800000090000000300000001"},
        ],
        "status": 3,
        "status_name": "ESME_RINVCMDID",
    },
    "the centre refused the bind: ESME_RINVCMDID (0x00000003). The peer does not know this command",
    ("Bind as transmitter.",),
    "refused",
)


def _fine() -> tuple[Examined, ...]:
    return tuple(Examined(step, True, 2.0, {}) for step in steps_of(ACCOUNT))


def test_tls_is_a_step_only_where_it_is_asked_for() -> None:
    assert "tls" not in steps_of(ACCOUNT)
    assert steps_of(replace(ACCOUNT, tls="verify")) == tuple(TITLES)


def test_evidence_names_the_pdus_and_shows_their_octets() -> None:
    told = {one.name: one.value for one in evidence_of(REFUSED)}
    assert told["→ bind_transceiver"].startswith("00 00 00 26 00 00 00 09")
    assert told["← bind_transceiver_resp"].endswith("00 00 00 01")
    assert told["Status"] == "ESME_RINVCMDID"


def test_evidence_tells_addresses_versions_and_what_is_no_pdu() -> None:
    step = Examined(
        "bind",
        True,
        1.0,
        {
            "addresses": ["192.0.2.1:2775", "[::1]:2775"],
            "tried": [
                {"address": "a", "ok": False, "ms": 12.0, "words": "a: refused"},
                {"address": "b", "ok": True, "ms": 0.5, "words": "b"},
            ],
            "sc_interface_version": 0x34,
            "centre": "",
            "octets": [
                {"direction": "characters", "text": "HTTP/1.1 400"},
                {"direction": "received", "hex": "ff" * 700},
            ],
        },
    )
    told = {one.name: one.value for one in evidence_of(step)}
    assert told["Addresses"] == "192.0.2.1:2775, [::1]:2775"
    assert (told["Tried"], told["Answers"]) == ("a: refused, 12 ms", "b, 0.50 ms")
    assert told["The centre's version"] == "3.4"
    assert told["← reads"] == "HTTP/1.1 400"
    assert told["← 700 octets"].endswith("and 100 more")
    assert "The centre's name" not in told


def test_a_card_has_the_state_and_buttons_only_where_something_failed() -> None:
    failed, good = view_of(ACCOUNT, REFUSED), view_of(ACCOUNT, _fine()[0])
    assert (failed.state, good.state) == ("failed", "good")
    assert "as transmitter" in [words for words, _ in failed.tries]
    assert good.tries == ()
    assert view_of(ACCOUNT, Examined("tls", True, 1.0, {}, "nothing was checked")).state == "remark"


def test_times_are_told_in_three_figures_at_most() -> None:
    assert [time_words(ms) for ms in (0.412, 18.3, 10_000)] == ["0.41 ms", "18 ms", "10.0 s"]


def test_the_verdict_is_one_sentence() -> None:
    assert verdict(ACCOUNT, (REFUSED,)) == (
        "failed",
        "Bind failed: the centre refused the bind: ESME_RINVCMDID (0x00000003).",
    )
    assert verdict(ACCOUNT, _fine()) == ("good", "demo as transceiver of 3.4 binds, answers and unbinds, 10 ms in all.")
    warned = (*_fine()[:-1], Examined("unbind", False, 2.0, {}, "the centre closed instead", (), "unbind"))
    assert verdict(ACCOUNT, warned)[0] == "remark"


def test_the_report_holds_everything_but_the_password() -> None:
    text = report(ACCOUNT, (*_fine()[:2], REFUSED))
    assert "demo as transceiver of 3.4 to smsc.example:2775" in text
    assert "FAILED  Bind" in text
    assert "- Bind as transmitter." in text
    assert "2A 2A 2A 2A" in text
